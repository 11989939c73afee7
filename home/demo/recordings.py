"""What the demo's clerk took down for people without an account: a letter, and what was said at the counter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from consultations.models import Consultation
from contributions.actions import record_comment
from contributions.behalf import Behalf
from contributions.models import Contribution, Discussion
from home.demo.people import Cast
from home.demo.reading import Entry, text
from home.demo.story import Story, soon_after
from home.demo.voices import is_told, submission_key
from moderation.actions import publish
from policies.queries import privacy_notice
from suggestions.actions import record_suggestion
from suggestions.models import Category

CLERK, MODERATOR = "clerk", "moderator"


@dataclass
class Recordings:
    story: Story
    cast: Cast

    def tell(self) -> None:
        for entry in text("recordings").children:
            path = f"recordings/{entry.key}"
            if is_told(path):
                continue
            moment = self.story.in_office(int(entry["on"]), path)
            self.story.then(moment, partial(self._record, entry, path))
            later = soon_after(moment, path) + timedelta(minutes=1)
            self.story.then(later, partial(self._publish, path))

    def _record(self, entry: Entry, path: str) -> None:
        behalf = Behalf(
            channel=entry["channel"],
            name=entry["name"],
            consent=entry["consent"],
            consented_on=timezone.localdate(),
            language="ar",
            education_role=entry["role"],
            governorate=entry["governorate"],
            identity=entry["identity"],
            address=entry.get("address", ""),
        )
        said: dict[str, Any] = {"by": self.cast.user(CLERK), "behalf": behalf, "body": entry.body, "language": "ar"}
        said |= {"submission_key": submission_key(path), "consent_to": privacy_notice()}
        if "about" in entry.fields:
            record_comment(discussion=_first_clause(entry["about"]), stance=entry.get("stance", ""), **said)
            return
        category = Category.objects.get(code=entry["category"])
        record_suggestion(title=entry["title"], category=category, **said)

    def _publish(self, path: str) -> None:
        made = Contribution.objects.get(submission_key=submission_key(path))
        publish(made, by=self.cast.user(MODERATOR))


def _first_clause(slug: str) -> Discussion:
    clauses = Consultation.objects.get(slug=slug).newest_version.clauses.order_by("position")
    return clauses.filter(kind="clause").first().clause_key.discussion
