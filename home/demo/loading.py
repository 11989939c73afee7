"""Loads the demo: everything happens through the same actions that people call, in the order of time."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.db.models import F

from directory.actions import add_units
from directory.oman import units
from home.actions import lay_out_site
from home.demo.bodies import Bodies
from home.demo.consulting import Consulting
from home.demo.matters import Matters
from home.demo.pages import load_plain_pages, tell_policies
from home.demo.people import Cast
from home.demo.proposals import Proposals
from home.demo.recordings import Recordings
from home.demo.story import Story
from home.demo.voices import Voices, load_listed_words, load_reasons
from messaging.models import OutboxMessage

Say = Callable[[str], object]


def tell_all(story: Story, cast: Cast) -> None:
    voices = Voices(story, cast)
    tell_policies(story, cast)
    Consulting(story, cast, voices).tell()
    Proposals(story, cast, voices).tell()
    Recordings(story, cast).tell()
    Matters(story, cast).tell()
    Bodies(story, cast).tell()


@transaction.atomic
def load(say: Say = print, *, tell: Callable[[Story, Cast], None] = tell_all) -> None:
    """All of it or nothing. What is there from an earlier time stays and is not made again. `tell` is what happened
    since these people are here: with `tell_policies` alone nobody has said anything yet."""
    last_before = OutboxMessage.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    story, cast = Story(), Cast()
    say("The ministry, its offices and schools …")
    story.then(story.in_office(-440, "units"), lambda: add_units(units(), by=None))
    story.then(story.in_office(-439, "site"), lambda: load_plain_pages(lay_out_site()))
    story.then(story.in_office(-438, "reasons"), load_reasons)
    story.then(story.in_office(-438, "listed words"), load_listed_words)
    story.then(story.in_office(-436, "staff"), cast.gather_staff)
    story.then(story.in_office(-140, "public"), cast.gather_public)
    say("What people said, and what the ministry answered …")
    story.then(story.in_office(-435, "telling"), lambda: tell(story, cast))
    story.play()
    _mark_as_sent(last_before)


def _mark_as_sent(last_before: int) -> None:
    """Mails of the past are in nobody's way: a new demo's mailbox begins empty."""
    told = OutboxMessage.objects.filter(pk__gt=last_before, sent_at=None)
    told.update(state=OutboxMessage.State.SENT, sent_at=F("created_at"))
