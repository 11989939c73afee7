"""What a clerk takes down for somebody without an account."""

import json
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.actions import appoint_representative, grant_role, register_organisation
from accounts.models import Party, Representation, User
from accounts.permissions import forget_roles
from contributions import receipts
from contributions.actions import amend, record_comment
from contributions.errors import CannotBeRecorded, DiscussionClosed, NoGuardian, NotAgreed, SentBefore
from contributions.models import Confirmation, Contribution, Recording
from contributions.permissions import can_answer
from deadlines.models import Deadline
from ledger.models import LedgerEntry
from messaging.models import OutboxMessage
from moderation import actions as moderation
from moderation import beside, onward, queries
from moderation.permissions import can_moderate
from suggestions.actions import record_suggestion
from suggestions.permissions import can_decide
from tests.pages import notice_in_force
from tests.recording.conftest import ADDRESS, BODY, ZAYED, code_in, letters_to, told
from workflow.models import Step

pytestmark = pytest.mark.django_db

WHO = [
    ("clerk", True),
    ("citizen", False),
    ("moderator", False),
    ("policy_officer", False),
    ("ticket_officer", False),
    ("editor", False),
    ("approver", False),
    ("administrator", False),
]


@pytest.mark.parametrize(("who", "may"), WHO)
def test_only_a_clerk_records_for_others(who, may, people, make_recorded):
    if may:
        assert make_recorded(people(who)).recorded_by == people(who)
        return
    with pytest.raises(PermissionDenied):
        make_recorded(people(who))


def test_it_stands_under_the_partys_name_and_says_how_it_came(recorded):
    assert (recorded.name, recorded.channel, recorded.capacity) == (ZAYED, "post", "self")
    assert (recorded.education_role, recorded.governorate) == ("parent", "dhahirah")


def test_no_account_is_made_for_whoever_it_is_recorded_for(recorded, make_recorded, clerk):
    before = set(User.objects.values_list("pk", flat=True))
    make_recorded(clerk, told(name="سعيد بن خميس الجابري"), body="نص آخر عن الملاعب.")
    assert set(User.objects.values_list("pk", flat=True)) == before
    assert not Representation.objects.filter(party=recorded.party).exists()


def test_nobody_signs_in_to_the_account_that_keeps_them(recorded):
    keeper = recorded.author
    assert not keeper.is_active
    assert not keeper.has_usable_password()


def test_its_receipt_verifies_and_opens(recorded):
    opened = receipts.opened(recorded)
    assert receipts.verifies(opened["statement"], opened["signature"], opened["key_id"])
    assert opened["attribution"]["channel"] == "post"
    claimed = json.loads(opened["statement"])["attribution"]
    values = {key: value for key, value in opened["attribution"].items() if key != "salt"}
    assert receipts.commit(opened["attribution"]["salt"], **values) == claimed


def test_a_moderator_owes_a_decision_on_it(recorded):
    assert Deadline.objects.open().of(recorded).filter(kind="moderation").exists()


def test_the_step_names_the_clerk_and_the_ledger_holds_neither_name_nor_address(recorded, clerk):
    assert Step.objects.of(recorded).get(name="submit").by == clerk
    entries = " ".join(LedgerEntry.objects.values_list("body", flat=True))
    assert [word for word in (ZAYED, ADDRESS, clerk.first_name, "زايد") if word in entries] == []


def test_the_copy_goes_to_the_address_that_was_given_with_the_code(recorded):
    (letter,) = letters_to(recorded)
    assert (letter.address, letter.language) == (ADDRESS, "ar")
    assert BODY in letter.text
    assert code_in(letter)


def test_without_an_address_nobody_is_written_to(make_recorded, clerk):
    made = make_recorded(clerk, told(address=""))
    assert letters_to(made) == []
    assert not OutboxMessage.objects.filter(recipient=f"user:{made.author_id}").exists()


def test_a_number_gets_a_text_message(make_recorded, clerk, settings):
    settings.SMS_PROVIDER = "mailbox"
    made = make_recorded(clerk, told(address="+96892123456"))
    (letter,) = letters_to(made)
    assert (letter.channel, letter.address) == ("sms", "+96892123456")


