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
from home.demo.loading import load
from home.demo.pages import tell_policies
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
CONSULTATIONS, SUGGESTIONS = (20, 200, 2_000), (20, 100)  # by their comments
COMMENTED = 200  # the consultation where a comment is posted
LISTED_SMALL, LISTED_LARGE = 100, 10_000
QUEUED_SMALL, QUEUED_LARGE = 50, 5_000


def tables() -> str:
    """What all databases begin with."""
    with step("Static files"):
        collect_static()
    with step("Tables"):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        call_command("set_up_site", stdout=StringIO())
    return json.dumps({})


def small() -> str:
    """The demonstration, the pages of one thing, and the short lists."""
    call_command("load_demo", once=True, stdout=StringIO())
    _bare_page()
    _told("The demonstration")
    made = {str(count): _consultation(count) for count in CONSULTATIONS}
    talked = {str(count): _suggestion(count) for count in SUGGESTIONS}
    _told("Consultations and suggestions, with their comments")
    _lengthen(LISTED_SMALL, QUEUED_SMALL)
    _hold()
    _index()
    return json.dumps({"consultations": made, "suggestions": talked, **visitors(), **_places()})


def large() -> str:
    """The demonstration's people and policies, and the long lists."""
    load(str, tell=tell_policies)
    _consultation(COMMENTED)
    _lengthen(LISTED_LARGE, QUEUED_LARGE)
    _hold()
    if not IS_BRIEF:  # ten thousand texts take minutes to index
        _index()
    return json.dumps(visitors() | _places())


def _lengthen(listed: int, queued: int) -> None:
    _list_up_to(listed)
    _queue_up_to(queued)
    _told(f"A list of {listed:,} and a queue of {queued:,}")


def _hold() -> None:
    checks.hold()
    _told("Ledger, receipts, tallies and threads hold, in all of it")


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
    discussions = _clauses_of(count)
    _say(discussions[0])
    discuss(discussions, count - 1, _voices(), by=_person("moderator"))
    return f"consultations/{page.slug}/"


def _clauses_of(count: int) -> list[Discussion]:
    """Where the clauses of the consultation with so many comments are discussed, in their order."""
    found = Discussion.objects.filter(clause_key__draft__consultation__slug=f"measured-{count}")
    return list(found.order_by("pk"))


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
    discussions = list(
        Discussion.objects.filter(clause_key__draft__consultation__slug=f"measured-{COMMENTED}").order_by("pk")
    )
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
    clause = _clauses_of(COMMENTED)[0]
    notice = privacy_notice()
    return {"discussion": clause.pk, "policy": "policies/participation/", "notice": notice.pk if notice else ""}
