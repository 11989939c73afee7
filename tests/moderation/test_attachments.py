"""A moderator takes a file out while the words stay, and puts it back."""

from __future__ import annotations

import uuid

import pytest

from contributions import actions as contributions
from ledger.models import LedgerEntry
from messaging.models import OutboxMessage
from moderation import actions
from tests.made_files import picture, sent
from workflow.errors import IllegalStep
from workflow.models import Step


@pytest.fixture
def make_with_files(make_contribution):
    """Something sent with so many files."""

    def make(by, number=1):
        key = uuid.uuid4()
        files = [sent(f"yard-{each}.png", picture("PNG", size=(10 + each, 9))) for each in range(number)]
        contributions.upload(files, key=key, by=by)
        return make_contribution(by, submission_key=key, uploads=list(contributions.uploads_of(by, key)))

    return make


@pytest.fixture
def attached(make_with_files, citizen):
    return make_with_files(citizen).attachments.get()


def page(attached):
    return f"/ar/office/moderation/files/{attached.token}/"


@pytest.mark.parametrize(
    ("who", "status"),
    [("citizen", 403), ("neighbour", 403), ("policy_officer", 403), ("editor", 403), ("moderator", 200)],
)
def test_who_may_take_a_file_out(visit, people, attached, who, status):
    assert visit(people(who)).get(page(attached)).status_code == status


def test_a_visitor_is_asked_to_sign_in(visit, attached):
    assert "/accounts/login/" in visit().get(page(attached)).url


def test_nobody_takes_out_their_own(visit, make_with_files, moderator):
    own = make_with_files(moderator).attachments.get()
    assert visit(moderator).get(page(own)).status_code == 403


def test_an_unknown_file_is_not_there(visit, moderator):
    assert visit(moderator).get(f"/ar/office/moderation/files/{uuid.uuid4()}/").status_code == 404


def test_it_is_taken_out_with_a_reason(visit, moderator, attached, reason):
    answer = visit(moderator).post(page(attached), {"reason": reason.pk, "message": ""})
    assert answer.url == f"/ar/office/moderation/{attached.contribution.reference}/"
    attached.refresh_from_db()
    assert attached.state == "taken_out"


def test_without_a_reason_it_stays_and_the_message_is_kept(visit, moderator, attached, reason):
    answer = visit(moderator).post(page(attached), {"message": "كلمات كُتبت"})
    assert (answer.status_code, "كلمات كُتبت" in answer.text) == (422, True)
    attached.refresh_from_db()
    assert attached.state == "attached"


def test_it_is_recorded_on_the_contribution_and_in_the_ledger(moderator, attached, reason):
    actions.take_out_attachment(attached, by=moderator, reason=reason)
    step = Step.objects.of(attached.contribution).get(name="take_out_attachment")
    assert (step.by, step.reason) == (moderator, reason.code)
    assert LedgerEntry.objects.filter(kind="contributions.attachment.take_out").count() == 1


def test_its_author_is_told_the_reason(moderator, attached, reason):
    actions.take_out_attachment(attached, by=moderator, reason=reason)
    told = OutboxMessage.objects.get(cause__startswith="attachment-out:")
    assert "yard-0.png" in told.text
    assert reason.message_ar in told.text


def test_the_words_stay_as_they_are(moderator, attached, reason):
    actions.publish(attached.contribution, by=moderator)
    actions.take_out_attachment(attached, by=moderator, reason=reason)
    attached.contribution.refresh_from_db()
    assert attached.contribution.is_public


def test_it_is_put_back_by_a_press_and_the_author_is_told(visit, moderator, attached, reason):
    actions.take_out_attachment(attached, by=moderator, reason=reason)
    visit(moderator).post(page(attached), {"act": "bring_back"})
    attached.refresh_from_db()
    assert attached.state == "attached"
    assert OutboxMessage.objects.filter(cause__startswith="attachment-back:").count() == 1


def test_a_second_press_is_refused(visit, moderator, attached, reason):
    actions.take_out_attachment(attached, by=moderator, reason=reason)
    assert visit(moderator).post(page(attached), {"reason": reason.pk}).status_code == 409


def test_what_is_in_other_hands_is_left_alone(moderator, other_moderator, attached, reason):
    actions.claim(attached.contribution, by=other_moderator)
    with pytest.raises(IllegalStep):
        actions.take_out_attachment(attached, by=moderator, reason=reason)


def test_the_queue_and_the_decision_show_the_files(visit, moderator, attached):
    browser = visit(moderator)
    assert "ملف واحد" in browser.get("/ar/office/moderation/").text
    shown = browser.get(f"/ar/office/moderation/{attached.contribution.reference}/").text
    assert "yard-0.png" in shown
    assert "لم يُفحص من الفيروسات" in shown


def test_files_cost_the_queue_no_query_each(visit, moderator, make_with_files, citizen, django_assert_max_num_queries):
    for number in range(10):
        make_with_files(citizen, number=number % 3 + 1)
    browser = visit(moderator)
    browser.get("/ar/office/moderation/")
    with django_assert_max_num_queries(15):
        browser.get("/ar/office/moderation/")


def test_the_queue_is_narrowed_to_what_came_with_files(visit, moderator, attached, make_contribution, citizen):
    make_contribution(citizen)
    rows = visit(moderator).get("/ar/office/moderation/?with_files=on").context["page"].object_list
    assert [row.contribution for row in rows] == [attached.contribution]
