"""How a suggestion follows its moderation and its tickets."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction

from contributions.models import Contribution, Kind, Moderation
from contributions.models.contribution import GONE
from deadlines import actions as deadlines
from deadlines.models import Deadline
from suggestions import emails
from suggestions.actions.merging import separate_from
from suggestions.actions.steps import CARRIED_OUT, DECISION, FIRST_ANSWER, FIRST_REPLY, STEPS
from suggestions.models import Suggestion
from tickets.models import Ticket
from workflow import actions as workflow
from workflow.models import Step

# Whoever was merged into it would wait there for an answer that does not come.
OUT_OF_SIGHT = {Moderation.SUBMITTED, Moderation.HELD, Moderation.REMOVED, Moderation.WITHDRAWN, Moderation.LAPSED}
# What those who sign it are told of.
TOLD_TO_SIGNERS = {Moderation.PUBLISHED, *GONE}


@transaction.atomic
def follow_ticket(ticket: Ticket, step: Step) -> None:
    """A ticket that starts or finishes carries its suggestions on. The ticket's own message tells the authors,
    those too whose suggestion was merged into one of them."""
    for contribution in _suggestions_behind(ticket):
        if step.name == "start" and contribution.decision in STEPS["start_implementation"][0]:
            _carry_on(contribution, "start_implementation", ticket)
        if step.name == "finish" and contribution.decision in CARRIED_OUT and not _has_open_tickets(contribution):
            _carry_on(contribution, "implement", ticket)


def _suggestions_behind(ticket: Ticket) -> list[Contribution]:
    behind = Contribution.objects.suggestions().filter(ticket_origins__ticket=ticket)
    return list(behind.select_for_update(of=("self",)))


def _has_open_tickets(contribution: Contribution) -> bool:
    return Ticket.objects.open().filter(origins__contribution=contribution).exists()


def _carry_on(contribution: Contribution, name: str, ticket: Ticket) -> None:
    workflow.take(
        contribution, name, steps=STEPS, field="decision", by=None, reason="ticket", data={"ticket": ticket.reference}
    )


@transaction.atomic
def follow_moderation(contribution: Contribution, step: Step) -> None:
    """Publication starts the ministry's clocks; whatever takes it out of sight stops them, and sets
    free what had been merged into it."""
    if contribution.kind == Kind.COMMENT and contribution.is_official and contribution.is_public:
        _meet_first_reply(contribution)
    if contribution.kind != Kind.SUGGESTION:
        return
    if contribution.is_public:
        _owe_answers(contribution, step)
    else:
        for kind in (FIRST_REPLY, FIRST_ANSWER, DECISION):
            deadlines.drop(kind, contribution)
    if contribution.moderation != Moderation.MERGED and contribution.merged_into_id is not None:
        contribution.merged_into = None
        contribution.save(update_fields=["merged_into"])
    if contribution.moderation in OUT_OF_SIGHT:
        separate_from(contribution)
    if contribution.moderation in TOLD_TO_SIGNERS:
        emails.tell_signers(contribution, step)


def _meet_first_reply(comment: Contribution) -> None:
    answered = Suggestion.objects.select_related("contribution").filter(discussion__comments__contribution=comment)
    for suggestion in answered:
        deadlines.meet(FIRST_REPLY, suggestion.contribution)


def _owe_answers(contribution: Contribution, step: Step) -> None:
    """Counted from this publication. What was met before is not owed again."""
    promises: dict[str, dict[str, Any]] = {
        FIRST_REPLY: {"hours": settings.PROMISES["first_reply_hours"]},
        FIRST_ANSWER: {"working_days": settings.PROMISES["first_answer_working_days"]},
        DECISION: {"working_days": settings.PROMISES["decision_working_days"]},
    }
    met = set(Deadline.objects.of(contribution).exclude(met_at=None).values_list("kind", flat=True))
    for kind in promises.keys() - met:
        deadlines.owe(
            kind,
            contribution,
            started_at=step.at,
            owed_to=f"user:{contribution.author_id}",
            reference=contribution.reference,
            **promises[kind],
        )
