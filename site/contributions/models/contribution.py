"""One row for every comment, suggestion and answer: who said it, under which name, and where it stands."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import EducationRole, Governorate, Party, PartyKind, Representation
from contributions import kinds
from contributions.querysets import UNDECIDED, ContributionQuerySet


class Kind(models.TextChoices):
    COMMENT = "comment", _("Comment")
    SUGGESTION = "suggestion", _("Suggestion")
    ANSWER = "answer", _("Answer")


class Channel(models.TextChoices):
    WEB = "web", _("Website")
    WHATSAPP = "whatsapp", _("WhatsApp")
    CALL_CENTRE = "call_centre", _("Call centre")
    COUNTER = "counter", _("Service counter")
    PAPER = "paper", _("Paper form")
    POST = "post", _("Letter")
    EMAIL = "email", _("E-mail")


class NameProof(models.TextChoices):
    """On whose word a name rests. Empty: it is no name of somebody, but initials, an office's, or an erased one."""

    DECLARED = "declared", _("Name as declared")
    IDENTITY = "identity", _("Verified by national ID")
    BODY = "body", _("Organisation verified on its document")
    # A clerk took it down: with an identity document before them, or as it was told.
    SEEN = "seen", _("Name seen on an identity document by the clerk")
    TOLD = "told", _("Name as told to the clerk")


class Moderation(models.TextChoices):
    """Whether the public may read it. Never mixed with what the ministry decided about it."""

    UNCONFIRMED = "unconfirmed", _("Awaiting a guardian's confirmation")
    SUBMITTED = "submitted", _("Awaiting moderation")
    PUBLISHED = "published", _("Published")
    HELD = "held", _("Held back")
    REMOVED = "removed", _("Removed")
    WITHDRAWN = "withdrawn", _("Withdrawn by its author")
    MERGED = "merged", _("Merged")
    LAPSED = "lapsed", _("Lapsed")


GONE = {Moderation.REMOVED, Moderation.WITHDRAWN, Moderation.MERGED}


class Decision(models.TextChoices):
    """What the ministry decided. The last three follow an adopted suggestion through its ticket."""

    NONE = "none", _("Not yet decided")
    UNDER_STUDY = "under_study", _("Under study")
    ADOPTED = "adopted", _("Adopted")
    ADAPTED = "adapted", _("Adapted")
    NOTED = "noted", _("Noted")
    NOT_ADOPTED = "not_adopted", _("Not adopted")
    REFERRED = "referred", _("Referred")
    IN_IMPLEMENTATION = "in_implementation", _("In implementation")
    IMPLEMENTED = "implemented", _("Implemented")
    STOPPED = "stopped", _("Stopped")


class ReferenceNumber(models.Model):
    """Every reference ever given, to a contribution or a ticket: one number never names two things."""

    number = models.CharField(max_length=11, unique=True)

    def __str__(self) -> str:
        return self.number


