"""What may be decided after what, by whom, and what each decision leaves behind."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import translation

from accounts.actions import appoint_representative, register_organisation
from contributions.errors import AnswerIncomplete
from contributions.models import Contribution, Decision, Disposition
from deadlines.models import Deadline
from messaging.models import OutboxMessage
from moderation import actions as moderation
from suggestions import actions
from suggestions.models import Category, Suggestion
from tickets import actions as tickets
from tickets.models import Ticket
from workflow.errors import IllegalStep
from workflow.models import Step

pytestmark = pytest.mark.django_db

BY_OFFICERS = [name for name in actions.STEPS if name != "start_implementation"]
WITH_UNIT = {"take_under_study", "accept", "accept_partly", "refer"}
LEGAL = [(name, source) for name in BY_OFFICERS for source in sorted(actions.STEPS[name][0])]
ILLEGAL = [(name, source) for name in BY_OFFICERS for source in Decision.values if source not in actions.STEPS[name][0]]


def decide(name, suggestion, unit, by, **words):
    fields = {"answer_ar": "جواب الوزارة.", "answer_en": "The ministry's answer."} | words
    return getattr(actions, name)(suggestion, by=by, **fields, **({"unit": unit} if name in WITH_UNIT else {}))


def put(suggestion, decision):
    Contribution.objects.filter(pk=suggestion.contribution_id).update(decision=decision)


def state(suggestion):
    return Contribution.objects.get(pk=suggestion.contribution_id).decision


@pytest.mark.parametrize(("name", "source"), LEGAL)
def test_each_legal_decision_stands(name, source, suggestion, labs, policy_officer):
    put(suggestion, source)
    decide(name, suggestion, labs, policy_officer)
    assert state(suggestion) == actions.STEPS[name][1]


@pytest.mark.parametrize(("name", "source"), ILLEGAL)
def test_every_other_decision_is_refused_and_leaves_nothing(name, source, suggestion, labs, policy_officer):
    put(suggestion, source)
    with pytest.raises(IllegalStep), transaction.atomic():
        decide(name, suggestion, labs, policy_officer)
    assert (state(suggestion), Disposition.objects.count(), Ticket.objects.count()) == (source, 0, 0)


@pytest.mark.parametrize(("name", "source"), LEGAL)
def test_no_decision_is_taken_without_an_answer_in_arabic(name, source, suggestion, labs, policy_officer):
    put(suggestion, source)
    with pytest.raises(AnswerIncomplete):
        decide(name, suggestion, labs, policy_officer, answer_ar="  ")
    assert (state(suggestion), Disposition.objects.count(), Ticket.objects.count()) == (source, 0, 0)


@pytest.mark.parametrize("name", ["take_under_study", "refer"])
def test_nothing_is_studied_or_referred_without_a_unit(name, suggestion, policy_officer):
    with pytest.raises(AnswerIncomplete):
        decide(name, suggestion, None, policy_officer)
    assert (state(suggestion), Disposition.objects.count()) == ("none", 0)


@pytest.mark.parametrize(("name", "source"), LEGAL)
def test_each_decision_is_recorded_with_its_answer(name, source, suggestion, labs, policy_officer):
    put(suggestion, source)
    disposition = decide(name, suggestion, labs, policy_officer)
    assert disposition.step == Step.objects.of(suggestion.contribution).get(name=name)
    assert (disposition.decision, disposition.decided_by) == (actions.STEPS[name][1], policy_officer)


@pytest.mark.parametrize(("name", "source"), LEGAL)
def test_the_author_is_told_of_each_decision_in_their_language(name, source, suggestion, labs, policy_officer, citizen):
    citizen.language = "en"
    citizen.save()
    put(suggestion, source)
    decide(name, suggestion, labs, policy_officer)
    told = OutboxMessage.objects.get(cause__startswith="suggestion_decided")
    assert (told.address, told.language) == (citizen.email, "en")
    assert "The ministry's answer." in told.text


@pytest.mark.parametrize("who", ["citizen", "neighbour", "moderator", "ticket_officer", "editor", "administrator"])
@pytest.mark.parametrize("name", BY_OFFICERS)
def test_only_a_policy_officer_decides(who, name, suggestion, labs, people):
    put(suggestion, sorted(actions.STEPS[name][0])[0])
    with pytest.raises(PermissionDenied):
        decide(name, suggestion, labs, people(who))


def test_nobody_decides_on_their_own_text(make_published, labs, policy_officer, colleague):
    own = make_published(by=policy_officer)
    with pytest.raises(PermissionDenied):
        decide("take_under_study", own, labs, policy_officer)
    decide("take_under_study", own, labs, colleague)


def test_nobody_decides_on_the_text_of_a_body_they_speak_for(
    make_published, labs, policy_officer, citizen, administrator
):
    club = register_organisation(name="نادي الفلك", by=administrator, verified=True)
    appoint_representative(policy_officer, club, by=administrator)
    voice = appoint_representative(citizen, club, by=administrator)
    theirs = make_published(by=citizen, representation=voice)
    with pytest.raises(PermissionDenied):
        decide("take_under_study", theirs, labs, policy_officer)


def test_what_is_not_published_is_not_decided(make_suggestion, labs, policy_officer):
    with pytest.raises(IllegalStep):
        decide("take_under_study", make_suggestion(), labs, policy_officer)


def test_accepting_opens_a_ticket_in_the_unit_with_a_due_time(under_study, labs, policy_officer):
    actions.accept(under_study, unit=labs, answer_ar="مقبول.", working_days=3, by=policy_officer)
    ticket = Ticket.objects.get()
    assert (ticket.unit, ticket.type.code, ticket.deadline.allowance) == (labs, "suggestion", 3)
    assert ticket.origins.get().contribution == under_study.contribution


def test_the_author_gets_the_ticket_number_once(accepted, citizen):
    told = OutboxMessage.objects.filter(recipient=f"user:{citizen.pk}", text__contains=spoken_number())
    assert told.count() == 1


def spoken_number():
    from contributions.references import spoken

    return spoken(Ticket.objects.get().reference)


def test_of_two_officers_the_second_is_told_who_decided(under_study, labs, policy_officer, colleague):
    seen_before = Suggestion.objects.get(pk=under_study.pk)
    actions.decline(under_study, answer_ar="غير مقبول لهذا السبب.", by=policy_officer)
    with pytest.raises(IllegalStep) as refusal, transaction.atomic():
        actions.accept(seen_before, unit=labs, answer_ar="مقبول.", by=colleague)
    assert policy_officer.first_name in str(refusal.value)
    assert not Ticket.objects.exists()


def test_when_its_ticket_starts_it_is_in_implementation(accepted, ticket_officer):
    ticket = Ticket.objects.get()
    tickets.take(ticket, by=ticket_officer)
    tickets.start(ticket, by=ticket_officer)
    assert state(accepted) == "in_implementation"


def finish(ticket, officer):
    tickets.take(ticket, by=officer)
    tickets.start(ticket, by=officer)
    tickets.finish(ticket, result_ar="أُنجز.", by=officer)


def test_when_its_ticket_is_done_it_is_implemented(accepted, ticket_officer):
    finish(Ticket.objects.get(), ticket_officer)
    assert state(accepted) == "implemented"


def test_with_two_tickets_it_is_implemented_when_both_are_done(accepted, ticket_officer, labs, policy_officer):
    first = Ticket.objects.get()
    second = tickets.open_ticket(type=first.type, unit=labs, origins=[accepted.contribution], by=policy_officer)
    finish(first, ticket_officer)
    assert state(accepted) == "in_implementation"
    finish(second, ticket_officer)
    assert state(accepted) == "implemented"


def test_a_ticket_that_is_cancelled_leaves_the_decision_to_the_officer(accepted, ticket_officer):
    tickets.cancel(Ticket.objects.get(), reason="لا تمويل", by=ticket_officer)
    assert state(accepted) == "adopted"


def test_a_stopped_suggestion_is_not_moved_by_its_ticket(accepted, policy_officer, ticket_officer):
    actions.stop(accepted, answer_ar="أُوقف.", by=policy_officer)
    finish(Ticket.objects.get(), ticket_officer)
    assert state(accepted) == "stopped"


def promised(suggestion):
    return {each.kind: each for each in Deadline.objects.of(suggestion.contribution).exclude(kind="moderation")}


def test_publication_starts_three_clocks(suggestion):
    owed = promised(suggestion)
    assert {kind: (each.allowance, each.unit) for kind, each in owed.items()} == {
        "first_reply": (72, "hours"),
        "first_answer": (10, "working_days"),
        "decision": (30, "working_days"),
    }


def test_nothing_is_owed_before_publication(make_suggestion):
    assert promised(make_suggestion()) == {}


def test_taking_under_study_is_the_first_answer_and_leaves_the_decision_owed(under_study):
    assert {kind for kind, each in promised(under_study).items() if each.is_open} == {"decision"}


def test_a_referral_is_the_first_answer_and_leaves_the_decision_owed(suggestion, labs, policy_officer):
    actions.refer(suggestion, unit=labs, answer_ar="أُحيل.", by=policy_officer)
    assert {kind for kind, each in promised(suggestion).items() if each.is_open} == {"decision"}


@pytest.mark.parametrize("name", ["accept", "accept_partly", "note", "decline"])
def test_a_decision_keeps_every_promise(name, under_study, labs, policy_officer):
    decide(name, under_study, labs, policy_officer)
    assert all(each.met_at for each in promised(under_study).values())


def test_holding_it_back_stops_the_clocks(suggestion, moderator, reason):
    moderation.hold(suggestion.contribution, by=moderator, reason=reason)
    assert not any(each.is_open for each in promised(suggestion).values())


def test_what_was_kept_before_is_not_owed_again(under_study, moderator, reason):
    moderation.hold(under_study.contribution, by=moderator, reason=reason)
    moderation.restore(under_study.contribution, by=moderator)
    open_now = Deadline.objects.open().of(under_study.contribution)
    assert {each.kind for each in open_now} == {"decision"}


def test_an_official_comment_is_a_first_reply(suggestion, say, publish, make_user, administrator):
    speaker = make_user("voice@example.om", "أمل بنت سعيد الحجرية")
    body = register_organisation(name="دائرة المختبرات", by=administrator, kind="official", verified=True)
    voice = appoint_representative(speaker, body, by=administrator, capacity="officer")
    publish(say(suggestion, speaker, representation=voice).contribution)
    assert promised(suggestion)["first_reply"].met_at


def test_a_citizens_comment_is_no_first_reply(suggestion, say, publish, neighbour):
    publish(say(suggestion, neighbour).contribution)
    assert promised(suggestion)["first_reply"].is_open


def test_a_suggestion_cannot_be_deleted(suggestion):
    with pytest.raises(IntegrityError), transaction.atomic():
        Suggestion.objects.filter(pk=suggestion.pk)._raw_delete("default")


def test_the_categories_are_installed_once():
    actions.install_categories()
    actions.install_categories()
    assert Category.objects.count() == len(actions.categories.CATEGORIES)


def test_the_refusal_calls_a_decision_as_the_page_does(accepted, labs, policy_officer):
    with translation.override("en"), pytest.raises(IllegalStep, match="Accepted"):
        actions.accept(accepted, unit=labs, answer_ar="مقبول.", by=policy_officer)


def test_my_contributions_call_a_decision_as_the_page_does(visit, accepted, citizen):
    shown = visit(citizen).get("/en/contributions/mine/").content.decode()
    assert ("Accepted" in shown, "Adopted" in shown) == (True, False)
