"""An editor opens a consultation in Wagtail's admin, Arabic with English beside it; another person approves it."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from consultations.actions import ensure_index
from consultations.models import ClauseVersion, Consultation, ConsultationPage, DraftVersion
from directory.models import Unit
from policies.models.approval import OwnText
from policies.translating import not_yet_english
from policies.wagtail_hooks import deletion_refused
from tests.consultations.conftest import CLOSES, DURING, OPENS, fresh, make_clause, publish_page

FORMAT = "%Y-%m-%d %H:%M"


def local(moment):
    return timezone.localtime(moment).strftime(FORMAT)


def form_data(**fields):
    """What the form of a consultation with one clause sends."""
    clause = {
        "kind": "clause",
        "number": "1",
        "heading_ar": "الأول",
        "heading_en": "First",
        "body_ar": "نص البند الأول.",
        "body_en": "The text of the first clause.",
        "uid": "",
        "key": "",
    }
    return nested_form_data(
        {
            "title": "تقويم العام الدراسي",
            "title_en": "School calendar",
            "slug": "calendar",
            "opens_at": local(OPENS),
            "closes_at": local(CLOSES),
            "change_reason_ar": "",
            "change_reason_en": "",
            "unit": "",
            "introduction_ar": "",
            "introduction_en": "",
            "parts": inline_formset([clause]),
            "comments": inline_formset([]),
            "seo_title": "",
            "search_description": "",
            "go_live_at": "",
            "expire_at": "",
        }
        | fields
    )


@pytest.fixture
def add_url(at):
    at(OPENS - timedelta(days=7))
    return reverse("wagtailadmin_pages:add", args=["consultations", "consultationpage", ensure_index().pk])


def approve(browser, page):
    state = TaskState.objects.filter(status="in_progress").get()
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return browser.post(url, {"comment": ""}, follow=True)


def test_the_form_has_arabic_beside_english(visit, editor, add_url):
    form = visit(editor).get(add_url).content.decode()
    assert all(f'name="{name}"' in form for name in ("title", "title_en", "introduction_ar", "introduction_en"))


def test_an_editor_submits_and_another_person_approves(visit, editor, approver, add_url, transport_unit):
    visit(editor).post(add_url, form_data(unit=transport_unit.pk) | {"action-submit": "1"})
    page = ConsultationPage.objects.get(slug="calendar")
    approve(visit(approver), page)
    assert Consultation.objects.get(slug="calendar").opens_at == OPENS
    assert ClauseVersion.objects.get().key == "clause-1"


@pytest.mark.parametrize("who", ["superuser", "administrator"])
def test_nobody_approves_their_own_consultation(visit, people, editor, page, who):
    author = people(who)
    author.is_superuser = True
    author.save()
    fresh(page).save_revision(user=author)
    page.get_workflow().start(fresh(page), author)
    response = approve(visit(author), page)
    assert str(OwnText()) in response.content.decode()
    assert not Consultation.objects.exists()


def as_it_came(form):
    """What the form sends if nobody touches it."""
    sent = {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    for formset in form.formsets.values():
        sent |= {bound.html_name: bound.value() or "" for bound in formset.management_form}
        sent |= {bound.html_name: bound.value() or "" for part in formset.forms for bound in part}
    return sent


def test_a_form_that_comes_back_as_it_was_counts_as_unchanged(visit, editor, page):
    form = visit(editor).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    again = type(form)(as_it_came(form), instance=fresh(page), for_user=editor)
    assert not again.has_changed()


def test_a_consultation_that_is_too_short_is_refused_beside_the_date(visit, editor, add_url):
    data = form_data(closes_at=local(OPENS + timedelta(days=10)))
    response = visit(editor).post(add_url, data)
    errors = response.context["form"].errors
    assert list(errors) == ["closes_at"]
    assert "نص البند الأول." in response.content.decode()


def test_an_empty_closing_date_is_filled_with_the_promised_one(visit, editor, add_url):
    visit(editor).post(add_url, form_data(closes_at=""))
    assert ConsultationPage.objects.get(slug="calendar").closes_at == CLOSES


def test_extending_without_a_reason_is_refused_beside_the_reason(visit, editor, consultation, page, at):
    at(DURING)
    data = form_data(slug="transport", closes_at=local(CLOSES + timedelta(days=7)))
    response = visit(editor).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert list(response.context["form"].errors) == ["change_reason_ar"]


def test_time_that_ran_out_before_the_approval_is_said_in_a_sentence(visit, editor, approver, page, at):
    page.get_workflow().start(fresh(page), editor)
    at(CLOSES - timedelta(days=3))
    response = approve(visit(approver), page)
    assert not fresh(page).live
    assert fresh(page).get_latest_revision_as_object().why_not_now() in response.content.decode()


def test_a_draft_without_clauses_is_not_published(visit, editor, approver, page):
    draft = fresh(page)
    draft.parts = []
    draft.save_revision(user=editor)
    page.get_workflow().start(fresh(page), editor)
    approve(visit(approver), page)
    assert not fresh(page).live


def test_without_a_responsible_unit_it_is_not_published_and_the_field_is_named(visit, editor, approver, page):
    draft = fresh(page).get_latest_revision_as_object()
    draft.unit = None
    draft.save_revision(user=editor)
    page.get_workflow().start(fresh(page), editor)
    response = approve(visit(approver), page)
    assert not fresh(page).live
    assert "اختر الجهة المسؤولة عن المشاورة." in response.content.decode()


def test_a_scheduled_consultation_is_announced_when_its_time_comes(editor, approver, page, at):
    draft = fresh(page).get_latest_revision_as_object()
    draft.go_live_at = OPENS - timedelta(days=2)
    draft.save_revision(user=editor)
    publish_page(page, by=approver)
    assert not Consultation.objects.exists()
    at(OPENS - timedelta(days=1))
    call_command("publish_scheduled")
    assert DraftVersion.objects.get().published_at == OPENS - timedelta(days=1)


@pytest.mark.parametrize(("mode", "words"), [("ar", "النقل المدرسي"), ("en", "School transport")])
def test_both_languages_can_be_previewed(visit, editor, page, mode, words):
    url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    shown = visit(editor).get(f"{url}?mode={mode}").content.decode()
    assert f'<html lang="{mode}"' in shown
    assert f">{words}</h1>" in shown


@pytest.mark.parametrize("target", ["page", "index"])
def test_deleting_a_published_consultation_is_refused_with_a_sentence(visit, superuser, consultation, page, target):
    victim = {"page": page, "index": page.get_parent()}[target].specific
    url = reverse("wagtailadmin_pages:delete", args=[victim.pk])
    response = visit(superuser).post(url, {"confirm_site_name": "مشاركة"}, follow=True)
    assert deletion_refused(victim, 1) in response.content.decode()
    assert Page.objects.filter(pk=page.pk).exists()


def test_deleting_in_bulk_is_refused_with_a_sentence(visit, superuser, consultation, page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    response = visit(superuser).post(f"{url}?id={page.pk}", follow=True)
    assert deletion_refused(page, 1) in response.content.decode()
    assert Page.objects.filter(pk=page.pk).exists()


def test_moving_and_copying_stay_possible(visit, superuser, consultation, page):
    copy = fresh(page).copy(update_attrs={"slug": "copy"}, keep_live=False, user=superuser)
    assert (copy.live, Consultation.objects.count()) == (False, 1)


def test_the_editors_list_of_units_is_grouped(editor):
    Unit.objects.create(code="d", kind="directorate", governorate="muscat", name_ar="مسقط", name_en="Muscat")
    form = ConsultationPage.get_edit_handler().get_form_class()(for_user=editor)
    headings = [str(heading) for heading, _units in list(form.fields["unit"].choices)[1:]]
    assert headings == ["مسقط"]


def test_dates_run_left_to_right_in_the_arabic_form(visit, editor, add_url):
    form = visit(editor).get(add_url).text
    dates = re.findall(r'<input[^>]*name="(?:opens|closes)_at"[^>]*>', form)
    assert ['dir="ltr"' in date for date in dates] == [True, True]


def submit(visit, editor, add_url, **fields):
    return visit(editor).post(add_url, form_data(**fields) | {"action-submit": "1"})


def test_submitting_without_a_responsible_unit_is_refused_beside_the_field(visit, editor, add_url):
    response = submit(visit, editor, add_url, unit="")
    assert response.context["form"].errors == {"unit": ["اختر الجهة المسؤولة عن المشاورة."]}
    assert not ConsultationPage.objects.exists()


@pytest.mark.parametrize("left", ["nothing", "a chapter", "a clause that is taken out"])
def test_submitting_without_a_numbered_clause_is_refused_beside_the_clauses(
    visit, editor, add_url, transport_unit, left
):
    part = {"kind": "section", "number": "", "body_ar": "نص.", "uid": "", "key": ""}
    clause = part | {"kind": "clause", "number": "1", "DELETE": "on"}
    parts = {"nothing": [], "a chapter": [part], "a clause that is taken out": [clause]}[left]
    response = submit(visit, editor, add_url, unit=transport_unit.pk, parts=inline_formset(parts))
    assert "لا بد للمشاورة من بند مرقّم واحد على الأقل." in response.text
    assert not ConsultationPage.objects.exists()


def test_an_incomplete_draft_is_saved(visit, editor, add_url):
    visit(editor).post(add_url, form_data(unit="", parts=inline_formset([])))
    assert ConsultationPage.objects.get(slug="calendar").unit is None


def test_closing_before_the_opening_is_called_that(visit, editor, add_url):
    data = form_data(closes_at=local(OPENS - timedelta(days=1)))
    response = visit(editor).post(add_url, data)
    assert response.context["form"].errors == {"closes_at": ["موعد الإغلاق يسبق موعد الفتح."]}


def test_what_the_draft_lacks_in_english_is_counted_in_clauses(page):
    page.parts = [make_clause(number, "عنوان", "", "نص.", "") for number in ("1", "2", "3")]
    assert not_yet_english(page).startswith("لم يُترجم إلى الإنجليزية بعد: 3 بنود مرقّمة.")


def test_an_approval_that_fails_is_told_by_one_red_sentence(visit, editor, approver, page):
    draft = fresh(page).get_latest_revision_as_object()
    draft.unit = None
    draft.save_revision(user=editor)
    page.get_workflow().start(fresh(page), editor)
    browser = visit(approver)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    approval = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    told = browser.post(url, as_it_came(browser.get(url).context["form"]) | approval, follow=True)
    assert [str(message.level_tag) for message in told.context["messages"]] == ["error"]
    assert "اختر الجهة المسؤولة عن المشاورة." in told.text
