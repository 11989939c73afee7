"""Two moderators, or a moderator and an author, in the same second: the second finds what the first has done."""

import itertools
import uuid

import pytest
from django.urls import reverse

from accounts.models import User
from contributions import actions as contributions
from contributions import stored
from contributions.models import Attachment, Comment, Contribution, Discussion
from deadlines.models import Deadline
from moderation import actions, queries
from moderation.models import Appeal, Claim, Reason, Ruling, Verdict
from tests.at_once import ACTED, TOLD, at_once, one_then_other
from tests.made_files import picture, sent
from workflow.errors import IllegalStep
from workflow.models import Step

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def waiting(make_comment, citizen, reason):
    """Maryam's comment, which no moderator has decided on."""
    return make_comment(citizen).contribution


def decides(contribution, name, by):
    """As the page does it: on the state that was shown."""
    theirs, me = Contribution.objects.get(pk=contribution.pk), User.objects.get(pk=by.pk)
    reason = Reason.objects.first() if name in actions.GROUNDED else None
    yield
    outcome = actions.decide_several([theirs], name, by=me, seen=theirs.moderation, reason=reason)
    if outcome.refused:
        raise IllegalStep(outcome.refused[0][1])


def withdraws(contribution):
    mine = Contribution.objects.select_related("author").get(pk=contribution.pk)
    yield
    contributions.withdraw(mine, by=mine.author)


def what_is_stored_agrees(contribution):
    """State, steps, comment, tally and deadline tell one story."""
    contribution.refresh_from_db()
    comment = Comment.thread.get(contribution=contribution)
    steps = Step.objects.of(contribution).filter(field="moderation")
    assert contribution.moderation == steps.last().target
    assert comment.is_public == contribution.is_public
    assert Discussion.objects.get(pk=comment.discussion_id).comment_count == int(contribution.is_public)
    assert not Deadline.objects.open().of(contribution).filter(kind="moderation").exists()
    assert Verdict.objects.filter(contribution=contribution).count() == steps.exclude(name="withdraw").count()
    assert not Claim.objects.filter(contribution=contribution).exists()


DECISIONS = ["publish", "hold", "ask_change", "remove"]


@pytest.mark.parametrize(("first", "second"), list(itertools.product(DECISIONS[:2] + DECISIONS[3:], repeat=2)))
def test_of_two_who_decide_one_is_told(waiting, moderator, other_moderator, first, second):
    both = (decides(waiting, first, by=moderator), decides(waiting, second, by=other_moderator))
    assert one_then_other(*both) == (ACTED, TOLD)
    assert Verdict.objects.get().step.name == first
    what_is_stored_agrees(waiting)


def test_the_second_page_says_who_was_faster(visit, waiting, moderator, other_moderator):
    """Through the screens, from the page that both had open."""
    path, answers = reverse("moderation:decide", args=[waiting.reference]), []

    def presses(by):
        browser = visit(by)
        yield
        answers.append(browser.post(path, {"decision": "publish", "seen": "submitted"}))

    one_then_other(presses(moderator), presses(other_moderator))
    late, quick = sorted(answers, key=lambda answer: answer.status_code, reverse=True)
    assert (quick.status_code, late.status_code) == (302, 409)
    assert str(Step.objects.of(waiting).get(name="publish").by) in late.text


@pytest.mark.parametrize("name", DECISIONS)
def test_nobody_decides_on_what_was_withdrawn_a_moment_before(waiting, moderator, name):
    assert one_then_other(withdraws(waiting), decides(waiting, name, by=moderator)) == (ACTED, TOLD)
    what_is_stored_agrees(waiting)
    assert waiting.moderation == "withdrawn"


@pytest.mark.parametrize(("name", "outcome"), [("publish", ACTED), ("hold", ACTED), ("remove", TOLD)])
def test_what_was_decided_a_moment_before_is_withdrawn_where_that_is_possible(waiting, moderator, name, outcome):
    assert one_then_other(decides(waiting, name, by=moderator), withdraws(waiting)) == (ACTED, outcome)
    what_is_stored_agrees(waiting)
    assert waiting.moderation == ("withdrawn" if outcome == ACTED else "removed")


