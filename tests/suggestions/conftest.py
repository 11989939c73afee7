"""Suggestions in every state, the units that study and carry them out, and the notice that a consent names."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role, User
from contributions import actions as contributions
from contributions.models import Comment, Contribution
from directory.models import Unit
from suggestions import actions
from suggestions.models import Category, Suggestion
from tests.conftest import voice_of
from tests.pages import notice_in_force


@pytest.fixture
def labs(db: None) -> Unit:
    """The department that studies and carries out suggestions on laboratories."""
    return Unit.objects.create(
        code="t-labs", kind="department", name_ar="دائرة المختبرات", name_en="Department of Laboratories"
    )


@pytest.fixture
def category(db: None) -> Category:
    return Category.objects.get(code="curricula")


@pytest.fixture
def make_suggestion(citizen: User, category: Category) -> Callable[..., Suggestion]:
    """A suggestion that awaits moderation; complete by default."""

    def make(by: User | None = None, **fields: Any) -> Suggestion:
        author = by or citizen
        defaults = {
            "representation": voice_of(author),
            "title": "حافلة مختبر علوم متنقلة",
            "body": "أقترح تجهيز حافلة بمختبر صغير تزور المدارس الجبلية مرتين في الشهر.",
            "category": category,
            "language": "ar",
            "submission_key": uuid.uuid4(),
            "consent_to": notice_in_force(),
        }
        return actions.send(by=author, **defaults | fields)

    return make


@pytest.fixture
def make_published(
    make_suggestion: Callable[..., Suggestion], publish: Callable[[Contribution], Contribution]
) -> Callable[..., Suggestion]:
    def make(by: User | None = None, **fields: Any) -> Suggestion:
        suggestion = make_suggestion(by, **fields)
        publish(suggestion.contribution)
        return suggestion

    return make


@pytest.fixture
def suggestion(make_published: Callable[..., Suggestion]) -> Suggestion:
    """A published suggestion that waits for an answer."""
    return make_published()


@pytest.fixture
def under_study(suggestion: Suggestion, labs: Unit, policy_officer: User) -> Suggestion:
    actions.take_under_study(suggestion, unit=labs, answer_ar="يُدرس الآن.", by=policy_officer)
    return suggestion


@pytest.fixture
def accepted(under_study: Suggestion, labs: Unit, policy_officer: User) -> Suggestion:
    actions.accept(under_study, unit=labs, answer_ar="مقبول.", working_days=20, by=policy_officer)
    return under_study


@pytest.fixture
def colleague(make_user: Callable[..., User]) -> User:
    """A second policy officer."""
    return make_user("badriya@example.om", "بدرية بنت علي السيابية", Role.POLICY_OFFICER)


@pytest.fixture
def say() -> Callable[..., Comment]:
    """Comment on a suggestion."""

    def comment(suggestion: Suggestion, by: User, **fields: Any) -> Comment:
        defaults = {
            "representation": voice_of(by),
            "discussion": suggestion.discussion,
            "body": "وأضيف إليها خزانة مواد مقفلة.",
            "language": "ar",
            "submission_key": uuid.uuid4(),
            "consent_to": notice_in_force(),
        }
        return contributions.comment(by=by, **defaults | fields)

    return comment


@pytest.fixture
def queries_of() -> Callable[[Callable[[], object]], int]:
    """How many queries something costs, once what is kept between requests has been read."""

    def count(act: Callable[[], object]) -> int:
        act()
        with CaptureQueriesContext(connection) as captured:
            act()
        return len(captured)

    return count
