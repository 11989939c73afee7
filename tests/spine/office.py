"""What the office does, what is done for those without an account, and how bodies and people come and go: the acts that
`driving.Drive` draws beside those of authors and moderators."""

from __future__ import annotations

import uuid
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.test import override_settings

from accounts.actions import lift_suspension, suspend
from accounts.models import Organisation, Representation, Suspension, User
from contributions.actions import erase_recorded, record_on_behalf, upload, uploads_of, withdraw_recorded
from contributions.models import Amendment, Contribution, TextVersion
from moderation import actions as moderation
from moderation.models import Appeal
from organisations import actions as organisations
from organisations.models import Admission
from privacy.actions import carry_out, request_erasure
from suggestions.models import Suggestion
from tests.made_files import pdf, sent
from tests.pages import notice_in_force
from tests.recording.conftest import told

Row = TypeVar("Row", bound=Model)
# Each with what has to be done before.
OFFICE_ACTS: dict[str, list[tuple[str, int]]] = {
    "comment_with_number": [],
    "publish_masked": [("comment_with_number", 0)],
    "suggest_at_once": [],
    "keep": [("suggest_at_once", 0)],
    "propose_merge": [],
    "appeal": [("hold", 0)],
    "grant_appeal": [("hold", 0), ("appeal", 0)],
    "dismiss_appeal": [("hold", 0), ("appeal", 0)],
    "claim": [],
    "take_over": [("assign", 1)],
    "assign": [],
    "record": [],
    "withdraw_recorded": [("record", 0)],
    "erase_recorded": [("record", 0)],
    "erase_account": [("write_as_pupil", 0)],
    "suspend": [],
    "lift": [("suspend", 0)],
    "ask_admission": [],
    "admit": [("ask_admission", 0)],
    "refuse_body": [("ask_admission", 0)],
    "speak": [("ask_admission", 0), ("admit", 0)],
    "leave_body": [("ask_admission", 0), ("admit", 0)],
    "withdraw_verification": [("ask_admission", 0), ("admit", 0)],
}
# Somebody objects twice, with two results; a clerk records and the party takes it back; a body comes, speaks and goes;
# a pupil's account is erased with its texts.
IN_THE_OFFICE = [
    *(("comment_with_number", 0), ("publish_masked", 3), ("hold", 1), ("appeal", 1), ("grant_appeal", 0)),
    *(("remove", 0), ("appeal", 0), ("dismiss_appeal", 0), ("restore", 0), ("suggest_at_once", 0), ("keep", 4)),
    *(("record", 0), ("record", 1), ("claim", 5), ("withdraw_recorded", 0), ("erase_recorded", 1)),
    *(("ask_admission", 0), ("admit", 0), ("speak", 0), ("withdraw_verification", 0), ("leave_body", 0)),
    *(("write_as_pupil", 0), ("confirm", 0), ("publish", 7), ("amend", 7), ("erase_account", 1)),
]


class NothingThereError(LookupError):
    """Nobody has written, asked or sent anything of the kind yet."""


def one_of(rows: QuerySet[Row], which: int) -> Row:
    found = list(rows.order_by("pk"))
    if not found:
        raise NothingThereError
    return found[which % len(found)]


