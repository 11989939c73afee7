"""The files of what a minor sent: the guardian decides about them too, and opens them by the code alone."""

import hashlib

import pytest
from django.utils import timezone

from contributions import stored
from contributions.actions import withdraw, withdraw_attachment_as_guardian
from contributions.models import Attachment, Confirmation, Contribution
from messaging.models import OutboxMessage
from moderation.actions import hold, publish, remove
from tests.contributions.test_guardians import address_of, answer, code_of
from workflow.errors import IllegalStep
from workflow.models import Step

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_file(make_attached, pupil):
    return make_attached(pupil)


def behind_code(visit, contribution, code=None):
    client = visit()
    client.post(address_of(contribution), {"code": code or code_of(contribution)})
    return client


def ask_for(visit, file):
    client = behind_code(visit, file.contribution)
    return client.post(address_of(file.contribution), {"file": str(file.token)})


def test_with_the_code_the_guardian_opens_a_file_as_a_download(visit, with_file):
    page = ask_for(visit, with_file)
    assert hashlib.sha256(b"".join(page.streaming_content)).hexdigest() == with_file.sha256
    assert page["Content-Disposition"].startswith("attachment")
    assert "no-store" in page["Cache-Control"]
    assert Confirmation.objects.waiting().exists()


def test_without_the_code_no_file_is_opened(visit, with_file):
    page = visit().post(address_of(with_file.contribution), {"file": str(with_file.token)})
    assert page["Location"] == address_of(with_file.contribution)


def test_the_code_of_one_text_opens_no_file_of_another(visit, with_file, make_attached, pupil):
    other = make_attached(pupil, name="other.jpg").contribution
    page = behind_code(visit, other).post(address_of(other), {"file": str(with_file.token)})
    assert page.status_code == 404


def test_what_is_published_with_its_file_the_guardian_still_opens(visit, with_file, moderator):
    publish(answered(visit, with_file, "confirm"), by=moderator)
    assert ask_for(visit, with_file).status_code == 200


def test_what_was_declined_opens_no_more(visit, with_file):
    answered(visit, with_file, "decline")
    assert_closed(visit, with_file)


def test_what_was_withdrawn_meanwhile_opens_no_more(visit, with_file, pupil):
    withdraw(with_file.contribution, by=pupil)
    assert_closed(visit, with_file)


def test_what_lapsed_opens_no_more(visit, with_file):
    Confirmation.objects.update(due_at=timezone.now())
    assert_closed(visit, with_file)


@pytest.mark.parametrize("act", [hold, remove])
def test_what_a_moderator_does_not_publish_opens_no_more(visit, with_file, moderator, reason, act):
    contribution = answered(visit, with_file, "confirm")
    assert_closed(visit, with_file)
    act(contribution, by=moderator, reason=reason)
    assert_closed(visit, with_file)


def answered(visit, file, step):
    answer(visit, file.contribution, step)
    return Contribution.objects.get(pk=file.contribution.pk)


def assert_closed(visit, file):
    """Neither the file nor the words."""
    asked = ask_for(visit, file)
    assert asked.status_code in {302, 404}
    assert "Content-Disposition" not in asked
    page = answer(visit, file.contribution, "read").content.decode()
    assert file.name not in page
    assert file.contribution.text.body not in page


@pytest.mark.parametrize(("change", "is_named"), [({"state": "taken_out"}, False), ({"scan": "found"}, True)])
def test_a_file_that_something_is_wrong_with_is_opened_for_no_guardian(visit, with_file, change, is_named):
    Attachment.objects.update(**change)
    assert ask_for(visit, with_file).status_code == 404
    page = answer(visit, with_file.contribution, "read").content.decode()
    assert (with_file.name in page, f'name="file" value="{with_file.token}"' in page) == (is_named, False)


# --- Taken out by the guardian ------------------------------------------------------------------------


def take_out(visit, file, **typed):
    path = address_of(file.contribution)
    return behind_code(visit, file.contribution).post(path, {"take_out": str(file.token)} | typed, follow=True)


def test_the_page_asks_once_more_before_a_file_is_taken_out(visit, with_file):
    path = address_of(with_file.contribution)
    page = behind_code(visit, with_file.contribution).get(path, {"take_out": str(with_file.token)})
    assert "أتريد سحب هذا الملف؟" in page.text
    assert Attachment.objects.get().state == "attached"


def test_a_guardian_takes_a_file_out_and_the_text_still_waits(visit, with_file, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = take_out(visit, with_file)
    assert "سحب صاحبها أو ولي أمره ملفًا" in page.text
    assert with_file.name not in page.text
    assert Confirmation.objects.waiting().exists()
    assert not stored.is_there(with_file.stored_as)


def test_the_record_says_that_it_was_the_guardian(visit, with_file):
    take_out(visit, with_file)
    step = Step.objects.of(with_file.contribution).get(name="guardian_withdraw_attachment")
    assert step.by is None


def test_the_pupil_is_told_by_letter_which_file_a_guardian_took_out(visit, with_file):
    take_out(visit, with_file)
    letter = OutboxMessage.objects.filter(address=with_file.contribution.author.email).latest("pk")
    assert with_file.name in letter.text
    assert "سحب ولي أمرك" in letter.text


def test_a_guardian_s_second_press_finds_it_out_already(visit, with_file):
    take_out(visit, with_file)
    assert "سحبه صاحبه" in take_out(visit, with_file).text
    assert Step.objects.filter(name="guardian_withdraw_attachment").count() == 1


def test_whoever_goes_back_to_the_question_is_not_asked_about_a_file_that_is_gone(visit, with_file):
    take_out(visit, with_file)
    path = address_of(with_file.contribution)
    page = behind_code(visit, with_file.contribution).get(path, {"take_out": str(with_file.token)})
    assert "أتريد سحب هذا الملف؟" not in page.text


@pytest.mark.parametrize("given", ["confirm", "decline"])
def test_after_the_answer_no_file_is_taken_out_by_the_code(visit, with_file, given):
    answer(visit, with_file.contribution, given)
    page = take_out(visit, with_file)
    assert (page.status_code, Attachment.objects.get().state) == (200, "attached")
    assert "سحب هذا الملف" not in page.text


def test_a_guardian_who_answers_in_another_window_takes_nothing_out_any_more(visit, with_file):
    asked = Confirmation.objects.select_related("contribution").get()
    answer(visit, with_file.contribution, "confirm")
    with pytest.raises(IllegalStep):
        withdraw_attachment_as_guardian(with_file, asked)
    assert Attachment.objects.get().state == "attached"


def test_without_the_code_no_file_is_taken_out(visit, with_file):
    visit().post(address_of(with_file.contribution), {"take_out": str(with_file.token)})
    assert Attachment.objects.get().state == "attached"


def test_the_code_of_one_text_takes_no_file_out_of_another(visit, with_file, make_attached, pupil):
    other = make_attached(pupil, name="other.jpg").contribution
    page = behind_code(visit, other).post(address_of(other), {"take_out": str(with_file.token)})
    assert page.status_code == 404


def test_a_token_that_is_none_is_not_there(visit, with_file):
    assert take_out(visit, with_file, take_out="nonsense").status_code == 404


def test_the_letter_to_the_guardian_says_that_a_file_came_with_it(with_file):
    letter = OutboxMessage.objects.filter(cause__startswith="guardian-asked").latest("pk")
    assert "أُرفق به ملف واحد" in letter.text
