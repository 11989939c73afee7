"""A consultation on school transport: who writes it, approves it and concludes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation
from wagtail.models import Revision

from accounts.models import User
from consultations.actions import ensure_index
from consultations.models import ClausePart, Consultation, ConsultationPage
from directory.models import Unit
from policies.actions import ensure_workflow

OPENS = timezone.make_aware(datetime(2026, 11, 8, 8, 0))
CLOSES = timezone.make_aware(datetime(2026, 11, 29, 23, 59))
DURING = OPENS + timedelta(days=5)

CLAUSES = {
    "5": ("حد المسافة", "Distance", "يستحق الطالب النقل إذا زادت المسافة على كيلومترين.", "Beyond two kilometres."),
    "6": ("زمن الرحلة", "Time", "لا تزيد مدة الرحلة على خمس وأربعين دقيقة.", "No longer than 45 minutes."),
}


@pytest.fixture(autouse=True)
def in_arabic() -> Iterator[None]:
    """A request before this test may have left another language behind."""
    with translation.override("ar"):
        yield


@pytest.fixture(autouse=True)
def workflow(db: None) -> None:
    """Editors write and submit, approvers approve."""
    ensure_workflow()


@pytest.fixture
def superuser(make_user: Callable[..., User]) -> User:
    """May do everything, except publish their own text."""
    user = make_user("root@example.om", "مدير النظام")
    user.is_superuser = user.is_staff = True
    user.save()
    return user


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the server's clock."""

    def set_clock(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock


def make_clause(number: str, *texts: str, **fields: Any) -> ClausePart:
    names = ("heading_ar", "heading_en", "body_ar", "body_en")
    part = ClausePart(number=number, **dict(zip(names, texts, strict=False)), **fields)
    part.full_clean(exclude=["page"])
    return part


@pytest.fixture
def transport_unit(db: None) -> Unit:
    """The department that answers for school transport."""
    names = {"name_ar": "دائرة النقل المدرسي", "name_en": "Department of School Transport"}
    return Unit.objects.create(code="t-transport", kind=Unit.Kind.DEPARTMENT, **names)


@pytest.fixture
def make_consultation_page(editor: User, transport_unit: Unit) -> Callable[..., ConsultationPage]:
    """A consultation with one chapter and clauses 5 and 6, saved as a draft; complete by default."""

    def make(**fields: Any) -> ConsultationPage:
        by = fields.pop("by", editor)
        defaults = {"title": "النقل المدرسي", "title_en": "School transport", "slug": "transport"}
        defaults |= {"unit": transport_unit}
        dates = {"opens_at": OPENS, "closes_at": CLOSES}
        page = ConsultationPage(**(defaults | dates | fields), live=False, owner=by)
        chapter = make_clause("", "المسافة والزمن", "Distance and time", kind="section")
        page.parts = [chapter, *(make_clause(number, *texts) for number, texts in CLAUSES.items())]
        ensure_index().add_child(instance=page)
        page.save_revision(user=by)
        return page

    return make


@pytest.fixture
def editor(editor: User) -> User:
    return long_since(editor)


@pytest.fixture
def approver(approver: User) -> User:
    return long_since(approver)


def long_since(user: User) -> User:
    """They had their roles before every hour to which the clock is set here: Wagtail's admin asks each time."""
    user.role_grants.update(starts_at=OPENS - timedelta(days=365))
    return user


@pytest.fixture
def page(make_consultation_page: Callable[..., ConsultationPage], at: Callable[[datetime], None]) -> ConsultationPage:
    """School transport, written before it opens and not yet published."""
    at(OPENS - timedelta(days=7))
    return make_consultation_page()


@pytest.fixture
def consultation(page: ConsultationPage, approver: User) -> Consultation:
    """School transport, published a week before it opens."""
    publish_page(page, by=approver)
    return Consultation.objects.get(slug="transport")


def fresh(page: ConsultationPage) -> ConsultationPage:
    return ConsultationPage.objects.get(pk=page.pk)


def publish_page(page: ConsultationPage, *, by: User | None) -> ConsultationPage:
    fresh(page).get_latest_revision().publish(user=by)
    return fresh(page)


def revise(page: ConsultationPage, *, by: User, clause: str = "", **fields: Any) -> Revision:
    """A new revision: of the clause with this number, or of the page itself."""
    draft = fresh(page).get_latest_revision_as_object()
    parts = list(draft.parts.all())
    changed = next(part for part in parts if part.number == clause) if clause else draft
    for name, value in fields.items():
        setattr(changed, name, value)
    draft.parts = parts
    return draft.save_revision(user=by)
