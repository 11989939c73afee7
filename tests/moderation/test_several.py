"""One decision on several at once, and a decision undone."""

import html
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from contributions.models import Contribution
from contributions.references import isolated
from deadlines.models import Deadline
from messaging.models import OutboxMessage
from moderation import actions
from moderation.models import Verdict
from workflow.errors import IllegalStep
from workflow.models import Step

SEVERAL = "/ar/office/moderation/several/"


@pytest.fixture
def three(make_contribution, citizen):
    return [make_contribution(citizen) for _each in range(3)]


def ticked(contributions, **fields):
    return {"chosen": [each.reference for each in contributions]} | fields


def states(contributions):
    for each in contributions:
        each.refresh_from_db()
    return [each.moderation for each in contributions]


@pytest.mark.parametrize(
    ("who", "status"), [("anonymous", 302), ("citizen", 403), ("policy_officer", 403), ("moderator", 302)]
)
def test_who_decides_on_several(visit, people, three, who, status):
    assert visit(people(who)).post(SEVERAL, ticked(three, decision="publish")).status_code == status


def test_all_that_are_ticked_get_the_one_decision_with_its_reason(visit, moderator, three, reason):
    visit(moderator).post(SEVERAL, ticked(three[:2], decision="hold", reason=reason.pk))
    assert states(three) == ["held", "held", "submitted"]
    assert set(Verdict.objects.values_list("reason", flat=True)) == {reason.pk}


def test_what_a_colleague_has_decided_meanwhile_is_left_and_told(visit, moderator, other_moderator, three, reason):
    actions.hold(three[1], by=other_moderator, reason=reason)
    answer = visit(moderator).post(SEVERAL, ticked(three, decision="publish"), follow=True)
    assert states(three) == ["published", "held", "published"]
    assert isolated(three[1].reference, "ar") in answer.text


def test_one_s_own_is_left_and_told(moderator, make_contribution, three):
    own = make_contribution(moderator)
    outcome = actions.decide_several([*three, own], "publish", by=moderator, seen="submitted")
    assert (outcome.decided, [each for each, _why in outcome.refused]) == (three, [own])


def test_a_second_press_decides_nothing_twice(visit, moderator, three):
    for _press in range(2):
        visit(moderator).post(SEVERAL, ticked(three, decision="publish"))
    assert Verdict.objects.count() == 3


@pytest.mark.parametrize("fields", [{}, {"decision": "hold"}, {"decision": "remove"}])
def test_what_is_missing_is_told_and_the_ticks_are_kept(visit, moderator, three, fields):
    answer = visit(moderator).post(SEVERAL, ticked(three[:1], message="رسالة مكتوبة", **fields))
    assert answer.status_code == 422
    assert f'value="{three[0].reference}" checked' in answer.text
    assert "رسالة مكتوبة" in answer.text


def test_after_it_the_same_part_of_the_queue_is_shown(visit, moderator, three):
    shown = "?view=waiting&kind=answer&page=1"
    page = visit(moderator).get(f"/ar/office/moderation/{shown}")
    address = html.unescape(page.text.partition('class="several" method="post" action="')[2].partition('"')[0])
    assert address == f"{SEVERAL}{shown}"
    answer = visit(moderator).post(address, ticked(three[:2], decision="publish"))
    assert answer["Location"] == f"/ar/office/moderation/{shown}"


def test_nothing_ticked_is_told(visit, moderator, three):
    answer = visit(moderator).post(SEVERAL, {"decision": "publish"})
    assert (answer.status_code, states(three)) == (422, ["submitted"] * 3)


def test_the_queue_is_narrowed_by_kind_and_language(visit, moderator, make_comment, make_contribution, citizen):
    comment = make_comment(citizen, language="en").contribution
    make_comment(citizen)
    make_contribution(citizen)
    rows = visit(moderator).get("/ar/office/moderation/?kind=comment&language=en").context["page"].object_list
    assert [row.contribution for row in rows] == [comment]


