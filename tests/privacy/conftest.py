"""Somebody about whom every room holds something."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from contributions.models import Contribution
from directory.models import Post, Unit
from messaging.actions import enqueue
from messaging.models import OutboxMessage
from moderation import actions as moderation
from suggestions import actions as suggestions
from suggestions.models import Category, Suggestion
from tests.conftest import notice_in_force, voice_of
from tickets.models import Custody


@pytest.fixture
def unit(db: None) -> Unit:
    return Unit.objects.create(code="labs", kind="department", name_ar="المختبرات", name_en="Laboratories")


@pytest.fixture
def suggestion(citizen: User) -> Suggestion:
    return suggestions.send(
        by=citizen,
        title="مختبر متنقل",
        category=Category.objects.first(),
        representation=voice_of(citizen),
        body="أقترح تجهيز حافلة بمختبر صغير تزور المدارس.",
        language="ar",
        submission_key=uuid.uuid4(),
        consent_to=notice_in_force(),
    )


@pytest.fixture
def answered(suggestion: Suggestion, unit: Unit, moderator: User, policy_officer: User) -> Suggestion:
    """Maryam's suggestion, published and accepted: it has a ticket."""
    moderation.publish(suggestion.contribution, by=moderator)
    suggestions.take_under_study(suggestion, unit=unit, answer_ar="يُدرس الآن.", by=policy_officer)
    suggestions.accept(suggestion, unit=unit, answer_ar="قُبل.", working_days=10, by=policy_officer)
    suggestion.refresh_from_db()
    return suggestion


@pytest.fixture
def appealed(
    make_contribution: Any, citizen: User, moderator: User, other_moderator: User, reason: Any
) -> Contribution:
    """Held back, appealed against, and the decision stood."""
    held = make_contribution(citizen, body="نص فيه رقم هاتف.")
    moderation.hold(held, by=moderator, reason=reason)
    appeal = moderation.appeal(held, words="لم أكتب رقم أحد.", by=citizen)
    moderation.dismiss_appeal(appeal, answer="الرقم في السطر الأول.", by=other_moderator)
    return held


@pytest.fixture
def full(answered: Suggestion, appealed: Contribution, make_comment: Any, citizen: User, unit: Unit) -> User:
    """Maryam, about whom every room holds something."""
    make_comment(citizen, stance="for", body="تعليق مريم على البند السادس.")
    return citizen


def write_to(user: User, **fields: Any) -> OutboxMessage:
    fields = {
        "cause": f"test:{uuid.uuid4()}",
        "recipient": f"user:{user.pk}",
        "address": user.email,
        "template": "account_exists",
        "context": {},
        "language": "ar",
    } | fields
    return enqueue(**fields)


@pytest.fixture
def officer_at_work(ticket_officer: User, unit: Unit, answered: Suggestion) -> User:
    """Salim, who holds a post and a ticket."""
    Post.objects.create(unit=unit, title_ar="رئيس", title_en="Head", holder=ticket_officer)
    ticket = answered.contribution.ticket_origins.get().ticket
    Custody.objects.filter(ticket=ticket, until=None).update(until=timezone.now())
    Custody.objects.create(ticket=ticket, unit=unit, officer=ticket_officer)
    return ticket_officer
