"""Who takes part: accounts, the parties they speak for, and who may speak for whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.querysets import (
    RepresentationQuerySet,
    RoleGrantQuerySet,
    SuspensionQuerySet,
    UserManager,
    last_birthday_of_age,
)
from accounts.scopes import Scope

# The end of what has none.
FOREVER = datetime(9999, 12, 30, tzinfo=UTC)


class Governorate(models.TextChoices):
    """Oman's eleven governorates, in the order the State lists them."""

    MUSCAT = "muscat", _("Muscat")
    DHOFAR = "dhofar", _("Dhofar")
    MUSANDAM = "musandam", _("Musandam")
    BURAIMI = "buraimi", _("Al Buraimi")
    DAKHLIYAH = "dakhliyah", _("Al Dakhiliyah")
    NORTH_BATINAH = "north_batinah", _("North Al Batinah")
    SOUTH_BATINAH = "south_batinah", _("South Al Batinah")
    NORTH_SHARQIYAH = "north_sharqiyah", _("North Al Sharqiyah")
    SOUTH_SHARQIYAH = "south_sharqiyah", _("South Al Sharqiyah")
    DHAHIRAH = "dhahirah", _("Al Dhahirah")
    WUSTA = "wusta", _("Al Wusta")


class EducationRole(models.TextChoices):
    """What somebody is in education, as they declare it; shown as declared."""

    PUPIL = "pupil", _("Pupil")
    PARENT = "parent", _("Parent or guardian")
    TEACHER = "teacher", _("Teacher")
    STAFF = "staff", _("Administrative staff")
    COMMUNITY = "community", _("Member of the community")
    PRIVATE_SECTOR = "private_sector", _("Private sector")


class PartyKind(models.TextChoices):
    INDIVIDUAL = "individual", _("Individual")
    ORGANISATION = "organisation", _("Organisation")
    OFFICIAL = "official", _("Official body")


class BodyKind(models.TextChoices):
    """What a body is, as an officer read it on its document."""

    SCHOOL = "school", _("School")
    COMPANY = "company", _("Company")
    ASSOCIATION = "association", _("Association")
    COUNCIL = "council", _("Council")
    OTHER = "other", _("Another kind of organisation")


class Role(models.TextChoices):
    """What somebody may do in the back office. Citizens need none."""

    MODERATOR = "moderator", _("Moderator")
    EDITOR = "editor", _("Editor")
    APPROVER = "approver", _("Approver of publications")
    POLICY_OFFICER = "policy_officer", _("Policy officer")
    TICKET_OFFICER = "ticket_officer", _("Ticket officer")
    CLERK = "clerk", _("Recording clerk")
    ADMINISTRATOR = "administrator", _("Administrator")


class User(AbstractUser):
    """An account: a person who signs in. What is published stands under a `Party`, never under an account.

    `first_name` holds the whole name: Omani names do not split in two. `last_name` stays blank.
    """

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(_("language of messages"), max_length=2, choices=settings.LANGUAGES, default="ar")
    # One that its owner has confirmed, as `phones.normal` writes it.
    phone = models.CharField(_("mobile number"), max_length=16, blank=True)
    # A minor's parent or guardian, who confirms what the minor sends: an e-mail address, or a mobile number.
    guardian_address = models.CharField(_("a guardian's address"), max_length=254, blank=True)
    # As its last `Suspension` says, so that no request asks for that one.
    suspended_until = models.DateTimeField(_("suspended until"), null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc]

    objects = UserManager()  # type: ignore[assignment, misc]

    class Meta(AbstractUser.Meta):  # type: ignore[name-defined, misc]
        constraints = [
            models.UniqueConstraint(fields=["phone"], condition=~Q(phone=""), name="one_account_a_phone"),
        ]

    def __str__(self) -> str:
        return self.first_name or self.email

    @property
    def is_suspended(self) -> bool:
        """The same as `querysets.suspended_q()`."""
        return self.suspended_until is not None and timezone.now() < self.suspended_until


