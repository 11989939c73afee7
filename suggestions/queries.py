"""What pages about suggestions show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from accounts.models import Role
from accounts.permissions import has_role_for_everything
from contributions.kinds import DiscussionKind, Subject
from contributions.models import Contribution, Discussion, Disposition, Moderation
from contributions.querysets import UNDECIDED
from contributions.references import isolated
from contributions.steps import TimelineRow, Told, timeline_rows
from deadlines.models import Deadline
from search.queries import similar
from suggestions.models import CoParty, Suggestion
from tickets.models import Ticket
from workflow.models import Step

if TYPE_CHECKING:
    from accounts.models import User
    from search.documents import SearchDocument
    from suggestions.querysets import SuggestionQuerySet

SUBJECT_TYPE = Contribution._meta.label_lower

# The lists of the officers' desk.
SHOWN = ("waiting", "under_study", "referred", "overdue", "decided")

# What our steps are called on a contribution's timeline; `contributions.steps` has the others.
STEP_LABELS = {
    "take_under_study": gettext_lazy("Taken under study"),
    "accept": gettext_lazy("Accepted, with a reasoned answer"),
    "accept_partly": gettext_lazy("Partly accepted, with a reasoned answer"),
    "note": gettext_lazy("Noted, with a reasoned answer"),
    "decline": gettext_lazy("Not accepted, with a reasoned answer"),
    "refer": gettext_lazy("Referred to the competent body"),
    "start_implementation": gettext_lazy("Implementation begun"),
    "implement": gettext_lazy("Implemented"),
    "stop": gettext_lazy("Implementation stopped"),
    "co_sign": gettext_lazy("Signed by another party too"),
    "stop_co_signing": gettext_lazy("A party signs it no longer"),
    "separate": gettext_lazy("Stands on its own again"),
}

# What is owed to the author of a suggestion.
PROMISES = {
    "first_reply": gettext_lazy("First reply"),
    "first_answer": gettext_lazy("First answer of an officer"),
    "decision": gettext_lazy("Decision"),
}
# Of a ticket's steps, those that the public record tells.
TICKET_LABELS = {
    "open": gettext_lazy("Ticket %(ticket)s opened"),
    "finish": gettext_lazy("Ticket %(ticket)s done"),
    "cancel": gettext_lazy("Ticket %(ticket)s cancelled"),
}


@dataclass
class DeskRow:
    """A suggestion on an officer's desk, with what is owed next."""

    suggestion: Suggestion
    deadline: Deadline | None = None
    co_parties: Sequence[CoParty] = ()

    @property
    def promise(self) -> str | Promise:
        return PROMISES[self.deadline.kind] if self.deadline else ""


def path_of(contribution: Contribution) -> str:
    return f"/suggestions/{contribution.reference}/"


def desk_path_of(contribution: Contribution) -> str:
    return reverse("suggestions:office_suggestion", args=[contribution.reference])


def _subjects(discussions: Sequence[Discussion]) -> dict[int, Subject]:
    """What each discussion speaks of; open while the suggestion can be read."""
    suggestions = Suggestion.objects.for_list().filter(discussion__in=[each.pk for each in discussions])
    return {
        suggestion.discussion_id: Subject(
            title=suggestion.title,
            path=suggestion.path,
            text=suggestion.contribution.text.body,
            about=f"suggestion:{suggestion.reference}",
            is_open=suggestion.contribution.is_public,
            is_public=suggestion.contribution.is_public,
            publishes_first=suggestion.category.publishes_first,
        )
        for suggestion in suggestions
    }


discussion_kind = DiscussionKind(
    subjects=_subjects,
    public=Q(suggestion__contribution__moderation=Moderation.PUBLISHED),
    about=lambda contribution: Q(suggestion__contribution=contribution),
)


def co_parties_of(contributions: Sequence[Contribution]) -> dict[int, list[CoParty]]:
    """By the key of the contribution."""
    found: dict[int, list[CoParty]] = {}
    rows = CoParty.objects.signed().filter(suggestion__contribution__in=contributions)
    for each in rows.annotate(signs=F("suggestion__contribution")):
        found.setdefault(each.signs, []).append(each)
    return found


def published(*, status: str, category: str) -> QuerySet[Contribution, int]:
    """The public list, newest first: the keys of the contributions, for an index counts them and tells their order.
    `listed` loads what one page shows."""
    found = Contribution.objects.suggestions().published()
    if status:
        found = found.filter(decision=status)
    if category:
        found = found.filter(suggestion__category__code=category)
    return found.order_by("-published_at", "-pk").values_list("pk", flat=True)


def listed(contributions: Iterable[int]) -> list[Suggestion]:
    """The suggestions of these contributions, in their order."""
    keys = list(contributions)
    found = {
        each.contribution_id: each
        for each in Suggestion.objects.filter(contribution__in=keys).for_list().with_co_parties()
    }
    return [found[key] for key in keys]


def tickets_of(contribution: Contribution) -> list[Ticket]:
    tickets = Ticket.objects.filter(origins__contribution=contribution)
    return list(tickets.select_related("unit", "deadline", "type").order_by("opened_at", "pk"))


