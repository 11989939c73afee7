"""Beside every name stands on whose word it rests: its owner's, the national identity's, a document's."""

from importlib import import_module

import pytest
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import appoint_representative, change_profile, register_organisation
from accounts.models import Party
from config.personal_data import Leaving, erase
from contributions import attribution, receipts
from contributions.models import Contribution, NameProof
from ledger import triggers
from privacy.queries import everything
from tests.conftest import voice_of

VERIFIED, DECLARED = "Verified by national ID", "Name as declared"


@pytest.fixture
def identity(citizen):
    """Maryam's, which has given the name under which she takes part."""
    return SocialAccount.objects.create(
        user=citizen, provider="national", uid="om-1", extra_data={"sub": "om-1", "name": citizen.first_name}
    )


def proof_of(user):
    return attribution.name_proof(voice_of(user))


def test_a_name_is_declared_where_nothing_shows_more(citizen):
    assert proof_of(citizen) == NameProof.DECLARED


def test_a_name_that_the_identity_gave_is_verified(citizen, identity):
    assert proof_of(citizen) == NameProof.IDENTITY


@pytest.mark.parametrize("said", [{}, {"name": None}, {"name": ""}, {"name": "مريم العبرية"}])
def test_another_name_than_the_identity_gave_is_declared(citizen, identity, said):
    SocialAccount.objects.update(extra_data=said)
    assert proof_of(citizen) == NameProof.DECLARED


def test_of_initials_nothing_is_said(pupil):
    SocialAccount.objects.create(user=pupil, provider="national", uid="om-2", extra_data={"name": pupil.first_name})
    assert proof_of(pupil) == ""


def test_a_body_is_verified_on_its_document_whoever_speaks_for_it(citizen, identity, administrator):
    party = register_organisation(name="شركة مسار", by=administrator, verified=True)
    voice = appoint_representative(citizen, party, by=administrator, title="مدير")
    assert attribution.name_proof(voice) == NameProof.BODY


def test_a_preview_says_what_is_kept_and_asks_for_nothing_more(citizen, identity):
    attribution.voices(citizen)
    with CaptureQueriesContext(connection) as counted:
        previews = [attribution.preview(voice) for voice in attribution.voices(citizen)]
    assert [each.name_proof for each in previews] == [NameProof.IDENTITY]
    assert len(counted) == 1


def test_it_is_kept_as_it_was_when_the_name_changes_later(citizen, identity, make_contribution):
    before = make_contribution(citizen)
    own = Party.objects.get(representations__user=citizen)
    change_profile(citizen, by=citizen, name="مريم العبرية", education_role=own.education_role,
                   governorate=own.governorate, language="ar")  # fmt: skip
    after = make_contribution(citizen)
    before.refresh_from_db()
    assert (before.name_proof, after.name_proof) == (NameProof.IDENTITY, NameProof.DECLARED)


def test_it_is_kept_as_it_was_when_an_identity_is_joined_later(citizen, make_contribution):
    sent = make_contribution(citizen)
    SocialAccount.objects.create(user=citizen, provider="national", uid="1", extra_data={"name": citizen.first_name})
    sent.refresh_from_db()
    assert sent.name_proof == NameProof.DECLARED


def test_the_database_refuses_to_change_it(citizen, make_contribution):
    sent = make_contribution(citizen)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.filter(pk=sent.pk).update(name_proof=NameProof.IDENTITY)


# --- the receipt -----------------------------------------------------------------------------------------


def test_a_receipt_commits_to_it(citizen, identity, make_contribution):
    sent = make_contribution(citizen)
    opened = receipts.opened(sent)["attribution"]
    assert opened["name_proof"] == NameProof.IDENTITY
    assert receipts.commit(**opened) == sent.receipt.attribution_commitment
    assert receipts.commit(**opened | {"name_proof": "declared"}) != sent.receipt.attribution_commitment


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_receipt_of_an_earlier_version_is_opened_without_it(citizen, make_contribution, version):
    assert "name_proof" not in receipts.attribution_values(make_contribution(citizen), version)


# --- an erasure ------------------------------------------------------------------------------------------


def leave(user):
    erase(Leaving(user=user, addresses=(user.email,), at=timezone.now(), texts_go=False))


def test_an_erased_name_rests_on_nobodys_word(citizen, identity, make_contribution):
    sent = make_contribution(citizen)
    leave(citizen)
    sent.refresh_from_db()
    assert sent.name_proof == ""


def test_a_body_keeps_its_own_when_whoever_presented_a_text_is_erased(citizen, administrator, make_contribution):
    party = register_organisation(name="شركة مسار", by=administrator, verified=True)
    voice = appoint_representative(citizen, party, by=administrator, title="مدير")
    sent = make_contribution(citizen, representation=voice)
    leave(citizen)
    sent.refresh_from_db()
    assert (sent.name, sent.name_proof) == ("شركة مسار", NameProof.BODY)


def test_the_database_lets_no_erasure_leave_it_behind(citizen, make_contribution):
    erased = {"name": "طرف منسحب", "attribution_salt": "", "attribution_erased_at": timezone.now()}
    sent = make_contribution(citizen)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.filter(pk=sent.pk).update(**erased)


# --- where it is read ------------------------------------------------------------------------------------


def test_ones_copy_of_ones_data_says_it(citizen, identity, make_contribution):
    make_contribution(citizen)
    told = everything(citizen)["contributions"][0]["attribution"][0]["name_proof"]
    assert (told, told.label) == (NameProof.IDENTITY, NameProof.IDENTITY.label)


@pytest.mark.parametrize(("joined", "said", "other"), [(True, VERIFIED, DECLARED), (False, DECLARED, VERIFIED)])
def test_the_receipt_says_it(visit, citizen, make_contribution, joined, said, other, request):
    if joined:
        request.getfixturevalue("identity")
    sent = make_contribution(citizen)
    page = visit(citizen).get(f"/en/contributions/{sent.reference}/receipt/").text
    assert said in page
    assert other not in page


def test_the_moderator_reads_it_on_the_queue_and_beside_the_text(visit, moderator, citizen, identity, make_comment):
    sent = make_comment(citizen).contribution
    browser = visit(moderator)
    assert VERIFIED in browser.get("/en/office/moderation/").text
    assert VERIFIED in browser.get(f"/en/office/moderation/{sent.reference}/").text


# --- what was there before -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was", "proof"),
    [
        ({}, "declared"),
        ({"is_verified": True, "party_kind": "organisation"}, "body"),
        ({"is_verified": True, "party_kind": "official"}, "body"),
        ({"party_kind": "organisation"}, ""),
        ({"party_kind": "official"}, ""),
        ({"education_role": "pupil"}, ""),
        ({"by_minor": True}, ""),
        ({"attribution_erased_at": timezone.now()}, ""),
    ],
)
def test_what_was_sent_before_says_what_is_known_of_it(citizen, make_contribution, was, proof):
    """Of an identity that is joined by now it is not known whether it was then."""
    sent = make_contribution(citizen)
    migration = import_module("contributions.migrations.0013_say_whose_word_a_name_rests_on")
    with triggers.lifted():
        Contribution.objects.update(name_proof="", **was)
        migration.say_what_is_known(apps, None)
    sent.refresh_from_db()
    assert sent.name_proof == proof
