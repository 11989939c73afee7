"""A guardian who presses twice, and an author in two windows: one of both acts, and nothing is there twice."""

import uuid

import pytest

from accounts.actions import suspend
from accounts.models import User
from contributions.actions import comment, confirm_as_guardian, decline_as_guardian, submit
from contributions.models import Comment, Confirmation, Contribution, Discussion
from privacy.actions import carry_out, request_erasure
from tests.at_once import ACTED, TOLD, at_once, one_then_other
from tests.conftest import voice_of
from tests.contributions.test_guardians import address_of, code_of
from workflow.models import Step

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def unconfirmed(make_contribution, pupil):
    return make_contribution(pupil, body="نحتاج إلى مظلّات في ساحة المدرسة.")


def answers(contribution, act):
    asked = Confirmation.objects.select_related("contribution").get(contribution=contribution)
    yield
    act(asked)


@pytest.mark.parametrize("first", [confirm_as_guardian, decline_as_guardian])
@pytest.mark.parametrize("second", [confirm_as_guardian, decline_as_guardian])
def test_a_guardian_s_code_counts_once(unconfirmed, first, second):
    assert one_then_other(answers(unconfirmed, first), answers(unconfirmed, second)) == (ACTED, TOLD)
    unconfirmed.refresh_from_db()
    assert unconfirmed.moderation == ("submitted" if first is confirm_as_guardian else "withdrawn")
    assert Step.objects.of(unconfirmed).filter(field="moderation").count() == 1


def test_a_guardian_who_presses_in_two_browsers_at_once_confirms_once_and_meets_no_fault(visit, unconfirmed):
    code, told = code_of(unconfirmed), []

    def presses():
        browser = visit()
        browser.post(address_of(unconfirmed), {"code": code})
        yield
        told.append(browser.post(address_of(unconfirmed), {"step": "confirm"}).status_code)

    at_once(presses(), presses())
    assert max(told) < 500
    assert Step.objects.of(unconfirmed).filter(name="guardian_confirm").count() == 1


# --- the same press twice ----------------------------------------------------------------------------------


def sends(by, key, notice, body="أقترح تظليل مواقف الحافلات."):
    me = User.objects.get(pk=by.pk)
    yield
    submit(
        by=me,
        representation=voice_of(me),
        kind="answer",
        body=body,
        language="ar",
        submission_key=key,
        consent_to=notice,
    )


def suspends(account, by):
    me, them = User.objects.get(pk=by.pk), User.objects.get(pk=account.pk)
    yield
    suspend(them, by=me, reason="إعلانات متكررة.")


def erases(account):
    asked = request_erasure(account, by=account)
    yield
    carry_out(asked)


def test_whoever_was_suspended_a_moment_before_sends_nothing(citizen, administrator, notice):
    both = suspends(citizen, by=administrator), sends(citizen, uuid.uuid4(), notice)
    assert one_then_other(*both) == (ACTED, TOLD)
    assert not Contribution.objects.exists()


def test_whoever_was_erased_a_moment_before_sends_nothing(citizen, notice):
    """Their name would stand there for ever."""
    assert one_then_other(erases(citizen), sends(citizen, uuid.uuid4(), notice)) == (ACTED, TOLD)
    assert not Contribution.objects.exists()


def test_what_was_sent_a_moment_before_an_erasure_loses_its_name_too(citizen, notice):
    name = citizen.first_name
    assert one_then_other(sends(citizen, uuid.uuid4(), notice), erases(citizen)) == (ACTED, ACTED)
    assert Contribution.objects.get().name != name


def test_a_form_that_is_sent_twice_at_once_is_received_once(citizen, notice):
    key = uuid.uuid4()
    assert one_then_other(sends(citizen, key, notice), sends(citizen, key, notice)) == (ACTED, ACTED)
    assert Contribution.objects.count() == 1


def test_other_words_under_the_same_key_are_refused_and_not_lost_in_silence(citizen, notice):
    key = uuid.uuid4()
    both = (sends(citizen, key, notice), sends(citizen, key, notice, body="أقترح أمرا آخر."))
    assert one_then_other(*both) == (ACTED, TOLD)
    assert Contribution.objects.get().text.body == "أقترح تظليل مواقف الحافلات."


def test_replies_that_come_at_once_stand_in_places_of_their_own(
    published, discussion, citizen, neighbour, moderator, notice
):
    root = Comment.thread.get(contribution=published)

    def replies(by):
        me, parent = User.objects.get(pk=by.pk), Comment.thread.get(pk=root.pk)
        place = Discussion.objects.get(pk=discussion.pk)
        yield
        comment(
            by=me,
            representation=voice_of(me),
            discussion=place,
            parent=parent,
            body="أوافقها الرأي.",
            language="ar",
            submission_key=uuid.uuid4(),
            consent_to=notice,
        )

    assert at_once(*(replies(by) for by in (citizen, neighbour, moderator))) == [ACTED] * 3
    assert sorted(Comment.thread.values_list("order", flat=True)) == [1, 2, 3, 4]
    root.refresh_from_db()
    assert root.nested_count == 3
