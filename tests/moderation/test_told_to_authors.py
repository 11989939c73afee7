"""What an author reads of a decision: on the page of the contribution, in the letter, in its course."""

import pytest

from contributions.models import Contribution
from messaging.models import OutboxMessage
from moderation import actions

GO_ON = "What is removed can no longer be changed. You can send a new text that heeds the reason."
CHANGE = "You can change the text; a moderator then reads it again."


@pytest.fixture
def sent(make_comment, citizen):
    citizen.language = "en"
    citizen.save(update_fields=["language"])
    return make_comment(citizen).contribution


@pytest.fixture
def page_of(visit, citizen):
    def read(contribution, address="/en/contributions/{reference}/"):
        return visit(citizen).get(address.format(reference=contribution.reference)).text

    return read


def letter(contribution):
    return OutboxMessage.objects.filter(cause__startswith="verdict:").latest("pk")


# --- what can be done now ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("decide", "told"), [(actions.hold, CHANGE), (actions.remove, GO_ON)])
def test_page_and_letter_say_what_can_be_done_after_this_decision(page_of, sent, moderator, reason, decide, told):
    decide(sent, by=moderator, reason=reason)
    for words in (page_of(sent), letter(sent).text, letter(sent).html):
        assert [each for each in (CHANGE, GO_ON) if each in words] == [told]


def test_what_an_officer_has_taken_up_promises_no_change(page_of, sent, moderator, reason):
    actions.publish(sent, by=moderator)
    Contribution.objects.filter(pk=sent.pk).update(decision="under_study")
    actions.hold(sent, by=moderator, reason=reason)
    assert [CHANGE in words for words in (page_of(sent), letter(sent).text)] == [False, False]


def test_a_stranger_is_not_told_what_the_author_can_do(visit, moderator, sent, reason):
    actions.remove(sent, by=moderator, reason=reason)
    assert GO_ON not in visit(moderator).get(f"/en/contributions/{sent.reference}/").text


def test_moderators_read_what_a_standard_message_is_for(visit, moderator, sent, reason):
    assert "They say what is wrong." in visit(moderator).get(f"/en/office/moderation/{sent.reference}/").text


def test_whoever_keeps_the_reasons_reads_what_a_message_is_for(visit, administrator):
    page = visit(administrator).get("/admin/snippets/moderation/reason/add/").text
    assert "موضع الخلل في النص أيًّا كان القرار." in page