class Contribution(models.Model):
    """What a party said. Its words are `TextVersion` rows; the attribution is a snapshot and never follows a rename."""

    reference = models.CharField(_("reference"), max_length=11, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contributions")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="contributions")
    # A second press sends the same key, and gets the contribution that the first press made.
    submission_key = models.UUIDField(default=uuid.uuid4)

    # The attribution, as it stood at submission.
    name = models.CharField(_("published as"), max_length=150)
    party_kind = models.CharField(_("kind of party"), max_length=16, choices=PartyKind)
    name_proof = models.CharField(_("whose word the name rests on"), max_length=12, choices=NameProof, blank=True)
    is_verified = models.BooleanField(_("verified organisation"), default=False)
    capacity = models.CharField(_("capacity"), max_length=16, choices=Representation.Capacity)
    education_role = models.CharField(_("role in education"), max_length=16, choices=EducationRole, blank=True)
    governorate = models.CharField(_("governorate"), max_length=16, choices=Governorate, blank=True)
    on_behalf_by = models.CharField(_("presented by"), max_length=150, blank=True)
    attribution_salt = models.CharField(max_length=64)
    # Since then no name stands there: its author's account was erased.
    attribution_erased_at = models.DateTimeField(null=True, blank=True)
    channel = models.CharField(_("channel"), max_length=12, choices=Channel, default=Channel.WEB)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    consent_to = models.ForeignKey(
        "policies.PolicyVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    # What it speaks about, as it read then: "clause:3f2…" and the clause version's hash.
    about = models.CharField(max_length=120, blank=True)
    about_hash = models.CharField(max_length=64, blank=True)

    # A minor sent it: nobody but its author knows of it until a guardian has confirmed it, and when that was.
    by_minor = models.BooleanField(_("by a minor"), default=False)
    confirmed_at = models.DateTimeField(_("confirmed by a guardian at"), null=True, blank=True)

    submitted_at = models.DateTimeField(_("submitted at"), default=timezone.now)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    # Since then it reads otherwise than it was first published.
    amended_at = models.DateTimeField(_("changed at"), null=True, blank=True)
    moderation = models.CharField(_("moderation"), max_length=12, choices=Moderation, default=Moderation.SUBMITTED)
    # The point of the policy that the standing moderation decision cites; empty while nothing is held against it.
    cited_point = models.ForeignKey("policies.Point", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.CharField(_("decision"), max_length=20, choices=Decision, default=Decision.NONE)
    # By which day a moderator owes a decision, in Muscat, and how much the rules found in its words: by them it stands
    # in the queue. Moderation writes them.
    due_on = models.DateField(null=True, editable=False)
    risk = models.PositiveSmallIntegerField(default=0, editable=False)
    # The same for words that say the same; goes with them when they are erased.
    fingerprint = models.CharField(max_length=16, blank=True, db_index=True, editable=False)
    is_repeated = models.BooleanField(default=False, editable=False)
    # It was published as it came, and no moderator has looked at it yet.
    is_unseen = models.BooleanField(default=False, editable=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["author", "submission_key"], name="one_contribution_a_press"),
            models.CheckConstraint(
                condition=~models.Q(moderation="merged") | models.Q(merged_into__isnull=False),
                name="merged_into_something",
            ),
        ]
        indexes = [
            models.Index(fields=["moderation", "submitted_at"]),
            models.Index(fields=["moderation", "due_on", "-risk", "submitted_at"], name="urgent_first"),
            models.Index(fields=["due_on"], condition=models.Q(is_unseen=True), name="unseen"),
            models.Index(fields=["kind", "moderation", "-published_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference}"

    @property
    def is_public(self) -> bool:
        return self.moderation == Moderation.PUBLISHED

    @property
    def is_confirmed(self) -> bool:
        """Whether anybody but its author may know of it. The same as `ContributionQuerySet.confirmed`."""
        return not self.by_minor or self.confirmed_at is not None

    @property
    def was_declined(self) -> bool:
        """Its author did not withdraw it: the guardian who was asked did not agree."""
        if self.moderation != Moderation.WITHDRAWN or self.is_confirmed:
            return False
        asked = getattr(self, "confirmation", None)  # none where its author proved to be under eighteen later
        return asked is not None and asked.state == "declined"

    @property
    def is_recorded(self) -> bool:
        """A clerk took it down for somebody who has no account here: its author is nobody who signs in."""
        return self.recorded_by_id is not None

    @property
    def is_pupil(self) -> bool:
        return self.education_role == EducationRole.PUPIL

    @property
    def is_official(self) -> bool:
        return self.party_kind == PartyKind.OFFICIAL

    @property
    def is_decided(self) -> bool:
        """The opposite of `ContributionQuerySet.undecided`."""
        return self.decision not in UNDECIDED

    @property
    def has_tombstone(self) -> bool:
        """It was public once; its address still says what became of it."""
        return self.moderation in GONE and self.published_at is not None

    @property
    def text(self):  # noqa: ANN201  (TextVersion; named in text.py, which imports this module)
        """The newest words. Reads the prefetched versions where a list loaded them."""
        return max(self.texts.all(), key=lambda version: version.number, default=None)

    @property
    def decision_label(self) -> str:
        return self.state_label("decision", self.decision)

    def state_label(self, field: str, state: str) -> str:
        """What a state of it is called: a suggestion says "accepted" where a comment says "adopted"."""
        if field == "decision":
            return kinds.decision_label(self.kind, state) or str(Decision(state).label)
        return str(Moderation(state).label)

    @property
    def newest_answer(self):  # noqa: ANN201  (Disposition; named in disposition.py, which imports this module)
        """What the ministry said last. Reads the prefetched dispositions; asks for none where nothing was decided."""
        if self.decision == Decision.NONE:
            return None
        return max(self.dispositions.all(), key=lambda answer: (answer.decided_at, answer.pk), default=None)