def test_an_officer_and_the_author_at_one_moment_leave_one_of_both(published, policy_officer):
    def takes_up(contribution):
        theirs, me = Contribution.objects.get(pk=contribution.pk), User.objects.get(pk=policy_officer.pk)
        yield
        contributions.answer(theirs, decision="noted", answer_ar="شكرا لكم.", by=me)

    assert at_once(takes_up(published), withdraws(published)) == [ACTED, TOLD]
    published.refresh_from_db()
    assert (published.moderation, published.decision) in {("withdrawn", "none"), ("published", "noted")}


# --- in hand -----------------------------------------------------------------------------------------------


def opens(contribution, by):
    theirs, me = Contribution.objects.get(pk=contribution.pk), User.objects.get(pk=by.pk)
    yield
    actions.claim(theirs, by=me)


def test_what_two_open_at_once_is_in_the_hands_of_one(waiting, moderator, other_moderator):
    assert one_then_other(opens(waiting, by=moderator), opens(waiting, by=other_moderator)) == (ACTED, ACTED)
    assert Claim.objects.get().moderator == moderator


def test_what_many_open_at_once_is_in_the_hands_of_one(waiting, moderator, other_moderator):
    assert at_once(*(opens(waiting, by=by) for by in (moderator, other_moderator) * 2)) == [ACTED] * 4
    assert Claim.objects.count() == 1


# --- files -------------------------------------------------------------------------------------------------


@pytest.fixture
def with_file(make_contribution, citizen):
    key = uuid.uuid4()
    contributions.upload([sent("yard.png", picture("PNG"))], key=key, by=citizen)
    return make_contribution(citizen, submission_key=key, uploads=list(contributions.uploads_of(citizen, key)))


def takes_the_file_out(contribution):
    mine = Attachment.objects.select_related("contribution__author").get(contribution=contribution)
    yield
    contributions.withdraw_attachment(mine, by=mine.contribution.author)


def publishes_what_is_shown(contribution, by):
    """With the file that the page showed."""
    me, shown = User.objects.get(pk=by.pk), queries.items([Contribution.objects.get(pk=contribution.pk)])[0]
    words = {contribution.reference: shown.words_seen}
    yield
    outcome = actions.decide_several([shown.contribution], "publish", by=me, seen="submitted", words=words)
    if outcome.refused:
        raise IllegalStep(outcome.refused[0][1])


def test_nobody_publishes_for_a_file_that_its_author_took_out_a_moment_before(with_file, moderator):
    both = (takes_the_file_out(with_file), publishes_what_is_shown(with_file, by=moderator))
    assert one_then_other(*both) == (ACTED, TOLD)
    with_file.refresh_from_db()
    assert (with_file.moderation, with_file.attachments.get().state) == ("submitted", "withdrawn")


def test_what_was_published_a_moment_before_loses_its_file_and_says_so(with_file, moderator):
    both = (publishes_what_is_shown(with_file, by=moderator), takes_the_file_out(with_file))
    assert one_then_other(*both) == (ACTED, ACTED)
    with_file.refresh_from_db()
    (noted,) = with_file.attachments.listed_for_all()
    assert (with_file.moderation, noted.is_withdrawn) == ("published", True)


def test_of_a_moderator_and_an_author_who_take_a_file_out_at_once_the_author_s_word_is_final(
    with_file, moderator, reason
):
    def takes_out():
        file, me = Attachment.objects.get(contribution=with_file), User.objects.get(pk=moderator.pk)
        yield
        actions.take_out_attachment(file, by=me, reason=Reason.objects.first())

    assert one_then_other(takes_the_file_out(with_file), takes_out()) == (ACTED, TOLD)
    assert with_file.attachments.get().state == "withdrawn"


