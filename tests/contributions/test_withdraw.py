import pytest
from django.core.exceptions import PermissionDenied

from contributions.actions import withdraw
from deadlines.models import Deadline
from workflow.errors import IllegalStep


def test_the_author_withdraws_what_awaits_moderation(make_contribution, citizen):
    sent = make_contribution(citizen)
    withdraw(sent, by=citizen)
    assert sent.moderation == "withdrawn"


def test_its_text_and_receipt_stay(make_contribution, citizen):
    sent = make_contribution(citizen)
    withdraw(sent, by=citizen)
    assert sent.texts.get().body
    assert sent.receipt


def test_its_moderation_is_no_longer_owed(make_contribution, citizen):
    sent = make_contribution(citizen)
    withdraw(sent, by=citizen)
    assert Deadline.objects.get(kind="moderation", subject_id=sent.pk).dropped_at is not None


@pytest.mark.parametrize("who", ["neighbour", "moderator", "policy_officer"])
def test_nobody_else_withdraws_it(make_contribution, citizen, people, who):
    with pytest.raises(PermissionDenied):
        withdraw(make_contribution(citizen), by=people(who))


def test_what_the_ministry_has_taken_up_can_no_longer_be_withdrawn(make_contribution, citizen):
    sent = make_contribution(citizen)
    sent.decision = "under_study"
    sent.save()
    with pytest.raises(IllegalStep):
        withdraw(sent, by=citizen)


def test_a_second_withdrawal_is_refused(make_contribution, citizen):
    sent = make_contribution(citizen)
    withdraw(sent, by=citizen)
    with pytest.raises(IllegalStep):
        withdraw(sent, by=citizen)