def test_what_is_decided_is_told_to_that_address(recorded, moderator):
    moderation.publish(recorded, by=moderator)
    letter = letters_to(recorded)[-1]
    assert letter.address == ADDRESS
    assert f"/ar/follow/{recorded.reference}/" in letter.text


def test_a_second_press_gets_what_the_first_made(make_recorded, clerk):
    key = uuid.uuid4()
    first, second = make_recorded(clerk, submission_key=key), make_recorded(clerk, submission_key=key)
    assert first == second
    assert (Contribution.objects.count(), Recording.objects.count()) == (1, 1)
    assert Party.objects.filter(name=ZAYED).count() == 1


def test_the_same_press_with_other_words_is_refused(make_recorded, clerk):
    key = uuid.uuid4()
    make_recorded(clerk, submission_key=key)
    with pytest.raises(SentBefore):
        make_recorded(clerk, submission_key=key, body="كلام آخر تمامًا.")


def test_the_same_letter_recorded_twice_is_known_as_repeated(discussion, clerk, commented):
    said = {"body": BODY, "language": "ar", "submission_key": uuid.uuid4(), "consent_to": notice_in_force()}
    again = record_comment(by=clerk, behalf=told(), discussion=discussion, **said)
    again.contribution.refresh_from_db()
    assert again.contribution.is_repeated


