"""Files that go with a suggestion, from the form to its page, without a script."""

from __future__ import annotations

import pytest
from django.utils.html import escape

from contributions.models import Attachment, Upload
from moderation import actions as moderation
from suggestions.models import Suggestion
from tests.conftest import voice_of
from tests.made_files import pdf, picture, sent

pytestmark = pytest.mark.django_db

KEY = "6f1c3a52-9c0e-4f0b-8f3d-1f2f64a7c001"
NEW = f"/ar/suggestions/new/{KEY}/"
PREVIEW = f"{NEW}preview/"


@pytest.fixture
def typed(citizen, notice):
    return {
        "title": "تظليل ساحة المدرسة",
        "body": "أقترح تظليل ساحة المدرسة، والصورة المرفقة تبين موضع الشمس عند الظهيرة.",
        "category": "curricula",
        "voice": str(voice_of(citizen).pk),
        "step": "preview",
        "notice": notice.pk,
    }


@pytest.fixture
def browser(visit, citizen):
    return visit(citizen)


@pytest.fixture
def press(browser, typed):
    """Press a button of the form, with files."""

    def pressed(step="preview", *files, **more):
        return browser.post(NEW, typed | {"step": step, "attachments": list(files)} | more, follow=True)

    return pressed


def test_the_limits_are_said_beforehand(browser, settings):
    hint = browser.get(NEW).text.split('id="id_attachments_helptext"')[1].split("</div>")[0]
    assert f"{settings.ATTACHMENTS_MOST} ملفات" in hint
    assert f"{settings.ATTACHMENT_MEGABYTES} م.ب" in hint


def test_a_file_survives_the_preview_and_is_shown_there(press):
    answer = press("preview", sent("ساحة.jpg", picture()))
    assert answer.redirect_chain == [(PREVIEW, 302)]
    assert "ساحة.jpg" in answer.text


def test_a_file_survives_a_form_that_is_refused(press):
    answer = press("preview", sent("yard.jpg", picture()), title="")
    assert answer.redirect_chain[-1][0] == NEW
    assert "yard.jpg" in answer.text


def test_a_file_that_is_refused_is_told_beside_the_field_and_the_text_is_kept(press, typed):
    answer = press("preview", sent("yard.pdf", picture()))
    assert "yard.pdf" in answer.context["form"].errors["attachments"][0]
    assert escape(typed["body"]) in answer.text


def test_a_file_is_added_before_the_text_is_whole(press):
    answer = press("attach", sent("yard.jpg", picture()), title="", body="")
    assert answer.redirect_chain == [(NEW, 302)]
    assert not answer.context["form"].errors


def test_of_files_that_are_added_only_the_files_are_judged(press):
    answer = press("attach", sent("yard.exe", b"MZ"), title="")
    assert list(answer.context["form"].errors) == ["attachments"]


def test_a_file_is_dropped_and_the_text_is_kept(press, typed, citizen):
    press("attach", sent("yard.jpg", picture()))
    answer = press(f"drop:{Upload.objects.get().pk}")
    assert not Upload.objects.exists()
    assert escape(typed["title"]) in answer.text


@pytest.mark.parametrize("step", ["drop:0", "drop:x", "drop:", "drop:" + "9" * 30])
def test_nonsense_drops_nothing(press, step):
    press("attach", sent("yard.jpg", picture()))
    press(step)
    assert Upload.objects.count() == 1


def test_enter_in_a_field_previews_and_drops_nothing(browser, press):
    page = press("attach", sent("yard.jpg", picture())).text
    first = page.split(f'action="{NEW}"')[1].split('type="submit"')[1].split(">")[0]
    assert 'value="preview"' in first


def test_who_adds_files_too_often_is_told_and_keeps_the_text(press, typed, settings):
    settings.GUARDED, settings.LIMITS = True, settings.LIMITS | {"file": ["1/h/account"]}
    press("attach", sent("yard.jpg", picture()))
    answer = press("attach", sent("plan.pdf", pdf()))
    assert (Upload.objects.count(), len(answer.context["form"].errors["attachments"])) == (1, 1)
    assert escape(typed["body"]) in answer.text


def test_what_is_too_large_is_let_go_on_its_way_and_the_text_arrives(press, typed, settings):
    settings.ATTACHMENT_MEGABYTES = 1
    answer = press("attach", sent("plan.txt", b"a" * 3_000_000), sent("yard.jpg", picture()))
    assert "plan.txt" in answer.context["form"].errors["attachments"][0]
    assert escape(typed["body"]) in answer.text
    assert Upload.objects.get().name == "yard.jpg"


def test_nothing_is_kept_of_whoever_is_not_signed_in(visit, typed):
    visit().post(NEW, typed | {"step": "attach", "attachments": [sent("yard.jpg", picture())]})
    assert not Upload.objects.exists()


def test_files_are_sent_with_the_suggestion(press):
    press("attach", sent("yard.jpg", picture()), sent("plan.pdf", pdf()))
    press("send", consent="on")
    names = [each.name for each in Suggestion.objects.get().contribution.attachments.all()]
    assert names == ["yard.jpg", "plan.pdf"]


def test_a_second_press_sends_no_second_file(press):
    press("attach", sent("yard.jpg", picture()))
    for _press in range(2):
        press("send", consent="on")
    assert Attachment.objects.count() == 1


def test_without_consent_the_file_goes_on_waiting(press):
    press("attach", sent("yard.jpg", picture()))
    assert "yard.jpg" in press("send").text


@pytest.fixture
def attached(press):
    press("attach", sent("yard.jpg", picture()))
    press("send", consent="on")
    return Attachment.objects.select_related("contribution").get()


def page_of(attached):
    return f"/ar/suggestions/{attached.contribution.reference}/"


def test_the_page_shows_a_published_file_to_everybody(visit, attached, moderator):
    moderation.publish(attached.contribution, by=moderator)
    assert f'href="{attached.path}"' in visit().get(page_of(attached)).text


def test_the_page_does_not_show_what_was_taken_out(visit, attached, moderator, reason):
    moderation.publish(attached.contribution, by=moderator)
    moderation.take_out_attachment(attached, by=moderator, reason=reason)
    assert str(attached.token) not in visit().get(page_of(attached)).text


def test_its_author_reads_that_it_was_taken_out(browser, attached, moderator, reason):
    moderation.publish(attached.contribution, by=moderator)
    moderation.take_out_attachment(attached, by=moderator, reason=reason)
    attached.refresh_from_db()
    assert attached.get_state_display() in browser.get(page_of(attached)).text


def test_the_receipt_shows_the_files(browser, attached):
    assert "yard.jpg" in browser.get(f"/ar/contributions/{attached.contribution.reference}/receipt/").text


def test_files_cost_no_query_each(visit, attached, moderator, queries_of, choose_files):
    moderation.publish(attached.contribution, by=moderator)
    three = choose_files(3)
    one = queries_of(lambda: visit().get(page_of(attached)))
    assert queries_of(lambda: visit().get(f"/ar/suggestions/{three.reference}/")) == one <= 12


@pytest.fixture
def choose_files(citizen, make_published):
    """A published suggestion with so many files."""
    import uuid

    from contributions import actions

    def make(number):
        key = uuid.uuid4()
        files = [sent(f"{each}.png", picture("PNG", size=(10 + each, 9))) for each in range(number)]
        actions.upload(files, key=key, by=citizen)
        return make_published(submission_key=key, uploads=list(actions.uploads_of(citizen, key)))

    return make
