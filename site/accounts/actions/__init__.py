"""What is done with accounts, the bodies they speak for, roles in the back office, and lists that are kept."""

from accounts.actions.births import ask_birth_date, confirm_birth_date, dismiss_birth_date
from accounts.actions.erasing import erase_account
from accounts.actions.factors import remove_factors
from accounts.actions.groups import WAGTAIL_ROLES, settle_groups, wagtail_group
from accounts.actions.keeping import keeper_of_recorded
from accounts.actions.opening import give_self, open_account
from accounts.actions.organisations import (
    appoint_representative,
    begin_representing,
    hold_verification,
    hold_voice,
    register_organisation,
    verify_organisation,
    withdraw_verification,
)
from accounts.actions.phones import confirm_phone, remove_phone
from accounts.actions.profile import change_profile, remember_guardian
from accounts.actions.roles import change_last_day, end_role, follow_roles, grant_role
from accounts.actions.sessions import end_sessions, forget_ended_sessions
from accounts.actions.suspensions import lift_suspension, suspend

__all__ = [
    "WAGTAIL_ROLES",
    "appoint_representative",
    "ask_birth_date",
    "begin_representing",
    "change_last_day",
    "change_profile",
    "confirm_birth_date",
    "confirm_phone",
    "dismiss_birth_date",
    "end_role",
    "end_sessions",
    "erase_account",
    "follow_roles",
    "forget_ended_sessions",
    "give_self",
    "grant_role",
    "hold_verification",
    "hold_voice",
    "keeper_of_recorded",
    "lift_suspension",
    "open_account",
    "register_organisation",
    "remember_guardian",
    "remove_factors",
    "remove_phone",
    "settle_groups",
    "suspend",
    "verify_organisation",
    "wagtail_group",
    "withdraw_verification",
]
