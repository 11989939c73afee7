"""Two clerks at two counters who press at the same moment."""

import uuid

import pytest

from accounts.actions import withdraw_verification
from accounts.models import Organisation, Party, User
from contributions.actions import record_on_behalf, withdraw_recorded
from contributions.models import Contribution, Recording
from tests.at_once import ACTED, TOLD, at_once, one_then_other
from tests.recording.conftest import BODY, ZAYED, told
from workflow.models import Step

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def records(by, key, notice, body=BODY, organisation=None):
    me = User.objects.get(pk=by.pk)
    seen = organisation and Party.objects.select_related("organisation").get(pk=organisation.pk)
    yield
    fields = {"kind": "answer", "body": body, "language": "ar", "submission_key": key, "consent_to": notice}
    record_on_behalf(by=me, behalf=told(organisation=seen), **fields)


def test_the_same_key_at_two_counters_makes_one_contribution_of_one_party(clerk, other_clerk, notice):
    key = uuid.uuid4()
    assert one_then_other(*(records(by, key, notice) for by in (clerk, other_clerk))) == (ACTED, TOLD)
    assert (Contribution.objects.count(), Recording.objects.count()) == (1, 1)
    assert Party.objects.filter(name=ZAYED).count() == 1
    assert Contribution.objects.get().recorded_by == clerk


def test_the_same_key_with_other_words_keeps_the_first(clerk, other_clerk, notice):
    key = uuid.uuid4()
    both = (records(clerk, key, notice), records(other_clerk, key, notice, body="كلام آخر تماما."))
    assert one_then_other(*both) == (ACTED, TOLD)
    assert Contribution.objects.get().text.body == BODY


def test_two_clerks_record_the_very_first_two_contributions_at_once(clerk, other_clerk, notice):
    """The account that keeps what is recorded is made with the first of them."""
    both = [records(by, uuid.uuid4(), notice) for by in (clerk, other_clerk)]
    assert at_once(*both) == [ACTED, ACTED]
    assert Contribution.objects.count() == 2
    assert len(set(Contribution.objects.values_list("author", flat=True))) == 1


def test_for_a_body_that_lost_its_verification_a_moment_before_nothing_is_recorded(clerk, body, administrator, notice):
    def unverifies():
        me, theirs = User.objects.get(pk=administrator.pk), Organisation.objects.get(party=body)
        yield
        withdraw_verification(theirs, by=me, reason="انتهى الترخيص.")

    assert one_then_other(unverifies(), records(clerk, uuid.uuid4(), notice, organisation=body)) == (ACTED, TOLD)
    assert not Contribution.objects.exists()


def test_what_two_clerks_withdraw_at_once_is_withdrawn_once(recorded, clerk, other_clerk):
    def withdraws(by):
        me, theirs = User.objects.get(pk=by.pk), Contribution.objects.get(pk=recorded.pk)
        yield
        withdraw_recorded(theirs, reason="mistake", by=me)

    assert one_then_other(withdraws(clerk), withdraws(other_clerk)) == (ACTED, TOLD)
    assert Step.objects.of(recorded).filter(name="withdraw").count() == 1
