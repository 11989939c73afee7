"""Two consultations and two categories, so that a role can be limited to one of each."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.actions import grant_role
from accounts.models import User
from accounts.scopes import Scope
from consultations.models import ClauseKey, Consultation
from contributions import actions as contributions
from contributions.models import Contribution
from policies.actions import ensure_workflow
from suggestions import actions as suggestions
from suggestions.models import Category
from tests.conftest import voice_of
from tests.consultations.conftest import make_consultation_page, publish_page, transport_unit
from tests.pages import notice_in_force

__all__ = ["make_consultation_page", "transport_unit"]


@pytest.fixture
def make_consultation(make_consultation_page: Callable[..., Any], approver: User) -> Callable[[str], Consultation]:
    """One that is open now."""

    def make(slug: str) -> Consultation:
        ensure_workflow()
        now = timezone.now()
        dates = {"opens_at": now - timedelta(days=2), "closes_at": now + timedelta(days=20)}
        publish_page(make_consultation_page(slug=slug, **dates), by=approver)
        return Consultation.objects.get(slug=slug)

    return make


@pytest.fixture
def comment_on(citizen: User) -> Callable[..., Contribution]:
    """Something said about a clause, awaiting moderation."""

    def say(consultation: Consultation, body: str = "ابني تركب حافلته مسافة طويلة.") -> Contribution:
        clause = ClauseKey.objects.filter(draft__consultation=consultation, discussion__isnull=False).first()
        return contributions.comment(
            by=citizen,
            representation=voice_of(citizen),
            discussion=clause.discussion,
            body=body,
            language="ar",
            submission_key=uuid.uuid4(),
            consent_to=notice_in_force(),
        ).contribution

    return say


@pytest.fixture
def suggest(citizen: User) -> Callable[..., Contribution]:
    """A suggestion in a category, awaiting moderation."""

    def send(category: str, body: str = "أقترح تجهيز حافلة بمختبر صغير.", **fields: Any) -> Contribution:
        return suggestions.send(
            by=citizen,
            representation=voice_of(citizen),
            title="حافلة مختبر علوم متنقلة",
            body=body,
            category=Category.objects.get(code=category),
            language="ar",
            submission_key=uuid.uuid4(),
            consent_to=notice_in_force(),
            **fields,
        ).contribution

    return send


@pytest.fixture
def limited(make_user: Callable[..., User]) -> Callable[..., User]:
    """Somebody whose role is limited: to one thing, or to several."""

    def make(role: str, *scopes: str) -> User:
        user = make_user(f"{role}-{len(scopes)}@example.om", "خميس بن راشد الجابري")
        for scope in scopes:
            grant_role(user, role, by=None, scope=Scope.read(scope), tells_holder=False)
        return user

    return make
