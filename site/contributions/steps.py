"""What the steps of a contribution are called, wherever its path is told. Rooms to the right add their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contributions.models import Moderation

if TYPE_CHECKING:
    from workflow.models import Step

# Held back until its author has changed it.
ASKED = "ask_change"

STEP_LABELS: dict[str, str | Promise] = {
    "submit": _("Sent, and its receipt issued"),
    "submit_unconfirmed": _("Sent, and its receipt issued"),
    "ask_guardian": _("A guardian was asked to confirm it"),
    "guardian_confirm": _("Confirmed by a guardian; it awaits moderation"),
    "guardian_confirm_again": _("Confirmed by a guardian again; it awaits moderation"),
    "guardian_decline": _("Declined by a guardian, and withdrawn"),
    "guardian_lapse": _("Lapsed: no guardian confirmed it in time"),
    "guardian_needed": _("Its author changed the text, which a guardian has to confirm again"),
    "withdraw_unconfirmed": _("Withdrawn by its author"),
    "publish": _("Published after moderation"),
    "publish_first": _("Published as it came; a moderator reads it afterwards"),
    "keep": _("A moderator read it; it stays published"),
    "restore": _("Published again"),
    "mask": _("Personal data in it covered"),
    "hold": _("Held back"),
    ASKED: _("Held back until its author changes it"),
    "amend": _("Its author changed the text"),
    "send_again": _("Sent again; it awaits moderation"),
    "propose_amendment": _("Its author sent a new wording, which awaits moderation"),
    "publish_amendment": _("The new wording was published"),
    "refuse_amendment": _("The new wording was not published; the one before stays"),
    "set_amendment_aside": _("The new wording was set aside"),
    "take_out_attachment": _("A moderator took a file out of it"),
    "bring_back_attachment": _("A file that had been taken out was put back"),
    "refuse_attachment": _("A file was refused: a virus was found in it"),
    "withdraw_attachment": _("Its author took a file out of it"),
    "guardian_withdraw_attachment": _("A guardian took a file out of it"),
    "remove": _("Removed from public view"),
    "withdraw": _("Withdrawn by its author"),
    "withdraw_of_minor": _(
        "Withdrawn: its author is under eighteen, so a guardian confirms it first when it is sent again"
    ),
    "erase": _("Name erased with its author's account"),
    "erase_recorded": _("Name and address erased at its author's request"),
    "renew_code": _("A new code to follow it was handed out"),
    "take_under_study": _("Taken under study"),
    "adopt": _("Adopted, with a reasoned answer"),
    "adapt": _("Adopted with changes, with a reasoned answer"),
    "note": _("Noted, with a reasoned answer"),
    "not_adopt": _("Not adopted, with a reasoned answer"),
    "refer": _("Referred to the competent body"),
    "propose_merge": _("A moderator proposed to merge it with another"),
    "merge": _("Merged with another that says the same"),
    "lapse": _("Lapsed: its author did not come back to it"),
    "resume": _("Taken up again"),
    "take_back": _("The decision was taken back; it awaits moderation again"),
}
REMOVED_UNPUBLISHED = _("Removed before it was published")


class Told(IntEnum):
    """Whom a course of events is told to; each is told what those before are."""

    EVERYBODY = 1
    AUTHOR = 2
    OFFICE = 3


# What changes nothing that the public reads. A report that was found unfounded would be a stain.
TOLD_TO = {
    "propose_amendment": Told.AUTHOR,
    "refuse_amendment": Told.AUTHOR,
    "set_amendment_aside": Told.AUTHOR,
    "renew_code": Told.AUTHOR,
}


def name_steps(labels: Mapping[str, str | Promise], *, told_to: Mapping[str, Told] | None = None) -> None:
    """Called from `AppConfig.ready()` by the rooms whose steps a contribution takes as well."""
    STEP_LABELS.update(labels)
    TOLD_TO.update(told_to or {})


@dataclass
class TimelineRow:
    """What `components/timeline.html` takes."""

    label: str
    at: datetime
    note: str = ""


def timeline(steps: Iterable[Step], *, to: Told) -> list[TimelineRow]:
    """What happened, oldest first, in the reader's language; no names and no internal notes."""
    return [row for _step, row in timeline_rows(steps, to=to)]


def timeline_rows(steps: Iterable[Step], *, to: Told) -> Iterator[tuple[Step, TimelineRow]]:
    for step, label in labelled(steps):
        if TOLD_TO.get(step.name, Told.EVERYBODY) <= to:
            yield step, TimelineRow(label=str(label or step.name), at=step.at)


def labelled(steps: Iterable[Step]) -> Iterator[tuple[Step, str | Promise]]:
    """Each of the whole course of a contribution, oldest first, with what it is called."""
    was_public = False
    for step in steps:
        was_public = was_public or step.source == Moderation.PUBLISHED
        yield step, label_of(step, was_public=was_public)
        was_public = was_public or step.target == Moderation.PUBLISHED


def label_of(step: Step, *, was_public: bool) -> str | Promise:
    """What never was public is not said to be taken from the public."""
    if step.name == "remove" and not was_public:
        return REMOVED_UNPUBLISHED
    return STEP_LABELS.get(step.name, "")
