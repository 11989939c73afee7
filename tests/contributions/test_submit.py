import uuid

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actions import appoint_representative, register_organisation
from accounts.models import PartyKind
from contributions.errors import NotAgreed, SentBefore
from contributions.models import Contribution, Moderation
from contributions.references import spoken
from deadlines.models import Deadline
from ledger.models import LedgerEntry
from messaging.models import OutboxMessage
from tests.conftest import voice_of


def test_what_is_sent_awaits_moderation(make_contribution, citizen):
    assert make_contribution(citizen).moderation == Moderation.SUBMITTED


def test_a_second_press_returns_the_first_contribution(make_contribution, citizen):
    key = uuid.uuid4()
    first = make_contribution(citizen, submission_key=key)
    assert make_contribution(citizen, submission_key=key) == first
    assert Contribution.objects.count() == 1


def test_other_words_under_the_same_key_are_no_second_press(make_contribution, citizen):
    key = uuid.uuid4()
    first = make_contribution(citizen, submission_key=key)
    with pytest.raises(SentBefore, match=spoken(first.reference)):
        make_contribution(citizen, submission_key=key, body="نص آخر")


def test_the_same_key_of_another_person_is_another_contribution(make_contribution, citizen, neighbour):
    key = uuid.uuid4()
    assert make_contribution(citizen, submission_key=key) != make_contribution(neighbour, submission_key=key)


def test_nobody_sends_in_the_name_of_another(make_contribution, citizen, neighbour):
    with pytest.raises(PermissionDenied):
        make_contribution(citizen, representation=voice_of(neighbour))


@pytest.mark.parametrize("send", ["make_contribution", "make_comment"])
def test_nothing_is_received_without_consent_to_the_notice(request, citizen, send):
    with pytest.raises(NotAgreed):
        request.getfixturevalue(send)(citizen, consent_to=None)
    assert not Contribution.objects.exists()


def test_the_name_is_a_snapshot_that_a_rename_does_not_change(make_contribution, citizen):
    sent = make_contribution(citizen)
    party = sent.party
    party.name = "اسم آخر جديد"
    party.save()
    sent.refresh_from_db()
    assert sent.name == "مريم بنت خلفان العبرية"


def test_a_pupil_is_published_by_initials(pupil, make_contribution):
    assert make_contribution(pupil).name == "س. ه."


def test_a_representative_speaks_in_the_name_of_the_organisation(make_contribution, citizen, administrator):
    council = register_organisation(name="مجلس أولياء الأمور بولاية إزكي", by=administrator, verified=True)
    voice = appoint_representative(citizen, council, by=administrator)
    sent = make_contribution(citizen, representation=voice)
    assert (sent.name, sent.party_kind, sent.is_verified) == (council.name, PartyKind.ORGANISATION, True)
    assert sent.on_behalf_by == "مريم بنت خلفان العبرية"


def test_a_moderation_deadline_is_owed_at_once(make_contribution, citizen):
    sent = make_contribution(citizen)
    assert Deadline.objects.get(kind="moderation", subject_id=sent.pk).met_at is None


def test_the_ledger_records_the_commitments_and_no_word(make_contribution, citizen):
    sent = make_contribution(citizen)
    entry = LedgerEntry.objects.get(subject=sent.reference)
    assert sent.receipt.text_commitment in entry.body
    assert "مريم" not in entry.body


def test_the_author_is_told_in_their_language(make_contribution, neighbour):
    make_contribution(neighbour)
    assert OutboxMessage.objects.get(cause__startswith="received").subject.startswith("Received")
