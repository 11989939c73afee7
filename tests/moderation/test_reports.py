"""Readers report what is published; a moderator takes it out of sight, or leaves it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from contributions.actions import withdraw
from contributions.models import Contribution
from contributions.steps import Told, timeline
from deadlines.models import Deadline
from messaging.models import OutboxMessage
from moderation import actions
from moderation.actions import reporting
from moderation.models import Report
from workflow.errors import IllegalStep
from workflow.models import Step

NOTE = "فيها رقم هاتف سائق الحافلة."


@pytest.fixture
def reported(published, neighbour, reason):
    return actions.report(published, reason=reason, note=NOTE, by=neighbour)


def desk(contribution):
    return f"/ar/office/moderation/{contribution.reference}/"


def page(contribution):
    return f"/ar/reports/{contribution.reference}/"


def state(report):
    report.refresh_from_db()
    return report.state


def told(report):
    return list(OutboxMessage.objects.filter(cause=f"report-decided:{report.pk}"))


@pytest.mark.parametrize(
    ("who", "status"), [("anonymous", 200), ("citizen", 302), ("neighbour", 200), ("moderator", 200)]
)
def test_who_is_asked_what_is_wrong(visit, people, published, who, status):
    assert visit(people(who)).get(page(published)).status_code == status


def test_who_has_not_signed_in_reads_why_and_is_led_back_afterwards(visit, published):
    shown = visit().get(page(published)).text
    assert "سجّل الدخول للإبلاغ" in shown
    assert f"?next=%2Far%2Freports%2F{published.reference}%2F" in shown
    assert "<textarea" not in shown


def test_a_report_sent_after_the_session_ended_is_not_lost(visit, published, reason):
    answer = visit().post(page(published), {"reason": reason.pk, "note": NOTE})
    assert answer.status_code == 403
    assert NOTE in answer.text
    assert not Report.objects.exists()


def test_nobody_reports_what_they_wrote_themselves(published, citizen, reason):
    with pytest.raises(PermissionDenied):
        actions.report(published, reason=reason, by=citizen)


def test_what_is_not_public_has_no_such_page(visit, neighbour, make_contribution, citizen):
    assert visit(neighbour).get(page(make_contribution(citizen))).status_code == 404


def test_a_report_leads_back_to_where_it_stands(visit, neighbour, published, reason):
    answer = visit(neighbour).post(page(published), {"reason": reason.pk, "note": NOTE})
    assert published.reference in answer.headers["Location"]
    assert Report.objects.get().note == NOTE


def test_without_a_reason_it_comes_back_with_the_words(visit, neighbour, published, reason):
    answer = visit(neighbour).post(page(published), {"note": NOTE})
    assert answer.status_code == 422
    assert NOTE in answer.text


def test_a_second_press_reports_nothing_twice(reported, published, neighbour, reason):
    assert actions.report(published, reason=reason, note="غيره", by=neighbour) == reported


def test_it_changes_nothing_that_the_public_sees(reported, published):
    assert Contribution.objects.get(pk=published.pk).is_public


def test_moderators_owe_a_decision_on_it(reported, published):
    assert Deadline.objects.open().filter(kind="report", subject_id=published.pk).count() == 1


def test_who_reports_too_much_is_told_to_come_back(monkeypatch, reported, make_comment, citizen, neighbour, moderator):
    monkeypatch.setattr(reporting, "MOST_A_DAY", 1)
    other = make_comment(citizen).contribution
    actions.publish(other, by=moderator)
    with pytest.raises(IllegalStep):
        actions.report(other, reason=reported.reason, by=neighbour)


@pytest.mark.parametrize("step", ["hold", "remove"])
def test_a_decision_against_it_upholds_every_report(reported, published, moderator, reason, step):
    actions.take_step(published, step, by=moderator, reason=reason)
    assert state(reported) == "upheld"
    assert len(told(reported)) == 1
    assert not Deadline.objects.open().filter(kind="report", subject_id=published.pk).exists()


def test_dismissing_leaves_it_published_and_tells_the_reader(reported, published, moderator):
    actions.dismiss_reports(published, by=moderator)
    assert (state(reported), published.is_public) == ("dismissed", True)
    assert published.reference in told(reported)[0].text


@pytest.mark.parametrize("to", Told)
def test_a_dismissal_is_told_to_the_office_alone(reported, published, moderator, to):
    actions.dismiss_reports(published, by=moderator)
    course = [row.label for row in timeline(Step.objects.of(published), to=to)]
    assert ("رُدّت بلاغات القرّاء" in course) == (to is Told.OFFICE)


def test_reports_of_what_its_author_withdrew_lapse_untold(reported, published, citizen):
    withdraw(published, by=citizen)
    assert (state(reported), told(reported)) == ("lapsed", [])


def test_a_second_dismissal_is_refused(reported, published, moderator, other_moderator):
    actions.dismiss_reports(published, by=moderator)
    with pytest.raises(IllegalStep):
        actions.dismiss_reports(published, by=other_moderator)


@pytest.mark.parametrize("who", ["citizen", "neighbour", "policy_officer"])
def test_only_moderators_dismiss_them(reported, published, people, who):
    with pytest.raises(PermissionDenied):
        actions.dismiss_reports(published, by=people(who))


def test_the_desk_shows_who_reported_it_and_why(visit, moderator, reported, published):
    shown = visit(moderator).get(desk(published)).text
    assert NOTE in shown
    assert 'value="dismiss_reports"' in shown


def test_what_was_reported_has_a_view_of_the_queue(visit, moderator, reported, published):
    assert published.reference in visit(moderator).get("/ar/office/moderation/?view=reported").text


def test_the_end_of_the_queue_leads_to_what_was_reported(visit, moderator, reported, published, make_contribution):
    last = make_contribution(reported.reporter)
    answer = visit(moderator).post(desk(last), {"decision": "publish", "seen": "submitted"})
    assert answer.headers["Location"] == desk(published)


def test_the_words_of_a_report_are_never_rewritten(reported):
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.update(note="غيره")
