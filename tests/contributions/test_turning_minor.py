"""What becomes of contributions whose author turns out to be a minor, or of age, by a corrected date of birth."""

from datetime import date, timedelta

import pytest

from accounts.actions import ask_birth_date, confirm_birth_date
from accounts.models import Party
from contributions.actions import amend, confirm_as_guardian, withdraw
from contributions.errors import CannotBeAmended
from contributions.models import Amendment, Confirmation
from ledger.models import LedgerEntry
from moderation.actions import appeal, ask_change, grant_appeal, lapse, remove, restore, resume
from tests.conftest import NEW_WORDS, voice_of
from workflow.errors import IllegalStep
from workflow.models import Step

pytestmark = pytest.mark.django_db

ADULT = date(1990, 5, 17)
CHILD = date.today() - timedelta(days=14 * 365)


@pytest.fixture
def correct(make_user, administrator):
    """Two administrators correct somebody's date of birth."""
    colleague = make_user("colleague@example.om", "مازن بن سعيد الحبسي", "administrator")

    def both(user, born_on):
        asked = ask_birth_date(user, by=administrator, born_on=born_on, reason="عُرضت البطاقة الشخصية.")
        confirm_birth_date(asked, by=colleague, born_on=born_on)

    return both


def now(contribution):
    contribution.refresh_from_db()
    return contribution


# --- a minor who turns out to be of age --------------------------------------------------------------------


@pytest.fixture
def young(citizen):
    Party.objects.filter(pk=voice_of(citizen).party_id).update(born_on=CHILD)
    citizen.guardian_address = "mother@example.om"
    citizen.save()
    return citizen


def test_what_waits_for_a_guardian_goes_on_waiting(young, make_contribution, correct):
    sent = make_contribution(young)
    correct(young, ADULT)
    assert (now(sent).moderation, sent.by_minor) == ("unconfirmed", True)
    assert sent.name != young.first_name


def test_its_guardian_can_still_confirm_it(young, make_contribution, correct):
    sent = make_contribution(young)
    correct(young, ADULT)
    confirm_as_guardian(Confirmation.objects.select_related("contribution").get())
    assert now(sent).moderation == "submitted"


def test_its_author_can_withdraw_it_and_send_it_in_their_own_name(young, make_contribution, correct):
    sent = make_contribution(young)
    correct(young, ADULT)
    withdraw(sent, by=young)
    again = make_contribution(young)
    assert (again.moderation, again.name) == ("submitted", young.first_name)


# --- an adult who turns out to be a minor ------------------------------------------------------------------


@pytest.mark.parametrize("state", ["submitted", "held"])
def test_what_was_not_public_yet_is_withdrawn(citizen, moderator, reason, make_contribution, correct, state):
    sent = make_contribution(citizen)
    if state == "held":
        ask_change(sent, by=moderator, reason=reason)
    correct(citizen, CHILD)
    assert now(sent).moderation == "withdrawn"


def test_nothing_of_it_is_lost(citizen, visit, make_contribution, correct):
    sent = make_contribution(citizen)
    correct(citizen, CHILD)
    assert sent.text.body in visit(citizen).get(f"/ar/contributions/{sent.reference}/").text


def test_its_ledger_entry_names_the_step_and_nobody(citizen, make_contribution, correct):
    sent = make_contribution(citizen)
    correct(citizen, CHILD)
    entry = LedgerEntry.objects.get(kind="contributions.contribution.withdraw_of_minor")
    assert citizen.first_name not in str(entry.data)
    assert entry.pk == Step.objects.of(sent).get(name="withdraw_of_minor").entry_id


def test_what_is_public_keeps_its_name(citizen, make_contribution, publish, correct):
    sent = publish(make_contribution(citizen))
    correct(citizen, CHILD)
    assert (now(sent).moderation, sent.name) == ("published", citizen.first_name)


def test_what_they_send_afterwards_waits_for_a_guardian(citizen, make_contribution, correct):
    correct(citizen, CHILD)
    sent = make_contribution(citizen, guardian="mother@example.om")
    assert (sent.moderation, sent.by_minor) == ("unconfirmed", True)


def test_what_others_sent_stays(citizen, neighbour, make_contribution, correct):
    sent = make_contribution(neighbour)
    correct(citizen, CHILD)
    assert now(sent).moderation == "submitted"


def test_another_date_that_changes_nothing_about_it_withdraws_nothing(citizen, make_contribution, correct):
    sent = make_contribution(citizen)
    correct(citizen, ADULT)
    assert now(sent).moderation == "submitted"


def test_a_new_wording_that_waits_is_set_aside(citizen, make_contribution, publish, correct):
    sent = publish(make_contribution(citizen))
    amend(sent, body=NEW_WORDS, by=citizen)
    correct(citizen, CHILD)
    assert Amendment.objects.get().state == "set_aside"


def test_no_new_wording_comes_past_a_guardian(citizen, make_contribution, publish, correct):
    sent = publish(make_contribution(citizen))
    correct(citizen, CHILD)
    with pytest.raises(CannotBeAmended):
        amend(sent, body=NEW_WORDS, by=citizen)


def test_what_was_removed_before_it_was_public_is_not_restored(citizen, moderator, reason, make_contribution, correct):
    sent = make_contribution(citizen)
    remove(sent, by=moderator, reason=reason)
    correct(citizen, CHILD)
    with pytest.raises(IllegalStep):
        restore(sent, by=moderator)
    assert now(sent).moderation == "removed"


def test_an_appeal_does_not_bring_it_back_either(
    citizen, moderator, other_moderator, reason, make_contribution, correct
):
    sent = make_contribution(citizen)
    remove(sent, by=moderator, reason=reason)
    made = appeal(sent, words="لا مخالفة فيها.", by=citizen)
    correct(citizen, CHILD)
    with pytest.raises(IllegalStep):
        grant_appeal(made, answer="أصبت.", by=other_moderator)


def test_what_lapsed_before_it_was_public_is_not_taken_up_again(citizen, moderator, make_contribution, correct):
    sent = make_contribution(citizen)
    lapse(sent, by=None)
    correct(citizen, CHILD)
    with pytest.raises(IllegalStep):
        resume(sent, by=moderator)


def test_what_was_public_once_is_restored_as_before(citizen, moderator, reason, make_contribution, publish, correct):
    sent = publish(make_contribution(citizen))
    remove(sent, by=moderator, reason=reason)
    correct(citizen, CHILD)
    restore(sent, by=moderator)
    assert now(sent).moderation == "published"
