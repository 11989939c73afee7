"""What each public page asks of the database: never more than twelve queries, and as many for ten of everything as for
one. A page that is added is added to PAGES."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from accounts.models import User
from consultations.actions import ensure_index
from consultations.models import ClausePart, ConsultationPage
from contributions import actions as contributions
from contributions.models import Comment, Contribution, Discussion
from directory.models import Unit
from home.actions import lay_out_site
from home.models import PlainPage
from moderation import actions as moderation
from moderation.models import Reason
from policies.models import PolicyVersion
from search.actions import drain
from suggestions import actions as suggestions
from suggestions.models import Category, Suggestion
from tests.conftest import voice_of
from tests.pages import home_page, make_policy_page, notice_in_force

MOST = 12
# {first}: the reference of a suggestion; {removed}: of one that was taken away; {own}: of the reader's own.
PAGES = {
    "home": "",
    "policies": "policies/",
    "policy": "policies/participation/",
    "version of a policy": "policies/participation/versions/1/",
    "plain page": "guide-1/",
    "consultations": "consultations/",
    "all outcomes": "outcomes/",
    "consultation": "consultations/draft-0/",
    "consultation, a thread open": "consultations/draft-0/?clause=clause-1",
    "consultation, writing": "consultations/draft-0/?comment=clause-1",
    "clause": "consultations/draft-0/clauses/clause-1/",
    "version of a draft": "consultations/draft-0/versions/1/",
    "suggestions": "suggestions/",
    "suggestions under study": "suggestions/?status=under_study",
    "suggestion": "suggestions/{first}/",
    "tombstone": "suggestions/{removed}/",
    "search": "search/?q=مختبر",
    "search, nothing asked": "search/",
    "ticket look-up": "tickets/",
    "signing in": "accounts/login/",
    "signing up": "accounts/signup/",
}
OWN = {
    "my contributions": "contributions/mine/",
    "receipt": "contributions/{own}/receipt/",
    "writing a comment": "contributions/comment/{discussion}/",
    "writing a suggestion": f"suggestions/new/{uuid.UUID(int=7)}/",
    "what is kept about me": "accounts/data/",
    "bodies I speak for": "organisations/",
    "asking for a body": "organisations/new/",
    "what became of mine": "contributions/{own}/",
}


class World:
    """A site that grows: of everything one more a turn."""

    def __init__(self, people: dict[str, User], reason: Reason) -> None:
        self.people, self.reason = people, reason
        self.unit = Unit.objects.create(code="labs", kind="department", name_ar="المختبرات", name_en="Laboratories")
        self.size = 0
        self.first: Suggestion | None = None

    def grow(self, times: int) -> None:
        for _ in range(times):
            self._plain_page()
            self._consultation()
            self._suggest()
            self._talk()
            self.size += 1
        drain()

    @property
    def words(self) -> dict[str, object]:
        return {
            "first": self.first.reference,
            "removed": Contribution.objects.filter(moderation="removed").earliest("pk").reference,
            "own": Contribution.objects.by(self.people["citizen"])
            .filter(moderation="submitted")
            .earliest("pk")
            .reference,
            "discussion": self.discussion.pk,
        }

    @property
    def discussion(self) -> Discussion:
        return Discussion.objects.get(clause_key__key="clause-1", clause_key__draft__consultation__slug="draft-0")

    def _plain_page(self) -> None:
        name = f"guide-{self.size + 1}"
        home_page().add_child(instance=PlainPage(title=f"دليل {name}", title_en=name, slug=name, show_in_menus=True))

    def _consultation(self) -> None:
        now = timezone.now()
        page = ConsultationPage(
            title=f"مسودة {self.size}", title_en=f"Draft {self.size}", slug=f"draft-{self.size}",
            opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=20),
            owner=self.people["editor"], live=False,
        )  # fmt: skip
        page.parts = [ClausePart(number=str(n), heading_ar="بند", body_ar="نص", body_en="Text", uid=uuid.uuid4().hex)
                      for n in (1, 2)]  # fmt: skip
        ensure_index().add_child(instance=page)
        page.save_revision(user=self.people["editor"]).publish(user=self.people["approver"])

    def _suggest(self) -> None:
        """One that waits, one under study, one that was removed, one that was published."""
        self._sent()
        published, studied, removed = (self._published() for _ in range(3))
        self.first = self.first or studied
        suggestions.take_under_study(studied, unit=self.unit, answer_ar="يُدرس الآن.", by=self.people["policy_officer"])
        moderation.remove(removed.contribution, by=self.people["moderator"], reason=self.reason)

    def _sent(self) -> Suggestion:
        by = self.people["citizen"]
        return suggestions.send(by=by, title="مختبر متنقل", category=Category.objects.first(), **said(by))

    def _published(self) -> Suggestion:
        made = self._sent()
        moderation.publish(made.contribution, by=self.people["moderator"])
        return made

    def _talk(self) -> None:
        """A thread of two beside the clause and under the suggestion."""
        for discussion in (self.discussion, self.first.discussion):
            root = self._comment(discussion, "citizen")
            self._comment(discussion, "neighbour", parent=Comment.thread.get(pk=root.pk))

    def _comment(self, discussion: Discussion, who: str, **fields: Any) -> Comment:
        by = self.people[who]
        comment = contributions.comment(by=by, discussion=discussion, **said(by) | fields)
        moderation.publish(comment.contribution, by=self.people["moderator"])
        return comment


def said(by: User) -> dict[str, Any]:
    return {
        "representation": voice_of(by),
        "body": "أقترح تجهيز حافلة بمختبر صغير تزور المدارس.",
        "language": "ar",
        "submission_key": uuid.uuid4(),
        "consent_to": notice_in_force(),
    }


@pytest.fixture
def ground(db: None) -> Iterator[None]:
    """The home page and the lists, before anything is put under them. Wagtail keeps where the site begins, beyond a
    test."""
    lay_out_site()
    yield
    Site.clear_site_root_paths_cache()


@pytest.fixture
def world(
    ground: None, participation_policy: PolicyVersion, reason: Reason, people: Callable[[str], User | None]
) -> World:
    make_policy_page(
        kind="privacy", slug="privacy", title="الخصوصية", by=people("editor")
    ).get_latest_revision().publish(user=people("approver"))
    names = ("citizen", "neighbour", "moderator", "policy_officer", "editor", "approver")
    return World({name: people(name) for name in names}, reason)


def counted(client: Client, pages: dict[str, str], words: dict[str, object]) -> dict[str, int]:
    """What each page asks, in both languages, once what a process keeps has been read."""
    found = {}
    for language in ("ar", "en"):
        for name, path in pages.items():
            address = f"/{language}/{path.format(**words)}"
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(address)
            assert answer.status_code in (200, 410), f"{address} answered {answer.status_code}"
            found[f"{name} ({language})"] = len(captured)
    return found


@pytest.mark.parametrize("who", ["anonymous", "citizen"])
def test_a_page_asks_as_much_for_one_of_everything_as_for_ten_and_never_more_than_twelve(world, visit, people, who):
    pages = PAGES if who == "anonymous" else PAGES | OWN
    if who == "citizen":  # who is signed in is sent on from there
        pages = {name: path for name, path in pages.items() if not name.startswith("signing")}
    client = visit(people(who))
    world.grow(1)
    one = counted(client, pages, world.words)
    world.grow(9)
    ten = counted(client, pages, world.words)
    assert {name: (one[name], ten[name]) for name in one if one[name] != ten[name]} == {}
    assert {name: count for name, count in ten.items() if count > MOST} == {}
