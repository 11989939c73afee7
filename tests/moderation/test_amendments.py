"""New wordings: asked for, published in place of the old one, or left."""

import pytest
from django.core.exceptions import PermissionDenied

from contributions.actions import amend, waiting_amendment
from contributions.models import Contribution
from contributions.steps import Told, timeline_rows
from deadlines.models import Deadline
from messaging.models import OutboxMessage
from moderation import actions, forms
from moderation.models import Verdict
from tests.conftest import NEW_WORDS
from workflow.errors import IllegalStep
from workflow.models import Step


def fresh(contribution):
    return Contribution.objects.get(pk=contribution.pk)


def page(contribution):
    return f"/ar/office/moderation/{contribution.reference}/"


def newest_message(cause):
    return OutboxMessage.objects.filter(cause__startswith=cause).latest("pk").text


def test_publishing_a_new_wording_puts_it_in_the_place_of_the_old(amended, moderator):
    actions.publish_amendment(amended, by=moderator)
    assert fresh(amended).text.body == NEW_WORDS
    assert fresh(amended).amended_at is not None
    assert amended.texts.count() == 2


@pytest.mark.parametrize("to", Told)
def test_of_a_wording_that_waits_or_was_left_the_public_is_told_nothing(amended, moderator, reason, to):
    actions.refuse_amendment(amended, by=moderator, reason=reason)
    steps = {step.name for step, _row in timeline_rows(Step.objects.of(amended), to=to)}
    assert (steps >= {"propose_amendment", "refuse_amendment"}) == (to is not Told.EVERYBODY)
    assert "publish" in steps


def test_the_author_is_told_that_it_is_published(amended, moderator):
    actions.publish_amendment(amended, by=moderator)
    assert amended.reference in newest_message("amendment-published")


def test_leaving_the_published_wording_tells_why_and_where_to_send_another(amended, moderator, reason):
    actions.refuse_amendment(amended, by=moderator, reason=reason)
    told = newest_message("amendment-refused")
    assert fresh(amended).text.body != NEW_WORDS
    assert reason.label_ar in told
    assert f"{amended.reference}/change/" in told


@pytest.mark.parametrize("decision", ["publish_amendment", "refuse_amendment"])
def test_a_decision_meets_what_was_owed(amended, moderator, reason, decision):
    actions.take_step(amended, decision, by=moderator, reason=reason)
    assert not Deadline.objects.open().filter(kind="moderation", subject_id=amended.pk).exists()


@pytest.mark.parametrize("who", ["citizen", "neighbour", "policy_officer"])
def test_only_moderators_decide_on_it(amended, people, who):
    with pytest.raises(PermissionDenied):
        actions.publish_amendment(amended, by=people(who))


def test_a_second_decision_on_it_is_refused(amended, moderator, other_moderator, reason):
    actions.publish_amendment(amended, by=moderator)
    with pytest.raises(IllegalStep):
        actions.refuse_amendment(amended, by=other_moderator, reason=reason)


def test_what_an_officer_has_begun_to_answer_keeps_its_wording(amended, moderator):
    Contribution.objects.filter(pk=amended.pk).update(decision="under_study")
    with pytest.raises(IllegalStep):
        actions.publish_amendment(amended, by=moderator)
    assert waiting_amendment(amended)


def test_asking_for_a_change_holds_back_with_a_reason_and_says_where_to_change_it(
    make_comment, citizen, moderator, reason
):
    sent = make_comment(citizen).contribution
    actions.ask_change(sent, by=moderator, reason=reason)
    assert (fresh(sent).moderation, Verdict.objects.latest("pk").reason) == ("held", reason)
    assert f"{sent.reference}/change/" in newest_message("verdict")


def test_what_asks_for_a_reason_on_the_form_stands_on_one_in_the_action(reason):
    assert set(actions.GROUNDED) == forms.NEEDS_REASON


def test_the_desk_shows_the_new_wording_and_what_it_changes(visit, moderator, amended):
    shown = visit(moderator).get(page(amended)).text
    assert NEW_WORDS in shown
    assert "<ins>" in shown
    assert 'value="publish_amendment"' in shown


def test_new_wordings_have_a_view_of_the_queue(visit, moderator, amended):
    assert amended.reference in visit(moderator).get("/ar/office/moderation/?view=amended").text


def test_the_end_of_the_queue_leads_to_new_wordings(visit, moderator, amended, make_contribution, neighbour):
    last = make_contribution(neighbour)
    answer = visit(moderator).post(page(last), {"decision": "publish", "seen": "submitted"})
    assert answer.headers["Location"] == page(amended)


def test_nobody_decides_on_words_that_changed_since_they_opened_the_page(visit, moderator, citizen, make_contribution):
    sent = make_contribution(citizen)
    seen = sent.texts.get().token
    amend(sent, body=NEW_WORDS, by=citizen)
    answer = visit(moderator).post(page(sent), {"decision": "publish", "seen": "submitted", "words": seen})
    assert answer.status_code == 409
    assert fresh(sent).moderation == "submitted"


def test_of_several_those_that_changed_since_are_left(visit, moderator, citizen, make_contribution):
    changed, other = make_contribution(citizen), make_contribution(citizen)
    seen = {f"words-{each.reference}": each.texts.get().token for each in (changed, other)}
    amend(changed, body=NEW_WORDS, by=citizen)
    chosen = {"chosen": [changed.reference, other.reference], "decision": "publish"}
    visit(moderator).post("/ar/office/moderation/several/", chosen | seen)
    assert [fresh(each).moderation for each in (changed, other)] == ["submitted", "published"]


def test_what_was_held_back_and_changed_can_be_published(make_comment, citizen, moderator, reason):
    sent = make_comment(citizen).contribution
    actions.ask_change(sent, by=moderator, reason=reason)
    amend(sent, body=NEW_WORDS, by=citizen)
    actions.publish(fresh(sent), by=moderator)
    assert [step.name for step in Step.objects.of(sent)] == ["submit", "ask_change", "amend", "send_again", "publish"]
