"""The account, the parties that somebody is or speaks for, and their roles."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext_lazy as _

from accounts.actions import erase_account
from accounts.models import Party, Representation, User
from accounts.scopes import names_of
from accounts.sessions import sessions_of
from config.personal_data import Coded, Holding, Row, choice, on_erasure, register


def account(user: User) -> list[Row]:
    return [
        {
            "email": user.email,
            "name": user.first_name,
            "phone": user.phone,
            "guardian_address": user.guardian_address,
            "language": choice(user, "language"),
            "opened_at": user.date_joined,
            "last_sign_in_at": user.last_login,
            "addresses": [
                {"address": address.email, "is_confirmed": address.verified, "is_main": address.primary}
                for address in EmailAddress.objects.filter(user=user).order_by("pk")
            ],
        }
    ]


def factors(user: User) -> list[Row]:
    """That there are some, never what they are: they open the account."""
    return [
        {
            "factor": Coded(each.type, each.get_type_display()),
            "factor_name": str(each) if each.type == Authenticator.Type.WEBAUTHN else "",
            "added_at": each.created_at,
            "last_used_at": each.last_used_at,
        }
        for each in Authenticator.objects.filter(user=user).order_by("pk")
    ]


def identities(user: User) -> list[Row]:
    return [
        {
            "provider": each.provider,
            "number_there": each.uid,
            "name": each.extra_data.get("name", ""),
            "since": each.date_joined,
        }
        for each in SocialAccount.objects.filter(user=user).order_by("pk")
    ]


def parties(user: User) -> list[Row]:
    own = Party.objects.filter(representations__user=user).select_related("organisation").distinct().order_by("pk")
    return [_party(party) for party in own]


def _party(party: Party) -> Row:
    organisation = getattr(party, "organisation", None)
    return {
        "kind": choice(party, "kind"),
        "body_kind": choice(organisation, "kind") if organisation else "",
        "name": party.name,
        "education_role": choice(party, "education_role"),
        "governorate": choice(party, "governorate"),
        "born_on": party.born_on,
        "created_at": party.created_at,
        "registration_number": organisation.registration_number if organisation else "",
        "verified_at": organisation.verified_at if organisation else None,
    }


def representations(user: User) -> list[Row]:
    rows = Representation.objects.filter(user=user).select_related("party").order_by("starts_at", "pk")
    return [
        {
            "party": each.party.name,
            "capacity": choice(each, "capacity"),
            "title": each.title,
            "administers": each.is_administrator,
            "starts_at": each.starts_at,
            "ends_at": each.ends_at,
        }
        for each in rows
    ]


def suspensions(user: User) -> list[Row]:
    return [
        {"reason": each.reason, "starts_at": each.starts_at, "ends_at": each.until, "lifted_at": each.lifted_at}
        for each in user.suspensions.order_by("pk")
    ]


def birth_dates(user: User) -> list[Row]:
    return [
        {
            "state": choice(each, "state"),
            "reason": each.reason,
            "born_on": each.born_on,
            "asked_at": each.asked_at,
            "closed_at": each.closed_at,
        }
        for each in user.birth_date_corrections.order_by("pk")
    ]


def roles(user: User) -> list[Row]:
    grants = list(user.role_grants.order_by("starts_at", "pk"))
    names = names_of(grant.scope for grant in grants)
    return [
        {
            "role": choice(grant, "role"),
            "limited_to": Coded(str(grant.scope), names.get(grant.scope, "")),
            "starts_at": grant.starts_at,
            "ends_at": grant.ends_at,
        }
        for grant in grants
    ]


def sessions(user: User) -> list[Row]:
    return [
        {"browser": str(each.browser), "system": each.system, "from_address": each.address, "since": each.since}
        for each in sessions_of(user)
    ]


SPAN = {"starts_at": _("From"), "ends_at": _("Until")}

register(
    Holding(
        key="account",
        title=_("Your account"),
        why=_("To let you sign in, and to write to you in your language."),
        until=_("Until the account is erased."),
        rows=account,
        words={
            "email": _("E-mail address"),
            "name": _("Name"),
            "phone": _("Mobile number"),
            "guardian_address": _("Your guardian's address"),
            "language": _("Language of messages"),
            "opened_at": _("Opened at"),
            "last_sign_in_at": _("Last signed in at"),
            "addresses": _("Addresses"),
            "address": _("Address"),
            "is_confirmed": _("Confirmed"),
            "is_main": _("Main address"),
        },
    )
)
register(
    Holding(
        key="parties",
        title=_("Those in whose name you take part"),
        why=_("What you send is published under this name and with these details."),
        until=_("Until the account is erased; an organisation stays."),
        rows=parties,
        words={
            "kind": _("Kind"),
            "body_kind": _("Kind of organisation"),
            "name": _("Name"),
            "education_role": _("Role in education"),
            "governorate": _("Governorate"),
            "born_on": _("Date of birth"),
            "created_at": _("Entered at"),
            "registration_number": _("Registration number"),
            "verified_at": _("Verified at"),
        },
    )
)
register(
    Holding(
        key="representations",
        title=_("For whom you may speak"),
        why=_("To show that whoever speaks for an organisation had the right to, when they did."),
        until=_("As long as the public record is kept."),
        rows=representations,
        words={
            "party": _("In the name of"),
            "capacity": _("Capacity"),
            "title": _("Position"),
            "administers": _("Administers the organisation"),
            **SPAN,
        },
    )
)
register(
    Holding(
        key="roles",
        title=_("Your roles in the back office"),
        why=_("To show who had which right, and when."),
        until=_("As long as the record of decisions is kept."),
        rows=roles,
        words={"role": _("Role"), "limited_to": _("Limited to"), **SPAN},
        is_of_staff=True,
    )
)
register(
    Holding(
        key="factors",
        title=_("Your second step of signing in"),
        why=_("To ask you for it when you sign in. The secrets themselves stand in no copy."),
        until=_("Until you remove it, or the account is erased."),
        rows=factors,
        words={
            "factor": _("Kind"),
            "factor_name": _("Name of the key"),
            "added_at": _("Added on"),
            "last_used_at": _("Last used"),
        },
    )
)
register(
    Holding(
        key="identities",
        title=_("Your national identity"),
        why=_("To know you when you sign in with it. Nothing else that it says of you is kept."),
        until=_("Until the account is erased."),
        rows=identities,
        words={
            "provider": _("Provider"),
            "number_there": _("Your number there"),
            "name": _("Name"),
            "since": _("Joined on"),
        },
    )
)
register(
    Holding(
        key="sessions",
        title=_("Where you are signed in"),
        why=_("To let you see it, and sign out where it is not you."),
        until=_("Until you sign out there, or the session runs out."),
        rows=sessions,
        words={
            "browser": _("Browser"),
            "system": _("System"),
            "from_address": _("Network address"),
            "since": _("Signed in at"),
        },
    )
)
register(
    Holding(
        key="suspensions",
        title=_("Suspensions of your account"),
        why=_("To keep the account closed for as long as was decided, and to show why."),
        until=_("As long as the record of decisions is kept; the reason goes when the account is erased."),
        rows=suspensions,
        words={"reason": _("Reason"), **SPAN, "lifted_at": _("Lifted at")},
    )
)
register(
    Holding(
        key="birth_dates",
        title=_("Corrections of your date of birth"),
        why=_("To show on what it rests, and that two administrators saw it."),
        until=_("The record stays; an erasure takes the reason, and a date that was not confirmed yet."),
        rows=birth_dates,
        words={
            "state": _("State"),
            "reason": _("Reason"),
            "born_on": _("Date of birth"),
            "asked_at": _("Asked at"),
            "closed_at": _("Settled at"),
        },
    )
)
on_erasure(erase_account)
