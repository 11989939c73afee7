"""Whoever signs a suggestion with its author is named and found wherever its author is, and only while they sign it."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from config.personal_data import Leaving, erase
from contributions import paper, receipts
from contributions.models import NameProof
from ledger.models import LedgerEntry
from moderation import actions as moderation
from search.actions import drain
from search.queries import search
from suggestions import actions
from suggestions.actions.signing import SNAPSHOT
from tests.conftest import voice_of
from tests.pages import notice_in_force

pytestmark = pytest.mark.django_db

DESK = "/ar/office/suggestions/"


@pytest.fixture(autouse=True)
def index(settings, tmp_path):
    settings.SEARCH_INDEX_PATH = tmp_path / "index.sqlite3"


def sign(suggestion, by, *, author):
    asked = actions.invite(suggestion, by.email, by=author)
    actions.sign(asked, representation=voice_of(by), consent_to=notice_in_force(), by=by)
    return asked


@pytest.fixture
def signed(suggestion, citizen, neighbour):
    """Yaqoub signs Maryam's published suggestion."""
    return sign(suggestion, neighbour, author=citizen)


def found(name):
    drain()
    return [hit.document.reference for hit in search(name).hits]


# --- found -----------------------------------------------------------------------------------------------


def test_a_suggestion_is_found_by_the_name_of_whoever_signs_it(signed, suggestion, neighbour):
    assert found(f'"{neighbour.first_name}"') == [suggestion.reference]


def test_it_is_found_so_from_the_moment_of_signing_on(suggestion, citizen, neighbour):
    assert found(f'"{neighbour.first_name}"') == []
    sign(suggestion, neighbour, author=citizen)
    assert found(f'"{neighbour.first_name}"') == [suggestion.reference]


def test_whoever_leaves_is_no_longer_found(signed, neighbour):
    assert found(f'"{neighbour.first_name}"')
    actions.leave(signed, by=neighbour)
    assert found(f'"{neighbour.first_name}"') == []


@pytest.mark.parametrize("answer", ["", "decline", "take_back"])
def test_whoever_has_not_signed_is_not_found(suggestion, citizen, neighbour, answer):
    asked = actions.invite(suggestion, neighbour.email, by=citizen)
    if answer == "decline":
        actions.decline_to_sign(asked, by=neighbour)
    if answer == "take_back":
        actions.take_invitation_back(asked, by=citizen)
    assert found(f'"{neighbour.first_name}"') == []


def test_what_is_not_public_is_found_by_nobodys_name(signed, suggestion, neighbour, moderator, reason):
    moderation.hold(suggestion.contribution, by=moderator, reason=reason)
    assert found(f'"{neighbour.first_name}"') == []


def test_an_erased_name_is_no_longer_found(signed, neighbour):
    name = neighbour.first_name
    erase(Leaving(user=neighbour, addresses=(neighbour.email,), at=timezone.now(), texts_go=False))
    assert found(f'"{name}"') == []


def test_no_phrase_spans_two_names(signed, citizen, neighbour):
    across = f"{citizen.first_name.split()[-1]} {neighbour.first_name.split()[0]}"
    assert found(f'"{across}"') == []


def test_a_result_names_them_one_by_one(visit, signed, suggestion, citizen, neighbour):
    drain()
    page = visit().get("/en/search/", {"q": suggestion.title}).text
    for name in (citizen.first_name, neighbour.first_name):
        assert f'<bdi lang="ar">{name}</bdi>' in page


# --- printed ---------------------------------------------------------------------------------------------


def facts(suggestion):
    with translation.override("en"):
        return [value for _label, value, _runs in paper.facts(suggestion.contribution)]


def test_the_paper_names_who_signs_with_how_the_name_is_known(signed, suggestion, neighbour):
    assert f"{neighbour.first_name} (Name as declared)" in facts(suggestion)


def test_the_paper_says_that_the_receipt_is_its_authors_alone(signed, suggestion):
    assert "What they signed is in the ledger, and not in this receipt." in facts(suggestion)


def test_whoever_left_is_not_printed(signed, suggestion, neighbour):
    actions.leave(signed, by=neighbour)
    assert not any(neighbour.first_name in value for value in facts(suggestion))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_is_printed(signed, suggestion, language):
    with translation.override(language):
        assert paper.pdf(suggestion.contribution).startswith(b"%PDF")


# --- in the office ---------------------------------------------------------------------------------------


def test_the_officer_reads_who_signs_beside_the_text_and_on_the_list(visit, signed, suggestion, policy_officer):
    browser = visit(policy_officer)
    for page in (DESK, f"{DESK}{suggestion.reference}/"):
        assert signed.name in browser.get(page).text


def test_the_moderator_reads_who_signs_what_waits(visit, make_suggestion, citizen, neighbour, moderator):
    waiting = make_suggestion()
    sign(waiting, neighbour, author=citizen)
    assert neighbour.first_name in visit(moderator).get(f"/ar/office/moderation/{waiting.reference}/").text


def test_the_list_asks_as_much_for_many_as_for_one(visit, signed, make_published, citizen, neighbour, policy_officer):
    browser = visit(policy_officer)

    def asked():
        with CaptureQueriesContext(connection) as counted:
            browser.get(DESK)
        return len(counted)

    asked()
    before = asked()
    for number in range(3):
        sign(make_published(title=f"مقترح رقم {number}"), neighbour, author=citizen)
    assert asked() == before


# --- how the name is known ------------------------------------------------------------------------------


def test_a_signature_keeps_how_the_name_was_known(suggestion, citizen, neighbour):
    SocialAccount.objects.create(
        user=neighbour, provider="national", uid="1", extra_data={"name": neighbour.first_name}
    )
    signed = sign(suggestion, neighbour, author=citizen)
    signed.refresh_from_db()
    assert signed.name_proof == NameProof.IDENTITY


def test_the_ledger_commits_to_it(signed):
    signed.refresh_from_db()
    said = {name: getattr(signed, name) for name in SNAPSHOT}
    entry = LedgerEntry.objects.get(kind="contributions.contribution.co_sign").body
    assert receipts.commit(signed.attribution_salt, **said) in entry
    assert receipts.commit(signed.attribution_salt, **said | {"name_proof": "identity"}) not in entry


def test_an_erased_signature_rests_on_nobodys_word(signed, neighbour):
    erase(Leaving(user=neighbour, addresses=(neighbour.email,), at=timezone.now(), texts_go=False))
    signed.refresh_from_db()
    assert signed.name_proof == ""
