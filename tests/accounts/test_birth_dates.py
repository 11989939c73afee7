"""Correcting somebody's date of birth: two are needed, what is on record, what the person is told."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actions import (
    ask_birth_date,
    change_profile,
    confirm_birth_date,
    dismiss_birth_date,
    erase_account,
    grant_role,
    suspend,
)
from accounts.models import BirthDateCorrection, Party, RoleGrant
from config.personal_data import Leaving
from ledger.models import LedgerEntry
from messaging.models import OutboxMessage
from privacy.queries import everything
from workflow.errors import IllegalStep
from workflow.models import Step

pytestmark = pytest.mark.django_db

REASON = "عُرضت البطاقة الشخصية عند الشباك."
BORN = date(1990, 5, 17)
OTHER = date(1990, 7, 15)
CHILD = date.today() - timedelta(days=14 * 365)
ROLES = ["moderator", "policy_officer", "ticket_officer", "editor", "approver", "citizen"]
SCREENS = ["list", "confirm", "dismiss"]


def own_party(user):
    return Party.objects.get(pk=user.representations.speaking_for_self().get().party_id)


def form(user, **fields):
    return {"email": user.email, "born_on": BORN.isoformat(), "reason": REASON} | fields


@pytest.fixture
def colleague(make_user):
    """A second administrator."""
    return make_user("colleague@example.om", "مازن بن سعيد الحبسي", "administrator")


@pytest.fixture
def office(visit, administrator):
    return visit(administrator)


@pytest.fixture
def asked(citizen, administrator):
    return ask_birth_date(citizen, by=administrator, born_on=BORN, reason=REASON)


@pytest.fixture
def corrected(asked, colleague):
    confirm_birth_date(asked, by=colleague, born_on=BORN)
    return BirthDateCorrection.objects.get()


def correct(user, born_on, administrator, colleague):
    asked = ask_birth_date(user, by=administrator, born_on=born_on, reason=REASON)
    confirm_birth_date(asked, by=colleague, born_on=born_on)


# --- who may ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["list", "confirm"])
@pytest.mark.parametrize(
    ("who", "status"), [("administrator", 200), ("anonymous", 302), *((role, 403) for role in ROLES)]
)
def test_who_sees_the_screens(people, visit, neighbour, colleague, page, who, status):
    args = [ask_birth_date(neighbour, by=colleague, born_on=BORN, reason=REASON).pk] if page == "confirm" else []
    assert visit(people(who)).get(reverse(f"births:{page}", args=args)).status_code == status


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("page", SCREENS)
def test_nobody_else_sends_their_forms(people, visit, asked, page, who):
    args = [] if page == "list" else [asked.pk]
    assert visit(people(who)).post(reverse(f"births:{page}", args=args), {}).status_code == 403


@pytest.mark.parametrize("who", ROLES)
def test_nobody_but_an_administrator_asks_confirms_or_dismisses(people, neighbour, asked, who):
    with pytest.raises(PermissionDenied):
        ask_birth_date(neighbour, by=people(who), born_on=BORN, reason=REASON)
    with pytest.raises(PermissionDenied):
        confirm_birth_date(asked, by=people(who), born_on=BORN)
    with pytest.raises(PermissionDenied):
        dismiss_birth_date(asked, by=people(who))


def test_a_dismissal_is_sent_and_not_opened(office, asked):
    assert office.get(reverse("births:dismiss", args=[asked.pk])).status_code == 405


# --- one asks, another confirms ----------------------------------------------------------------------------


def test_asking_changes_nothing_yet_and_tells_nobody(office, citizen):
    assert office.post(reverse("births:list"), form(citizen)).status_code == 302
    assert BirthDateCorrection.objects.get().is_waiting
    assert own_party(citizen).born_on is None
    assert not OutboxMessage.objects.exists()


def test_another_administrator_confirms_by_stating_the_same_date(visit, colleague, asked, citizen):
    path = reverse("births:confirm", args=[asked.pk])
    assert visit(colleague).post(path, {"born_on": BORN.isoformat()}).status_code == 302
    assert own_party(citizen).born_on == BORN


def test_the_page_to_confirm_on_does_not_show_the_date(visit, colleague, asked):
    assert "1990" not in visit(colleague).get(reverse("births:confirm", args=[asked.pk])).text


def test_another_date_is_told_beside_the_field_and_changes_nothing(visit, colleague, asked, citizen):
    answer = visit(colleague).post(reverse("births:confirm", args=[asked.pk]), {"born_on": OTHER.isoformat()})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["born_on"])
    assert OTHER.isoformat() in answer.text
    assert (own_party(citizen).born_on, BirthDateCorrection.objects.get().is_waiting) == (None, True)


def test_whoever_asked_does_not_confirm(office, asked, citizen):
    answer = office.post(reverse("births:confirm", args=[asked.pk]), {"born_on": BORN.isoformat()})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["born_on"])
    assert own_party(citizen).born_on is None


def test_the_table_itself_takes_no_confirmation_by_whoever_asked(asked, administrator):
    with pytest.raises(IntegrityError), transaction.atomic():
        BirthDateCorrection.objects.update(state="confirmed", closed_by=administrator, born_on=None)


def test_nobody_asks_for_their_own(office, administrator):
    answer = office.post(reverse("births:list"), form(administrator))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["email"])
    assert REASON in answer.text


@pytest.mark.parametrize("decides", [lambda asked, me: confirm_birth_date(asked, by=me, born_on=BORN),
                                     lambda asked, me: dismiss_birth_date(asked, by=me)])  # fmt: skip
def test_nobody_decides_on_their_own(administrator, colleague, decides):
    asked = ask_birth_date(colleague, by=administrator, born_on=BORN, reason=REASON)
    with pytest.raises(IllegalStep):
        decides(asked, colleague)
    assert BirthDateCorrection.objects.get().is_waiting


def test_a_second_question_beside_the_first_is_told_beside_the_address(office, asked, citizen):
    answer = office.post(reverse("births:list"), form(citizen))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["email"])
    assert BirthDateCorrection.objects.count() == 1


def test_a_date_that_stands_there_already_is_told(office, corrected, citizen):
    answer = office.post(reverse("births:list"), form(citizen))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["email"])


def test_it_is_confirmed_once(corrected, colleague):
    with pytest.raises(IllegalStep):
        confirm_birth_date(corrected, by=colleague, born_on=BORN)
    assert Step.objects.filter(name="correct_birth_date").count() == 1


@pytest.mark.parametrize("who", ["administrator", "colleague"])
def test_either_dismisses_it_and_the_date_stays(people, visit, asked, citizen, who):
    assert visit(people(who)).post(reverse("births:dismiss", args=[asked.pk])).status_code == 302
    found = BirthDateCorrection.objects.get()
    assert (found.state, found.born_on, own_party(citizen).born_on) == ("dismissed", None, None)


def test_what_was_dismissed_is_confirmed_no_more(asked, administrator, colleague):
    dismiss_birth_date(asked, by=administrator)
    with pytest.raises(IllegalStep):
        confirm_birth_date(asked, by=colleague, born_on=BORN)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "nobody@example.om"),
        ("reason", ""),
        ("born_on", ""),
        ("born_on", "1990-02-30"),
        ("born_on", "1850-01-01"),
        ("born_on", "2999-01-01"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(office, citizen, field, value):
    answer = office.post(reverse("births:list"), form(citizen, **{field: value}))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not BirthDateCorrection.objects.exists()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_pages_are_read_in_both_languages(visit, colleague, asked, language):
    words = {"ar": ["تواريخ الميلاد", "تأكيد تاريخ ميلاد"], "en": ["Dates of birth", "Confirm a date of birth"]}
    pages = ["birth-dates/", f"birth-dates/{asked.pk}/confirm/"]
    texts = [visit(colleague).get(f"/{language}/office/{page}").text for page in pages]
    assert [word for word, text in zip(words[language], texts, strict=True) if word not in text] == []


# --- on record ---------------------------------------------------------------------------------------------


def test_neither_ledger_nor_steps_hold_date_or_reason(corrected, citizen):
    about = Step.objects.filter(subject_type__in=["accounts.party", "accounts.birthdatecorrection"])
    kinds = set(about.filter(at__gte=corrected.asked_at).values_list("entry__kind", flat=True))
    assert {"accounts.birthdatecorrection.ask", "accounts.birthdatecorrection.confirm"} <= kinds
    assert "accounts.party.correct_birth_date" in kinds
    said = str(list(LedgerEntry.objects.values_list("body", flat=True))) + str(list(about.values_list("note")))
    assert [each for each in (REASON, "1990") if each in said] == []


def test_the_date_is_kept_in_the_question_while_it_waits_only(corrected):
    assert (corrected.state, corrected.born_on, corrected.reason) == ("confirmed", None, REASON)


def test_the_copy_of_ones_data_holds_it_and_an_erasure_takes_the_reason(corrected, citizen):
    assert everything(citizen)["birth_dates"][0]["reason"] == REASON
    erase_account(Leaving(user=citizen, addresses=(), at=timezone.now(), texts_go=False))
    assert BirthDateCorrection.objects.get().reason == ""


def test_an_erasure_ends_what_waits_and_takes_its_date(asked, citizen, colleague):
    erase_account(Leaving(user=citizen, addresses=(), at=timezone.now(), texts_go=False))
    found = BirthDateCorrection.objects.get()
    assert (found.state, found.born_on, found.reason) == ("dismissed", None, "")
    with pytest.raises(IllegalStep):
        confirm_birth_date(asked, by=colleague, born_on=BORN)


def test_the_list_says_whose_by_whom_and_why(office, corrected, citizen, administrator, colleague):
    page = office.get(reverse("births:list")).text
    said = (str(citizen), str(administrator), str(colleague), REASON)
    assert [each for each in said if each not in page] == []


# --- what the person is told -------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "words"), [("citizen", "صُحِّح تاريخ ميلادك"), ("neighbour", "was corrected")])
def test_the_person_is_told_in_their_language_without_the_date(people, administrator, colleague, who, words):
    user = people(who)
    correct(user, BORN, administrator, colleague)
    told = OutboxMessage.objects.get(address=user.email)
    assert (words in told.subject, "1990" in told.text + told.html) == (True, False)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [(CHILD, BORN, "of age"), (BORN, CHILD, "under eighteen"), (BORN, OTHER, "")],
)
def test_the_person_is_told_what_follows(neighbour, administrator, colleague, before, after, words):
    Party.objects.filter(pk=own_party(neighbour).pk).update(born_on=before)
    correct(neighbour, after, administrator, colleague)
    text = OutboxMessage.objects.get(address=neighbour.email).text
    assert [each for each in ("of age", "under eighteen") if each in text] == ([words] if words else [])


# --- who is a minor by it ----------------------------------------------------------------------------------


def test_a_minor_comes_of_age_by_it(citizen, administrator, colleague):
    Party.objects.filter(pk=own_party(citizen).pk).update(born_on=CHILD)
    correct(citizen, BORN, administrator, colleague)
    assert not own_party(citizen).is_minor


def test_a_pupil_stays_one_whatever_the_date(pupil, administrator, colleague):
    correct(pupil, BORN, administrator, colleague)
    assert own_party(pupil).is_minor


def test_a_form_that_was_read_before_the_correction_brings_no_majority_back(citizen, administrator, colleague):
    correct(citizen, CHILD, administrator, colleague)
    said = {"name": citizen.first_name, "education_role": "parent", "governorate": "muscat", "language": "ar"}
    with pytest.raises(IllegalStep):
        change_profile(citizen, by=citizen, born_on=BORN, **said)
    assert own_party(citizen).is_minor


def test_a_role_holder_who_turns_out_a_minor_holds_none_any_more(moderator, administrator, colleague):
    later = timezone.localdate() + timedelta(days=9)
    grant_role(moderator, "editor", by=administrator, first_day=later)
    correct(moderator, CHILD, administrator, colleague)
    assert not RoleGrant.objects.not_over().filter(user=moderator).exists()
    assert OutboxMessage.objects.filter(address=moderator.email, cause__contains=":ended:").count() == 2


def test_the_last_administrator_without_a_last_day_is_not_corrected_into_a_minor(make_user, administrator, colleague):
    boss = make_user("boss@example.om", "سالم بن علي الحراصي", "administrator")
    for each in (administrator, colleague):
        RoleGrant.objects.filter(user=each).update(ends_at=timezone.now() + timedelta(days=9))
    asked = ask_birth_date(boss, by=administrator, born_on=CHILD, reason=REASON)
    with pytest.raises(IllegalStep):
        confirm_birth_date(asked, by=colleague, born_on=CHILD)
    assert (own_party(boss).born_on, BirthDateCorrection.objects.get().is_waiting) == (None, True)


def test_a_suspended_administrator_confirms_nothing(asked, administrator, colleague):
    suspend(colleague, by=administrator, reason=REASON)
    with pytest.raises(PermissionDenied):
        confirm_birth_date(asked, by=colleague, born_on=BORN)


def test_ten_corrections_cost_no_more_statements_than_one(office, make_user, administrator, colleague):
    def statements():
        with CaptureQueriesContext(connection) as counted:
            office.get(reverse("births:list"))
        return len(counted)

    def one_more(number):
        for kind in ("waiting", "settled"):
            user = make_user(f"{kind}{number}@example.om", "سالم بن علي الحراصي")
            asked = ask_birth_date(user, by=administrator, born_on=BORN, reason=REASON)
            if kind == "settled":
                confirm_birth_date(asked, by=colleague, born_on=BORN)

    one_more(0)
    office.get(reverse("births:list"))
    few = statements()
    for number in range(1, 10):
        one_more(number)
    assert statements() == few