def test_a_file_that_is_taken_out_twice_at_once_is_so_once(with_file):
    assert at_once(takes_the_file_out(with_file), takes_the_file_out(with_file)) == [ACTED, TOLD]
    assert Step.objects.of(with_file).filter(name="withdraw_attachment").count() == 1
    assert not stored.is_there(with_file.attachments.get().stored_as)


def test_of_an_officer_and_an_author_at_one_moment_the_first_is_heard(with_file, moderator, policy_officer):
    actions.publish(with_file, by=moderator)

    def takes_up():
        theirs, me = Contribution.objects.get(pk=with_file.pk), User.objects.get(pk=policy_officer.pk)
        yield
        contributions.answer(theirs, decision="noted", answer_ar="شكرا لكم.", by=me)

    assert one_then_other(takes_up(), takes_the_file_out(with_file)) == (ACTED, TOLD)
    assert with_file.attachments.get().state == "attached"


# --- reports, appeals, new wordings ------------------------------------------------------------------------


def rules(appeal, by, *, grants):
    theirs, me = Appeal.objects.get(pk=appeal.pk), User.objects.get(pk=by.pk)
    act = actions.grant_appeal if grants else actions.dismiss_appeal
    yield
    act(theirs, answer="أعدنا النظر.", by=me)


@pytest.mark.parametrize("grants", [True, False])
def test_of_two_who_rule_on_an_appeal_one_is_told(appealed, other_moderator, make_user, grants):
    third = make_user("third@example.om", "سعود بن ماجد الغيلاني", "moderator")
    both = (rules(appealed, other_moderator, grants=grants), rules(appealed, third, grants=not grants))
    assert one_then_other(*both) == (ACTED, TOLD)
    assert Ruling.objects.get().is_granted is grants


def test_an_appeal_that_is_pressed_twice_at_once_is_one(held):
    def appeals():
        mine = Contribution.objects.select_related("author").get(pk=held.pk)
        yield
        actions.appeal(mine, words="أرجو إعادة النظر.", by=mine.author)

    assert at_once(appeals(), appeals()) == [ACTED, ACTED]
    assert Appeal.objects.count() == 1


def test_a_ruling_and_a_withdrawal_at_one_moment_leave_no_open_appeal(held, appealed, other_moderator):
    assert one_then_other(withdraws(held), rules(appealed, other_moderator, grants=True)) == (ACTED, TOLD)
    assert not Appeal.objects.open().exists()
    held.refresh_from_db()
    assert held.moderation == "withdrawn"


def test_a_new_wording_is_decided_on_once(amended, moderator, other_moderator, reason):
    both = [decides(amended, name, by=by) for name, by in (("publish_amendment", moderator),
                                                           ("refuse_amendment", other_moderator))]  # fmt: skip
    assert one_then_other(*both) == (ACTED, TOLD)
    assert amended.amendments.get().state == "accepted"


# --- one discussion, many texts ----------------------------------------------------------------------------


def test_two_comments_that_are_published_at_once_are_both_counted(
    make_comment, discussion, citizen, neighbour, moderator, other_moderator
):
    texts = [make_comment(by).contribution for by in (citizen, neighbour)]
    both = [decides(text, "publish", by=by) for text, by in zip(texts, (moderator, other_moderator), strict=True)]
    assert one_then_other(*both) == (ACTED, ACTED)
    discussion.refresh_from_db()
    assert discussion.comment_count == 2


def test_two_who_decide_on_the_same_many_in_contrary_order_wait_for_ever_for_nobody(
    make_comment, citizen, moderator, other_moderator
):
    texts = [make_comment(citizen, body=f"الحافلة رقم {number} تتأخر.").contribution for number in range(6)]

    def decide(order, by):
        shown, me = list(Contribution.objects.order_by(order)), User.objects.get(pk=by.pk)
        yield
        actions.decide_several(shown, "publish", by=me, seen="submitted")

    assert at_once(decide("pk", moderator), decide("-pk", other_moderator)) == [ACTED, ACTED]
    assert Verdict.objects.count() == len(texts)
    assert Contribution.objects.published().count() == len(texts)
