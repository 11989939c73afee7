"""What was not confirmed or mended in its time lapses, and can be taken up again."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from contributions.models import Contribution, Moderation
from deadlines.models import Deadline
from messaging.models import OutboxMessage
from moderation import actions
from workflow.errors import IllegalStep

pytestmark = pytest.mark.django_db

LAPSING, RESUMING = actions.STEPS["lapse"][0], actions.STEPS["resume"][0]


@pytest.fixture
def contribution(make_contribution, citizen):
    return make_contribution(citizen)


@pytest.fixture
def lapsed(contribution):
    actions.lapse(contribution, by=None)
    return contribution


def put(contribution, moderation):
    Contribution.objects.filter(pk=contribution.pk).update(moderation=moderation)


@pytest.mark.parametrize("source", sorted(LAPSING))
def test_the_clock_lets_lapse_what_waits_or_is_held(contribution, source):
    put(contribution, source)
    actions.lapse(contribution, by=None)
    assert Contribution.objects.get().moderation == "lapsed"


@pytest.mark.parametrize("source", sorted(set(Moderation.values) - LAPSING - {"merged"}))
def test_nothing_else_lapses(contribution, source):
    put(contribution, source)
    with pytest.raises(IllegalStep), transaction.atomic():
        actions.lapse(contribution, by=None)
    assert Contribution.objects.get().moderation == source


@pytest.mark.parametrize("source", sorted(set(Moderation.values) - RESUMING - {"merged"}))
def test_only_what_lapsed_is_taken_up_again(contribution, moderator, source):
    put(contribution, source)
    with pytest.raises(IllegalStep), transaction.atomic():
        actions.resume(contribution, by=moderator)
    assert Contribution.objects.get().moderation == source


@pytest.mark.parametrize(
    ("who", "may"), [("moderator", True), ("policy_officer", False), ("administrator", False), ("citizen", False)]
)
@pytest.mark.parametrize("verb", ["lapse", "resume"])
def test_who_may_let_lapse_and_take_up_again(contribution, people, verb, who, may):
    put(contribution, "lapsed" if verb == "resume" else "held")
    if may:
        getattr(actions, verb)(contribution, by=people(who))
    else:
        with pytest.raises(PermissionDenied):
            getattr(actions, verb)(contribution, by=people(who))
    assert (Contribution.objects.get().moderation == actions.STEPS[verb][1]) is may


def test_what_lapsed_is_owed_nothing(lapsed):
    assert not Deadline.objects.of(lapsed).open().exists()


def test_what_is_taken_up_again_is_owed_its_moderation(lapsed, moderator):
    actions.resume(lapsed, by=moderator)
    assert Deadline.objects.of(lapsed).open().get().kind == "moderation"


def test_the_author_is_told(lapsed):
    assert OutboxMessage.objects.get(cause__startswith="lapsed:").recipient == f"user:{lapsed.author_id}"


def test_a_moderator_takes_it_up_again_in_the_queue(visit, lapsed, moderator):
    visit(moderator).post(f"/ar/office/moderation/{lapsed.reference}/", {"decision": "resume"})
    assert Contribution.objects.get().moderation == "submitted"


def test_what_lapsed_has_a_view_of_its_own(visit, lapsed, moderator):
    assert lapsed.reference in visit(moderator).get("/ar/office/moderation/?view=lapsed").content.decode()
