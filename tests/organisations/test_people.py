"""Who speaks for a body: inviting, accepting, removing, leaving, and who administers it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import appoint_representative, erase_account, register_organisation, suspend
from accounts.models import Organisation, Representation
from config.personal_data import Leaving, erase
from contributions import attribution
from ledger.models import LedgerEntry
from messaging.models import OutboxMessage
from organisations import actions
from organisations.models import Invitation
from organisations.querysets import without_administrator
from organisations.tokens import token_of
from privacy.queries import everything
from workflow.errors import IllegalStep

pytestmark = pytest.mark.django_db

REASON = "انتهى عمله في المجلس."


def page_of(body, rest=""):
    return f"/ar/organisations/{body.pk}/{rest}"


def office_of(body, rest=""):
    return f"/ar/office/organisations/{body.pk}/{rest}"


def link_of(invitation):
    return f"/ar/organisations/invitations/{token_of(invitation)}/"


# --- the page -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [("anonymous", 302), ("citizen", 200), ("neighbour", 200), ("stranger", 404), ("administrator", 404)],
)
def test_only_whoever_speaks_for_it_opens_its_page(visit, people, council, member, who, status):
    assert visit(people(who)).get(page_of(council)).status_code == status


def test_its_page_names_who_speaks_for_it_and_no_addresses(visit, neighbour, council, member, citizen):
    page = visit(neighbour).get(page_of(council)).text
    assert citizen.first_name in page
    assert citizen.email not in page


def test_its_page_asks_as_much_for_one_as_for_ten(visit, citizen, council, head, make_user, administrator):
    browser = visit(citizen)

    def counted():
        browser.get(page_of(council))
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(page_of(council)).status_code == 200
        return len(asked)

    def grow(first, last):
        for number in range(first, last):
            user = make_user(f"member{number}@example.om", "يعقوب بن مبارك السعدي")
            appoint_representative(user, council.party, by=administrator)
            actions.invite(council, f"aunt{number}@example.om", by=citizen)

    grow(0, 1)
    one = counted()
    grow(1, 10)
    assert counted() == one <= 12


@pytest.mark.parametrize(
    ("who", "status"),
    [("anonymous", 302), ("citizen", 403), ("moderator", 403), ("policy_officer", 403), ("administrator", 200)],
)
def test_only_administrators_of_the_platform_open_it_in_the_office(visit, people, council, head, who, status):
    assert visit(people(who)).get(office_of(council)).status_code == status
    assert visit(people(who)).get(office_of(council, f"representatives/{head.pk}/")).status_code == status


VERBS = {
    "invite": lambda by, council, member, invitation: actions.invite(council, "aunt@example.om", by=by),
    "take_back": lambda by, council, member, invitation: actions.take_invitation_back(invitation, by=by),
    "remove": lambda by, council, member, invitation: actions.remove(member, by=by, reason=REASON),
    "make": lambda by, council, member, invitation: actions.make_administrator(member, by=by),
    "title": lambda by, council, member, invitation: actions.change_title(member, "عضو", by=by),
}
RIGHTS = [
    ("citizen", None),
    ("administrator", None),
    ("neighbour", IllegalStep),  # represents it, and administers nothing
    ("stranger", PermissionDenied),
    ("moderator", PermissionDenied),
    ("policy_officer", PermissionDenied),
    ("editor", PermissionDenied),
]


@pytest.mark.parametrize("verb", list(VERBS))
@pytest.mark.parametrize(("who", "refusal"), RIGHTS)
def test_who_may(people, council, member, invitation, verb, who, refusal):
    act = VERBS[verb]
    if refusal is None:
        act(people(who), council, member, invitation)
    else:
        with pytest.raises(refusal):
            act(people(who), council, member, invitation)


# --- inviting -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["zayd@example.om", "nobody-here@example.om"])
def test_whether_an_address_has_an_account_is_told_to_nobody(visit, citizen, council, head, stranger, address):
    browser = visit(citizen)
    assert browser.post(page_of(council), {"address": address}).status_code == 302
    assert OutboxMessage.objects.get(address=address).language == citizen.language
    assert address in browser.get(page_of(council)).text


def test_an_invitation_costs_the_same_for_a_known_and_an_unknown_address(visit, citizen, council, head, stranger):
    browser, costs = visit(citizen), []
    for address in ("first@example.om", stranger.email, "nobody-here@example.om"):
        with CaptureQueriesContext(connection) as asked:
            browser.post(page_of(council), {"address": address})
        costs.append(len(asked))
    assert costs[1] == costs[2]


@pytest.mark.parametrize("address", ["", "nobody", "zayd@example.om", "maryam@example.om"])
def test_no_address_ones_own_and_one_that_was_invited_are_refused_beside_it(
    visit, citizen, council, invitation, address
):
    answer = visit(citizen).post(page_of(council), {"address": address})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["address"])
    assert Invitation.objects.count() == 1


def test_whoever_represents_it_and_administers_nothing_invites_nobody(visit, neighbour, council, member):
    assert visit(neighbour).post(page_of(council), {"address": "aunt@example.om"}).status_code == 403
    assert not Invitation.objects.exists()


def test_whoever_was_invited_accepts_once(visit, invitation, stranger, council):
    browser = visit(stranger)
    assert browser.get(link_of(invitation)).status_code == 200
    assert browser.post(link_of(invitation), {"act": "accept"}).url == page_of(council)
    own = stranger.representations.get(party=council.party)
    assert (own.title, own.is_administrator, own.may_speak) == ("عضو", False, True)
    again = browser.post(link_of(invitation), {"act": "accept"})
    assert again.status_code == 409
    assert stranger.representations.filter(party=council.party).count() == 1


def test_whoever_was_invited_declines(visit, invitation, stranger):
    visit(stranger).post(link_of(invitation), {"act": "decline"})
    invitation.refresh_from_db()
    assert (invitation.state, invitation.address) == ("declined", "")


@pytest.mark.parametrize(("who", "status"), [("anonymous", 200), ("neighbour", 403), ("citizen", 403)])
def test_the_link_opens_nothing_to_another_account_and_tells_it_no_address(
    visit, people, invitation, stranger, who, status
):
    answer = visit(people(who)).get(link_of(invitation))
    assert answer.status_code == status
    assert stranger.email not in answer.text


@pytest.mark.parametrize("act", ["accept", "decline"])
def test_another_account_answers_nothing(visit, neighbour, invitation, act):
    assert visit(neighbour).post(link_of(invitation), {"act": act}).status_code == 403
    invitation.refresh_from_db()
    assert invitation.state == "invited"


def test_an_address_that_is_not_confirmed_is_nobodys(visit, neighbour, invitation, stranger):
    stranger.emailaddress_set.all().delete()
    neighbour.emailaddress_set.create(email="ZAYD@example.om", verified=False)
    assert visit(neighbour).post(link_of(invitation), {"act": "accept"}).status_code == 403


@pytest.mark.parametrize("letter", ["x", "MQ:1uABCD:forged", "1"])
def test_a_forged_link_opens_nothing(visit, stranger, letter):
    assert visit(stranger).get(f"/ar/organisations/invitations/{letter}/").status_code == 404


def test_one_that_has_run_out_says_so(visit, stranger, invitation):
    Invitation.objects.update(expires_at=timezone.now())
    browser = visit(stranger)
    assert (browser.get(link_of(invitation)).status_code, "انتهت مدة" in browser.get(link_of(invitation)).text) == (
        410,
        True,
    )
    assert browser.post(link_of(invitation), {"act": "accept"}).status_code == 409


def test_one_that_was_taken_back_says_so(visit, citizen, stranger, council, invitation):
    visit(citizen).post(page_of(council), {"take_back": invitation.pk})
    answer = visit(stranger).get(link_of(invitation))
    assert (answer.status_code, "سحب مدير حساب" in answer.text) == (410, True)


def test_whoever_speaks_for_it_already_has_nothing_to_accept(visit, neighbour, citizen, council, member):
    again = actions.invite(council, neighbour.email, by=citizen)
    assert visit(neighbour).get(link_of(again)).context["case"] == "speaks"
    assert visit(neighbour).post(link_of(again), {"act": "accept"}).status_code == 409
    assert neighbour.representations.filter(party=council.party, ends_at=None).count() == 1


def test_a_minor_does_not_accept(visit, pupil, citizen, council, head):
    asked = actions.invite(council, pupil.email, by=citizen)
    assert visit(pupil).get(link_of(asked)).status_code == 403
    assert visit(pupil).post(link_of(asked), {"act": "accept"}).status_code == 409
    assert not pupil.representations.filter(party=council.party).exists()


def test_after_one_that_ran_out_the_same_address_is_invited_again(council, citizen, invitation, stranger):
    Invitation.objects.update(expires_at=timezone.now())
    actions.invite(council, stranger.email, by=citizen)
    assert sorted(Invitation.objects.values_list("state", flat=True)) == ["invited", "lapsed"]


def test_the_ledger_holds_no_address(invitation):
    entry = LedgerEntry.objects.get(kind="organisations.invitation.invite_representative")
    assert invitation.address not in entry.body


# --- removing and leaving -------------------------------------------------------------------------------


def test_whoever_is_removed_speaks_for_it_no_longer_and_reads_why(visit, citizen, neighbour, council, member):
    answer = visit(citizen).post(page_of(council, f"representatives/{member.pk}/"), {"act": "remove", "reason": REASON})
    assert answer.status_code == 302
    assert [voice.capacity for voice in attribution.voices(neighbour)] == ["self"]
    assert REASON in OutboxMessage.objects.get(address=neighbour.email).text
    assert visit(neighbour).get(page_of(council)).status_code == 404


def test_removing_needs_its_reason(visit, citizen, council, member):
    answer = visit(citizen).post(page_of(council, f"representatives/{member.pk}/"), {"act": "remove"})
    assert answer.status_code == 422
    member.refresh_from_db()
    assert member.is_current


def test_of_two_who_remove_one_another_the_second_is_told(citizen, neighbour, head, member):
    actions.make_administrator(member, by=citizen)
    as_citizen_saw = Representation.objects.get(pk=member.pk)
    actions.remove(Representation.objects.get(pk=head.pk), by=neighbour, reason=REASON)
    with pytest.raises(IllegalStep):
        actions.remove(as_citizen_saw, by=citizen, reason=REASON)
    assert Representation.objects.get(pk=member.pk).is_current


def test_a_second_press_removes_nobody_twice(citizen, member, administrator):
    seen = Representation.objects.get(pk=member.pk)
    actions.remove(member, by=citizen, reason=REASON)
    with pytest.raises(IllegalStep):
        actions.remove(seen, by=citizen, reason=REASON)
    assert OutboxMessage.objects.filter(cause__startswith="representation:").count() == 1


def test_whoever_represents_it_leaves(visit, neighbour, council, member):
    visit(neighbour).post(page_of(council, "leave/"))
    member.refresh_from_db()
    assert not member.is_current


def test_the_last_administrator_does_not_leave_the_others(visit, citizen, council, head, member):
    answer = visit(citizen).post(page_of(council, "leave/"))
    assert (answer.status_code, "مديرًا له أولًا" in answer.text) == (409, True)
    head.refresh_from_db()
    assert head.is_current


def test_the_last_administrator_is_not_removed_by_the_office_either(administrator, head, member):
    with pytest.raises(IllegalStep):
        actions.remove(head, by=administrator, reason=REASON)


def test_the_last_administrator_goes_on_administering(citizen, head, member):
    with pytest.raises(IllegalStep):
        actions.unmake_administrator(head, by=citizen)


def test_after_making_another_the_first_administrator_leaves(citizen, head, member):
    actions.make_administrator(member, by=citizen)
    actions.leave(head, by=citizen)
    assert not head.is_current


def test_whoever_is_alone_leaves_and_the_office_sees_a_body_without_anybody(
    visit, citizen, administrator, council, head
):
    assert not without_administrator().exists()
    visit(citizen).post(page_of(council, "leave/"))
    assert without_administrator().get() == council
    desks = {desk.path: desk for desk in visit(administrator).get("/ar/office/").context["desks"]}
    assert desks["/ar/office/organisations/"].waiting == 1


def test_a_suspended_administrator_administers_nothing_meanwhile(citizen, administrator, council, head, member):
    suspend(citizen, by=administrator, reason=REASON)
    assert without_administrator().get() == council


def test_the_law_is_stronger_than_the_last_administrator(citizen, council, head, member):
    erase_account(Leaving(user=citizen, addresses=(citizen.email,), at=timezone.now(), texts_go=False))
    assert not Representation.objects.get(pk=head.pk).is_current
    assert without_administrator().get() == council


def test_the_office_appoints_somebody_to_a_body_without_anybody(visit, administrator, council, stranger):
    form = {"act": "appoint", "email": stranger.email, "title": "رئيس المجلس", "is_administrator": "on"}
    visit(administrator).post(office_of(council), form)
    assert stranger.representations.get(party=council.party).is_administrator
    assert visit(administrator).post(office_of(council), form).status_code == 422


@pytest.mark.parametrize("who", ["pupil", "nobody"])
def test_the_office_appoints_no_minor_and_nobody_unknown(visit, administrator, council, pupil, who):
    email = pupil.email if who == "pupil" else "nobody@example.om"
    answer = visit(administrator).post(office_of(council), {"act": "appoint", "email": email})
    assert (answer.status_code, list(answer.context["failed"].errors)) == (422, ["email"])


def test_a_title_and_the_right_are_changed_on_one_page(visit, citizen, council, member):
    browser, path = visit(citizen), page_of(council, f"representatives/{member.pk}/")
    browser.post(path, {"act": "title", "title": "نائب الرئيس"})
    browser.post(path, {"act": "make"})
    member.refresh_from_db()
    assert (member.title, member.is_administrator) == ("نائب الرئيس", True)
    browser.post(path, {"act": "unmake"})
    member.refresh_from_db()
    assert not member.is_administrator


@pytest.mark.parametrize(
    ("who", "status"),
    [("anonymous", 302), ("citizen", 200), ("neighbour", 403), ("stranger", 404), ("administrator", 404)],
)
def test_who_opens_the_page_of_a_representative(visit, people, council, member, who, status):
    assert visit(people(who)).get(page_of(council, f"representatives/{member.pk}/")).status_code == status


def test_nobody_of_another_body_is_reached_through_ones_own(visit, citizen, council, head, administrator, stranger):
    other = register_organisation(name="نادي الفلك", by=administrator, verified=True)
    theirs = appoint_representative(stranger, other, by=administrator)
    assert visit(citizen).get(page_of(council, f"representatives/{theirs.pk}/")).status_code == 404


# --- verification ---------------------------------------------------------------------------------------


def test_without_verification_nobody_speaks_in_its_name(visit, administrator, citizen, council, head):
    form = {"act": "verify", "withdraw": "1", "verify-reason": "انتهى الترخيص."}
    visit(administrator).post(office_of(council), form)
    assert [voice.capacity for voice in attribution.voices(citizen)] == ["self"]
    assert "انتهى الترخيص." in OutboxMessage.objects.get(address=citizen.email).text
    visit(administrator).post(office_of(council), {"act": "verify", "verify-reason": "جُدد الترخيص."})
    assert len(attribution.voices(citizen)) == 2


def test_a_verification_is_withdrawn_once(administrator, council):
    actions.withdraw_verification(council, by=administrator, reason=REASON)
    with pytest.raises(IllegalStep):
        actions.withdraw_verification(Organisation.objects.get(), by=administrator, reason=REASON)


# --- privacy --------------------------------------------------------------------------------------------


def test_the_copy_of_ones_data_has_the_invitation_and_no_address_of_others(citizen, stranger, invitation):
    assert everything(stranger)["invitations"][0]["address"] == stranger.email
    assert everything(citizen)["invitations"][0]["address"] == ""


def test_an_erasure_takes_the_address_of_an_invitation_and_what_was_asked(
    citizen, stranger, invitation, make_admission, django_capture_on_commit_callbacks
):
    asked = make_admission(stranger)
    with django_capture_on_commit_callbacks(execute=True):
        erase(Leaving(user=stranger, addresses=(stranger.email,), at=timezone.now(), texts_go=False))
    invitation.refresh_from_db()
    asked.refresh_from_db()
    asked.document.refresh_from_db()
    assert (invitation.address, invitation.state) == ("", "taken_back")
    assert (asked.title, asked.state, asked.document.name) == ("", "taken_back", "")


def test_addresses_of_invitations_that_ran_out_are_forgotten(invitation):
    assert actions.forget_invited() == 0
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert actions.forget_invited() == 1
    invitation.refresh_from_db()
    assert (invitation.address, invitation.state) == ("", "lapsed")