class Office:
    """Mixed into `Drive`, which has the people and keeps the words."""

    citizen: User
    neighbour: User
    pupil: User
    moderator: User
    other_moderator: User
    administrator: User
    clerk: User
    written: list[str]
    erased: list[str]

    def _comment_with_number(self, which: int) -> None:
        self._comment(which, more=" هاتفي 92345678")  # type: ignore[attr-defined]

    def _suggest_at_once(self, which: int) -> None:
        self._suggest(which, category="buildings")  # type: ignore[attr-defined]

    def _propose_merge(self, which: int) -> None:
        one, other = (one_of(Suggestion.objects.all(), which + step).contribution for step in (0, 1))
        moderation.propose_merge(one, into=other, by=self.moderator)

    def _appeal(self, which: int) -> None:
        contribution = one_of(Contribution.objects.filter(recorded_by=None), which)
        moderation.appeal(contribution, words="أرجو إعادة النظر.", by=contribution.author)

    def _grant_appeal(self, which: int) -> None:
        moderation.grant_appeal(one_of(Appeal.objects.all(), which), answer="أعدنا النظر.", by=self.other_moderator)

    def _dismiss_appeal(self, which: int) -> None:
        moderation.dismiss_appeal(one_of(Appeal.objects.all(), which), answer="بقي القرار.", by=self.other_moderator)

    def _assign(self, which: int) -> None:
        moderation.assign(one_of(Contribution.objects.all(), which), to=self.other_moderator, by=self.moderator)

    def _take_over(self, which: int) -> None:
        moderation.take_over(one_of(Contribution.objects.all(), which), by=self.moderator)

    def _record(self, which: int) -> None:
        body: str = self._words()  # type: ignore[attr-defined]
        said: dict[str, Any] = {"kind": "answer", "body": body, "language": "ar", "submission_key": uuid.uuid4()}
        record_on_behalf(by=self.clerk, behalf=told(), consent_to=notice_in_force(), **said)
        self.written.append(body)

    def _withdraw_recorded(self, which: int) -> None:
        withdraw_recorded(one_of(Contribution.objects.recorded(), which), reason="in_person", by=self.clerk)

    def _erase_recorded(self, which: int) -> None:
        contribution = one_of(Contribution.objects.recorded(), which)
        with self._losing(Contribution.objects.filter(pk=contribution.pk), texts_go=bool(which % 2)):
            erase_recorded(contribution, by=self.administrator)

    def _erase_account(self, which: int) -> None:
        with self._losing(Contribution.objects.by(self.pupil), texts_go=bool(which % 2)):
            carry_out(request_erasure(self.pupil, by=self.pupil))

    def _losing(self, contributions: QuerySet[Contribution], *, texts_go: bool) -> Any:
        """What the law's setting takes, and what was never published; noted beforehand."""
        texts = TextVersion.objects.filter(contribution__in=contributions, erased_at=None)
        drafts = Amendment.objects.filter(contribution__in=contributions, erased_at=None).exclude(state="accepted")
        self.erased += [*texts.values_list("body", flat=True)] if texts_go else []
        self.erased += drafts.values_list("body", flat=True)
        return override_settings(PRIVACY_ERASE_TEXTS="erase" if texts_go else "keep")

    def _suspend(self, which: int) -> None:
        suspend(self.neighbour, by=self.administrator, reason="إزعاج متكرر.")

    def _lift(self, which: int) -> None:
        lift_suspension(one_of(Suspension.objects.all(), which), by=self.administrator, note="اعتذر.")

    def _ask_admission(self, which: int) -> None:
        key = uuid.uuid4()
        upload([sent("السجل.pdf", pdf())], key=key, by=self.citizen)
        document = uploads_of(self.citizen, key).get()
        facts = {"kind": "association", "name": "جمعية النجوم", "governorate": "dhahirah", "title": "رئيسة الجمعية"}
        organisations.ask(by=self.citizen, key=key, document=document, registration_number="NGO-3307", **facts)  # type: ignore[misc]

    def _admit(self, which: int) -> None:
        organisations.admit(one_of(Admission.objects.all(), which), by=self.administrator)

    def _refuse_body(self, which: int) -> None:
        organisations.refuse(one_of(Admission.objects.all(), which), by=self.administrator, reason="لا تكفي الوثيقة.")

    def _speak(self, which: int) -> None:
        """As they stand there, whether they still may or not."""
        self._comment(which, voice=self._voice_of_body(which))  # type: ignore[attr-defined]

    def _leave_body(self, which: int) -> None:
        organisations.leave(self._voice_of_body(which), by=self.citizen)

    def _withdraw_verification(self, which: int) -> None:
        body = one_of(Organisation.objects.all(), which)
        organisations.withdraw_verification(body, by=self.administrator, reason="انتهى الترخيص.")

    def _voice_of_body(self, which: int) -> Representation:
        voices = Representation.objects.filter(user=self.citizen).exclude(capacity="self")
        return one_of(voices.select_related("party__organisation"), which)
