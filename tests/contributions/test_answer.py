"""The ministry's decision on a comment: who takes it, after what, and what it leaves behind."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actions import appoint_representative, register_organisation
from contributions import actions
from contributions.errors import AnswerIncomplete
from contributions.models import Contribution, Decision, Disposition
from deadlines.actions import owe
from deadlines.models import Deadline
from directory.models import Unit
from messaging.models import OutboxMessage
from search.models import IndexJob
from workflow.errors import IllegalStep
from workflow.models import Step

pytestmark = pytest.mark.django_db

WORDS = {"answer_ar": "زيد البند السادس بما اقترحت.", "answer_en": "Clause 6 now says so."}
TARGETS = [str(target) for _sources, target in actions.ANSWERING.values()]
LEGAL = [(str(source), str(target)) for sources, target in actions.ANSWERING.values() for source in sorted(sources)]
ILLEGAL = [(source, target) for source in Decision.values for target in TARGETS if (source, target) not in LEGAL]


@pytest.fixture
def comment(make_comment, publish, citizen):
    """Maryam's published comment on clause 6."""
    return publish(make_comment(citizen).contribution)


@pytest.fixture
def unit(db):
    """The department that studies what is said about transport."""
    return Unit.objects.create(code="t-roads", kind="department", name_ar="دائرة النقل", name_en="Transport")


def put(contribution, decision):
    Contribution.objects.filter(pk=contribution.pk).update(decision=decision)


@pytest.mark.parametrize(("source", "target"), LEGAL)
def test_each_legal_decision_stands(comment, policy_officer, unit, source, target):
    put(comment, source)
    actions.answer(comment, decision=target, by=policy_officer, unit=unit, **WORDS)
    assert Contribution.objects.get(pk=comment.pk).decision == target


@pytest.mark.parametrize(("source", "target"), ILLEGAL)
def test_every_other_decision_is_refused_and_leaves_nothing(comment, policy_officer, unit, source, target):
    put(comment, source)
    with pytest.raises(IllegalStep), transaction.atomic():
        actions.answer(comment, decision=target, by=policy_officer, unit=unit, **WORDS)
    assert (Contribution.objects.get(pk=comment.pk).decision, Disposition.objects.count()) == (source, 0)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("policy_officer", True),
        ("administrator", False),
        ("moderator", False),
        ("editor", False),
        ("ticket_officer", False),
        ("citizen", False),
    ],
)
def test_who_may_answer(comment, people, who, may):
    if may:
        actions.answer(comment, decision="noted", by=people(who), **WORDS)
    else:
        with pytest.raises(PermissionDenied):
            actions.answer(comment, decision="noted", by=people(who), **WORDS)
    assert Disposition.objects.exists() is may


def test_nobody_answers_their_own_text(make_comment, publish, policy_officer):
    own = publish(make_comment(policy_officer).contribution)
    with pytest.raises(PermissionDenied):
        actions.answer(own, decision="adopted", by=policy_officer, **WORDS)


def test_nobody_answers_for_a_body_that_they_speak_for(make_comment, publish, citizen, policy_officer, administrator):
    body = register_organisation(name="مجلس أولياء الأمور", by=administrator, verified=True)
    voice = appoint_representative(citizen, body, by=administrator)
    appoint_representative(policy_officer, body, by=administrator)
    said = publish(make_comment(citizen, representation=voice).contribution)
    with pytest.raises(PermissionDenied):
        actions.answer(said, decision="adopted", by=policy_officer, **WORDS)


def test_what_is_not_published_is_not_answered(make_comment, citizen, policy_officer):
    with pytest.raises(IllegalStep):
        actions.answer(make_comment(citizen).contribution, decision="noted", by=policy_officer, **WORDS)


def test_a_suggestion_has_a_desk_of_its_own(make_contribution, publish, citizen, policy_officer):
    suggestion = publish(make_contribution(citizen, kind="suggestion", title="تظليل المواقف"))
    with pytest.raises(IllegalStep):
        actions.answer(suggestion, decision="noted", by=policy_officer, **WORDS)


@pytest.mark.parametrize("decision", sorted(actions.NAME_A_UNIT))
def test_nothing_is_studied_or_referred_without_a_unit(comment, policy_officer, decision):
    with pytest.raises(AnswerIncomplete):
        actions.answer(comment, decision=decision, by=policy_officer, **WORDS)
    assert (Contribution.objects.get(pk=comment.pk).decision, Disposition.objects.count()) == ("none", 0)


@pytest.mark.parametrize("blank", ["", " \n\t"])
def test_nothing_is_decided_without_an_answer_in_arabic(comment, policy_officer, blank):
    with pytest.raises(AnswerIncomplete):
        actions.answer(comment, decision="noted", by=policy_officer, answer_ar=blank, answer_en="Clause 6 now says so.")
    assert (Contribution.objects.get(pk=comment.pk).decision, Disposition.objects.count()) == ("none", 0)


def test_an_answer_hangs_on_its_step_and_keeps_both_languages(comment, policy_officer):
    disposition = actions.answer(comment, decision="adapted", by=policy_officer, **WORDS)
    assert disposition.step == Step.objects.of(comment).get(name="adapt")
    assert (disposition.answer_ar, disposition.answer_en) == (WORDS["answer_ar"], WORDS["answer_en"])


@pytest.mark.parametrize(("decision", "kept"), [("under_study", 2), ("referred", 2), ("noted", 3)])
def test_an_answer_keeps_what_was_promised(comment, policy_officer, unit, decision, kept):
    for kind in actions.CLOCKS:
        owe(kind, comment, hours=72)
    actions.answer(comment, decision=decision, by=policy_officer, unit=unit, **WORDS)
    assert Deadline.objects.of(comment).filter(kind__in=actions.CLOCKS).exclude(met_at=None).count() == kept


@pytest.mark.parametrize(("language", "word", "words"), [("ar", "اعتُمد", "answer_ar"), ("en", "Adopted", "answer_en")])
def test_the_author_is_told_in_their_language(comment, citizen, policy_officer, language, word, words):
    citizen.language = language
    citizen.save()
    disposition = actions.answer(comment, decision="adopted", by=policy_officer, **WORDS)
    mail = OutboxMessage.objects.get(cause__startswith=f"answered:{disposition.step_id}:")
    assert (mail.language, word in mail.subject, WORDS[words] in mail.text) == (language, True, True)


def test_of_two_officers_the_second_is_told(comment, policy_officer):
    stale = Contribution.objects.get(pk=comment.pk)
    actions.answer(comment, decision="adopted", by=policy_officer, **WORDS)
    with pytest.raises(IllegalStep):
        actions.answer(stale, decision="not_adopted", by=policy_officer, **WORDS)


def test_an_answer_asks_for_the_comment_to_be_indexed_again(comment, policy_officer):
    IndexJob.objects.all().delete()
    actions.answer(comment, decision="adopted", by=policy_officer, **WORDS)
    assert IndexJob.objects.filter(key=f"contributions.comment:{comment.comment.pk}").exists()


def test_a_comment_that_was_answered_can_no_longer_be_withdrawn(comment, citizen, policy_officer, unit):
    actions.answer(comment, decision="under_study", by=policy_officer, unit=unit, **WORDS)
    with pytest.raises(IllegalStep):
        actions.withdraw(comment, by=citizen)
