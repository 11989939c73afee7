"""Editors and approvers in Wagtail's admin: what they may do works, what they may not is refused with a sentence."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from wagtail.models import Page, Task, TaskState, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail.users.models import UserProfile

from accounts.models import User
from messaging.models import OutboxMessage
from policies.actions import ensure_index, ensure_workflow
from policies.models import PolicyPage, PolicyPart, PolicyVersion
from policies.models.approval import OwnText
from policies.translating import not_yet_english
from policies.wagtail_hooks import deletion_refused
from tests.pages import into_the_office, make_policy_page
from tests.policies.conftest import fresh, publish, revise


def form_data(**fields):
    """What the form of a policy with one point sends."""
    part = {
        "kind": "point",
        "number": "1",
        "heading_ar": "الأولى",
        "heading_en": "First",
        "body_ar": "نص النقطة الأولى.",
        "body_en": "The text of the first point.",
        "uid": "",
        "key": "",
    }
    return nested_form_data(
        {
            "title": "سياسة أخرى",
            "title_en": "Another policy",
            "slug": "another",
            "kind": "other",
            "introduction_ar": "",
            "introduction_en": "",
            "effective_from": "",
            "legal_basis": inline_formset([]),
            "parts": inline_formset([part]),
            "comments": inline_formset([]),
            "seo_title": "",
            "search_description": "",
            "go_live_at": "",
            "expire_at": "",
        }
        | fields
    )


@pytest.fixture
def add_url(db):
    return reverse("wagtailadmin_pages:add", args=["policies", "policypage", ensure_index().pk])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def task_url(page, action="approve"):
    state = TaskState.objects.filter(status="in_progress").get()
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])


def submit(client, page, by):
    client.force_login(by)
    workflow = page.get_workflow()
    workflow.start(page, by)


def test_an_editor_opens_the_form_with_arabic_beside_english(client, editor, add_url):
    client.force_login(editor)
    page = client.get(add_url).content.decode()
    assert 'name="title_en"' in page
    assert 'name="parts-__prefix__-body_ar"' in page
    assert 'name="parts-__prefix__-body_en"' in page


def test_what_a_point_is_known_by_shows_no_empty_label(client, editor, add_url):
    client.force_login(editor)
    page = client.get(add_url).text
    after_the_text = page.partition('id="id_parts-__prefix__-body_en"')[2]
    assert len(re.findall(r'class="[^"]*w-hidden[^"]*"', after_the_text.partition("-DELETE")[0])) == 2


def test_an_editor_creates_a_draft(client, editor, add_url):
    client.force_login(editor)
    client.post(add_url, form_data())
    page = PolicyPage.objects.get(slug="another")
    assert (page.live, page.parts.get().body_en) == (False, "The text of the first point.")


def test_each_new_point_gets_an_identity_of_its_own(client, editor, add_url):
    client.force_login(editor)
    parts = [{"kind": "point", "number": str(n), "body_ar": "نص.", "uid": "", "key": ""} for n in (1, 2)]
    client.post(add_url, form_data(parts=inline_formset(parts)))
    first, second = PolicyPage.objects.get(slug="another").parts.all()
    assert first.uid
    assert first.uid != second.uid


def test_a_point_without_its_number_is_refused_beside_the_field(client, editor, add_url):
    client.force_login(editor)
    parts = [{"kind": "point", "number": "", "body_ar": "نص بلا رقم.", "uid": "", "key": ""}]
    response = client.post(add_url, form_data(parts=inline_formset(parts)))
    assert not PolicyPage.objects.filter(slug="another").exists()
    assert "نص بلا رقم." in response.content.decode()


def test_an_editor_submits_and_another_person_approves(client, editor, approver, add_url):
    client.force_login(editor)
    client.post(add_url, form_data() | {"action-submit": "1"})
    page = PolicyPage.objects.get(slug="another")
    client.force_login(approver)
    client.post(task_url(page), {"comment": ""})
    version = PolicyVersion.objects.get(policy__page=page)
    assert (version.published_by, version.points.get().key) == (approver, "point-1")


def test_an_approver_can_ask_for_changes(client, editor, approver, policy_page):
    submit(client, policy_page, editor)
    client.force_login(approver)
    client.post(task_url(policy_page, "reject"), {"comment": "أعد صياغة النقطة 7."})
    assert fresh(policy_page).current_workflow_state.status == "needs_changes"


@pytest.mark.parametrize("who", ["editor", "approver", "superuser"])
def test_nobody_approves_their_own_text(client, request, who):
    author = into_the_office(request.getfixturevalue(who), "editor", "approver")
    page = make_policy_page(by=author)
    submit(client, page, author)
    response = client.post(task_url(page), {"comment": ""}, follow=True)
    assert str(OwnText()) in response.content.decode()
    assert not fresh(page).live


def test_approving_from_the_form_after_a_change_of_one_s_own_is_refused(client, editor, approver, policy_page):
    submit(client, policy_page, editor)
    client.force_login(approver)
    data = form_data(title="عنوان غيّره المعتمِد", slug="participation", kind="participation")
    action = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    response = client.post(edit_url(policy_page), data | action, follow=True)
    assert str(OwnText()) in response.content.decode()
    assert (fresh(policy_page).live, fresh(policy_page).draft_title) == (False, "عنوان غيّره المعتمِد")


def test_whoever_changed_the_draft_since_the_last_publication_counts_as_its_author(
    client, editor, approver, policy_page
):
    revise(policy_page, by=approver, title="عنوان المعتمِد")
    revise(policy_page, by=editor, title="عنوان المحرّرة")
    with pytest.raises(OwnText):
        publish(policy_page, by=approver)


def test_who_wrote_an_earlier_version_may_approve_the_next(superuser, editor, approver):
    page = make_policy_page(by=approver)
    publish(page, by=superuser)
    revise(page, by=editor, title="عنوان جديد")
    assert publish(page, by=approver).live


@pytest.mark.parametrize("who", ["approver", "superuser"])
def test_publishing_at_once_saves_a_draft_and_says_why(client, request, who, add_url):
    client.force_login(into_the_office(request.getfixturevalue(who), "editor"))
    response = client.post(add_url, form_data() | {"action-publish": "1"}, follow=True)
    assert str(OwnText()) in response.content.decode()
    assert not PolicyPage.objects.get(slug="another").live


def test_publishing_from_the_edit_form_saves_a_draft_and_says_why(client, superuser, policy_page):
    client.force_login(superuser)
    data = form_data(title="عنوان كتبه المدير", slug="participation", kind="participation")
    response = client.post(edit_url(policy_page), data | {"action-publish": "1"}, follow=True)
    assert str(OwnText()) in response.content.decode()
    assert (fresh(policy_page).live, fresh(policy_page).draft_title) == (False, "عنوان كتبه المدير")


def test_the_publish_button_is_not_offered(client, superuser, policy_page):
    client.force_login(superuser)
    assert 'name="action-publish"' not in client.get(edit_url(policy_page)).content.decode()


def test_publishing_one_s_own_text_in_bulk_is_refused_with_a_sentence(client, superuser):
    page = make_policy_page(by=superuser)
    client.force_login(superuser)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{url}?id={page.pk}", follow=True)
    assert str(OwnText()) in response.content.decode()
    assert not fresh(page).live


def test_publishing_a_branch_with_one_s_own_draft_is_refused_with_a_sentence(client, superuser):
    page = make_policy_page(by=superuser)
    client.force_login(superuser)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{url}?id={ensure_index().pk}", {"include_descendants": "on"}, follow=True)
    assert str(OwnText()) in response.content.decode()
    assert not fresh(page).live


def test_what_an_editor_saves_after_a_publication_keeps_the_addresses(client, editor, approver, policy_page):
    publish(policy_page, by=approver)
    client.force_login(editor)
    parts = [
        {
            "kind": "point",
            "number": part.number,
            "body_ar": part.body_ar + " زيادة.",
            "uid": part.uid,
            "key": "",
            "id": part.pk,
        }
        for part in fresh(policy_page).parts.all()
    ]
    data = form_data(slug="participation", kind="participation", parts=inline_formset(parts, initial=2))
    client.post(edit_url(policy_page), data)
    publish(policy_page, by=approver)
    newest = PolicyVersion.objects.order_by("-number").first()
    assert [(point.key, point.changed_in) for point in newest.points.all()] == [("point-7", 2), ("point-10", 2)]


@pytest.mark.parametrize("target", ["page", "index", "home"])
def test_deleting_a_published_policy_or_what_is_above_it_is_refused_with_a_sentence(
    client, superuser, approver, policy_page, target
):
    publish(policy_page, by=approver)
    index = policy_page.get_parent()
    page = {"page": policy_page, "index": index, "home": index.get_parent()}[target]
    client.force_login(superuser)
    url = reverse("wagtailadmin_pages:delete", args=[page.pk])
    response = client.post(url, {"confirm_site_name": "مشاركة"}, follow=True)
    assert response.status_code == 200
    assert deletion_refused(page.specific, 1) in response.content.decode()
    assert Page.objects.filter(pk=policy_page.pk).exists()


def test_deleting_in_bulk_is_refused_with_a_sentence(client, superuser, approver, policy_page):
    publish(policy_page, by=approver)
    client.force_login(superuser)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    response = client.post(f"{url}?id={policy_page.get_parent().pk}", follow=True)
    assert deletion_refused(policy_page.get_parent(), 1) in response.content.decode()
    assert Page.objects.filter(pk=policy_page.pk).exists()


def test_a_draft_that_was_never_published_can_be_deleted(client, superuser, policy_page):
    client.force_login(superuser)
    client.post(reverse("wagtailadmin_pages:delete", args=[policy_page.pk]))
    assert not Page.objects.filter(pk=policy_page.pk).exists()


def test_a_policy_can_be_unpublished_and_its_address_still_answers(client, superuser, approver, policy_page):
    publish(policy_page, by=approver)
    client.force_login(superuser)
    client.post(reverse("wagtailadmin_pages:unpublish", args=[policy_page.pk]))
    client.logout()
    response = client.get("/ar/policies/participation/versions/1/")
    assert (fresh(policy_page).live, response.status_code) == (False, 200)


@pytest.mark.parametrize(("mode", "words"), [("ar", "سياسة المشاركة"), ("en", "Participation policy")])
def test_both_languages_can_be_previewed(client, editor, policy_page, mode, words):
    client.force_login(editor)
    url = reverse("wagtailadmin_pages:view_draft", args=[policy_page.pk])
    response = client.get(f"{url}?mode={mode}")
    page = response.content.decode()
    assert f'<html lang="{mode}"' in page
    assert f">{words}</h1>" in page


@pytest.mark.parametrize("who", ["citizen_account", "editor", "approver", "superuser"])
def test_only_the_workflow_s_people_see_an_unpublished_policy(client, request, policy_page, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/ar/policies/participation/").status_code == 404


@pytest.fixture
def citizen_account(db):
    """Maryam: no part of the office."""
    return User.objects.create_user("maryam@example.om", "x")


def test_approvers_and_the_author_are_told_through_the_outbox(client, editor, approver, policy_page, mailoutbox):
    submit(client, policy_page, editor)
    client.force_login(approver)
    client.post(task_url(policy_page), {"comment": ""})
    assert mailoutbox == []
    told = OutboxMessage.objects.values_list("address", flat=True)
    assert sorted(told) == sorted([editor.email, approver.email])


def test_the_author_reads_what_the_approver_asks_for(client, editor, approver, policy_page):
    submit(client, policy_page, editor)
    client.force_login(approver)
    client.post(task_url(policy_page, "reject"), {"comment": "أعد صياغة النقطة 7."})
    assert "أعد صياغة النقطة 7." in OutboxMessage.objects.get(address=editor.email).text


APPROVE = {"action-workflow-action": "1", "workflow-action-name": "approve"}


def as_it_stands(browser, page):
    """The form of this page, sent back as it came."""
    form = browser.get(edit_url(page)).context["form"]
    sent = {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    for formset in form.formsets.values():
        sent |= {bound.html_name: bound.value() for bound in formset.management_form}
        sent |= {bound.html_name: bound.value() or "" for part in formset.forms for bound in part}
    return sent


def approve_on_the_form(browser, page):
    return browser.post(edit_url(page), as_it_stands(browser, page) | APPROVE, follow=True).text


def untranslated(page, editor):
    revise(page, by=editor, title_en="", introduction_ar="مقدمة.", introduction_en="")
    revise(page, by=editor, point="7", heading_en="", body_en="")
    return page


MISSING = "لم يُترجم إلى الإنجليزية بعد: العنوان، المقدمة، نقطة مرقمة واحدة."


def test_whoever_approves_reads_which_version_is_published_and_can_open_it(visit, editor, approver, policy_page):
    policy_page.get_workflow().start(policy_page, editor)
    told = approve_on_the_form(visit(approver), policy_page)
    assert "نُشر الإصدار 1 من «سياسة المشاركة»." in told
    assert 'href="/ar/policies/participation/versions/1/"' in told
    assert "تم تحديث" not in told


def test_whoever_approves_elsewhere_reads_which_version_is_published(visit, editor, approver, policy_page):
    policy_page.get_workflow().start(policy_page, editor)
    told = visit(approver).post(task_url(policy_page), {"comment": ""}, follow=True).text
    assert "نُشر الإصدار 1 من «سياسة المشاركة»." in told


def test_an_approval_for_later_says_that_it_waits_for_its_time(visit, editor, approver, policy_page):
    draft = fresh(policy_page).get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=3)
    draft.save_revision(user=editor)
    policy_page.get_workflow().start(fresh(policy_page), editor)
    told = visit(approver).post(task_url(policy_page), {"comment": ""}, follow=True).text
    assert "ويُنشر في موعده" in told


def test_a_refused_approval_says_nothing_else(visit, approver, editor):
    page = make_policy_page(by=approver)
    page.get_workflow().start(page, editor)
    told = approve_on_the_form(visit(approver), page)
    assert str(OwnText()) in told
    assert "تم تحديث" not in told


def test_submitting_a_text_says_what_is_missing_in_english(visit, editor, add_url):
    point = {"kind": "point", "number": "1", "body_ar": "نص.", "uid": "", "key": ""}
    data = form_data(title_en="", introduction_ar="مقدمة.", parts=inline_formset([point]))
    told = visit(editor).post(add_url, data | {"action-submit": "1"}, follow=True).text
    assert MISSING in told
    assert "وأُرسلت للاعتماد" in told


def test_the_approver_reads_on_the_form_what_is_missing_in_english(visit, editor, approver, policy_page):
    page = untranslated(policy_page, editor)
    page.get_workflow().start(fresh(page), editor)
    assert MISSING in visit(approver).get(edit_url(page)).text


def test_the_mail_to_the_approver_says_what_is_missing_in_english(editor, approver, policy_page):
    page = untranslated(policy_page, editor)
    page.get_workflow().start(fresh(page), editor)
    mail = OutboxMessage.objects.get(address=approver.email)
    assert MISSING in mail.text
    assert MISSING in mail.html


def test_a_text_that_is_whole_in_english_brings_no_warning(visit, editor, approver, policy_page):
    policy_page.get_workflow().start(policy_page, editor)
    assert "لم يُترجم إلى الإنجليزية" not in visit(approver).get(edit_url(policy_page)).text


def test_chapters_and_sections_without_english_are_counted_apart(policy_page):
    section = PolicyPart(kind="section", heading_ar="قسم")
    policy_page.parts = [section, PolicyPart(kind="point", number="1", body_ar="نص.")]
    assert not_yet_english(policy_page).startswith("لم يُترجم إلى الإنجليزية بعد: نقطة مرقمة واحدة، فصل أو قسم واحد.")


def test_the_mail_to_the_approver_suits_a_woman_and_a_man(editor, approver, policy_page):
    policy_page.get_workflow().start(policy_page, editor)
    mail = OutboxMessage.objects.get(address=approver.email)
    assert f"ورد «سياسة المشاركة» للاعتماد من {editor}." in mail.text
    assert "لا يعتمد أحدٌ نصًّا شارك في كتابته." in mail.text


@pytest.mark.parametrize(("language", "words"), [("ar", "إرسال للاعتماد"), ("en", "Submit for approval")])
def test_the_button_that_submits_speaks_the_reader_s_language(visit, editor, policy_page, language, words):
    UserProfile.get_for_user(editor)
    UserProfile.objects.filter(user=editor).update(preferred_language=language)
    form = visit(editor).get(edit_url(policy_page)).text
    button = re.search(r'<button[^>]*name="action-submit".*?</button>', form, re.DOTALL)[0]
    assert words in button


def test_a_workflow_that_was_named_in_two_languages_is_renamed(db):
    both = "اعتماد شخص آخر · Approval by another person"
    Workflow.objects.filter(name="اعتماد شخص آخر").update(name=both)
    Task.objects.filter(name="اعتماد شخص آخر").update(name=both)
    ensure_workflow()
    assert Workflow.objects.filter(name="اعتماد شخص آخر").exists()
    assert not Workflow.objects.filter(name=both).exists()
    assert not Task.objects.filter(name=both).exists()


def test_a_text_under_review_says_who_may_change_it(visit, editor, policy_page):
    policy_page.get_workflow().start(policy_page, editor)
    assert "هذه الصفحة قيد المراجعة، ولا يعدّلها الآن إلا مراجعوها." in visit(editor).get(edit_url(policy_page)).text


@pytest.mark.parametrize(
    ("past", "words"), [({"days": 735}, "سنتين"), ({"minutes": 2}, "دقيقتين"), ({"days": 3}, "3\xa0أيام")]
)
def test_how_long_ago_is_said_without_a_number_where_the_word_holds_it(past, words):
    assert timesince(timezone.now() - timedelta(**past)) == words


# --- what waits -----------------------------------------------------------------------------------------


def waits(client, who):
    client.force_login(who)
    return [desk.waiting for desk in client.get("/ar/office/").context["desks"]]


def test_what_an_editor_has_begun_waits_for_them_until_it_is_sent(client, editor, approver, add_url):
    client.force_login(editor)
    client.post(add_url, form_data())
    assert (waits(client, editor), waits(client, approver)) == ([1], [0])
    submit(client, PolicyPage.objects.get(slug="another"), editor)
    assert (waits(client, editor), waits(client, approver)) == ([0], [1])


def test_what_is_sent_back_waits_for_its_editor(client, editor, approver, add_url):
    client.force_login(editor)
    client.post(add_url, form_data() | {"action-submit": "1"})
    page = PolicyPage.objects.get(slug="another")
    client.force_login(approver)
    client.post(task_url(page, "reject"), {"comment": "أعد صياغة النقطة."})
    assert (waits(client, editor), waits(client, approver)) == ([1], [0])


def test_what_is_published_or_waits_for_its_day_waits_for_nobody(client, editor, approver, add_url):
    client.force_login(editor)
    day = (timezone.now() + timedelta(days=3)).strftime("%Y-%m-%d %H:%M")
    client.post(add_url, form_data() | {"action-submit": "1"})
    client.force_login(approver)
    client.post(task_url(PolicyPage.objects.get(slug="another")), {"comment": ""})
    client.force_login(editor)
    client.post(add_url, form_data(slug="later", go_live_at=day) | {"action-submit": "1"})
    client.force_login(approver)
    client.post(task_url(PolicyPage.objects.get(slug="later")), {"comment": ""})
    assert (waits(client, editor), waits(client, approver)) == ([0], [0])


def test_what_an_approver_sent_waits_for_another(client, approver):
    author = into_the_office(approver, "editor", "approver")
    page = make_policy_page(by=author)
    submit(client, page, author)
    assert waits(client, author)[-1] == 0
