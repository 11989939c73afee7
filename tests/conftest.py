"""The people and things that tests speak of."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db.models import Q
from django.test import Client

from accounts.actions import grant_role, open_account
from accounts.models import EducationRole, Governorate, Representation, Role, User
from contributions import actions as contribution_actions
from contributions import kinds
from contributions.models import Comment, Contribution, Discussion
from moderation import actions as moderation_actions
from moderation.models import Reason
from policies.actions import ensure_workflow
from policies.models import PolicyVersion
from tests.absent import (
    nothing_may_be_absent,
    pytest_addoption,
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_terminal_summary,
)
from tests.harness import django_db_keepdb, django_db_setup, pytest_make_parametrize_id
from tests.pages import make_policy_page, notice_in_force

__all__ = [
    "django_db_keepdb",
    "django_db_setup",
    "nothing_may_be_absent",
    "pytest_addoption",
    "pytest_collection_modifyitems",
    "pytest_configure",
    "pytest_make_parametrize_id",
    "pytest_terminal_summary",
]

PASSWORD = "a long enough password"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Each test has pages and attempts of its own: what was kept of another's is not theirs."""
    caches["near"].clear()
    caches["default"].clear()


@pytest.fixture(autouse=True)
def own_index(settings: Any, tmp_path: Path) -> None:
    """A search index of the test's own: empty until something is drained into it."""
    settings.SEARCH_INDEX_PATH = tmp_path / "search.sqlite3"


