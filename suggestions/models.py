"""Citizens' proposals: a contribution with a subject, a discussion of its own, and a unit that studies it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from accounts.models import EducationRole, Governorate, Party, PartyKind, Representation
from consultations.models import Consultation
from contributions.models import Contribution, Decision, Discussion, NameProof
from directory.models import Unit
from suggestions.querysets import CoPartyQuerySet, SuggestionQuerySet


class Category(models.Model):
    """What a suggestion is about. A row, so that the ministry may change the list."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_ar = models.CharField(_("name in Arabic"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("active"), default=True)
    publishes_first = models.BooleanField(
        _("published before a moderator reads it"),
        default=False,
        help_text=_("What holds personal data, a listed word or a file waits all the same."),
    )

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_ar if (get_language() or "ar").startswith("ar") else self.name_en


class Suggestion(models.Model):
    """A proposal. Words, attribution and both states are its contribution's."""

    contribution = models.OneToOneField(Contribution, on_delete=models.PROTECT, related_name="suggestion")
    discussion = models.OneToOneField(Discussion, on_delete=models.PROTECT, related_name="suggestion")
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="suggestions", verbose_name=_("category")
    )
    consultation = models.ForeignKey(
        Consultation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestions",
        verbose_name=_("consultation that it answers"),
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestions",
        verbose_name=_("unit that studies it"),
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.contribution.reference

    @property
    def reference(self) -> str:
        return self.contribution.reference

    @property
    def title(self) -> str:
        text = self.contribution.text
        return text.title if text else ""

    @property
    def comment_count(self) -> int:
        return self.discussion.comment_count

    @property
    def path(self) -> str:
        """Without the language prefix. The address holds for ever, whatever becomes of the suggestion."""
        return f"/suggestions/{self.contribution.reference}/"

    @property
    def decision_label(self) -> str:
        return decision_label(self.contribution.decision)


class CoParty(models.Model):
    """Somebody whom the author asked to sign too: by an address until they answer, then under the name and standing
    that they chose, as they stood at that moment. Public once it is signed, and only then."""

    class State(models.TextChoices):
        INVITED = "invited", _("Asked")
        SIGNED = "signed", _("Signed")
        DECLINED = "declined", _("Does not sign")
        LEFT = "left", _("Signs no longer")
        TAKEN_BACK = "taken_back", _("No longer asked")

    suggestion = models.ForeignKey(Suggestion, on_delete=models.PROTECT, related_name="co_parties")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.INVITED)
    address = models.EmailField(_("e-mail address"), blank=True)
    invited_at = models.DateTimeField(_("asked at"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="co_signed"
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="co_signed")
    consent_to = models.ForeignKey(
        "policies.PolicyVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    # The attribution, as it stood when it signed; the same fields as a contribution's.
    name = models.CharField(_("published as"), max_length=150, blank=True)
    party_kind = models.CharField(_("kind of party"), max_length=16, choices=PartyKind, blank=True)
    name_proof = models.CharField(_("whose word the name rests on"), max_length=12, choices=NameProof, blank=True)
    is_verified = models.BooleanField(_("verified organisation"), default=False)
    capacity = models.CharField(_("capacity"), max_length=16, choices=Representation.Capacity, blank=True)
    education_role = models.CharField(_("role in education"), max_length=16, choices=EducationRole, blank=True)
    governorate = models.CharField(_("governorate"), max_length=16, choices=Governorate, blank=True)
    on_behalf_by = models.CharField(_("presented by"), max_length=150, blank=True)
    attribution_salt = models.CharField(max_length=64, blank=True)
    attribution_erased_at = models.DateTimeField(null=True, blank=True)

    objects = CoPartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("co-party")
        verbose_name_plural = _("co-parties")
        ordering = ["suggestion", "answered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "address"],
                condition=models.Q(state="invited") & ~models.Q(address=""),
                name="one_invitation_an_address",
            ),
            models.UniqueConstraint(
                fields=["suggestion", "party"], condition=models.Q(state="signed"), name="one_signature_a_party"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.suggestion_id}: {self.get_state_display()}"


def decision_label(decision: str) -> str:
    """What a decision is called on a suggestion: adopted is "accepted", adapted "partly accepted"."""
    words: dict[str, str] = {
        Decision.NONE: pgettext("suggestion", "Waiting for an answer"),
        Decision.ADOPTED: pgettext("suggestion", "Accepted"),
        Decision.ADAPTED: pgettext("suggestion", "Partly accepted"),
        Decision.NOT_ADOPTED: pgettext("suggestion", "Not accepted"),
    }
    return words.get(decision) or str(Decision(decision).label)
