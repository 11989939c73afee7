"""Limits and challenges as they run, what each kind of sending posts, and senders of either standing."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from altcha import Challenge, Payload, solve_challenge
from altcha_django import get_verifier
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from guard import standing
from moderation import actions as moderation
from tests.conftest import voice_of

WORDS = "تقف الحافلة على الجانب الآخر من الطريق السريع، ويعبره الصغار وحدهم كل صباح قبل شروق الشمس."
MANY = ["1000/h/account", "1000/h/address", "1000/h/network"]


@pytest.fixture(autouse=True)
def guarded(settings: Any) -> Any:
    """As a service runs, with little work in a challenge and no time that a form has to be open."""
    settings.GUARDED = True
    settings.FORM_MINIMUM_SECONDS = 0
    settings.ALTCHA_CHALLENGE = settings.ALTCHA_CHALLENGE | {"cost": 1, "max_number": 4}
    settings.LIMITS = dict.fromkeys(settings.LIMITS, MANY)
    return settings


@pytest.fixture
def newcomer(citizen: User) -> User:
    """Maryam on her first day."""
    assert standing.is_new(citizen)
    return citizen


@pytest.fixture
def settled(citizen: User) -> User:
    """Maryam a month later."""
    citizen.date_joined = timezone.now() - timedelta(days=30)
    citizen.save()
    return citizen


@dataclass
class Sending:
    """One kind of sending: where it is posted, what is typed, and how many of it there are."""

    path: str
    typed: dict[str, str]
    count: Callable[[], int]


@pytest.fixture
def sending(request: pytest.FixtureRequest) -> Callable[[str], Sending]:
    return lambda kind: request.getfixturevalue(f"an_{kind}" if kind[0] == "a" else f"a_{kind}")


@pytest.fixture
def a_comment(citizen: User, discussion: Any, notice: Any) -> Sending:
    from contributions.models import Comment

    typed = {"body": WORDS, "voice": str(voice_of(citizen).pk), "consent": "on", "notice": str(notice.pk)}
    typed["submission_key"] = str(uuid.uuid4())
    return Sending(f"/ar/contributions/comment/{discussion.pk}/", typed, Comment.thread.count)


@pytest.fixture
def a_suggestion(citizen: User, notice: Any) -> Sending:
    from suggestions.models import Suggestion

    typed = {"title": "ممر مشاة أمام المدرسة", "body": WORDS, "category": "curricula", "consent": "on", "step": "send"}
    typed |= {"voice": str(voice_of(citizen).pk), "notice": str(notice.pk)}
    return Sending(f"/ar/suggestions/new/{uuid.uuid4()}/", typed, Suggestion.objects.count)


@pytest.fixture
def a_report(neighbour: User, make_comment: Any, publish: Any, reason: Any) -> Sending:
    from moderation.models import Report

    published = publish(make_comment(neighbour).contribution)
    typed = {"reason": str(reason.pk), "note": WORDS}
    return Sending(f"/ar/reports/{published.reference}/", typed, Report.objects.count)


@pytest.fixture
def an_amendment(citizen: User, make_comment: Any) -> Sending:
    from contributions.models import TextVersion

    waiting = make_comment(citizen).contribution
    return Sending(f"/ar/contributions/{waiting.reference}/change/", {"body": WORDS}, TextVersion.objects.count)


@pytest.fixture
def an_appeal(citizen: User, make_comment: Any, moderator: User, reason: Any) -> Sending:
    from moderation.models import Appeal

    held = make_comment(citizen).contribution
    moderation.hold(held, reason=reason, by=moderator)
    return Sending(f"/ar/appeals/{held.reference}/", {"words": WORDS}, Appeal.objects.count)


@pytest.fixture
def an_admission(citizen: User) -> Sending:
    """Its document has arrived, and waits with the form."""
    from contributions.actions import upload
    from organisations.models import Admission
    from tests.made_files import pdf, sent
    from tests.organisations.conftest import FACTS

    key = uuid.uuid4()
    upload([sent("السجل.pdf", pdf())], key=key, by=citizen)
    return Sending("/ar/organisations/new/", FACTS | {"key": str(key)}, Admission.objects.count)


@pytest.fixture
def a_representative(citizen: User, administrator: User) -> Sending:
    """An invitation by whoever administers a body."""
    from accounts.actions import appoint_representative, register_organisation
    from organisations.models import Invitation

    body = register_organisation(name="مجلس أولياء الأمور بولاية عبري", by=administrator, verified=True)
    appoint_representative(citizen, body, by=administrator)
    typed = {"address": "aunt@example.om", "title": "أمينة السر"}
    return Sending(f"/ar/organisations/{body.organisation.pk}/", typed, Invitation.objects.count)


def fields_of(page: HttpResponse, form: int = 0) -> dict[str, str]:
    """What a form of a page sends, unseen. Of the page's own, in their order."""
    forms = re.findall(r'<form class="form[^>]*>(.*?)</form>', page.text, re.DOTALL)
    return {name: unescape(value) for name, value in re.findall(HIDDEN, forms[form])}


HIDDEN = r'<input type="hidden" name="([^"]*)" value="([^"]*)"'


def worked() -> str:
    """What the widget hands in when the browser has done its work."""
    challenge = Challenge.from_dict(get_verifier().get_challenge())
    return Payload(challenge=challenge, solution=solve_challenge(challenge)).to_base64()


def post(browser: Client, sending: Sending, **more: str) -> HttpResponse:
    return browser.post(sending.path, sending.typed | more)