@pytest.fixture(autouse=True)
def a_second_factor_was_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is put at a browser without a password has shown a second factor too: the office is open to them.
    `tests/accounts/test_second_factor.py` comes in by the door."""
    force_login = Client.force_login

    def put_at_the_browser(client: Client, user: User, backend: str | None = None) -> None:
        force_login(client, user, backend)
        show_second_factor(client, user)

    monkeypatch.setattr(Client, "force_login", put_at_the_browser)


def show_second_factor(client: Client, user: User) -> None:
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


@pytest.fixture
def make_user(db: None) -> Callable[..., User]:
    """An account of somebody who speaks for themself; complete by default."""

    def make(email: str, name: str, *roles: str, **fields: Any) -> User:
        fields = {"education_role": EducationRole.PARENT, "governorate": Governorate.MUSCAT} | fields
        user = open_account(email=email, password=PASSWORD, name=name, by=None, **fields)
        for role in roles:
            grant_role(user, role, by=None, tells_holder=False)
        return user

    return make


@pytest.fixture
def citizen(make_user: Callable[..., User]) -> User:
    """Maryam: a mother who comments and suggests. She has no role in the back office."""
    return make_user("maryam@example.om", "مريم بنت خلفان العبرية")


@pytest.fixture
def neighbour(make_user: Callable[..., User]) -> User:
    """Yaqoub: another citizen, a stranger to what Maryam has not published."""
    return make_user("yaqoub@example.om", "يعقوب بن مبارك السعدي", language="en")


GUARDIAN = "mother@example.om"


@pytest.fixture
def pupil(make_user: Callable[..., User]) -> User:
    """Sara: sixteen, and a pupil. What she sends waits for her mother, whose address her account knows."""
    user = make_user("sara@example.om", "سارة بنت هلال الهاشمية", education_role=EducationRole.PUPIL)
    user.guardian_address = GUARDIAN
    user.save(update_fields=["guardian_address"])
    return user


@pytest.fixture
def moderator(make_user: Callable[..., User]) -> User:
    """Hamad: clears the queue; may not decide on his own words."""
    return make_user("hamad@example.om", "حمد بن سعيد المعمري", Role.MODERATOR)


@pytest.fixture
def other_moderator(make_user: Callable[..., User]) -> User:
    """Salma: a second moderator."""
    return make_user("salma@example.om", "سلمى بنت ناصر الحارثية", Role.MODERATOR)


@pytest.fixture
def policy_officer(make_user: Callable[..., User]) -> User:
    """Amal: answers contributions for the ministry."""
    return make_user("amal@example.om", "أمل بنت راشد الكندية", Role.POLICY_OFFICER)


@pytest.fixture
def ticket_officer(make_user: Callable[..., User]) -> User:
    """Salim: works tickets."""
    return make_user("salim@example.om", "سالم بن حمود البلوشي", Role.TICKET_OFFICER)


@pytest.fixture
def editor(make_user: Callable[..., User]) -> User:
    """Laila: writes policies and consultations."""
    return make_user("laila@example.om", "ليلى بنت أحمد الزدجالية", Role.EDITOR)


@pytest.fixture
def approver(make_user: Callable[..., User]) -> User:
    """Khalid: approves what others wrote."""
    return make_user("khalid@example.om", "خالد بن عبدالله الهنائي", Role.APPROVER)


@pytest.fixture
def administrator(make_user: Callable[..., User]) -> User:
    """Nasser: grants roles and verifies organisations."""
    return make_user("nasser@example.om", "ناصر بن علي الرواحي", Role.ADMINISTRATOR)


@pytest.fixture
def people(request: pytest.FixtureRequest) -> Callable[[str], User | None]:
    """A person by the name that a permission table uses; "anonymous" is nobody."""

    def find(who: str) -> User | None:
        return None if who == "anonymous" else request.getfixturevalue(who)

    return find


@pytest.fixture
def visit() -> Callable[[User | None], Client]:
    """A browser in which somebody is signed in, or nobody."""

    def open_browser(user: User | None = None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return open_browser


def voice_of(user: User) -> Representation:
    """The representation in which somebody speaks for themself."""
    return user.representations.get(capacity=Representation.Capacity.SELF)


@pytest.fixture
def make_contribution(db: None) -> Callable[..., Contribution]:
    """Something sent, awaiting moderation; complete by default."""

    def make(by: User, **fields: Any) -> Contribution:
        fields = {
            "kind": "answer",
            "body": "أقترح تظليل مواقف الحافلات أمام المدارس.",
            "language": "ar",
            "submission_key": uuid.uuid4(),
            "consent_to": notice_in_force(),
            "representation": voice_of(by),
        } | fields
        return contribution_actions.submit(by=by, **fields)

    return make


class Clause:
    """What a test discussion belongs to: a clause that can be closed by hand."""

    def __init__(self) -> None:
        self.is_open = True

    def subjects(self, discussions: Sequence[Discussion]) -> dict[int, kinds.Subject]:
        return {each.pk: self.subject(each) for each in discussions}

    def subject(self, discussion: Discussion) -> kinds.Subject:
        return kinds.Subject(
            title="البند 6: زمن الرحلة",
            path="/consultations/transport/#clause-6",
            text="لا تزيد مدة الرحلة على خمس وأربعين دقيقة.",
            about=f"clause:transport/6@{discussion.pk}",
            about_hash="0" * 64,
            is_open=self.is_open,
        )


@pytest.fixture
def clause(monkeypatch: pytest.MonkeyPatch) -> Clause:
    """Clause 6, open for comments until a test closes it."""
    found = Clause()
    monkeypatch.setitem(kinds._discussions, "test", kinds.DiscussionKind(subjects=found.subjects, public=Q()))
    return found


@pytest.fixture
def discussion(db: None, clause: Clause) -> Discussion:
    """What is said about clause 6."""
    return Discussion.objects.create(kind="test")


@pytest.fixture
def make_comment(discussion: Discussion) -> Callable[..., Comment]:
    """A comment on clause 6, awaiting moderation; complete by default."""

    def make(by: User, **fields: Any) -> Comment:
        fields = {
            "body": "ابني في الصف الثالث تركب حافلته مسافة العبريين.",
            "language": "ar",
            "submission_key": uuid.uuid4(),
            "consent_to": notice_in_force(),
            "representation": voice_of(by),
            "discussion": discussion,
        } | fields
        return contribution_actions.comment(by=by, **fields)

    return make


# What Maryam writes in place of her comment.
NEW_WORDS = "ابني في الصف الثالث، وتأخذه الحافلة مع الفجر وتعيده بعد الظهر."


@pytest.fixture
def published(make_comment: Callable[..., Comment], citizen: User, moderator: User) -> Contribution:
    """Maryam's comment, which everybody reads."""
    sent = make_comment(citizen).contribution
    moderation_actions.publish(sent, by=moderator)
    return sent


@pytest.fixture
def amended(published: Contribution, citizen: User) -> Contribution:
    """The same, with a new wording of hers that waits."""
    contribution_actions.amend(published, body=NEW_WORDS, by=citizen)
    return published


@pytest.fixture
def notice(db: None) -> PolicyVersion:
    """The privacy notice in force, which a consent names."""
    return notice_in_force()


@pytest.fixture
def participation_policy(editor: User, approver: User) -> PolicyVersion:
    """The participation policy in force, with points 7 and 10."""
    ensure_workflow()
    page = make_policy_page(kind="participation", slug="participation", by=editor)
    page.get_latest_revision().publish(user=approver)
    return PolicyVersion.objects.get(policy__kind="participation")


@pytest.fixture
def reason(participation_policy: PolicyVersion) -> Reason:
    """Personal data of others: rests on point 7."""
    return Reason.objects.create(
        code="personal-data",
        point_key="point-7",
        label_ar="بيانات شخصية",
        label_en="Personal data",
        message_ar="في النص بيانات شخصية لغيرك.",
        message_en="The text holds personal data of somebody else.",
    )


@pytest.fixture
def publish(moderator: User) -> Callable[[Contribution], Contribution]:
    """Have the moderator publish something."""

    def published(contribution: Contribution) -> Contribution:
        moderation_actions.publish(contribution, by=moderator)
        return contribution

    return published
