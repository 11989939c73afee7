"""Drives people through one act after another, drawn by chance or written down."""

from __future__ import annotations

import contextlib
import uuid

from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st

from accounts.models import Representation
from contributions.actions import (
    amend,
    answer,
    confirm_as_guardian,
    decline_as_guardian,
    upload,
    uploads_of,
    withdraw,
    withdraw_attachment,
)
from contributions.errors import NotReceived
from contributions.models import Attachment, Comment, Confirmation, Contribution
from moderation import actions as moderation
from suggestions import actions as suggestions
from suggestions.models import Category, CoParty, Suggestion
from tests.conftest import voice_of
from tests.made_files import sent
from tests.pages import notice_in_force
from tests.spine.office import OFFICE_ACTS, NothingThereError, Office, one_of
from workflow.errors import IllegalStep

ACTS = [
    *("comment", "reply", "suggest"),
    *("publish", "restore", "hold", "remove", "take_back", "lapse", "resume", "withdraw"),
    *("answer", "merge", "separate"),
    *("ask_change", "amend", "publish_amendment", "refuse_amendment", "report", "dismiss_reports"),
    *("take_out_attachment", "bring_back_attachment", "withdraw_attachment"),
    *("write_as_pupil", "confirm", "refuse", "let_lapse"),
    *("invite", "sign", "decline_to_sign", "leave"),
    *OFFICE_ACTS,
]
SEQUENCES = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 5)), min_size=3, max_size=16)
# What is there before anything is drawn: something to answer, and two suggestions that can be merged.
BEGINNING = [("comment", 0), ("suggest", 0), ("suggest", 0), ("publish", 0), ("publish", 1), ("publish", 2)]
# A way that chance rarely finds: one suggestion is decided and another merged into it, which a moderator's step undoes.
LONG_WAY = [
    *(("answer", 4), ("answer", 1), ("merge", 1), ("answer", 0), ("answer", 3)),
    *(("reply", 0), ("publish", 3), ("remove", 3), ("hold", 1), ("restore", 1)),
]
# New wordings that are published, left, replaced, and set aside with what they would have changed; and a report.
SECOND_THOUGHTS = [
    *(("amend", 0), ("amend", 0), ("publish_amendment", 0), ("amend", 0), ("refuse_amendment", 0), ("report", 0)),
    *(("amend", 1), ("report", 1), ("hold", 1), ("amend", 1), ("publish", 1), ("dismiss_reports", 0), ("amend", 2)),
    *(("take_out_attachment", 0), ("bring_back_attachment", 0), ("take_out_attachment", 1)),
    *(("withdraw_attachment", 1), ("bring_back_attachment", 1), ("withdraw_attachment", 0)),
]
# A guardian confirms one text and refuses another, nobody answers for a third, and the first is changed; others sign.
MINORS_AND_SIGNATURES = [
    *(
        ("write_as_pupil", 0),
        ("write_as_pupil", 0),
        ("write_as_pupil", 0),
        ("confirm", 0),
        ("publish", 3),
        ("refuse", 1),
    ),
    *(("let_lapse", 0), ("amend", 3), ("confirm", 0), ("withdraw", 4), ("report", 3), ("remove", 3)),
    *(("invite", 0), ("sign", 0), ("amend", 1), ("invite", 1), ("decline_to_sign", 0), ("hold", 1), ("leave", 0)),
]
ANSWERS = ["under_study", "referred", "noted", "adopted", "not_adopted"]
DECISIONS = ["take_under_study", "refer", "note", "decline"]
NoVoice = Representation.DoesNotExist  # of whoever is erased


