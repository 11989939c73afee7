"""Where a consultation or a category publishes first: at once for the public, afterwards for a moderator."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied

from contributions.actions import amend
from contributions.models import Contribution
from deadlines.models import Deadline
from messaging.models import OutboxMessage
from moderation import actions, figures, onward, queries
from suggestions.actions import send
from suggestions.models import Category
from tests.conftest import voice_of
from tests.pages import notice_in_force
from workflow.errors import IllegalStep
from workflow.models import Step

CALM = "أؤيد هذا البند لأن الطريق إلى المدرسة طويل في الشتاء."
PHONE = "اتصلوا بي على 99124470 لأشرح لكم حال الطريق إلى المدرسة."


@pytest.fixture
def first(clause, monkeypatch):
    """Clause 6 stands in a consultation whose comments are published first."""
    told = clause.subject
    monkeypatch.setattr(clause, "subject", lambda discussion: replace(told(discussion), publishes_first=True))


@pytest.fixture
def unseen(first, make_comment, citizen):
    return make_comment(citizen, body=CALM).contribution


def test_it_is_public_at_once(unseen):
    assert unseen.is_public
    assert unseen.published_at is not None


def test_its_place_in_the_thread_is_shown(unseen):
    unseen.comment.refresh_from_db()
    assert unseen.comment.is_public


def test_a_moderator_still_owes_a_look(unseen, moderator):
    assert Deadline.objects.open().filter(kind="moderation", subject_id=unseen.pk).exists()
    assert list(queries.queue("unseen", of=moderator)) == [unseen]
    assert not queries.queue("waiting", of=moderator).exists()


def test_a_rule_published_it_and_nobody_else(unseen):
    assert Step.objects.of(unseen).get(name="publish_first").by is None


def test_its_author_is_told_that_it_is_read_afterwards(unseen):
    told = OutboxMessage.objects.get(cause__startswith="published-first")
    assert "يراجعها أحد المشرفين بعد نشرها" in told.text


def test_who_has_looked_leaves_it_published(unseen, moderator):
    actions.keep(unseen, by=moderator)
    found = Contribution.objects.get(pk=unseen.pk)
    assert (found.is_public, found.is_unseen) == (True, False)
    assert not Deadline.objects.open().filter(kind="moderation", subject_id=unseen.pk).exists()


@pytest.mark.parametrize("who", ["citizen", "neighbour", "policy_officer", "administrator"])
def test_nobody_else_says_that_it_was_looked_at(unseen, people, who):
    with pytest.raises(PermissionDenied):
        actions.keep(unseen, by=people(who))


def test_the_second_look_is_told_of_the_first(unseen, moderator, other_moderator):
    actions.keep(unseen, by=moderator)
    with pytest.raises(IllegalStep):
        actions.keep(unseen, by=other_moderator)


@pytest.mark.parametrize("step", ["hold", "remove"])
def test_what_should_not_stand_is_taken_out_of_sight(unseen, moderator, reason, step):
    actions.take_step(unseen, step, by=moderator, reason=reason)
    found = Contribution.objects.get(pk=unseen.pk)
    assert (found.is_public, found.is_unseen) == (False, False)


def test_what_may_harm_somebody_waits_all_the_same(first, make_comment, citizen):
    assert make_comment(citizen, body=PHONE).contribution.moderation == "submitted"


def test_what_a_pupil_says_waits_all_the_same(first, make_comment, citizen, monkeypatch):
    monkeypatch.setattr(Contribution, "is_pupil", True)
    assert make_comment(citizen, body=CALM).contribution.moderation == "submitted"


def test_elsewhere_everything_waits(make_comment, citizen):
    assert make_comment(citizen, body=CALM).contribution.moderation == "submitted"


@pytest.mark.parametrize(("publishes_first", "state"), [(True, "published"), (False, "submitted")])
def test_of_suggestions_their_category_says(citizen, publishes_first, state):
    category = Category.objects.get(code="transport")
    category.publishes_first = publishes_first
    sent = send(
        by=citizen, category=category, submission_key=uuid4(), representation=voice_of(citizen),
        title="حافلة ثانية للقرية", body=CALM, language="ar", consent_to=notice_in_force(),
    )  # fmt: skip
    assert sent.contribution.moderation == state


def test_the_screen_offers_to_leave_it(visit, moderator, unseen):
    page = f"/ar/office/moderation/{unseen.reference}/"
    answer = visit(moderator).get(page)
    assert "keep" in [value for value, _label in answer.context["form"].fields["decision"].choices]
    visit(moderator).post(page, {"decision": "keep"})
    assert not Contribution.objects.unseen().exists()


def test_the_queue_has_a_view_of_them(visit, moderator, unseen):
    page = visit(moderator).get("/ar/office/moderation/?view=unseen")
    assert unseen.reference in page.text
    assert page.context["counts"]["unseen"] == 1


def test_several_are_left_published_at_once(visit, moderator, first, make_comment, citizen, neighbour):
    sent = [make_comment(who, body=f"{CALM} {who}").contribution for who in (citizen, neighbour)]
    form = {"chosen": [each.reference for each in sent], "decision": "keep", "view": "unseen"}
    visit(moderator).post("/ar/office/moderation/several/", form)
    assert not Contribution.objects.unseen().exists()


def test_whoever_has_no_more_waiting_is_led_to_what_nobody_has_read(moderator, unseen, make_contribution, citizen):
    assert onward.next_published(moderator, besides=make_contribution(citizen)) == unseen


def test_the_public_figures_count_it_and_time_the_look_of_a_moderator(unseen, moderator):
    cache.clear()
    actions.keep(unseen, by=moderator)
    month = figures.figures()["months"][0]
    assert month.counts["published"] == 1
    assert month.median is not None


def test_with_a_new_wording_each_decision_has_a_key_of_its_own(visit, moderator, unseen, citizen):
    amend(unseen, body=f"{CALM} في كل يوم.", by=citizen)
    keys = re.findall(r'data-key="(Key[A-Z])"', visit(moderator).get(f"/ar/office/moderation/{unseen.reference}/").text)
    assert {"KeyP", "KeyN"} <= set(keys)
    assert len(keys) == len(set(keys))
