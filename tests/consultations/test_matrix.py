"""You said, we did: what was said of each clause, what was decided, and how the clause changed after."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultations import actions
from consultations.matrix import whole_outcome
from consultations.models import ClauseKey, Consultation
from contributions import actions as contributions
from contributions.models import Contribution
from home.outcome import latest_outcome
from ledger import triggers
from moderation.actions import remove
from tests.consultations.conftest import CLOSES, DURING, OPENS, fresh, publish_page, revise

MATRIX = "/ar/consultations/transport/outcome/"
OUTCOMES = "/ar/outcomes/"
OUTCOME = {"text_ar": "اعتُمد البند السادس معدَّلًا."}


@pytest.fixture
def say(consultation, at, make_comment, publish, policy_officer):
    """Have somebody say something about a clause, and the ministry answer it."""

    def said(by, body, clause="clause-6", decision="adopted"):
        at(DURING)
        discussion = ClauseKey.objects.get(key=clause).discussion
        contribution = publish(make_comment(by, discussion=discussion, body=body).contribution)
        contributions.answer(contribution, decision=decision, by=policy_officer, answer_ar=f"جواب: {body}")
        return contribution

    return said


@pytest.fixture
def conclude(consultation, policy_officer, at):
    def concluded():
        at(CLOSES)
        actions.publish_outcome(consultation, by=policy_officer, **OUTCOME)

    return concluded


def test_there_is_no_matrix_before_the_outcome(visit, consultation):
    assert visit().get(MATRIX).status_code == 404


def test_the_outcome_leads_to_it(visit, consultation, conclude):
    conclude()
    assert f'href="{MATRIX}"' in visit().get("/ar/consultations/transport/").content.decode()


def test_the_consultation_itself_shows_what_was_decided_how_often(visit, say, conclude, citizen):
    say(citizen, "أربعون دقيقة تكفي")
    path = "/ar/consultations/transport/"
    assert visit().get(path).context["decided"] == []
    conclude()
    assert [(each.code, each.count) for each in visit().get(path).context["decided"]] == [("adopted", 1)]


def test_it_shows_what_was_said_and_what_was_answered(visit, say, conclude, citizen):
    say(citizen, "أربعون دقيقة تكفي")
    conclude()
    shown = visit().get(MATRIX).content.decode()
    assert ("أربعون دقيقة تكفي" in shown, "جواب: أربعون دقيقة تكفي" in shown, citizen.first_name in shown) == (
        True,
        True,
        True,
    )


def test_it_goes_by_the_order_of_the_clauses(visit, say, conclude, citizen):
    say(citizen, "عن السادس")
    say(citizen, "عن الخامس", clause="clause-5")
    conclude()
    shown = visit().get(MATRIX).content.decode()
    assert shown.index("عن الخامس") < shown.index("عن السادس")


def test_a_clause_that_was_revised_after_shows_what_came_and_what_went(
    visit, say, conclude, citizen, page, editor, approver, at
):
    say(citizen, "خمس وأربعون كثيرة")
    at(CLOSES)
    revise(fresh(page), by=editor, clause="6", body_ar="لا تزيد مدة الرحلة على ثلاثين دقيقة.")
    publish_page(page, by=approver)
    conclude()
    row = next(row for row in visit().get(MATRIX).context["rows"] if row.clause.key == "clause-6")
    assert {segment.kind for segment in row.words} == {"same", "added", "removed"}


def test_a_clause_that_stayed_says_so(visit, say, conclude, citizen):
    say(citizen, "أوافق")
    conclude()
    assert "بقي نص هذا البند كما كان." in visit().get(MATRIX).content.decode()


def test_it_costs_the_same_for_one_and_for_ten(visit, say, conclude, citizen):
    client = visit()

    def cost():
        client.get(MATRIX)
        with CaptureQueriesContext(connection) as captured:
            client.get(MATRIX)
        return len(captured)

    for number in range(10):
        say(citizen, f"قول {number}", clause=["clause-5", "clause-6"][number % 2])
    conclude()
    ten = cost()
    Contribution.objects.exclude(pk=Contribution.objects.first().pk).update(moderation="held")
    assert cost() == ten


def test_the_home_page_and_the_matrix_count_the_same(say, conclude, consultation, make_contribution, publish, citizen):
    say(citizen, "قول اعتُمد")
    say(citizen, "قول أُحيط به علمًا", decision="noted")
    official = say(citizen, "قول الوزارة")
    with triggers.lifted():
        Contribution.objects.filter(pk=official.pk).update(party_kind="official")
    suggestion = publish(make_contribution(citizen, kind="suggestion", about="consultation:transport", title="مقترح"))
    Contribution.objects.filter(pk=suggestion.pk).update(decision="implemented")
    conclude()
    outcome, matrix = latest_outcome(), whole_outcome(Consultation.objects.get(), {})
    assert outcome.decided == matrix["decided"]
    assert (outcome.total, outcome.answered, outcome.taken_up) == (3, 3, 2)


def test_each_clause_is_read_once(visit, say, conclude, citizen):
    say(citizen, "أوافق")
    conclude()
    with CaptureQueriesContext(connection) as captured:
        visit().get(MATRIX)
    of_all_versions = [
        query
        for query in captured.captured_queries
        if 'ORDER BY "consultations_draftversion"."number" ASC' in query["sql"]
    ]
    assert len(of_all_versions) == 1


def test_what_is_removed_after_the_outcome_leaves_it(visit, say, conclude, citizen, moderator, reason):
    contribution = say(citizen, "قول أزيل")
    conclude()
    remove(contribution, by=moderator, reason=reason)
    assert "قول أزيل" not in visit().get(MATRIX).content.decode()


def test_its_figures_count_what_was_said_and_the_clauses_that_changed_since(
    visit, say, conclude, citizen, page, editor, approver, at
):
    say(citizen, "خمس وأربعون كثيرة")
    say(citizen, "والحقائب ثقيلة")
    at(CLOSES)
    revise(fresh(page), by=editor, clause="6", body_ar="لا تزيد مدة الرحلة على ثلاثين دقيقة.")
    publish_page(page, by=approver)
    conclude()
    figures = visit().get(MATRIX).context["figures"]
    assert (figures.said, figures.answered, figures.changed) == (2, 2, 1)


def test_each_clause_says_how_much_was_said_about_it_on_all_pages(visit, say, conclude, citizen, monkeypatch):
    monkeypatch.setattr("consultations.matrix.PER_PAGE", 1)
    say(citizen, "الأول")
    say(citizen, "الثاني")
    conclude()
    assert [row.count for row in visit().get(MATRIX).context["rows"]] == [2]


def test_a_clause_that_stayed_shows_how_it_reads(visit, say, conclude, citizen):
    say(citizen, "أوافق")
    conclude()
    clause = visit().get(MATRIX).context["rows"][0].clause
    assert clause.body_ar in visit().get(MATRIX).content.decode()


# --- All outcomes ------------------------------------------------------------------------------------------


def test_before_any_outcome_the_list_says_so(visit, consultation):
    page = visit().get(OUTCOMES).text
    assert "لم تُنشر نتيجة بعد." in page
    assert MATRIX not in page


def test_the_list_leads_to_each_outcome_with_its_figures(visit, say, conclude, citizen, neighbour):
    say(citizen, "أوافق")
    say(neighbour, "لا أوافق", decision="not_adopted")
    conclude()
    page = visit().get(OUTCOMES)
    assert f'href="{MATRIX}"' in page.text
    [told] = page.context["page"]
    assert told.decided == whole_outcome(Consultation.objects.get(), {})["decided"]
    assert told.said == 2


def test_the_outcome_of_a_withdrawn_consultation_is_not_listed(visit, conclude, page):
    conclude()
    fresh(page).unpublish()
    assert MATRIX not in visit().get(OUTCOMES).text


def test_the_list_costs_the_same_for_one_outcome_and_for_more(
    visit, say, conclude, citizen, make_consultation_page, approver, policy_officer, at
):
    say(citizen, "أوافق")
    conclude()
    client, counted = visit(), []
    for slug in ("", "canteens", "exams", "phones"):
        if slug:
            at(OPENS - timedelta(days=7))
            publish_page(make_consultation_page(slug=slug), by=approver)
            at(CLOSES)
            actions.publish_outcome(Consultation.objects.get(slug=slug), by=policy_officer, **OUTCOME)
        client.get(OUTCOMES)
        with CaptureQueriesContext(connection) as captured:
            assert len(client.get(OUTCOMES).context["page"]) == len(counted) + 1
        counted.append(len(captured))
    assert counted[0] == counted[-1] <= 12


def test_it_stands_in_the_masthead(visit, consultation):
    assert f'href="{OUTCOMES}"' in visit().get("/ar/consultations/").text
