"""The demo's consultations: announced, open, extended, cancelled or concluded, as their texts tell."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from itertools import count

from django.utils import timezone

from consultations.actions import cancel, ensure_index, publish_outcome
from consultations.models import ClauseKind, ClausePart, Consultation, ConsultationPage
from contributions import actions as contributions
from contributions.models import Contribution, Discussion
from directory.models import Unit
from home.demo.people import Cast
from home.demo.reading import Entry, names, text
from home.demo.story import Story
from home.demo.voices import Voices, submission_key


@dataclass
class Consulting:
    story: Story
    cast: Cast
    voices: Voices

    def tell(self) -> None:
        for name in names("consultations"):
            entry = text(name)
            if not ConsultationPage.objects.filter(slug=entry.key).exists():
                self._tell_course(entry)
            if f"comments/{entry.key}" in names("comments"):
                self._tell_voices(entry, text(f"comments/{entry.key}"))

    def _tell_course(self, entry: Entry) -> None:
        self._on(entry, "announced", partial(self._announce, entry))
        if "extended" in entry.fields:
            self.story.then(self._extended(entry), partial(self._extend, entry))
        self._on(entry, "revised", partial(self._revise, entry))
        self._on(entry, "cancelled", partial(self._cancel, entry))
        self._on(entry, "outcome", partial(self._publish_outcome, entry))

    def _on(self, entry: Entry, field: str, act: Callable[[], object]) -> None:
        if field in entry.fields:
            self.story.then(self.story.in_office(int(entry[field]), f"{entry.key} {field}"), act)

    def _announce(self, entry: Entry) -> None:
        page = ConsultationPage(
            title=entry["ar"],
            title_en=entry["en"],
            slug=entry.key,
            introduction_ar=entry.body_ar,
            introduction_en=entry.body_en,
            opens_at=self._day(entry["opens"], time(8)),
            closes_at=self._day(entry["closes"], time(23, 59)),
            unit=Unit.objects.get(code=entry["unit"]),
            live=False,
            owner=self.cast.user("editor"),
        )
        ensure_index().add_child(instance=page)
        page.parts = _parts(entry)
        self._approve(page)

    def _extend(self, entry: Entry) -> None:
        page, reason = _page(entry), _conclusion(entry)
        page.closes_at = self._day(entry["extended"].split()[1], time(23, 59))
        page.change_reason_ar, page.change_reason_en = reason.body_ar, reason.body_en
        self._approve(page)

    def _revise(self, entry: Entry) -> None:
        page = _page(entry)
        words = {clause.key: clause for chapter in entry.children for clause in chapter.children}
        uids = {_uid(entry, key): words[key].child("version 2") or words[key] for key in words}
        parts = list(page.parts.all())
        for part in parts:
            if part.uid in uids:
                part.body_ar, part.body_en = uids[part.uid].body_ar, uids[part.uid].body_en
        page.parts = parts
        self._approve(page)

    def _cancel(self, entry: Entry) -> None:
        said = _conclusion(entry)
        cancel(_consultation(entry), by=self.cast.user("policy"), reason_ar=said.body_ar, reason_en=said.body_en)

    def _publish_outcome(self, entry: Entry) -> None:
        said = _conclusion(entry)
        publish_outcome(_consultation(entry), by=self.cast.user("policy"), text_ar=said.body_ar, text_en=said.body_en)

    def _approve(self, page: ConsultationPage) -> None:
        page.save_revision(user=self.cast.user("editor")).publish(user=self.cast.user("approver"))

    def _tell_voices(self, entry: Entry, said: Entry) -> None:
        opening = self._day(entry["opens"], time(8))
        for place in said.children:
            path = f"{entry.key}/{place.key}"
            self.voices.tell_thread(place, path, partial(_discussion, entry, place.key), after=opening)
            for number, comment in enumerate(place.all("comment")):
                self._tell_answers(comment, f"{path}/{number}", entry)

    def _tell_answers(self, comment: Entry, path: str, entry: Entry) -> None:
        """Each contribution to a consultation with an outcome has its answer, a day or two before the outcome."""
        answer = comment.child("answer")
        if answer:
            moment = self.story.in_office(int(entry["revised"]) + 1, path)
            self.story.then(moment, partial(self._answer, comment, answer, path))
        for number, reply in enumerate(comment.all("reply")):
            self._tell_answers(reply, f"{path}/{number}", entry)

    def _answer(self, comment: Entry, answer: Entry, path: str) -> None:
        contribution = Contribution.objects.get(submission_key=submission_key(path))
        if contribution.decision != "none":
            return
        contributions.answer(
            contribution,
            decision=comment["decision"],
            answer_ar=answer.body_ar,
            answer_en=answer.body_en,
            by=self.cast.user("policy"),
        )

    def _extended(self, entry: Entry) -> datetime:
        return self.story.in_office(int(entry["extended"].split()[0]), entry.key)

    def _day(self, day: str, hour: time) -> datetime:
        return timezone.make_aware(datetime.combine(self.story.today + timedelta(days=int(day)), hour))


def _parts(entry: Entry) -> list[ClausePart]:
    parts, numbers = [], count(1)
    for chapter in entry.children:
        parts.append(_part(entry, chapter, ClauseKind.SECTION, ""))
        parts += [_part(entry, clause, ClauseKind.CLAUSE, str(next(numbers))) for clause in chapter.children]
    for order, part in enumerate(parts):
        part.sort_order = order
    return parts


def _part(entry: Entry, part: Entry, kind: str, number: str) -> ClausePart:
    return ClausePart(
        kind=kind,
        uid=_uid(entry, part.key),
        number=number,
        heading_ar=part["ar"],
        heading_en=part["en"],
        body_ar=part.body_ar,
        body_en=part.body_en,
    )


def _uid(entry: Entry, key: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"https://musharaka.example/demo/{entry.key}/{key}").hex


def _page(entry: Entry) -> ConsultationPage:
    return ConsultationPage.objects.get(slug=entry.key).get_latest_revision_as_object()


def _consultation(entry: Entry) -> Consultation:
    return Consultation.objects.get(slug=entry.key)


def _conclusion(entry: Entry) -> Entry:
    said = text("conclusions").child(entry.key)
    assert said is not None
    return said


def _discussion(entry: Entry, clause: str) -> Discussion:
    return Discussion.objects.get(clause_key__uid=_uid(entry, clause), clause_key__draft__consultation__slug=entry.key)
