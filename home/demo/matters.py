"""The demo's tickets that came by telephone or at a counter: one of each type at least, at every stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from accounts.models import User
from directory.models import Unit
from home.demo.people import Cast
from home.demo.reading import Entry, text
from home.demo.story import Story
from tickets import actions
from tickets.models import Ticket, TicketType


@dataclass
class Matters:
    story: Story
    cast: Cast

    def tell(self) -> None:
        for entry in text("tickets").children:
            if not Ticket.objects.filter(title=entry["ar"]).exists():
                self._tell(entry)

    def _tell(self, entry: Entry) -> None:
        self.story.then(self.story.in_office(int(entry["on"]), entry.key), partial(self._open, entry))
        steps: dict[str, Callable[[Ticket], object]] = {
            "take": partial(actions.take, by=self.officer),
            "start": partial(actions.start, by=self.officer),
            "refer": lambda ticket: actions.refer(
                ticket, unit=Unit.objects.get(code=entry["to"]), reason=entry["because"], by=self.officer
            ),
            "finish": partial(actions.finish, result_ar=entry.body_ar, result_en=entry.body_en, by=self.officer),
            "cancel": lambda ticket: actions.cancel(ticket, reason=entry["because"], by=self.officer),
        }
        for name, step in steps.items():
            if name in entry.fields:
                # Steps of one day come at one moment, in the order in which they were told.
                moment = self.story.in_office(int(entry[name]), entry.key)
                self.story.then(moment, lambda step=step: step(Ticket.objects.get(title=entry["ar"])))  # type: ignore[misc]

    def _open(self, entry: Entry) -> None:
        actions.open_ticket(
            type=TicketType.objects.get(code=entry["type"]),
            unit=Unit.objects.get(code=entry["unit"]),
            title=entry["ar"],
            by=self.officer,
        )

    @property
    def officer(self) -> User:
        return self.cast.user("tickets")