REFUSED = {
    "by the website": {"channel": "web"},
    "agreed too long ago": {"consented_on": timezone.localdate() - timedelta(days=31)},
    "agreed tomorrow": {"consented_on": timezone.localdate() + timedelta(days=1)},
    "in the clerk's own name": {"name": "رحمة بنت سالم الشكيلية"},
    "to the clerk's own address": {"address": "rahma+2@example.om"},
    "with the clerk as guardian": {"is_minor": True, "guardian": "rahma@example.om"},
    "with the party's address as guardian's": {"is_minor": True, "guardian": ADDRESS},
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_not_recorded(case, make_recorded, clerk):
    with pytest.raises(CannotBeRecorded):
        make_recorded(clerk, told(**REFUSED[case]))
    assert not Contribution.objects.exists()


def test_nothing_is_recorded_without_agreement_to_a_notice(make_recorded, clerk):
    with pytest.raises(NotAgreed):
        make_recorded(clerk, consent_to=None)


def test_a_verified_body_speaks_by_whoever_came(make_recorded, clerk, body):
    made = make_recorded(clerk, told(organisation=body, name=ZAYED, title="رئيس الجمعية", identity=""))
    assert (made.name, made.on_behalf_by, made.is_verified) == (body.name, ZAYED, True)
    assert (made.party, made.capacity, made.governorate) == (body, "representative", "dakhliyah")


def test_a_body_that_nobody_verified_has_nothing_recorded_in_its_name(make_recorded, clerk, administrator):
    party = register_organisation(name="شركة النقل الحديث", by=administrator)
    with pytest.raises(CannotBeRecorded):
        make_recorded(clerk, told(organisation=party))


def test_nobody_records_for_the_body_they_speak_for(make_recorded, clerk, body, administrator):
    appoint_representative(clerk, body, by=administrator)
    with pytest.raises(CannotBeRecorded):
        make_recorded(clerk, told(organisation=body))


def test_a_comment_is_refused_once_its_clause_is_closed(discussion, clause, clerk):
    clause.is_open = False
    said = {"body": BODY, "language": "ar", "submission_key": uuid.uuid4(), "consent_to": notice_in_force()}
    with pytest.raises(DiscussionClosed):
        record_comment(by=clerk, behalf=told(), discussion=discussion, **said)


def test_a_comment_stands_in_its_discussion(commented, discussion):
    assert commented.discussion == discussion
    assert commented.contribution.about.startswith("clause:transport/6")


def test_a_suggestion_is_recorded_once(clerk, category):
    said = {"title": "حافلة ثانية", "body": BODY, "language": "ar", "submission_key": uuid.uuid4()}
    said |= {"consent_to": notice_in_force(), "category": category, "by": clerk, "behalf": told()}
    assert record_suggestion(**said) == record_suggestion(**said)
    assert Contribution.objects.suggestions().count() == 1


# --- Minors -------------------------------------------------------------------------------------------------


@pytest.fixture
def pupils(make_recorded, clerk):
    return make_recorded(clerk, told(education_role="pupil", is_minor=True, guardian="mother@example.om"))


def test_a_minor_is_recorded_only_with_a_guardian(make_recorded, clerk):
    with pytest.raises(NoGuardian):
        make_recorded(clerk, told(is_minor=True))


def test_a_minors_name_is_held_and_its_initials_stand(pupils):
    assert pupils.name != ZAYED
    assert pupils.party.name == ZAYED
    assert pupils.by_minor


def test_what_a_minor_said_waits_for_the_guardian_who_gets_the_code(pupils):
    letter = OutboxMessage.objects.get(address="mother@example.om")
    assert pupils.moderation == "unconfirmed"
    assert ZAYED in letter.text
    assert Confirmation.objects.get(contribution=pupils).is_waiting


def test_the_guardian_confirms_it_by_the_code_as_always(pupils, visit):
    code = code_in(OutboxMessage.objects.get(address="mother@example.om"))
    client, path = visit(), f"/ar/confirm/{pupils.reference}/"
    assert ZAYED in client.post(path, {"code": code}, follow=True).text
    client.post(path, {"step": "confirm"})
    pupils.refresh_from_db()
    assert pupils.moderation == "submitted"


# --- Who decides --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("may", [can_moderate, can_answer, can_decide])
def test_whoever_recorded_it_decides_nothing_about_it(may, recorded, clerk, other_clerk):
    for person in (clerk, other_clerk):
        for role in ("moderator", "policy_officer"):
            grant_role(person, role, by=None)
        forget_roles(person)
    assert (may(clerk, recorded), may(other_clerk, recorded)) == (False, True)


def test_it_is_not_next_in_the_queue_of_whoever_recorded_it(recorded, clerk, moderator):
    grant_role(clerk, "moderator", by=None)
    assert onward.next_in_queue(clerk) is None
    assert onward.next_in_queue(moderator) == recorded
    assert clerk not in queries.moderators(for_contribution=recorded)


def test_what_others_had_recorded_is_no_history_of_its_author(recorded, make_recorded, clerk, moderator):
    make_recorded(clerk, told(name="سعيد بن خميس الجابري"), body="نص آخر عن الملاعب.")
    assert list(beside.others_by_author(recorded, reader=moderator)) == []


# --- In public ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "words"), [("en", "from a letter"), ("ar", "من رسالة بريدية")])
def test_the_public_reads_that_it_was_recorded_and_never_by_whom(language, words, commented, moderator, visit, clerk):
    moderation.publish(commented.contribution, by=moderator)
    with translation.override(language):
        shown = render_to_string("components/attribution.html", {"contribution": commented.contribution})
    assert words in shown
    assert clerk.first_name not in shown


def test_a_correction_on_the_partys_word_is_a_new_wording(recorded, other_clerk):
    amend(recorded, body="أطلب حافلة ثانية وثالثة لقريتنا.", by=other_clerk)
    assert recorded.texts.count() == 2


def test_a_citizen_corrects_nothing_that_was_recorded(recorded, citizen):
    with pytest.raises(PermissionDenied):
        amend(recorded, body="كلام آخر.", by=citizen)


@pytest.mark.parametrize(("identity", "proof"), [("seen", "seen"), ("declared", "told")])
def test_a_name_says_whether_the_clerk_saw_a_document(make_recorded, clerk, identity, proof):
    recorded = make_recorded(clerk, told(identity=identity))
    assert recorded.name_proof == proof
    assert receipts.commit(**receipts.opened(recorded)["attribution"]) == recorded.receipt.attribution_commitment


def test_of_the_initials_of_a_minor_nothing_is_said(make_recorded, clerk):
    assert make_recorded(clerk, told(is_minor=True, guardian="father@example.om")).name_proof == ""


def test_a_body_that_is_recorded_is_verified_on_its_document(make_recorded, clerk, body):
    assert make_recorded(clerk, told(organisation=body, identity="")).name_proof == "body"
