"""Rahma records for others, and Zayed comes to her counter."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from accounts.actions import register_organisation
from accounts.models import Party, Role, User
from contributions.actions import record_comment, record_on_behalf
from contributions.behalf import Behalf
from contributions.models import Comment, Contribution, Discussion
from messaging.models import OutboxMessage
from suggestions.actions import install_categories
from suggestions.models import Category
from tests.pages import notice_in_force

ZAYED = "زايد بن سيف المقبالي"
BODY = "أطلب أن تُضاف حافلة ثانية إلى خط قريتنا لأن الأطفال يقفون فيها كل صباح."
ADDRESS = "zayed@example.om"


@pytest.fixture
def clerk(make_user: Callable[..., User]) -> User:
    """Rahma: records what comes by the counter, the telephone and the post."""
    return make_user("rahma@example.om", "رحمة بنت سالم الشكيلية", Role.CLERK)


@pytest.fixture
def other_clerk(make_user: Callable[..., User]) -> User:
    """Badr: another clerk."""
    return make_user("badr@example.om", "بدر بن علي الغافري", Role.CLERK)


@pytest.fixture
def body(administrator: User) -> Party:
    """A verified organisation that has no account here."""
    name = "جمعية أولياء الأمور بنزوى"
    return register_organisation(name=name, by=administrator, governorate="dakhliyah", verified=True)


@pytest.fixture
def category(db: None) -> Category:
    install_categories()
    return Category.objects.get(code="transport")


def told(**fields: Any) -> Behalf:
    """What Zayed tells at the counter; complete by default."""
    return Behalf(
        **{
            "channel": "post",
            "name": ZAYED,
            "consent": "signed",
            "consented_on": timezone.localdate(),
            "language": "ar",
            "education_role": "parent",
            "governorate": "dhahirah",
            "identity": "seen",
            "address": ADDRESS,
        }
        | fields
    )


@pytest.fixture
def make_recorded(db: None) -> Callable[..., Contribution]:
    """Something taken down by a clerk, awaiting moderation; complete by default."""

    def make(by: User, behalf: Behalf | None = None, **fields: Any) -> Contribution:
        fields = {
            "kind": "answer",
            "body": BODY,
            "language": "ar",
            "submission_key": uuid.uuid4(),
            "consent_to": notice_in_force(),
        } | fields
        return record_on_behalf(by=by, behalf=behalf or told(), **fields)

    return make


@pytest.fixture
def recorded(make_recorded: Callable[..., Contribution], clerk: User) -> Contribution:
    """Zayed's letter, recorded by Rahma."""
    return make_recorded(clerk)


@pytest.fixture
def commented(discussion: Discussion, clerk: User) -> Comment:
    """What Zayed said about clause 6, recorded by Rahma."""
    said = {"body": BODY, "language": "ar", "submission_key": uuid.uuid4(), "consent_to": notice_in_force()}
    return record_comment(by=clerk, behalf=told(), discussion=discussion, **said)


def letters_to(contribution: Contribution) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(recipient=f"recorded:{contribution.reference}").order_by("pk"))


def code_in(letter: OutboxMessage) -> str:
    found = re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", letter.text)
    assert found
    return found[0]
