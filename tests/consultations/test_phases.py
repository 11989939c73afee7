"""Where a consultation stands follows from its dates; the object and the query say the same at every second."""

from datetime import timedelta

import pytest

from consultations.models import Consultation, Phase
from tests.consultations.conftest import CLOSES, OPENS

SECONDS = [
    (OPENS - timedelta(seconds=1), Phase.UPCOMING),
    (OPENS, Phase.OPEN),
    (OPENS + timedelta(seconds=1), Phase.OPEN),
    (CLOSES - timedelta(seconds=1), Phase.OPEN),
    (CLOSES, Phase.IN_REVIEW),
    (CLOSES + timedelta(seconds=1), Phase.IN_REVIEW),
]
QUERIES = {
    Phase.UPCOMING: "upcoming",
    Phase.OPEN: "open",
    Phase.IN_REVIEW: "in_review",
    Phase.CANCELLED: "cancelled",
    Phase.OUTCOME_PUBLISHED: "with_outcome",
}


@pytest.mark.parametrize(("moment", "phase"), SECONDS)
@pytest.mark.parametrize("stage", ["none", "cancelled", "outcome_published"])
def test_the_object_and_the_queries_agree_to_the_second(consultation, at, moment, phase, stage):
    Consultation.objects.update(stage=stage)
    at(moment)
    consultation.refresh_from_db()
    expected = phase if stage == "none" else Phase(stage)
    asked = {name for name, query in QUERIES.items() if getattr(Consultation.objects, query)().exists()}
    assert (consultation.phase, asked) == (expected, {expected})


@pytest.mark.parametrize(("moment", "phase"), SECONDS)
@pytest.mark.parametrize("stage", ["none", "cancelled"])
def test_being_over_is_the_same_in_both(consultation, at, moment, phase, stage):
    Consultation.objects.update(stage=stage)
    at(moment)
    consultation.refresh_from_db()
    assert consultation.is_over == Consultation.objects.over().exists()


def test_the_outcome_is_overdue_sixty_days_after_the_closing(consultation, at):
    at(CLOSES + timedelta(days=60) - timedelta(seconds=1))
    assert not consultation.is_overdue
    at(CLOSES + timedelta(days=60))
    assert consultation.is_overdue
