"""The queue: what waits for a moderator, the nearest deadline first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet, Value
from django.urls import reverse

from accounts.models import Representation, Role, RoleGrant, User
from accounts.permissions import has_role_for_everything
from accounts.querysets import at_work_q
from accounts.scopes import EVERYTHING, Scope
from contributions import kinds
from contributions.attachment_queries import files_of_each
from contributions.models import Amendment, Attachment, Contribution, Kind, Moderation
from contributions.scoping import covering
from contributions.steps import ASKED
from contributions.why import Why
from deadlines.models import Deadline
from moderation.hints import Hint, hints, listed_words
from moderation.marking import marked
from moderation.models import Appeal, Claim, Report
from moderation.narrowing import Narrowing, Part, narrowed
from moderation.querysets import live_claim
from moderation.shown import token_of
from policies.comparing import Segment, word_diff

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from contributions.kinds import Subject
    from contributions.models import TextVersion
    from contributions.querysets import ContributionQuerySet

PAGE_SIZE = 20
URGENT_FIRST = ("due_on", "-risk", "submitted_at", "pk")
LONGEST_FIRST = ("submitted_at", "pk")
VIEWS = {
    "waiting": Moderation.SUBMITTED,
    "held": Moderation.HELD,
    "removed": Moderation.REMOVED,
    "published": Moderation.PUBLISHED,
    "merged": Moderation.MERGED,
    "lapsed": Moderation.LAPSED,
}
MINE = "mine"  # of what waits, what is in one's own hands
REPORTED = "reported"  # what is published, and was reported by readers
UNSEEN = "unseen"  # what was published as it came, and no moderator has read
AMENDED = "amended"  # what is published, and has a new wording that waits


def why(contribution: Contribution) -> Why | None:
    """The verdict that stands: what keeps it from the public now."""
    verdicts = contribution.verdicts.filter(point=contribution.cited_point_id)
    told = ("step", "reason", "point__version__policy__page", "appeal__ruling__step")
    verdict = verdicts.select_related(*told).order_by("-pk").first()
    if verdict is None or verdict.point is None:
        return None
    appeal = getattr(verdict, "appeal", None)
    ruling = appeal.ruling_or_none if appeal else None
    return Why(
        reason=verdict.reason.label if verdict.reason else "",
        message=verdict.message,
        point=verdict.point,
        appeal_path=reverse("appeals:appeal", args=[contribution.reference]),
        appeal_until=verdict.appeal_until,
        is_change_asked=verdict.step.name == ASKED,
        is_appealed=appeal is not None,
        answer=ruling.answer if ruling else "",
        answered_at=ruling.step.at if ruling else None,
    )


def words(text: TextVersion | Amendment) -> str:
    """Title and body in one."""
    return f"{text.title}\n{text.body}".lstrip("\n")


def seen_by(moderator: User) -> ContributionQuerySet:
    """All that this moderator's role covers, as far as anybody but its author may know of it. Every list, count and
    page of the queue begins here."""
    return Contribution.objects.confirmed().in_scope_of(moderator, Role.MODERATOR)


@dataclass
class QueueItem:
    """`hints`: in title and body, as `words` joins them."""

    contribution: Contribution
    deadline: Deadline | None
    subject: Subject | None
    claim: Claim | None
    hints: list[Hint]
    amendment: Amendment | None = None
    attachments: list[Attachment] = field(default_factory=list)

    @property
    def text(self) -> TextVersion | Amendment:
        """What is to be judged: the new wording where one waits."""
        text: TextVersion | Amendment = self.amendment or self.contribution.text
        return text

    @property
    def marked_body(self) -> SafeString:
        return marked(words(self.text), self.hints, since=len(words(self.text)) - len(self.text.body))

    @property
    def changed_words(self) -> list[Segment]:
        """From the published wording to the new one."""
        return word_diff(self.contribution.text.body, self.text.body) if self.amendment else []

    @property
    def kept_files(self) -> list[Attachment]:
        return [each for each in self.attachments if not each.is_withdrawn]

    @property
    def words_seen(self) -> str:
        """As `actions.refuse_unless_seen` takes it."""
        return token_of(self.text, taken_out=len(self.attachments) - len(self.kept_files))


def queue(view: str, *, of: User, narrowing: Narrowing | None = None) -> QuerySet[Contribution]:
    """What waits by the day of its deadline, then by what the rules found in it, then by age; of reports those that
    many share come first. `of`: whose queue it is."""
    return in_order(shown(Part(view, narrowing or Narrowing()), of=of).for_list(), view)


def shown(part: Part, *, of: User) -> ContributionQuerySet:
    """In no order."""
    every = seen_by(of)
    found = every.filter(moderation=VIEWS.get(part.view, Moderation.SUBMITTED))
    if part.view == AMENDED:
        found = every.filter(pk__in=_amended())
    if part.view == REPORTED:
        reports = Count("reports", Q(reports__state="open"))
        found = every.filter(pk__in=_reported()).annotate(times_reported=reports)
    if part.view == UNSEEN:
        found = every.unseen()
    if part.view == MINE:
        found = found.filter(pk__in=_claimed(of))
    return narrowed(found, part.narrowing)


def order_of(view: str) -> tuple[str, ...]:
    if view in {"waiting", MINE, UNSEEN}:
        return URGENT_FIRST
    if view == REPORTED:
        return ("-times_reported", *LONGEST_FIRST)
    return backwards(LONGEST_FIRST) if view == "published" else LONGEST_FIRST


def backwards(order: Sequence[str]) -> tuple[str, ...]:
    return tuple(column.removeprefix("-") if column.startswith("-") else f"-{column}" for column in order)


def in_order(found: QuerySet[Contribution], view: str) -> QuerySet[Contribution]:
    return found.order_by(*order_of(view))


def published_to_look_at(*, of: User) -> ContributionQuerySet:
    """Whatever waits for a moderator though it is published."""
    unseen = Q(moderation=Moderation.PUBLISHED, is_unseen=True)
    return seen_by(of).filter(Q(pk__in=_reported()) | unseen | Q(pk__in=_amended()))


def _reported() -> QuerySet[Report, Any]:
    return Report.objects.open().values("contribution")


def _amended() -> QuerySet[Amendment, Any]:
    return Amendment.objects.filter(state=Amendment.State.WAITING).values("contribution")


def _claimed(by: User) -> QuerySet[Claim, Any]:
    return Claim.objects.live().filter(moderator=by).values("contribution")


def moderators(*, for_contribution: Contribution) -> QuerySet[User]:
    """Who could be given it: by a role that covers it."""
    grants = RoleGrant.objects.current().filter(role=Role.MODERATOR)
    held = [(user, Scope(*codes)) for user, *codes in grants.values_list("user", "scope_kind", "scope_code")]
    good = {EVERYTHING} | covering(for_contribution, {scope for _user, scope in held})
    holding = {user for user, scope in held if scope in good}
    own_voices = Representation.objects.current().filter(party=for_contribution.party_id).values("user")
    found = User.objects.filter(at_work_q(), pk__in=holding).exclude(
        pk__in=[for_contribution.author_id, for_contribution.recorded_by_id or 0]
    )
    return found.exclude(pk__in=own_voices).order_by("first_name", "pk")


def counts(of: User) -> dict[str, int]:
    """How much stands in each view of the queue, what of it is theirs, and how many reports, new wordings and
    appeals wait. Three queries."""
    states = seen_by(of).exclude(moderation=Moderation.WITHDRAWN).values_list("moderation").order_by()
    theirs = Q(claim__moderator=of) & live_claim("claim__")
    found = {state: (number, mine) for state, number, mine in states.annotate(Count("pk"), mine=Count("claim", theirs))}
    counted = {name: found.get(state, (0, 0))[0] for name, state in VIEWS.items()}
    mine = found.get(Moderation.SUBMITTED, (0, 0))[1]
    return counted | {MINE: mine} | _how_many_wait(of)


def _how_many_wait(of: User) -> dict[str, int]:
    """Beside the queue itself; one query."""
    waiting = {
        "appeals": Appeal.objects.open(),
        AMENDED: Amendment.objects.filter(state=Amendment.State.WAITING),
        REPORTED: Report.objects.open(),
    }
    if not has_role_for_everything(of, Role.MODERATOR):
        covered = seen_by(of).order_by().values("pk")
        waiting = {name: rows.filter(contribution__in=covered) for name, rows in waiting.items()}
    unseen = seen_by(of).unseen().order_by().values(view=Value(UNSEEN)).annotate(number=Count("pk"))
    first, *others = [
        rows.order_by().values(view=Value(name)).annotate(number=Count("contribution", distinct=True))
        for name, rows in waiting.items()
    ] + [unseen]
    return dict.fromkeys([*waiting, UNSEEN], 0) | {row["view"]: row["number"] for row in first.union(*others, all=True)}


def page_of_part(part: Part, number: str | None, *, of: User, counts: Mapping[str, int]) -> Page:
    """`counts`: of the views, which say how much there is where nothing is narrowed."""
    count = None if part.narrowing.applied else counts.get(part.view)
    promise = "report" if part.view == REPORTED else "moderation"
    return page_of(queue(part.view, of=of, narrowing=part.narrowing), number, count=count, promise=promise)


def page_of(
    contributions: QuerySet[Contribution], number: str | None, *, count: int | None = None, promise: str = "moderation"
) -> Page:
    """One page of the queue as `QueueItem`s: deadlines and subjects come in one query a kind. `count`: how many there
    are, where that is known."""
    paginator = Paginator(contributions, PAGE_SIZE)
    if count is not None:
        paginator.count = count  # type: ignore[misc]  # a cached property, which would ask again
    page = paginator.get_page(number)
    page.object_list = items(list(page.object_list), promise=promise)  # type: ignore[assignment]
    return page


def items(contributions: list[Contribution], *, promise: str = "moderation") -> list[QueueItem]:
    deadlines = {
        deadline.subject_id: deadline
        for deadline in Deadline.objects.filter(
            kind=promise,
            subject_type=Contribution._meta.label_lower,
            subject_id__in=[contribution.pk for contribution in contributions],
        )
    }
    claims = Claim.objects.live().filter(contribution__in=contributions).select_related("moderator")
    in_hand = {claim.contribution_id: claim for claim in claims}
    listed = listed_words()
    discussions = [each.comment.discussion for each in contributions if each.kind == Kind.COMMENT]
    subjects = kinds.subjects_of(discussions)
    amendments = _amendments_of(contributions)
    files = files_of_each(contributions)
    return [
        QueueItem(
            contribution=each,
            deadline=deadlines.get(each.pk),
            subject=subjects.get(each.comment.discussion_id) if each.kind == Kind.COMMENT else None,
            claim=in_hand.get(each.pk),
            hints=_hints_of(each, words(amendments.get(each.pk) or each.text), listed),
            amendment=amendments.get(each.pk),
            attachments=files[each.pk],
        )
        for each in contributions
    ]


def _hints_of(contribution: Contribution, text: str, listed: list[str]) -> list[Hint]:
    """Whether it repeats another was found when it came; the rest is found now."""
    return hints(text, listed=listed) + ([Hint("repeated")] if contribution.is_repeated else [])


def _amendments_of(contributions: list[Contribution]) -> dict[int, Amendment]:
    """Only what is public has any that waits: the queue itself asks for none."""
    public = [each for each in contributions if each.is_public]
    waiting = Amendment.objects.filter(state=Amendment.State.WAITING, contribution__in=public) if public else []
    return {each.contribution_id: each for each in waiting}