class Party(models.Model):
    """Whoever a contribution is published under."""

    kind = models.CharField(_("kind"), max_length=16, choices=PartyKind, default=PartyKind.INDIVIDUAL)
    name = models.CharField(_("name"), max_length=150)
    education_role = models.CharField(_("role in education"), max_length=16, choices=EducationRole, blank=True)
    governorate = models.CharField(_("governorate"), max_length=16, choices=Governorate, blank=True)
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")

    def __str__(self) -> str:
        return self.name

    @property
    def is_pupil(self) -> bool:
        return self.education_role == EducationRole.PUPIL

    @property
    def is_minor(self) -> bool:
        """Published as initials, and only once a guardian has confirmed it. `querysets.minor_q` says the same."""
        return self.is_pupil or (self.born_on is not None and self.born_on > last_birthday_of_age())

    def would_come_of_age(self, born_on: date | None) -> bool:
        """By another date than the one that they gave: then nobody would ask a guardian."""
        limit = last_birthday_of_age()
        return self.born_on is not None and self.born_on > limit and (born_on is None or born_on <= limit)


class Organisation(models.Model):
    """The body behind a party of kind organisation or official, and whether an officer has verified it."""

    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="organisation")
    # Empty: nobody has said; official bodies are none of these.
    kind = models.CharField(_("kind of organisation"), max_length=16, choices=BodyKind, blank=True)
    registration_number = models.CharField(_("registration number"), max_length=40, blank=True)
    verified_at = models.DateTimeField(_("verified at"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.party.name

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None


class Representation(models.Model):
    """Who may speak for whom, from when to when. A person speaking for themself is the simple case."""

    class Capacity(models.TextChoices):
        SELF = "self", _("for themself")
        REPRESENTATIVE = "representative", _("representative")
        OFFICER = "officer", _("officer")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="representations")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="representations")
    capacity = models.CharField(_("capacity"), max_length=16, choices=Capacity, default=Capacity.SELF)
    title = models.CharField(_("title"), max_length=120, blank=True)
    # Invites and removes those who speak for the body.
    is_administrator = models.BooleanField(_("administers the organisation"), default=False)
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)

    objects = RepresentationQuerySet.as_manager()

    class Meta:
        verbose_name = _("representation")
        verbose_name_plural = _("representations")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "party"], condition=Q(ends_at=None), name="one_open_representation_each"
            ),
            models.UniqueConstraint(fields=["user"], condition=Q(capacity="self", ends_at=None), name="one_self_each"),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.party}"

    @property
    def is_current(self) -> bool:
        now = timezone.now()
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)

    @property
    def may_speak(self) -> bool:
        """Nobody speaks for a body that no officer has verified. `Representation.objects.speaking()` says the same."""
        organisation = getattr(self.party, "organisation", None)
        return self.is_current and (organisation is None or organisation.is_verified)


class RoleGrant(models.Model):
    """A role in the back office, from when to when. What it is limited to is named by two codes: `accounts.scopes`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    scope_kind = models.CharField(_("limited to"), max_length=20, blank=True)
    scope_code = models.CharField(_("limited to the one with this code"), max_length=255, blank=True)
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The clock has followed its end: it is on record, and its holder was told.
    is_closed = models.BooleanField(default=False, editable=False)
    # The end of which its holder was warned.
    warned_of = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.CheckConstraint(
                condition=~Q(role="administrator") | Q(scope_kind=""), name="no_limited_administrator"
            ),
            models.CheckConstraint(
                condition=Q(scope_kind="", scope_code="") | (~Q(scope_kind="") & ~Q(scope_code="")),
                name="scope_in_two_codes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

    @property
    def scope(self) -> Scope:
        return Scope(self.scope_kind, self.scope_code)

    @property
    def is_over(self) -> bool:
        """The same as `RoleGrant.objects.over()`."""
        return self.ends_at is not None and self.ends_at <= timezone.now()

    @property
    def is_upcoming(self) -> bool:
        return not self.is_over and self.starts_at > timezone.now()

    @property
    def last_day(self) -> date | None:
        """It ends with that day."""
        return timezone.localdate(self.ends_at - timedelta(seconds=1)) if self.ends_at else None

    @property
    def is_current(self) -> bool:
        """The same as `RoleGrant.objects.current()`."""
        now = timezone.now()
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)


class Suspension(models.Model):
    """An account that may not sign in, from when to when, and why: its owner is told. What it published stays."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="suspensions")
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    starts_at = models.DateTimeField(default=timezone.now)
    # Empty: until it is lifted.
    until = models.DateTimeField(_("until"), null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    suspended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")

    def __str__(self) -> str:
        return f"{self.user}: {self.starts_at:%Y-%m-%d}"

    @property
    def is_current(self) -> bool:
        """The same as `Suspension.objects.current()`."""
        return self.lifted_at is None and (self.until is None or timezone.now() < self.until)
