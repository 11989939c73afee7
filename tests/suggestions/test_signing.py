"""Others who sign a suggestion with its author."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import (
    appoint_representative,
    ask_birth_date,
    confirm_birth_date,
    grant_role,
    register_organisation,
)
from accounts.models import Role, User
from config.personal_data import Leaving, erase
from contributions.actions import withdraw
from ledger.models import LedgerEntry
from messaging.models import OutboxMessage
from moderation import onward
from moderation.actions import remove, restore
from moderation.permissions import can_moderate
from privacy.queries import everything
from suggestions import actions
from suggestions.models import CoParty
from suggestions.permissions import can_decide
from tests.conftest import voice_of
from tests.pages import notice_in_force
from workflow.errors import IllegalStep
from workflow.models import Step

pytestmark = pytest.mark.django_db

CHILD = date.today() - timedelta(days=14 * 365)


@pytest.fixture
def asked(suggestion, citizen, neighbour):
    """Maryam has asked Yaqoub to sign her published suggestion."""
    return actions.invite(suggestion, neighbour.email, by=citizen)


def sign(asked, by, voice=None):
    actions.sign(asked, representation=voice or voice_of(by), consent_to=notice_in_force(), by=by)
    return asked


@pytest.fixture
def signed(asked, neighbour):
    return sign(asked, neighbour)


def page_of(suggestion, rest=""):
    return f"/ar/suggestions/{suggestion.reference}/{rest}"


# --- asking ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [("anonymous", 302), ("neighbour", 404), ("moderator", 404), ("policy_officer", 404), ("citizen", 200)],
)
def test_only_its_author_asks_others(visit, people, suggestion, who, status):
    assert visit(people(who)).get(page_of(suggestion, "parties/")).status_code == status
    visit(people(who)).post(page_of(suggestion, "parties/"), {"address": "aunt@example.om"})
    assert CoParty.objects.exists() == (status == 200)


@pytest.mark.parametrize("address", ["yaqoub@example.om", "nobody-here@example.om"])
def test_whether_an_address_has_an_account_is_told_to_nobody(visit, citizen, neighbour, suggestion, address):
    page = visit(citizen).post(page_of(suggestion, "parties/"), {"address": address}, follow=True)
    assert page.status_code == 200
    assert address in page.text
    assert OutboxMessage.objects.filter(address=address).count() == 1


@pytest.mark.parametrize("address", ["", "nobody", "maryam@example.om", "maryam+me@example.om"])
def test_no_address_and_ones_own_are_refused_beside_the_field(visit, citizen, suggestion, address):
    page = visit(citizen).post(page_of(suggestion, "parties/"), {"address": address})
    assert page.status_code == 422
    assert not CoParty.objects.exists()


def test_an_address_is_asked_once(visit, citizen, suggestion, asked):
    assert visit(citizen).post(page_of(suggestion, "parties/"), {"address": asked.address}).status_code == 422


def test_five_others_sign_at_most(citizen, suggestion):
    for number in range(5):
        actions.invite(suggestion, f"aunt{number}@example.om", by=citizen)
    with pytest.raises(IllegalStep):
        actions.invite(suggestion, "aunt6@example.om", by=citizen)


def test_the_author_asks_somebody_no_longer(visit, citizen, neighbour, suggestion, asked):
    visit(citizen).post(page_of(suggestion, "parties/"), {"take_back": asked.pk})
    asked.refresh_from_db()
    assert (asked.state, asked.address) == ("taken_back", "")
    assert visit(neighbour).get(page_of(suggestion, "sign/")).status_code == 404


# --- signing --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"), [("anonymous", 302), ("citizen", 404), ("moderator", 404), ("neighbour", 200)]
)
def test_only_whoever_was_asked_opens_the_page(visit, people, asked, who, status):
    assert visit(people(who)).get(page_of(asked.suggestion, "sign/")).status_code == status


def test_an_address_that_was_not_confirmed_is_nobodys(visit, asked, make_user):
    other = make_user("other@example.om", "خالد بن سيف الحبسي")
    other.emailaddress_set.create(email="YAQOUB@example.om", verified=False)
    assert visit(other).get(page_of(asked.suggestion, "sign/")).status_code == 404


def test_nobody_is_named_before_they_have_signed(visit, asked, neighbour):
    page = visit().get(page_of(asked.suggestion)).text
    assert neighbour.first_name not in page
    assert asked.address not in page


def test_who_signed_stands_beneath_the_author(visit, signed, neighbour):
    page = visit().get(page_of(signed.suggestion)).text
    assert neighbour.first_name in page.split('class="co-parties')[1].split("</ul>")[0]


def test_a_form_signs_in_the_chosen_voice_with_the_consent(visit, asked, neighbour):
    typed = {"act": "sign", "voice": voice_of(neighbour).pk, "notice": notice_in_force().pk}
    assert visit(neighbour).post(page_of(asked.suggestion, "sign/"), typed).status_code == 422
    visit(neighbour).post(page_of(asked.suggestion, "sign/"), typed | {"consent": "on"})
    asked.refresh_from_db()
    assert (asked.state, asked.name, asked.address) == ("signed", neighbour.first_name, "")


def test_an_organisation_signs_through_who_speaks_for_it(asked, neighbour, administrator):
    party = register_organisation(name="جمعية أولياء الأمور", by=administrator, verified=True)
    sign(asked, neighbour, appoint_representative(neighbour, party, by=administrator))
    assert (asked.name, asked.is_verified, asked.on_behalf_by) == ("جمعية أولياء الأمور", True, neighbour.first_name)


def test_a_later_name_changes_no_signature(visit, signed, neighbour):
    before = signed.name
    voice_of(neighbour).party.__class__.objects.filter(pk=signed.party_id).update(name="يعقوب السعدي الآخر")
    assert before in visit().get(page_of(signed.suggestion)).text


def test_the_ledger_has_a_commitment_and_no_name(signed, neighbour):
    entry = LedgerEntry.objects.get(kind="contributions.contribution.co_sign")
    assert len(entry.data["attribution"]) == 64
    assert neighbour.first_name not in entry.body


def test_the_author_is_told_who_signed(signed, citizen, neighbour):
    letter = OutboxMessage.objects.get(address=citizen.email, cause__startswith="co-party-answered")
    assert neighbour.first_name in letter.text


def test_whoever_declines_is_named_nowhere(visit, asked, neighbour, citizen):
    visit(neighbour).post(page_of(asked.suggestion, "sign/"), {"act": "decline"})
    asked.refresh_from_db()
    assert asked.state == "declined"
    assert neighbour.first_name not in visit().get(page_of(asked.suggestion)).text
    letter = OutboxMessage.objects.get(address=citizen.email, cause__startswith="co-party-answered")
    assert neighbour.first_name not in letter.text


def test_whoever_signed_can_leave(visit, signed, neighbour):
    visit(neighbour).post(page_of(signed.suggestion, "sign/"), {"act": "leave"})
    signed.refresh_from_db()
    assert signed.state == "left"
    assert neighbour.first_name not in visit().get(page_of(signed.suggestion)).text


def test_a_second_press_signs_once(signed, neighbour):
    with pytest.raises(IllegalStep):
        sign(signed, neighbour)
    assert Step.objects.filter(name="co_sign").count() == 1


def test_one_party_signs_once(suggestion, signed, citizen, neighbour):
    neighbour.emailaddress_set.create(email="second@example.om", verified=True)
    again = actions.invite(suggestion, "second@example.om", by=citizen)
    with pytest.raises(IllegalStep):
        sign(again, neighbour)


def test_its_author_signs_nothing_again(suggestion, citizen):
    citizen.emailaddress_set.create(email="second@example.om", verified=False)
    asked = CoParty.objects.create(suggestion=suggestion, address="second@example.om")
    citizen.emailaddress_set.update(verified=True)
    with pytest.raises(IllegalStep):
        sign(asked, citizen)


def test_a_minor_signs_nothing_of_others_yet(suggestion, citizen, pupil):
    asked = actions.invite(suggestion, pupil.email, by=citizen)
    with pytest.raises(IllegalStep):
        sign(asked, pupil)


def test_a_minor_who_is_asked_reads_at_once_that_they_cannot_sign(suggestion, citizen, pupil, visit):
    actions.invite(suggestion, pupil.email, by=citizen)
    page = visit(pupil).get(page_of(suggestion, "sign/")).text
    assert "دون الثامنة عشرة" in page
    assert 'value="sign"' not in page
    assert 'value="decline"' in page


def test_what_others_sign_warns_its_author_before_it_is_withdrawn(signed, citizen, visit, suggestion):
    page = visit(citizen).get(f"/ar/contributions/{suggestion.reference}/withdraw/").text
    assert "يوقّعها معك آخرون" in page


def test_the_author_finds_where_to_ask_others_on_the_page_of_what_waits_and_on_its_receipt(
    make_suggestion, citizen, visit
):
    waiting = make_suggestion(citizen)
    for page in ("", "receipt/"):
        text = visit(citizen).get(f"/ar/contributions/{waiting.reference}/{page}").text
        assert page_of(waiting, "parties/") in text


def turns_out_a_minor(user, make_user):
    """By the decision of two administrators."""
    one, other = (make_user(f"{n}@example.om", "مازن بن سعيد الحبسي", Role.ADMINISTRATOR) for n in "ab")
    asked = ask_birth_date(user, by=one, born_on=CHILD, reason="عُرضت البطاقة الشخصية.")
    confirm_birth_date(asked, by=other, born_on=CHILD)


def test_whoever_turns_out_a_minor_signs_no_longer_what_is_not_public_yet(
    make_suggestion, citizen, neighbour, make_user
):
    waiting = make_suggestion(citizen)
    signed = sign(actions.invite(waiting, neighbour.email, by=citizen), neighbour)
    turns_out_a_minor(neighbour, make_user)
    signed.refresh_from_db()
    assert signed.state == "left"
    waiting.contribution.refresh_from_db()
    assert waiting.contribution.moderation == "submitted"


def test_whoever_turns_out_a_minor_keeps_a_signature_that_is_public(signed, neighbour, make_user):
    turns_out_a_minor(neighbour, make_user)
    signed.refresh_from_db()
    assert (signed.state, signed.name) == ("signed", neighbour.first_name)


def test_nobody_signs_for_somebody_else(asked, neighbour, citizen):
    with pytest.raises(PermissionDenied):
        sign(asked, neighbour, voice_of(citizen))


@pytest.mark.parametrize("act", ["invite", "sign", "leave"])
def test_nobody_joins_or_leaves_once_an_officer_has_taken_it_up(
    asked, suggestion, neighbour, citizen, policy_officer, labs, act
):
    if act == "leave":
        sign(asked, neighbour)
    actions.take_under_study(suggestion, unit=labs, answer_ar="يُدرس الآن.", by=policy_officer)
    with pytest.raises(IllegalStep):
        {
            "invite": lambda: actions.invite(suggestion, "aunt@example.om", by=citizen),
            "sign": lambda: sign(asked, neighbour),
            "leave": lambda: actions.leave(asked, by=neighbour),
        }[act]()


def test_nobody_signs_what_was_withdrawn(asked, suggestion, citizen, neighbour):
    withdraw(suggestion.contribution, by=citizen)
    with pytest.raises(IllegalStep):
        sign(asked, neighbour)


# --- who may decide -------------------------------------------------------------------------------------


@pytest.mark.parametrize("through", ["themself", "body"])
def test_whoever_signs_it_moderates_and_decides_nothing_about_it(asked, neighbour, administrator, make_user, through):
    colleague = make_user("colleague@example.om", "خالد بن سيف الحبسي", Role.MODERATOR, Role.POLICY_OFFICER)
    grant_role(neighbour, Role.MODERATOR, by=None)
    grant_role(neighbour, Role.POLICY_OFFICER, by=None)
    voice = None
    if through == "body":
        party = register_organisation(name="جمعية أولياء الأمور", by=administrator, verified=True)
        voice = appoint_representative(neighbour, party, by=administrator)
        appoint_representative(colleague, party, by=administrator)
    contribution = asked.suggestion.contribution
    assert can_moderate(colleague, contribution)
    sign(asked, neighbour, voice)
    allowed = [(can_moderate(who, contribution), can_decide(who, contribution)) for who in (neighbour, colleague)]
    assert allowed == [(False, False), (through == "themself",) * 2]


def test_the_queue_brings_nobody_what_they_sign(make_suggestion, citizen, moderator):
    waiting = make_suggestion()
    assert onward.next_in_queue(moderator) == waiting.contribution
    sign(actions.invite(waiting, moderator.email, by=citizen), moderator)
    assert onward.next_in_queue(moderator) is None


# --- lists, receipt, one's data -------------------------------------------------------------------------


def test_the_list_says_how_many_sign_in_as_many_queries(visit, suggestion, signed, make_published, citizen):
    def listed():
        with CaptureQueriesContext(connection) as made:
            page = visit().get("/en/suggestions/").text
        return page, len(made)

    listed()
    page, before = listed()
    assert "with 1 other party" in page
    for number in range(3):
        make_published(title=f"مقترح رقم {number}")
    assert listed()[1] == before


def test_the_receipt_names_who_signed_with_the_author(visit, signed, citizen, neighbour):
    page = visit(citizen).get(f"/ar/contributions/{signed.suggestion.reference}/receipt/").text
    assert neighbour.first_name in page


def letters_to(user):
    return [each.text for each in OutboxMessage.objects.filter(address=user.email, cause__startswith="co-signed")]


def test_whoever_signs_it_hears_that_it_was_withdrawn(signed, citizen, neighbour):
    withdraw(signed.suggestion.contribution, by=citizen)
    (letter,) = letters_to(neighbour)
    assert "Its author has withdrawn it." in letter


def test_whoever_signs_it_hears_that_it_was_removed_and_published_again(signed, moderator, reason, neighbour):
    remove(signed.suggestion.contribution, by=moderator, reason=reason)
    restore(signed.suggestion.contribution, by=moderator)
    removed, restored = letters_to(neighbour)
    assert "not shown to the public" in removed
    assert "It is published, with your name." in restored


def test_whoever_signs_it_hears_what_the_ministry_decided(signed, policy_officer, labs, neighbour):
    actions.take_under_study(signed.suggestion, unit=labs, answer_ar="يُدرس الآن.", by=policy_officer)
    (letter,) = letters_to(neighbour)
    assert "The ministry has answered it: Under study." in letter


def test_whoever_signs_it_no_longer_hears_nothing_more(signed, citizen, neighbour):
    actions.leave(signed, by=neighbour)
    withdraw(signed.suggestion.contribution, by=citizen)
    assert not letters_to(neighbour)


def test_an_erased_account_is_a_withdrawn_party(visit, signed, neighbour):
    name = neighbour.first_name
    erase(Leaving(user=neighbour, addresses=(neighbour.email,), at=timezone.now(), texts_go=False))
    signed.refresh_from_db()
    assert (signed.name, signed.attribution_salt) == ("طرف منسحب", "")
    assert name not in visit().get(page_of(signed.suggestion)).text


def test_an_account_that_declined_is_erased_too(asked, neighbour):
    actions.decline_to_sign(asked, by=neighbour)
    erase(Leaving(user=neighbour, addresses=(neighbour.email,), at=timezone.now(), texts_go=False))
    asked.refresh_from_db()
    assert (asked.state, asked.name, asked.attribution_erased_at) == ("declined", "", None)


@pytest.mark.parametrize("change", [{"name": "غيره"}, {"name_proof": "identity"}, {"user": None}])
def test_the_database_lets_no_signature_be_changed(signed, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        CoParty.objects.filter(pk=signed.pk).update(**change)


def test_an_address_that_was_asked_goes_with_its_account(asked, neighbour):
    erase(Leaving(user=neighbour, addresses=(neighbour.email,), at=timezone.now(), texts_go=False))
    asked.refresh_from_db()
    assert asked.address == ""


def test_a_copy_of_ones_data_has_what_one_signed_and_nobody_elses_name(signed, citizen, neighbour):
    own, authors = everything(neighbour)["signatures"], everything(citizen)["signatures"]
    assert (own[0]["name"], own[0]["is_own"]) == (neighbour.first_name, True)
    assert (authors[0]["name"], authors[0]["is_own"]) == ("", False)


def test_no_address_waits_for_ever(asked, suggestion, policy_officer, labs):
    actions.take_under_study(suggestion, unit=labs, answer_ar="يُدرس الآن.", by=policy_officer)
    assert actions.forget_invitations() == 1
    asked.refresh_from_db()
    assert asked.address == ""


def test_what_no_guardian_confirmed_is_signed_by_nobody(make_suggestion, pupil):
    with pytest.raises(PermissionDenied):
        actions.invite(make_suggestion(pupil), "aunt@example.om", by=User.objects.get(pk=pupil.pk))