def alike(suggestion: Suggestion, *, reader: User) -> list[SearchDocument]:
    """Published suggestions that say nearly the same, as far as they are on the reader's desk: hints for an officer,
    never a decision."""
    text = suggestion.contribution.text
    found = similar(
        f"{text.title}\n{text.body}", kinds=["suggestion"], without=[f"suggestions.suggestion:{suggestion.pk}"]
    )
    documents = [each.document for each in found]
    if has_role_for_everything(reader, Role.POLICY_OFFICER) or not documents:
        return documents
    known = on_desk_of(reader).filter(contribution__reference__in=[document.reference for document in documents])
    theirs = set(known.values_list("contribution__reference", flat=True))
    return [document for document in documents if document.reference in theirs]


def answers_of(contribution: Contribution) -> list[Disposition]:
    """Every answer of the ministry, the newest first."""
    answers = contribution.dispositions.select_related("unit", "decided_by")
    return sorted(answers, key=lambda answer: (answer.decided_at, answer.pk), reverse=True)


def record(
    contribution: Contribution, answers: Sequence[Disposition], tickets: Sequence[Ticket], *, to: Told
) -> list[TimelineRow]:
    """The suggestion's way with that of its tickets: what happened, when, and where. Of two in one moment, the step
    that was written first comes first."""
    units = {answer.step_id: answer.unit.name for answer in answers if answer.unit}
    rows = {
        (step.at, step.pk): replace(row, note=units.get(step.pk, ""))
        for step, row in timeline_rows(Step.objects.of(contribution), to=to)
    }
    return [row for _moment, row in sorted((rows | _ticket_rows(tickets)).items())]


def _ticket_rows(tickets: Sequence[Ticket]) -> dict[tuple[datetime, int], TimelineRow]:
    by_key = {ticket.pk: ticket for ticket in tickets}
    if not by_key:
        return {}
    steps = Step.objects.filter(subject_type=Ticket._meta.label_lower, subject_id__in=by_key, name__in=TICKET_LABELS)
    return {
        (step.at, step.pk): TimelineRow(
            label=TICKET_LABELS[step.name] % {"ticket": isolated(by_key[step.subject_id].reference)},
            at=step.at,
            note=by_key[step.subject_id].unit.name,
        )
        for step in steps
    }


def desk(*, show: str, of: User) -> SuggestionQuerySet:
    """What waits for this policy officer: what is latest first, then what is due soonest."""
    suggestions = on_desk_of(of).for_list().select_related("unit")
    if show == "under_study":
        return _by_due(suggestions.under_study())
    if show == "referred":
        return _by_due(suggestions.referred())
    if show == "overdue":
        return _by_due(suggestions.published().filter(_is_overdue()))
    if show == "decided":
        return suggestions.published().exclude(contribution__decision__in=UNDECIDED).newest()
    return _by_due(suggestions.waiting())


def _by_due(suggestions: SuggestionQuerySet) -> SuggestionQuerySet:
    """By the promise that `with_deadlines` shows; where nothing is owed any more, the longest waiting first."""
    owed = Deadline.objects.open().filter(subject_type=SUBJECT_TYPE, kind__in=PROMISES)
    next_due = owed.filter(subject_id=OuterRef("contribution_id")).order_by("due_at").values("due_at")[:1]
    due_first = F("next_due").asc(nulls_last=True)
    return suggestions.annotate(next_due=Subquery(next_due)).order_by(due_first, "contribution__published_at", "pk")


def on_desk_of(officer: User) -> SuggestionQuerySet:
    """All that their role covers."""
    if has_role_for_everything(officer, Role.POLICY_OFFICER):
        return Suggestion.objects.all()
    covered = Contribution.objects.suggestions().in_scope_of(officer, Role.POLICY_OFFICER).order_by()
    return Suggestion.objects.filter(contribution__in=covered.values("pk"))


def desk_counts(of: User) -> dict[str, int]:
    return {name: desk(show=name, of=of).order_by().count() for name in SHOWN}


def with_deadlines(suggestions: Sequence[Suggestion]) -> list[DeskRow]:
    """Each with the promise that ends first, and who signs it; two queries for all."""
    signed = co_parties_of([suggestion.contribution for suggestion in suggestions])
    rows = {
        suggestion.contribution_id: DeskRow(suggestion, co_parties=signed.get(suggestion.contribution_id, ()))
        for suggestion in suggestions
    }
    owed = Deadline.objects.open().filter(subject_type=SUBJECT_TYPE, subject_id__in=rows, kind__in=PROMISES)
    for deadline in owed.order_by("-due_at"):
        rows[deadline.subject_id].deadline = deadline
    return list(rows.values())


def deadlines_of(contribution: Contribution) -> list[tuple[str | Promise, Deadline]]:
    """What was promised to the author, with the word for each."""
    owed = Deadline.objects.of(contribution).filter(kind__in=PROMISES).order_by("due_at", "pk")
    return [(PROMISES[deadline.kind], deadline) for deadline in owed]


def _is_overdue() -> Exists:
    owed = Deadline.objects.overdue().filter(subject_type=SUBJECT_TYPE, kind__in=PROMISES)
    return Exists(owed.filter(subject_id=OuterRef("contribution_id")))
