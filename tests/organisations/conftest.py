"""Bodies, those who ask for them and those who speak for them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from accounts.actions import appoint_representative, register_organisation
from accounts.models import Organisation, Representation, User
from contributions.actions import upload, uploads_of
from organisations import actions
from organisations.models import Admission, Invitation
from tests.made_files import pdf, sent

NAME = "جمعية نجوم الظاهرة لتعليم الكبار"
FACTS = {
    "kind": "association",
    "name": NAME,
    "governorate": "dhahirah",
    "registration_number": "NGO-3307",
    "title": "رئيسة الجمعية",
}


@pytest.fixture
def make_admission(db: None) -> Callable[..., Admission]:
    """Somebody asks; complete by default."""

    def make(by: User, **fields: Any) -> Admission:
        key = fields.pop("key", uuid.uuid4())
        upload([sent("السجل.pdf", pdf())], key=key, by=by)
        return actions.ask(by=by, key=key, document=uploads_of(by, key).get(), **FACTS | fields)

    return make


@pytest.fixture
def admission(make_admission: Callable[..., Admission], citizen: User) -> Admission:
    """Maryam has asked for her association."""
    return make_admission(citizen)


@pytest.fixture
def council(administrator: User) -> Organisation:
    """A verified body that nobody speaks for yet."""
    party = register_organisation(name="مجلس أولياء الأمور بولاية عبري", by=administrator, verified=True)
    return party.organisation


@pytest.fixture
def head(council: Organisation, citizen: User, administrator: User) -> Representation:
    """Maryam, who administers the council."""
    return appoint_representative(citizen, council.party, by=administrator, title="رئيسة المجلس")


@pytest.fixture
def member(council: Organisation, head: Representation, neighbour: User, administrator: User) -> Representation:
    """Yaqoub, who represents it and administers nothing."""
    return appoint_representative(neighbour, council.party, by=administrator, title="أمين السر")


@pytest.fixture
def stranger(make_user: Callable[..., User]) -> User:
    """Somebody who has nothing to do with the council."""
    return make_user("zayd@example.om", "زيد بن حارث المحروقي")


@pytest.fixture
def invitation(council: Organisation, head: Representation, citizen: User, stranger: User) -> Invitation:
    """Zayd is invited by the address of his account."""
    return actions.invite(council, stranger.email, by=citizen, title="عضو")
