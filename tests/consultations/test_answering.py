"""Officers answer what was said to a consultation; while one contribution waits, no outcome is published."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultations import actions
from consultations.answering import SHOWN, desk, desk_counts, unanswered_count
from consultations.models import ClauseKey, Consultation
from contributions import actions as contributions
from contributions.models import Contribution, Decision, Disposition
from directory.models import Unit
from ledger import triggers
from tests.consultations.conftest import CLOSES, DURING
from workflow.errors import IllegalStep

WORDS = {"answer_ar": "زيد البند السادس بما اقترحت.", "answer_en": "Clause 6 now says so."}
OUTCOME = {"text_ar": "اعتُمد البند السادس معدَّلًا."}
LIST = "/ar/office/consultations/transport/contributions/"


@pytest.fixture
def say(consultation, at, make_comment, publish):
    """Have somebody say something about a clause, published while the consultation is open."""

    def said(by, body, clause="clause-6", **fields):
        at(DURING)
        discussion = ClauseKey.objects.get(key=clause).discussion
        return publish(make_comment(by, discussion=discussion, body=body, **fields).contribution)

    return said


@pytest.fixture
def comment(say, citizen):
    return say(citizen, "خمس وأربعون دقيقة كثيرة.")


def make_unit():
    return Unit.objects.create(code="t-roads", kind="department", name_ar="دائرة النقل", name_en="Transport")


def page_of(contribution):
    return f"{LIST}{contribution.reference}/"


def test_no_outcome_while_a_contribution_waits(comment, consultation, policy_officer, at):
    at(CLOSES)
    with pytest.raises(IllegalStep, match="واحدة"):
        actions.publish_outcome(consultation, by=policy_officer, **OUTCOME)


def test_no_outcome_while_one_awaits_moderation(consultation, make_comment, citizen, policy_officer, at):
    at(DURING)
    make_comment(citizen, discussion=ClauseKey.objects.get(key="clause-6").discussion)
    at(CLOSES)
    with pytest.raises(actions.Unanswered, match="الإشراف"):
        actions.publish_outcome(consultation, by=policy_officer, **OUTCOME)


def test_the_outcome_is_judged_by_the_dates_as_they_are_now(consultation, policy_officer, at):
    seen_before = Consultation.objects.get()
    Consultation.objects.update(closes_at=CLOSES + timedelta(days=7))
    at(CLOSES)
    with pytest.raises(IllegalStep):
        actions.publish_outcome(seen_before, by=policy_officer, **OUTCOME)


def test_what_is_under_study_still_waits(comment, consultation, policy_officer, at):
    contributions.answer(comment, decision="under_study", by=policy_officer, unit=make_unit(), **WORDS)
    assert unanswered_count(consultation) == 1


def test_no_outcome_while_something_is_only_referred(comment, consultation, policy_officer, at):
    contributions.answer(comment, decision="referred", by=policy_officer, unit=make_unit(), **WORDS)
    at(CLOSES)
    with pytest.raises(actions.Unanswered):
        actions.publish_outcome(consultation, by=policy_officer, **OUTCOME)


@pytest.mark.parametrize("decision", Decision)
def test_what_is_undecided_is_so_on_the_row_and_in_the_query(comment, decision):
    Contribution.objects.filter(pk=comment.pk).update(decision=decision)
    comment.refresh_from_db()
    assert Contribution.objects.undecided().exists() is not comment.is_decided


@pytest.mark.parametrize("show", SHOWN)
def test_a_referral_waits_on_a_list_of_its_own(comment, consultation, policy_officer, show):
    contributions.answer(comment, decision="referred", by=policy_officer, unit=make_unit(), **WORDS)
    assert desk(consultation, show=show).exists() is (show == "referred")


@pytest.mark.parametrize("show", SHOWN)
def test_each_list_has_as_many_as_the_desk_counts(say, consultation, citizen, policy_officer, show):
    unit = make_unit()
    say(citizen, "ينتظر")
    for decision in ("under_study", "referred", "noted", "adopted"):
        contributions.answer(say(citizen, decision), decision=decision, by=policy_officer, unit=unit, **WORDS)
    assert desk(consultation, show=show).count() == desk_counts(consultation)[show] > 0


def test_the_outcome_is_published_once_each_is_answered(comment, consultation, policy_officer, at):
    at(CLOSES)
    contributions.answer(comment, decision="noted", by=policy_officer, **WORDS)
    actions.publish_outcome(consultation, by=policy_officer, **OUTCOME)
    assert Consultation.objects.get().stage == "outcome_published"


def test_what_is_not_published_or_official_waits_for_nothing(say, make_comment, consultation, citizen, neighbour):
    official = say(neighbour, "سندرس ذلك.")
    with triggers.lifted():
        Contribution.objects.filter(pk=official.pk).update(party_kind="official")
    make_comment(citizen, discussion=ClauseKey.objects.get(key="clause-6").discussion)
    assert unanswered_count(consultation) == 0


def test_the_refusal_counts_links_and_keeps_what_was_typed(visit, comment, policy_officer, at):
    at(CLOSES)
    response = visit(policy_officer).post("/en/office/consultations/transport/outcome/", OUTCOME)
    shown = response.content.decode()
    assert response.status_code == 409
    assert "1 published contribution has no decision yet" in shown
    assert 'href="/en/office/consultations/transport/contributions/"' in shown
    assert OUTCOME["text_ar"] in shown


@pytest.mark.parametrize(
    ("who", "status"),
    [("anonymous", 302), ("citizen", 403), ("moderator", 403), ("policy_officer", 200), ("administrator", 200)],
)
def test_who_sees_what_waits(visit, comment, people, who, status):
    client = visit(people(who))
    assert [client.get(path).status_code for path in (LIST, page_of(comment))] == [status, status]


@pytest.mark.parametrize(("who", "status"), [("anonymous", 302), ("citizen", 403), ("administrator", 403)])
def test_only_a_policy_officer_sends_an_answer(visit, comment, people, who, status):
    answer = visit(people(who)).post(page_of(comment), WORDS | {"decision": "noted"})
    assert (answer.status_code, Disposition.objects.count()) == (status, 0)


def test_the_longest_waiting_comes_first(visit, say, citizen, neighbour, policy_officer):
    say(citizen, "القول الأول")
    say(neighbour, "القول الثاني")
    shown = visit(policy_officer).get(LIST).content.decode()
    assert shown.index("القول الأول") < shown.index("القول الثاني")


def test_the_list_is_filtered_by_clause(visit, say, citizen, policy_officer):
    say(citizen, "عن السادس")
    say(citizen, "عن الخامس", clause="clause-5")
    shown = visit(policy_officer).get(f"{LIST}?clause=clause-5").content.decode()
    assert ("عن الخامس" in shown, "عن السادس" in shown) == (True, False)


@pytest.mark.parametrize(("decision", "tab"), [("under_study", "under_study"), ("noted", "answered")])
def test_what_is_answered_moves_to_its_own_tab(visit, comment, policy_officer, decision, tab):
    contributions.answer(comment, decision=decision, by=policy_officer, unit=make_unit(), **WORDS)
    shown = [visit(policy_officer).get(f"{LIST}?show={show}").content.decode() for show in ("waiting", tab)]
    assert [comment.text.body in each for each in shown] == [False, True]


def test_the_list_costs_the_same_for_one_and_for_ten(visit, say, citizen, policy_officer):
    client = visit(policy_officer)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        return len(captured)

    say(citizen, "قول")
    cost()
    one = cost()
    for number in range(9):
        say(citizen, f"قول {number}")
    assert cost() == one


def test_an_answer_stands_beneath_the_comment(visit, comment, policy_officer):
    visit(policy_officer).post(page_of(comment), WORDS | {"decision": "adapted"})
    pages = ["/ar/consultations/transport/", "/ar/consultations/transport/clauses/clause-6/"]
    assert all(WORDS["answer_ar"] in visit().get(page).content.decode() for page in pages)


def test_an_english_reader_gets_the_english_answer(visit, comment, policy_officer):
    contributions.answer(comment, decision="adapted", by=policy_officer, **WORDS)
    assert WORDS["answer_en"] in visit().get("/en/consultations/transport/").content.decode()


def test_after_an_answer_comes_the_one_that_waits_longest(visit, comment, say, neighbour, policy_officer):
    other = say(neighbour, "قول آخر")
    response = visit(policy_officer).post(page_of(comment), WORDS | {"decision": "noted"})
    assert response["Location"] == page_of(other)


def test_after_the_last_answer_comes_the_list(visit, comment, policy_officer):
    assert visit(policy_officer).post(page_of(comment), WORDS | {"decision": "noted"})["Location"] == LIST


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"decision": "noted", "answer_en": "Kept words."}, "Write the answer in Arabic."),
        ({"answer_ar": "Kept words."}, "Choose what the ministry decides."),
        ({"decision": "referred", "answer_ar": "Kept words."}, "Choose the unit that studies it"),
        ({"decision": "noted", "answer_ar": "Kept words." + "ا" * 4000}, "the limit is 4000"),
    ],
)
def test_an_error_stands_beside_its_field_and_nothing_is_lost(visit, comment, policy_officer, data, said):
    response = visit(policy_officer).post(page_of(comment).replace("/ar/", "/en/"), data)
    shown = response.content.decode()
    assert (response.status_code, said in shown, "Kept words." in shown) == (422, True, True)


def test_the_second_of_two_officers_keeps_what_they_typed(visit, comment, policy_officer):
    client = visit(policy_officer)
    client.post(page_of(comment), WORDS | {"decision": "adopted"})
    response = client.post(page_of(comment), {"decision": "noted", "answer_ar": "ما كتبه الثاني"})
    shown = response.content.decode()
    assert (response.status_code, "ما كتبه الثاني" in shown, Disposition.objects.count()) == (409, True, 1)


def test_an_answer_to_what_a_colleague_has_moved_meanwhile_is_refused(visit, comment, policy_officer):
    client = visit(policy_officer)
    seen = {"seen": client.get(page_of(comment)).context["seen"]}
    client.post(page_of(comment), WORDS | seen | {"decision": "under_study", "unit": make_unit().pk})
    response = client.post(page_of(comment), WORDS | seen | {"decision": "noted"})
    assert (response.status_code, Disposition.objects.count()) == (409, 1)
    assert '<input type="hidden" name="seen" value="under_study">' in response.text


@pytest.mark.parametrize(("decision", "kept"), [("noted", False), ("referred", True)])
def test_a_unit_is_kept_only_where_it_studies_or_is_referred_to(visit, comment, policy_officer, decision, kept):
    unit = make_unit()
    visit(policy_officer).post(page_of(comment), WORDS | {"decision": decision, "unit": unit.pk})
    assert (Disposition.objects.get().unit == unit) is kept


def test_an_unknown_reference_is_not_found(visit, consultation, policy_officer):
    assert visit(policy_officer).get(f"{LIST}48219077356/").status_code == 404
