"""Has the public speak and the moderators decide, as the texts say."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from contributions.actions import amend, comment, confirm_as_guardian, withdraw
from contributions.models import Comment, Contribution, Discussion, Moderation
from home.demo.people import Cast
from home.demo.reading import Entry, text
from home.demo.story import Story, soon_after
from moderation.actions import appeal, dismiss_appeal, grant_appeal, hold, publish, remove, report
from moderation.models import ListedWord, Reason
from policies.queries import privacy_notice

MODERATORS = ("moderator", "moderator-2")


def submission_key(path: str) -> uuid.UUID:
    """The same text has the same key each time: loading twice submits nothing twice."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"https://musharaka.example/demo/{path}")


def is_told(path: str) -> bool:
    return Contribution.objects.filter(submission_key=submission_key(path)).exists()


def load_reasons() -> None:
    for entry in text("reasons").children:
        Reason.objects.get_or_create(
            code=entry.key,
            defaults={
                "point_key": entry["point"],
                "label_ar": entry["ar"],
                "label_en": entry["en"],
                "message_ar": entry.body_ar,
                "message_en": entry.body_en,
            },
        )


def load_listed_words() -> None:
    for entry in text("words").children:
        ListedWord.objects.get_or_create(code=entry.key, defaults={"note": entry["note"]})


@dataclass
class Voices:
    story: Story
    cast: Cast

    def tell_thread(self, place: Entry, path: str, discussion: Callable[[], Discussion], *, after: datetime) -> None:
        """The comments under one entry, with their replies; none before `after`."""
        for number, entry in enumerate(place.all("comment")):
            self._tell(entry, f"{path}/{number}", discussion, None, after)

    def _tell(
        self,
        entry: Entry,
        path: str,
        discussion: Callable[[], Discussion],
        parent: Callable[[], Comment] | None,
        after: datetime,
    ) -> None:
        moment = max(self.story.by_day(int(entry["on"]), path), after)
        said: list[Comment] = []
        if not is_told(path):
            self.story.then(moment, lambda: said.append(self._say(entry, path, discussion(), parent and parent())))
            self.story.then(
                soon_after(moment, path), lambda: self.moderate(said[0].contribution, entry, path, at_first=True)
            )
            self._tell_second_thoughts(entry, path, said)
        for number, reply in enumerate(entry.all("reply")):
            published = soon_after(moment, path) + timedelta(minutes=7 * (number + 1))
            self._tell(reply, f"{path}/{number}", discussion, lambda: _comment(path), published)

    def _tell_second_thoughts(self, entry: Entry, path: str, said: list[Comment]) -> None:
        """What its author changes of it, and what others report, after it was published."""
        for key, told in (("amendment", self._amend), ("report", self._report)):
            for second in entry.all(key):
                moment = self.story.by_day(int(second["on"]), f"{path}/{key}")
                self.story.then(moment, partial(told, said, second))

    def _amend(self, said: list[Comment], entry: Entry) -> None:
        own = said[0].contribution
        amend(own, body=entry.body, by=own.author)

    def _report(self, said: list[Comment], entry: Entry) -> None:
        reason = Reason.objects.get(code=entry["reason"])
        report(said[0].contribution, reason=reason, note=entry.body, by=self.cast.user(entry["by"]))

    def _say(self, entry: Entry, path: str, discussion: Discussion, parent: Comment | None) -> Comment:
        voice = self.cast.voice(entry["by"])
        said = comment(
            by=voice.user,
            representation=voice,
            discussion=discussion,
            parent=parent,
            stance=entry.get("stance"),
            body=entry.body,
            language=entry.get("language", "ar"),
            submission_key=submission_key(path),
            consent_to=privacy_notice(),
        )
        let_guardian_answer(said.contribution, entry)
        return said

    def moderate(self, contribution: Contribution, entry: Entry, path: str, *, at_first: bool = False) -> None:
        """Publish, or what the entry's fields say instead."""
        by = self.cast.user(MODERATORS[len(path) % 2])
        contribution.refresh_from_db()
        if "waiting" in entry.fields:
            return
        if "held" in entry.fields:
            hold(contribution, by=by, reason=Reason.objects.get(code=entry["held"]))
        elif "removed" in entry.fields:
            remove(contribution, by=by, reason=Reason.objects.get(code=entry["removed"]))
        else:
            publish(contribution, by=by)
            if "withdrawn" in entry.fields:
                withdraw(contribution, by=contribution.author)


def let_guardian_answer(contribution: Contribution, entry: Entry) -> None:
    """Of what a pupil sent; `guardian: waiting` leaves it to whoever tries the demonstration."""
    if contribution.moderation == Moderation.UNCONFIRMED and entry.get("guardian") != "waiting":
        confirm_as_guardian(contribution.confirmation)


def object_to_decision(contribution: Contribution, *, words: str) -> None:
    appeal(contribution, words=words, by=contribution.author)


def rule(contribution: Contribution, *, answer: str, is_granted: bool, cast: Cast) -> None:
    """The moderator who did not decide looks at it again."""
    made = contribution.appeals.select_related("verdict__step").get()
    other = next(user for user in map(cast.user, MODERATORS) if user.pk != made.verdict.step.by_id)
    (grant_appeal if is_granted else dismiss_appeal)(made, answer=answer, by=other)


def _comment(path: str) -> Comment:
    return Comment.thread.select_related("contribution").get(contribution__submission_key=submission_key(path))
