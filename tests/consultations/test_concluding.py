"""A consultation is concluded by a policy officer, in public words, once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from consultations import actions
from consultations.models import Conclusion, Consultation
from deadlines.models import Deadline
from tests.consultations.conftest import CLOSES, DURING
from workflow.errors import IllegalStep
from workflow.models import Step

OUTCOME = {"text_ar": "اعتُمد البند السادس معدَّلًا.", "text_en": "Clause 6 was adapted."}
RIGHTS = [
    ("policy_officer", True),
    ("administrator", True),
    ("moderator", False),
    ("editor", False),
    ("citizen", False),
]


@pytest.mark.parametrize(("who", "may"), RIGHTS)
def test_who_may_cancel(consultation, people, who, may):
    if may:
        actions.cancel(consultation, by=people(who), reason_ar="أُجّلت السياسة.")
    else:
        with pytest.raises(PermissionDenied):
            actions.cancel(consultation, by=people(who), reason_ar="أُجّلت السياسة.")
    assert (Consultation.objects.get().stage == "cancelled") is may


@pytest.mark.parametrize(("who", "may"), RIGHTS)
def test_who_may_publish_the_outcome(consultation, people, at, who, may):
    at(CLOSES)
    if may:
        actions.publish_outcome(consultation, by=people(who), **OUTCOME)
    else:
        with pytest.raises(PermissionDenied):
            actions.publish_outcome(consultation, by=people(who), **OUTCOME)
    assert (Consultation.objects.get().stage == "outcome_published") is may


def test_the_outcome_waits_for_the_closing(consultation, policy_officer, at):
    at(CLOSES - timedelta(seconds=1))
    with pytest.raises(IllegalStep):
        actions.publish_outcome(consultation, by=policy_officer, **OUTCOME)


def test_a_consultation_is_concluded_once(consultation, policy_officer, at):
    at(CLOSES)
    actions.publish_outcome(consultation, by=policy_officer, **OUTCOME)
    with pytest.raises(IllegalStep):
        actions.cancel(consultation, by=policy_officer, reason_ar="سبب")


def test_publishing_the_outcome_keeps_the_promise(consultation, policy_officer, at):
    at(CLOSES)
    actions.publish_outcome(consultation, by=policy_officer, **OUTCOME)
    assert Deadline.objects.of(consultation).get().met_at == CLOSES


def test_the_conclusion_hangs_on_its_step(consultation, policy_officer):
    conclusion = actions.cancel(consultation, by=policy_officer, reason_ar="أُجّلت السياسة.")
    assert (conclusion.step, conclusion.step.by) == (Step.objects.of(consultation).last(), policy_officer)


def test_an_officer_publishes_the_outcome_at_the_desk(visit, consultation, policy_officer, at):
    at(CLOSES)
    visit(policy_officer).post("/ar/office/consultations/transport/outcome/", OUTCOME)
    assert OUTCOME["text_ar"] in visit().get("/ar/consultations/transport/").content.decode()


def test_an_empty_text_is_refused_beside_the_field_and_the_rest_is_kept(visit, consultation, policy_officer, at):
    at(CLOSES)
    response = visit(policy_officer).post("/en/office/consultations/transport/outcome/", {"text_en": "Adapted."})
    assert response.status_code == 422
    assert "Adapted." in response.content.decode()
    assert not Conclusion.objects.exists()


def test_too_early_an_outcome_gets_a_sentence(visit, consultation, policy_officer, at):
    at(DURING)
    response = visit(policy_officer).post("/en/office/consultations/transport/outcome/", OUTCOME)
    assert response.status_code == 409
    assert "has not closed yet" in response.content.decode()


@pytest.mark.parametrize(("who", "status"), [("anonymous", 302), ("citizen", 403), ("policy_officer", 200)])
@pytest.mark.parametrize("path", ["", "transport/cancel/", "transport/outcome/"])
def test_who_sees_the_desk(visit, consultation, people, who, status, path):
    assert visit(people(who)).get(f"/ar/office/consultations/{path}").status_code == status
