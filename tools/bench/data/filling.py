"""The two databases: in the small one lists are short, in the large one long; pages of one thing are in the small."""

from __future__ import annotations

import json
import os
import time
from datetime import timedelta
from io import StringIO
from uuid import uuid4

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Site

from accounts.models import EducationRole, Representation, User
from config.management.commands.prepare import collect_static
from consultations.actions import ensure_index
from consultations.models import ClauseKind, ClausePart, ConsultationPage
from contributions.actions import comment
from contributions.models import Contribution, Discussion
from home.demo.people import address
from moderation.actions import publish as publish_one
from policies.queries import privacy_notice
from suggestions.actions import send
from suggestions.models import Category, Suggestion
from tools.bench.bare.models import BarePage
from tools.bench.data import bulk, checks
from tools.bench.data.sessions import visitors
from tools.bench.data.threads import discuss
from tools.bench.data.words import sentences, title
from tools.machine import step

IS_BRIEF = os.environ.get("BRIEF") == "1"
CLAUSES = 50
IN_BOTH, IN_THE_SMALL = (20, 200), (2_000,)  # consultations, by their comments
LISTED_SMALL, LISTED_LARGE = 100, 10_000
QUEUED_SMALL, QUEUED_LARGE = 50, 5_000


def ground() -> str:
    """What both databases begin with."""
    with step("Static files"):
        collect_static()
    with step("Tables"):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        call_command("set_up_site", stdout=StringIO())
    with step("Demonstration"):
        call_command("load_demo", once=True, stdout=StringIO())
        _bare_page()
        for count in IN_BOTH:
            _consultation(count)
    return json.dumps({})


def small() -> str:
    """The pages of one thing, and the short lists."""
    made = [*map(_path_of, IN_BOTH), *map(_consultation, IN_THE_SMALL)]
    notes = dict(zip(map(str, (*IN_BOTH, *IN_THE_SMALL)), made, strict=True))
    talked = {str(count): _suggestion(count) for count in (20, 100)}
    _told("Consultations and suggestions, with their comments")
    _lengthen(LISTED_SMALL, QUEUED_SMALL)
    _index()
    return json.dumps({"consultations": notes, "suggestions": talked, **visitors(), **_places()})


def large() -> str:
    """The long lists, and whether all of it holds."""
    _lengthen(LISTED_LARGE, QUEUED_LARGE)
    checks.hold()
    _told("Ledger, receipts, tallies and threads hold, in all of it")
    if not IS_BRIEF:  # ten thousand texts take minutes to index
        _index()
    return json.dumps(visitors() | _places())


def _lengthen(listed: int, queued: int) -> None:
    _list_up_to(listed)
    _queue_up_to(queued)
    _told(f"A list of {listed:,} and a queue of {queued:,}")


def _told(what: str) -> None:
    """Two processes fill a database each at the same time: each says what is done, in a line of its own."""
    print(f"  {what}: done after {time.process_time():.0f} s of the processor", flush=True)


def _index() -> None:
    """Nothing waits to be indexed while pages are measured: in a running product that takes two seconds."""
    call_command("rebuild_index", stdout=StringIO())
    _told("Search index")


def _bare_page() -> None:
    page = BarePage(title="Bare", slug="bare", body="\n\n".join(sentences(number, 8) for number in range(20)))
    Page.objects.get(depth=1).add_child(instance=page)
    Site.objects.create(hostname="bare.localhost", port=80, root_page=page)


def _voices() -> list[Representation]:
    """Of grown-ups: what a minor sends waits for a guardian."""
    own = Representation.objects.current().filter(capacity=Representation.Capacity.SELF, user__role_grants=None)
    own = own.exclude(party__education_role=EducationRole.PUPIL).filter(party__born_on=None)
    return list(own.select_related("party__organisation", "user")[:20])


def _person(key: str) -> User:
    return User.objects.get(email=address(key))


def _consultation(count: int) -> str:
    """Announced by its editor and opened by the clock; the first comment comes through the actions, like all of them
    would."""
    now = timezone.now()
    page = ConsultationPage(title=f"مشاورة فيها {count} تعليق", title_en=f"{count} comments", slug=f"measured-{count}",
                            opens_at=now - timedelta(days=15), closes_at=now + timedelta(days=15), live=False,
                            owner=_person("editor"))  # fmt: skip
    ensure_index().add_child(instance=page)
    page.parts = [_clause(number) for number in range(CLAUSES)]
    page.save_revision(user=_person("editor")).publish(user=_person("approver"))
    discussions = list(Discussion.objects.filter(clause_key__draft__consultation__slug=page.slug).order_by("pk"))
    _say(discussions[0])
    discuss(discussions, count - 1, _voices(), by=_person("moderator"))
    return _path_of(count)


def _path_of(count: int) -> str:
    return f"consultations/measured-{count}/"


def _clause(number: int) -> ClausePart:
    return ClausePart(
        kind=ClauseKind.CLAUSE,
        uid=uuid4().hex,
        number=str(number + 1),
        sort_order=number,
        heading_ar=title(number),
        heading_en=f"Clause {number + 1}",
        body_ar=sentences(number, 4),
        body_en="What the clause says, in English, at some length. " * 6,
    )


def _say(discussion: Discussion) -> None:
    voice = _voices()[0]
    said = comment(
        by=voice.user, representation=voice, discussion=discussion, body=sentences(1), language="ar",
        submission_key=uuid4(), consent_to=privacy_notice(), stance="for",
    )  # fmt: skip
    publish_one(said.contribution, by=_person("moderator"))


def _suggestion(count: int) -> str:
    voice = _voices()[1]
    made = send(
        by=voice.user, representation=voice, title=title(count), body=sentences(count, 6), language="ar",
        category=Category.objects.all()[0], submission_key=uuid4(), consent_to=privacy_notice(),
    )  # fmt: skip
    publish_one(made.contribution, by=_person("moderator"))
    discuss([made.discussion], count, _voices(), by=_person("moderator"))
    return made.path.lstrip("/")


def _list_up_to(count: int) -> None:
    missing = count - Suggestion.objects.published().count()
    made = bulk.submit(_suggested(missing), _voices(), days_ago=20)
    bulk.publish(made, by=_person("moderator"))
    _as_suggestions(made)


def _queue_up_to(count: int) -> None:
    """One in ten is a comment; the others are suggestions."""
    missing = count - Contribution.objects.awaiting_moderation().count()
    discussions = list(Discussion.objects.filter(clause_key__draft__consultation__slug="measured-20").order_by("pk"))
    discuss(discussions, missing // 10, _voices(), by=None, days_ago=3)
    _as_suggestions(bulk.submit(_suggested(missing - missing // 10), _voices(), days_ago=8))


def _suggested(count: int) -> list[bulk.Words]:
    return [bulk.Words("suggestion", sentences(number, 5), title=title(number)) for number in range(count)]


def _as_suggestions(made: list[Contribution]) -> None:
    discussions = bulk.write(Discussion(kind="suggestion") for _ in made)
    categories = list(Category.objects.all())
    bulk.write(
        Suggestion(contribution=each, discussion=discussion, category=categories[number % len(categories)])
        for number, (each, discussion) in enumerate(zip(made, discussions, strict=True))
    )


def _places() -> dict[str, object]:
    clause = Discussion.objects.filter(clause_key__draft__consultation__slug="measured-200").order_by("pk")[0]
    notice = privacy_notice()
    return {"discussion": clause.pk, "policy": "policies/participation/", "notice": notice.pk if notice else ""}
