"""Two officers who press at the same moment: one acts, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import User
from contributions.models import Contribution
from directory.models import Unit
from suggestions import actions
from suggestions.models import Suggestion
from tickets.models import Ticket
from workflow.errors import IllegalStep

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def accept(officer: int, suggestion: int, unit: int, together: Barrier) -> str:
    try:
        by, unit_of_both = User.objects.get(pk=officer), Unit.objects.get(pk=unit)
        seen = Suggestion.objects.select_related("contribution").get(pk=suggestion)
        together.wait(timeout=20)
        try:
            actions.accept(seen, unit=unit_of_both, answer_ar="مقبول.", working_days=5, by=by)
        except IllegalStep:
            return "told"
        return "acted"
    finally:
        connection.close()


def test_a_suggestion_that_two_accept_at_once_gets_one_ticket(under_study, labs, policy_officer, colleague):
    together = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        answers = [
            pool.submit(accept, officer.pk, under_study.pk, labs.pk, together)
            for officer in (policy_officer, colleague)
        ]
    assert sorted(answer.result() for answer in answers) == ["acted", "told"]
    assert Ticket.objects.count() == 1
    assert Contribution.objects.get(kind="suggestion").dispositions.filter(decision="adopted").count() == 1