def test_the_queue_is_narrowed_to_what_is_late(visit, moderator, three):
    Deadline.objects.filter(reference=three[1].reference).update(due_at=three[0].submitted_at)
    rows = visit(moderator).get("/ar/office/moderation/?late=on").context["page"].object_list
    assert [row.contribution for row in rows] == [three[1]]


def test_the_queue_is_narrowed_to_what_has_hints(visit, moderator, make_contribution, citizen):
    hinted, _other = make_contribution(citizen), make_contribution(citizen)
    Contribution.objects.filter(pk=hinted.pk).update(risk=1)
    page = visit(moderator).get("/ar/office/moderation/?with_hints=on").context["page"]
    assert [row.contribution for row in page.object_list] == [hinted]


@pytest.mark.parametrize("nonsense", ["consultation:none", "unit:policy", "x"])
def test_nonsense_in_the_address_narrows_to_nothing_less(visit, moderator, three, nonsense):
    page = visit(moderator).get(f"/ar/office/moderation/?belongs_to={nonsense}").context["page"]
    assert len(page.object_list) == 3


# --- Undone -------------------------------------------------------------------------------------------


@pytest.fixture
def published(three, moderator):
    actions.publish(three[0], by=moderator)
    return three[0]


@pytest.mark.parametrize(("who", "may"), [("citizen", False), ("policy_officer", False), ("moderator", True)])
def test_who_takes_a_decision_back(people, published, who, may):
    if may:
        assert actions.take_back(published, by=people(who)).target == "submitted"
    else:
        with pytest.raises(PermissionDenied):
            actions.take_back(published, by=people(who))


def test_a_decision_that_was_taken_back_stays_on_record(published, moderator):
    actions.take_back(published, by=moderator)
    assert [step.name for step in Step.objects.of(published)] == ["submit", "publish", "take_back"]
    assert published.verdicts.count() == 1


def test_what_was_taken_back_waits_with_a_new_deadline(published, moderator):
    actions.take_back(published, by=moderator)
    assert Deadline.objects.open().of(published).filter(kind="moderation").count() == 1


def test_whoever_undoes_goes_on_from_where_it_stood(visit, moderator, three, published):
    """What is undone waits at the end of the queue, and nobody meant to go there."""
    for days, each in ((5, three[1]), (3, published), (1, three[2])):
        Contribution.objects.filter(pk=each.pk).update(due_on=timezone.localdate() - timedelta(days=days))
    page = f"/ar/office/moderation/{published.reference}/"
    answer = visit(moderator).post(page, {"decision": "take_back", "seen": "published"})
    assert answer["Location"] == f"/ar/office/moderation/{three[2].reference}/"


def test_what_was_taken_back_is_not_public(published, moderator, client):
    actions.take_back(published, by=moderator)
    published.refresh_from_db()
    assert (published.is_public, published.cited_point) == (False, None)


def test_the_author_is_told_that_it_was_taken_back(published, moderator):
    actions.take_back(published, by=moderator)
    assert OutboxMessage.objects.filter(cause__startswith="taken-back:").count() == 1


def test_what_an_officer_has_begun_to_answer_is_not_taken_back(published, moderator):
    published.decision = "under_study"
    published.save()
    with pytest.raises(IllegalStep):
        actions.take_back(published, by=moderator)


def test_what_its_author_appealed_against_is_not_taken_back(appealed, moderator):
    with pytest.raises(IllegalStep):
        actions.take_back(appealed.contribution, by=moderator)


def test_what_a_ruling_published_is_not_taken_back(appealed, moderator, other_moderator):
    actions.grant_appeal(appealed, answer="المقصود رقم الحافلة لا رقم شخص.", by=other_moderator)
    with pytest.raises(IllegalStep):
        actions.take_back(appealed.contribution, by=moderator)
    assert states([appealed.contribution]) == ["published"]


def test_undoing_from_the_screen(visit, moderator, published):
    visit(moderator).post(f"/ar/office/moderation/{published.reference}/", {"decision": "take_back"})
    assert states([published]) == ["submitted"]
