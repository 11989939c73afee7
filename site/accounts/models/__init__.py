"""Who takes part: accounts, the parties they speak for, who may speak for whom; what is decided about an account."""

from accounts.models.births import BirthDateCorrection
from accounts.models.people import (
    FOREVER,
    BodyKind,
    EducationRole,
    Governorate,
    Organisation,
    Party,
    PartyKind,
    Representation,
    Role,
    RoleGrant,
    Suspension,
    User,
)

__all__ = [
    "FOREVER",
    "BirthDateCorrection",
    "BodyKind",
    "EducationRole",
    "Governorate",
    "Organisation",
    "Party",
    "PartyKind",
    "Representation",
    "Role",
    "RoleGrant",
    "Suspension",
    "User",
]
