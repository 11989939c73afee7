"""What the home page shows: a query for each section, whatever its size. What has no rows is not shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.prepared import prepared
from consultations.models import ClauseKind, ClauseVersion, Consultation, DraftVersion
from contributions.models import Discussion, Disposition, TextVersion
from contributions.querysets import UNDECIDED
from deadlines.models import Deadline
from home.heard import governorates_heard
from home.outcome import latest_outcome
from policies.models import Point, PolicyKind, PolicyVersion
from policies.wording import Wording, wording
from suggestions.models import Suggestion, decision_label

if TYPE_CHECKING:
    from home.models import HomePage

SAYS_SOMETHING = 30
OPEN_SHOWN, SUGGESTIONS_SHOWN, ANSWERS_SHOWN = 6, 3, 3

# What the ministry owes, by the kinds of its deadlines, in the order in which a person meets it.
PROMISES: dict[str, str | Promise] = {
    "moderation": _("Moderation"),
    "first_reply": _("First reply"),
    "first_answer": _("First answer of an officer"),
    "decision": _("Decision on a suggestion"),
    "ticket": _("Ticket"),
    "outcome": _("Outcome of a consultation"),
}


def sections(home: HomePage) -> dict[str, Any]:
    points = promised_points()
    return {
        "points": [Promised(point) for point in points if point.key in home.promised_points.split()],
        "point_count": sum(point.is_numbered for point in points),
        "open_consultations": open_consultations(),
        "outcome": latest_outcome(),
        "answers": recent_answers(),
        "suggestions": talked_about(),
        "promises": kept_promises(),
        "heard": governorates_heard(),
    }


@dataclass(frozen=True)
class Promised:
    """A point of the policy with its first sentence."""

    point: Point

    @property
    def sentence(self) -> Wording:
        return _beginning(self.point.body)

    @property
    def path(self) -> str:
        return f"{self.point.version.policy.path}#{self.point.key}"


def promised_points() -> list[Point]:
    """The points of the participation policy in force."""
    return _points_in_force(timezone.now())


@prepared
def _points_in_force(now: datetime) -> QuerySet[Point]:
    in_force = PolicyVersion.objects.filter(policy__kind=PolicyKind.PARTICIPATION).in_force(now)
    points = Point.objects.filter(version=Subquery(in_force.values("pk")[:1]))
    return points.select_related("version__policy__page")


@dataclass(frozen=True)
class OpenConsultation:
    """A consultation as the home page lists it."""

    consultation: Consultation
    comment_count: int
    clause_count: int

    @property
    def name(self) -> Wording:
        return wording(self.consultation.page.title, self.consultation.page.title_en)

    @property
    def summary(self) -> Wording:
        page = self.consultation.page
        return _beginning(wording(page.introduction_ar, page.introduction_en))

    @property
    def path(self) -> str:
        return self.consultation.path

    @property
    def closes_at(self) -> datetime:
        return self.consultation.closes_at

    @property
    def lasts(self) -> int:
        return max((self.consultation.closes_at - self.consultation.opens_at).days, 1)

    @property
    def elapsed(self) -> int:
        return (timezone.now() - self.consultation.opens_at).days


def open_consultations() -> list[OpenConsultation]:
    """What closes first comes first."""
    return [OpenConsultation(row, row.comment_count, row.clause_count) for row in _open(timezone.now())]


@prepared
def _open(now: datetime) -> QuerySet[Any]:
    newest = DraftVersion.objects.filter(draft__consultation=OuterRef(OuterRef("pk"))).order_by("-number")
    clauses = _counted(
        ClauseVersion.objects.filter(version=Subquery(newest.values("pk")[:1]), kind=ClauseKind.CLAUSE), "version"
    )
    of_it = Discussion.objects.filter(clause_key__draft__consultation=OuterRef("pk")).order_by()
    comments = of_it.values("clause_key__draft__consultation").annotate(total=Sum("comment_count")).values("total")
    found = Consultation.objects.public().open(now).select_related("page").order_by("closes_at")
    return found.annotate(clause_count=clauses, comment_count=Coalesce(Subquery(comments), 0))[:OPEN_SHOWN]


def _counted(rows: QuerySet[Any], owner: str) -> Coalesce:
    counted = rows.order_by().values(owner).annotate(total=Count("pk")).values("total")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


@dataclass(frozen=True)
class Talk:
    """A suggestion as the home page lists it."""

    suggestion: Suggestion
    title: str
    comment_count: int

    @property
    def label(self) -> str:
        return decision_label(self.suggestion.contribution.decision)


def talked_about() -> list[Talk]:
    """Where people still speak: of the suggestions without a final decision, those with most comments."""
    return [Talk(row, row.newest_title, row.comment_count) for row in _most_talked_about()]


@prepared
def _most_talked_about() -> QuerySet[Any]:
    found = Suggestion.objects.published().with_decision(*UNDECIDED)
    rows: Any = (
        found.select_related("contribution", "discussion")
        .annotate(newest_title=_newest_title("contribution"))
        .order_by("-discussion__comment_count", "-contribution__published_at")  # type: ignore[misc]
    )
    return rows[:SUGGESTIONS_SHOWN]


@dataclass(frozen=True)
class Answer:
    """A decision with its first sentence, as it was published."""

    disposition: Disposition
    title: str

    @property
    def label(self) -> str:
        return decision_label(self.disposition.decision)

    @property
    def path(self) -> str:
        return f"/suggestions/{self.disposition.contribution.reference}/"

    @property
    def sentence(self) -> Wording:
        return _beginning(wording(self.disposition.answer_ar, self.disposition.answer_en))


def recent_answers() -> list[Answer]:
    """The last decisions on suggestions. Taking one under study is not a decision yet, nor is a referral."""
    return [Answer(row, row.newest_title) for row in _last_decided()]


@prepared
def _last_decided() -> QuerySet[Any]:
    decided = Disposition.objects.exclude(decision__in=UNDECIDED).filter(
        contribution__moderation="published", contribution__kind="suggestion"
    )
    rows = decided.select_related("contribution").annotate(newest_title=_newest_title("contribution"))
    return rows.order_by("-decided_at")[:ANSWERS_SHOWN]


def _newest_title(contribution: str) -> Subquery:
    texts = TextVersion.objects.filter(contribution=OuterRef(contribution)).order_by("-number")
    return Subquery(texts.values("title")[:1])


def _beginning(whole: Wording) -> Wording:
    return whole._replace(text=first_sentence(whole.text))


def first_sentence(text: str) -> str:
    """The first that says something: "Accepted." alone is the badge's to say."""
    sentences = text.replace("\n", " ").split(". ")
    taken = 1
    while taken < len(sentences) and len(". ".join(sentences[:taken])) < SAYS_SOMETHING:
        taken += 1
    said = ". ".join(sentences[:taken])
    return said if taken == len(sentences) else f"{said}."


@dataclass(frozen=True)
class KeptPromise:
    """How one kind of promise is kept: of those that came due, how many were met in time; and what is late now."""

    kind: str
    label: str | Promise
    due: int
    kept: int
    overdue: int

    @property
    def share(self) -> int:
        return round(100 * self.kept / self.due)


def kept_promises() -> list[KeptPromise]:
    found = {kind: KeptPromise(kind, PROMISES[kind], *counts) for kind, *counts in _came_due(timezone.now())}
    return [found[kind] for kind in PROMISES if kind in found and found[kind].due]


@prepared
def _came_due(now: datetime) -> QuerySet[Any]:
    """Of each kind: how many, how many of them were met in time, how many are late at this second."""
    late = Q(met_at=None, due_at__lt=now)
    met = Q(met_at__isnull=False)
    rows = Deadline.objects.filter(dropped_at=None, kind__in=PROMISES).order_by().values("kind")
    counted = rows.annotate(
        due=Count("pk", filter=late | met),
        kept=Count("pk", filter=met & Q(met_at__lte=F("due_at"))),
        late=Count("pk", filter=late),
    )
    return counted.values_list("kind", "due", "kept", "late")
