"""Thousands of contributions at one go: the rows that `submit` and `publish` write, receipts and ledger entries too.

An action takes some thirty milliseconds; fifteen thousand of them are minutes. What is written here is checked
afterwards with the product's own verifiers (`checks.py`). The messages to the authors are left out.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import F, Model
from django.utils import timezone

from accounts.models import Representation, User
from contributions import attribution, receipts
from contributions.models import Contribution, Receipt, TextVersion
from contributions.models.contribution import ReferenceNumber
from contributions.references import check_digit
from deadlines.actions import end_of
from deadlines.models import Deadline
from deadlines.working_calendar import WorkingCalendar
from moderation.models import Verdict
from policies.queries import privacy_notice
from tools.bench.data.steps import SUBJECT, Taken, write_steps

Row = TypeVar("Row", bound=Model)
BATCH = 2_000
Unit = Deadline.Unit


@dataclass(frozen=True)
class Words:
    kind: str
    body: str
    title: str = ""
    about: str = ""
    about_hash: str = ""
    stance: str = ""


def write(rows: Iterable[Row]) -> list[Row]:
    listed = list(rows)
    return type(listed[0])._base_manager.bulk_create(listed, batch_size=BATCH) if listed else []


def submit(said: Sequence[Words], voices: Sequence[Representation], *, days_ago: int) -> list[Contribution]:
    """By each voice in turn, the first so many days ago and then one every two minutes."""
    start, notice = timezone.now() - timedelta(days=days_ago), privacy_notice()
    references = [_reference() for _ in said]
    ends = _Ends(Unit.WORKING_DAYS, settings.PROMISES["moderation_working_days"])
    write(ReferenceNumber(number=number) for number in references)
    made = write(
        Contribution(
            reference=reference,
            kind=words.kind,
            author=voice.user,
            consent_to=notice,
            language="ar",
            about=words.about,
            about_hash=words.about_hash,
            submitted_at=(at := start + timedelta(minutes=2 * number)),
            due_on=timezone.localdate(ends.of(at)),
            risk=3 if number % 7 == 0 else 0,  # as if the rules had found something in it
            **attribution.snapshot(voice),
        )
        for number, (reference, words, voice) in enumerate(zip(references, said, cycle(voices), strict=False))
    )
    _acknowledge(made, said)
    return made


def publish(contributions: Sequence[Contribution], *, by: User) -> None:
    """An hour after they came."""
    later = timedelta(hours=1)
    rows = Contribution.objects.filter(pk__in=[each.pk for each in contributions])
    rows.update(moderation="published", published_at=F("submitted_at") + later)
    for each in contributions:
        each.moderation, each.published_at = "published", each.submitted_at + later
    move = {"from": "submitted", "to": "published"}
    steps = write_steps(
        Taken(each, "publish", each.published_at or each.submitted_at, by, {}, move) for each in contributions
    )
    write(Verdict(contribution=each, step=step) for each, step in zip(contributions, steps, strict=True))
    owed = Deadline.objects.filter(kind="moderation", subject_id__in=rows.values("pk"))
    owed.update(met_at=F("started_at") + later)
    _owe_answers([each for each in contributions if each.kind == "suggestion"])


def _acknowledge(made: Sequence[Contribution], said: Sequence[Words]) -> None:
    texts = write(
        TextVersion(contribution=each, title=words.title, body=words.body, salt=receipts.new_salt(),
                    created_at=each.submitted_at)
        for each, words in zip(made, said, strict=True)
    )  # fmt: skip
    signed = write(_receipt(each, text, words.stance) for each, text, words in zip(made, texts, said, strict=True))
    write_steps(Taken(each.contribution, "submit", each.signed_at, each.contribution.author, _hashes(each))
                for each in signed)  # fmt: skip
    owe(made, "moderation", Unit.WORKING_DAYS, settings.PROMISES["moderation_working_days"])


def _receipt(contribution: Contribution, text: TextVersion, stance: str) -> Receipt:
    statement = receipts.statement(contribution, text, contribution.submitted_at, stance)
    signature, key_id = receipts.sign(statement)
    return Receipt(
        contribution=contribution,
        statement=statement,
        signature=signature,
        key_id=key_id,
        text_commitment=receipts.text_commitment(text, stance),
        attribution_commitment=receipts.attribution_commitment(contribution),
        signed_at=contribution.submitted_at,
    )


def _hashes(receipt: Receipt) -> dict[str, str | int]:
    return {"text": receipt.text_commitment, "attribution": receipt.attribution_commitment}


def _owe_answers(suggestions: Sequence[Contribution]) -> None:
    promised = settings.PROMISES
    owe(suggestions, "first_reply", Unit.HOURS, promised["first_reply_hours"])
    owe(suggestions, "first_answer", Unit.WORKING_DAYS, promised["first_answer_working_days"])
    owe(suggestions, "decision", Unit.WORKING_DAYS, promised["decision_working_days"])


def owe(made: Sequence[Contribution], kind: str, unit: str, allowance: int) -> None:
    ends = _Ends(unit, allowance)
    write(
        Deadline(
            kind=kind,
            subject_type=SUBJECT,
            subject_id=each.pk,
            reference=each.reference,
            owed_to="" if kind == "moderation" else f"user:{each.author_id}",
            started_at=(start := each.published_at or each.submitted_at),
            allowance=allowance,
            unit=unit,
            due_at=ends.of(start),
        )
        for each in made
    )


class _Ends:
    """The end for a day's first start serves for all of that day: counting each would take longer than writing it."""

    def __init__(self, unit: str, allowance: int) -> None:
        self.unit, self.allowance = unit, allowance
        self.calendar = WorkingCalendar.as_it_stands()
        self.known: dict[Any, datetime] = {}

    def of(self, start: datetime) -> datetime:
        day = timezone.localdate(start)
        if day not in self.known:
            self.known[day] = end_of(start, self.allowance, self.unit, self.calendar)
        return self.known[day]


def _reference() -> str:
    digits = "".join(secrets.choice("0123456789") for _ in range(10))
    return digits + check_digit(digits)
