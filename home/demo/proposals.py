"""The demo's suggestions: each goes the way that its text tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from consultations.models import Consultation
from contributions.actions import upload, uploads_of
from contributions.models import Contribution, Discussion
from directory.models import Unit
from home.demo.files import chosen
from home.demo.people import Cast
from home.demo.reading import Entry, names, text
from home.demo.story import Story, soon_after
from home.demo.voices import Voices, is_told, let_guardian_answer, object_to_decision, rule, submission_key
from moderation.actions import lapse
from policies.queries import privacy_notice
from suggestions import actions
from suggestions.models import Category, Suggestion
from tickets import actions as tickets
from tickets.models import Ticket

DECISIONS: Mapping[str, Any] = {
    "adopted": actions.accept,
    "adapted": actions.accept_partly,
    "noted": actions.note,
    "not_adopted": actions.decline,
    "referred": actions.refer,
}
# What is sent about it lately is published as it comes, and read by a moderator afterwards.
PUBLISHED_FIRST, SINCE = "activities", -3
NEED_A_UNIT = {"adopted", "adapted", "referred"}
# How far the ticket of an accepted suggestion has come; one with a result is finished.
TICKETS_TAKEN = {"quiet-room", "test-calendar"}
TICKETS_STARTED = {"palm-shade", "welcome-guide"}


@dataclass
class Proposals:
    story: Story
    cast: Cast
    voices: Voices

    def tell(self) -> None:
        self.story.then(self.story.by_day(SINCE, PUBLISHED_FIRST), self._publish_first)
        for entry in (child for name in names("suggestions") for child in text(name).children):
            self._tell(entry)

    def _publish_first(self) -> None:
        category = Category.objects.get(code=PUBLISHED_FIRST)
        if not category.publishes_first:
            actions.change_category(category, publishes_first=True, by=self.cast.user("administrator"))

    def _tell(self, entry: Entry) -> None:
        path = f"suggestions/{entry.key}"
        moment = self.story.by_day(int(entry["on"]), path)
        published = soon_after(moment, path)
        if not is_told(path):
            self.story.then(moment, partial(self._send, entry, path))
            if int(entry["on"]) < -2:
                self.story.then(published, lambda: self.voices.moderate(_contribution(path), entry, path))
            self._tell_decision(entry, path)
            self._tell_rest(entry, path)
        if not {"removed", "withdrawn", "merged", "lapsed"} & entry.fields.keys():
            ruling = entry.child("ruling")
            after = self._day(ruling["on"], path) if ruling else published
            self.voices.tell_thread(entry, path, partial(_discussion, path), after=after + timedelta(hours=1))

    def _send(self, entry: Entry, path: str) -> Suggestion:
        voice, key = self.cast.voice(entry["by"]), submission_key(path)
        if "files" in entry.fields:
            upload(chosen(entry["files"]), key=key, by=voice.user)
        sent = actions.send(
            by=voice.user,
            representation=voice,
            title=entry["title"],
            body=entry.body,
            category=Category.objects.get(code=entry["category"]),
            language=entry.get("language", "ar"),
            submission_key=key,
            uploads=list(uploads_of(voice.user, key)),
            consent_to=privacy_notice(),
            consultation=Consultation.objects.filter(slug=entry.get("answers")).first(),
        )
        let_guardian_answer(sent.contribution, entry)
        self._sign(sent, entry)
        return sent

    def _sign(self, sent: Suggestion, entry: Entry) -> None:
        for key in entry.get("with").split():
            voice = self.cast.voice(key)
            asked = actions.invite(sent, voice.user.email, by=sent.contribution.author)
            actions.sign(asked, representation=voice, consent_to=privacy_notice(), by=voice.user)

    def _tell_decision(self, entry: Entry, path: str) -> None:
        for child in entry.children:
            if child.key == "study":
                self.story.then(self._day(child["on"], path), partial(self._study, entry, child, path))
            elif child.key.startswith("answer "):
                self.story.then(self._day(child["on"], path), partial(self._answer, entry, child, path))
                self._tell_ticket(entry, child, path)
            elif child.key == "stopped":
                self.story.then(self._day(child["on"], path), partial(self._stop, child, path))

    def _study(self, entry: Entry, study: Entry, path: str) -> None:
        actions.take_under_study(
            _suggestion(path),
            unit=_unit(entry["unit"]),
            answer_ar=study.body_ar,
            answer_en=study.body_en,
            by=self._officer(entry),
        )

    def _answer(self, entry: Entry, answer: Entry, path: str) -> None:
        decision = answer.key.removeprefix("answer ")
        more: dict[str, Any] = {"unit": _unit(entry["unit"])} if decision in NEED_A_UNIT else {}
        if "working_days" in answer.fields:
            more["working_days"] = int(answer["working_days"])
        DECISIONS[decision](
            _suggestion(path),
            answer_ar=answer.body_ar,
            answer_en=answer.body_en,
            by=self._officer(entry),
            **more,
        )

    def _stop(self, entry: Entry, path: str) -> None:
        actions.stop(_suggestion(path), answer_ar=entry.body_ar, answer_en=entry.body_en, by=self.cast.user("policy"))
        tickets.cancel(_ticket(path), reason="أُوقف تنفيذ المقترح.", by=self.cast.user("tickets"))

    def _tell_ticket(self, entry: Entry, answer: Entry, path: str) -> None:
        if answer.key not in {"answer adopted", "answer adapted"}:
            return
        decided, officer, result = self._day(answer["on"], path), self.cast.user("tickets"), entry.child("result")
        if result or entry.child("stopped") or entry.key in TICKETS_TAKEN | TICKETS_STARTED:
            self.story.then(decided + timedelta(days=2), lambda: tickets.take(_ticket(path), by=officer))
        if result or entry.key in TICKETS_STARTED:
            self.story.then(decided + timedelta(days=4), lambda: tickets.start(_ticket(path), by=officer))
        if result:
            self.story.then(self._day(result["on"], path), partial(self._finish, result, path))

    def _finish(self, result: Entry, path: str) -> None:
        by = self.cast.user("tickets")
        tickets.finish(_ticket(path), result_ar=result.body_ar, result_en=result.body_en, by=by)

    def _tell_rest(self, entry: Entry, path: str) -> None:
        self._tell_appeal(entry, path)
        if "merged" in entry.fields:
            day = self._day(str(int(entry["on"]) + 6), path)
            self.story.then(day, partial(self._merge, path, f"suggestions/{entry['merged']}"))
        if "lapsed" in entry.fields:
            day = self._day(str(int(entry["on"]) + 31), path)
            self.story.then(day, lambda: lapse(_contribution(path), by=None))

    def _tell_appeal(self, entry: Entry, path: str) -> None:
        objection, ruling = entry.child("appeal"), entry.child("ruling")
        if objection:
            day = self._day(objection["on"], path)
            self.story.then(day, lambda: object_to_decision(_contribution(path), words=objection.body))
        if ruling:
            day, is_granted = self._day(ruling["on"], path), "granted" in ruling.fields
            self.story.then(
                day, lambda: rule(_contribution(path), answer=ruling.body, is_granted=is_granted, cast=self.cast)
            )

    def _merge(self, path: str, into: str) -> None:
        actions.merge(_suggestion(path), into=_suggestion(into), by=self.cast.user("policy"))

    def _officer(self, entry: Entry) -> Any:
        return self.cast.user("policy-2" if entry.get("unit") == "continuous-assessment" else "policy")

    def _day(self, day: str, path: str) -> datetime:
        return self.story.in_office(int(day), path)


def _contribution(path: str) -> Contribution:
    return Contribution.objects.get(submission_key=submission_key(path))


def _suggestion(path: str) -> Suggestion:
    return Suggestion.objects.select_related("contribution").get(contribution__submission_key=submission_key(path))


def _discussion(path: str) -> Discussion:
    return _suggestion(path).discussion


def _ticket(path: str) -> Ticket:
    return Ticket.objects.get(origins__contribution__submission_key=submission_key(path))


def _unit(code: str) -> Unit:
    return Unit.objects.get(code=code)