class Drive(Office):
    """Takes one act after another, each on one of the contributions so far; what is refused changes nothing."""

    def __init__(self, make_comment, people, reason, unit) -> None:
        self.make_comment, self.reason, self.unit = make_comment, reason, unit
        for name, person in people.items():
            setattr(self, name, person)
        Category.objects.filter(code="buildings").update(publishes_first=True)
        self.written: list[str] = []
        self.erased: list[str] = []
        self.taken: set[str] = set()

    def act(self, name: str, which: int) -> None:
        with (
            contextlib.suppress(IllegalStep, NotReceived, PermissionDenied, NothingThereError, NoVoice),
            transaction.atomic(),
        ):
            of_its_own = getattr(self, f"_{name}", None)
            if of_its_own:
                of_its_own(which)
            elif name.endswith("_attachment"):
                options = {"reason": self.reason} if name == "take_out_attachment" else {}
                getattr(moderation, name)(one_of(Attachment.objects.all(), which), by=self.moderator, **options)
            else:
                options = {"reason": self.reason} if name in moderation.GROUNDED else {}
                getattr(moderation, name)(one_of(Contribution.objects.all(), which), by=self.moderator, **options)
            self.taken.add(name)

    def _words(self) -> str:
        """Nobody else's, and in no other's."""
        return f"نص رقم {len(self.written):03} في أمر المدارس"

    def _comment(self, which: int, *, by=None, parent=None, voice=None, more="") -> None:
        by, body = by or self.citizen, self._words() + more
        self.make_comment(by, parent=parent, body=body, representation=voice or voice_of(by))
        self.written.append(body)

    def _reply(self, which: int) -> None:
        self._comment(which, parent=one_of(Comment.thread.all(), which))

    def _write_as_pupil(self, which: int) -> None:
        self._comment(which, by=self.pupil)

    def _suggest(self, which: int, *, category: str = "curricula") -> None:
        body, key = self._words(), uuid.uuid4()
        # What comes with a file is read by a moderator first, wherever it comes.
        files = [sent("words.txt", body.encode())] if category == "curricula" else []
        upload(files, key=key, by=self.citizen)
        suggestions.send(
            by=self.citizen,
            representation=voice_of(self.citizen),
            title="مقترح",
            body=body,
            category=Category.objects.get(code=category),
            language="ar",
            submission_key=key,
            uploads=list(uploads_of(self.citizen, key)),
            consent_to=notice_in_force(),
        )
        self.written.append(body)

    def _amend(self, which: int) -> None:
        contribution, body = one_of(Contribution.objects.all(), which), self._words()
        amend(contribution, title=contribution.text.title, body=body, by=contribution.author)
        self.written.append(body)

    def _withdraw(self, which: int) -> None:
        contribution = one_of(Contribution.objects.all(), which)
        withdraw(contribution, by=contribution.author)

    def _withdraw_attachment(self, which: int) -> None:
        attachment = one_of(Attachment.objects.all(), which)
        withdraw_attachment(attachment, by=attachment.contribution.author)

    def _report(self, which: int) -> None:
        moderation.report(one_of(Contribution.objects.all(), which), reason=self.reason, by=self.neighbour)

    def _confirm(self, which: int) -> None:
        confirm_as_guardian(one_of(Confirmation.objects.all(), which))

    def _refuse(self, which: int) -> None:
        decline_as_guardian(one_of(Confirmation.objects.all(), which))

    def _let_lapse(self, which: int) -> None:
        asked = one_of(Confirmation.objects.filter(state="waiting"), which)
        Confirmation.objects.filter(pk=asked.pk).update(due_at=timezone.now())
        call_command("lapse_unconfirmed")

    def _invite(self, which: int) -> None:
        suggestions.invite(one_of(Suggestion.objects.all(), which), self.neighbour.email, by=self.citizen)

    def _sign(self, which: int) -> None:
        voice, notice = voice_of(self.neighbour), notice_in_force()
        asked = one_of(CoParty.objects.all(), which)
        suggestions.sign(asked, representation=voice, consent_to=notice, by=self.neighbour)

    def _decline_to_sign(self, which: int) -> None:
        suggestions.decline_to_sign(one_of(CoParty.objects.all(), which), by=self.neighbour)

    def _leave(self, which: int) -> None:
        suggestions.leave(one_of(CoParty.objects.all(), which), by=self.neighbour)

    def _merge(self, which: int) -> None:
        chosen, other = (one_of(Suggestion.objects.all(), which + step) for step in (0, 1))
        suggestions.merge(chosen, into=other, by=self.policy_officer)

    def _separate(self, which: int) -> None:
        suggestions.separate(one_of(Suggestion.objects.all(), which), by=self.policy_officer)

    def _answer(self, which: int) -> None:
        contribution = one_of(Contribution.objects.all(), which)
        words = {"answer_ar": "جواب الوزارة.", "by": self.policy_officer}
        if contribution.kind == "suggestion":
            possible = [each for each in DECISIONS if suggestions.is_possible(contribution.suggestion, each)]
            decision = (possible or DECISIONS)[which % len(possible or DECISIONS)]
            unit = {"unit": self.unit} if decision in DECISIONS[:2] else {}
            getattr(suggestions, decision)(contribution.suggestion, **unit, **words)
        else:
            answer(contribution, decision=ANSWERS[which % len(ANSWERS)], unit=self.unit, **words)
