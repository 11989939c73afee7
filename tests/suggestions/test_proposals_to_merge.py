"""Moderators propose that two suggestions become one; an officer decides."""

import pytest
from django.core.exceptions import PermissionDenied

from ledger.models import LedgerEntry
from moderation.actions import hold, propose_merge
from moderation.models import MergeProposal
from workflow.errors import IllegalStep


@pytest.fixture
def kept(make_published, neighbour):
    return make_published(neighbour).contribution


@pytest.fixture
def twin(make_suggestion, citizen):
    """It says what `kept` says, and waits for a moderator."""
    return make_suggestion(citizen).contribution


@pytest.fixture
def proposed(twin, kept, moderator):
    propose_merge(twin, into=kept, by=moderator)
    return twin


def test_it_moves_no_state(proposed):
    proposed.refresh_from_db()
    assert (proposed.moderation, proposed.merged_into) == ("submitted", None)


def test_it_is_on_record(proposed, kept):
    entry = LedgerEntry.objects.get(kind="contributions.contribution.propose_merge")
    assert entry.data["into"] == kept.reference


def test_a_second_press_changes_nothing(proposed, kept, other_moderator):
    propose_merge(proposed, into=kept, by=other_moderator)
    assert MergeProposal.objects.count() == 1


@pytest.mark.parametrize("who", ["citizen", "neighbour", "policy_officer", "administrator"])
def test_only_moderators_propose(twin, kept, people, who):
    with pytest.raises(PermissionDenied):
        propose_merge(twin, into=kept, by=people(who))


def test_nothing_is_merged_into_itself(kept, moderator):
    with pytest.raises(IllegalStep):
        propose_merge(kept, into=kept, by=moderator)


def test_a_comment_is_merged_into_nothing(make_comment, citizen, kept, moderator):
    with pytest.raises(IllegalStep):
        propose_merge(make_comment(citizen).contribution, into=kept, by=moderator)


def test_nothing_is_merged_into_what_nobody_reads(kept, twin, moderator):
    with pytest.raises(IllegalStep):
        propose_merge(kept, into=twin, by=moderator)


def test_the_officer_reads_it_and_finds_the_number_filled_in(visit, policy_officer, proposed, kept, publish):
    publish(proposed)
    page = visit(policy_officer).get(f"/en/office/suggestions/{proposed.reference}/")
    assert "proposed on" in page.text
    assert f'value="{kept.reference}"' in page.text


def test_what_is_published_no_more_is_proposed_no_more(
    visit, policy_officer, proposed, kept, publish, moderator, reason
):
    publish(proposed)
    hold(kept, by=moderator, reason=reason)
    assert "proposed on" not in visit(policy_officer).get(f"/en/office/suggestions/{proposed.reference}/").text


def test_from_the_moderators_page(visit, moderator, twin, kept):
    page = f"/ar/office/moderation/{twin.reference}/"
    answer = visit(moderator).post(f"{page}merge/", {"into": kept.reference})
    assert answer.headers["Location"] == page
    assert twin.merge_proposals.get().into == kept
