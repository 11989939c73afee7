"""The policy officers' desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from deadlines.models import Deadline
from moderation.actions import ask_change
from suggestions import actions
from suggestions.forms import StudyForm
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

DESK = "/ar/office/suggestions/"
STRANGERS = ["citizen", "moderator", "ticket_officer", "editor", "administrator"]


def page(suggestion, step=""):
    return f"{DESK}{suggestion.reference}/" + (f"{step}/" if step else "")


def accept(unit):
    return {"unit": unit.pk, "working_days": "٢٠", "answer_ar": "مقبول لأسباب.", "answer_en": ""}


@pytest.mark.parametrize("who", STRANGERS)
def test_only_policy_officers_have_a_desk(who, visit, people, suggestion):
    assert visit(people(who)).get(DESK).status_code == 403
    assert visit(people(who)).get(page(suggestion)).status_code == 403


@pytest.mark.parametrize("step", [name for name in actions.STEPS if name != "start_implementation"])
@pytest.mark.parametrize("who", STRANGERS)
def test_only_policy_officers_decide(who, step, visit, people, suggestion):
    assert visit(people(who)).post(page(suggestion, step), {"answer_ar": "x"}).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client, suggestion):
    assert client.get(DESK).status_code == 302
    assert client.post(page(suggestion, "note")).status_code == 302


def test_a_decision_is_not_taken_by_following_a_link(visit, policy_officer, suggestion):
    assert visit(policy_officer).get(page(suggestion, "take_under_study")).status_code == 405


@pytest.mark.parametrize("step", ["unknown", "start_implementation"])
def test_an_unknown_decision_is_not_found(step, visit, policy_officer, suggestion):
    assert visit(policy_officer).post(page(suggestion, step)).status_code == 404


def test_an_officer_takes_a_suggestion_under_study_and_accepts_it(visit, policy_officer, suggestion, labs):
    browser = visit(policy_officer)
    browser.post(page(suggestion, "take_under_study"), {"unit": labs.pk, "answer_ar": "يُدرس."})
    answer = browser.post(page(suggestion, "accept"), accept(labs))
    assert answer.url == page(suggestion)
    assert Ticket.objects.get().deadline.allowance == 20


def test_a_decision_on_what_a_colleague_has_moved_meanwhile_is_refused(visit, policy_officer, under_study, labs):
    browser = visit(policy_officer)
    seen = {"seen": browser.get(page(under_study)).context["seen"]}
    browser.post(page(under_study, "accept"), accept(labs) | seen)
    answer = browser.post(page(under_study, "stop"), {"answer_ar": "توقف.", **seen})
    under_study.contribution.refresh_from_db()
    assert (answer.status_code, under_study.contribution.decision) == (409, "adopted")
    assert '<input type="hidden" name="seen" value="adopted">' in answer.text


def test_an_officer_does_not_decide_on_their_own_text(visit, policy_officer, make_published):
    own = make_published(by=policy_officer)
    assert visit(policy_officer).post(page(own, "note"), {"answer_ar": "x"}).status_code == 403
    assert visit(policy_officer).get(page(own)).context["choices"] == []


def test_when_a_colleague_was_faster_the_typed_answer_stays(visit, policy_officer, colleague, under_study, labs):
    actions.decline(under_study, answer_ar="غير مقبول لهذا السبب.", by=colleague)
    answer = visit(policy_officer).post(page(under_study, "accept"), accept(labs))
    assert answer.status_code == 409
    assert "مقبول لأسباب." in answer.text
    assert colleague.first_name in answer.text


WRONG = [
    ("answer_ar", ""),
    ("answer_ar", "ع" * 4001),
    ("unit", ""),
    ("unit", "999999"),
    ("working_days", "0"),
    ("working_days", "كثير"),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_what_is_wrong_is_told_beside_its_field(field, value, visit, policy_officer, under_study, labs):
    answer = visit(policy_officer).post(page(under_study, "accept"), accept(labs) | {field: value})
    assert answer.status_code == 422
    assert answer.context["typed"].errors[field]
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"), [("0", "أقل المهلة يوم عمل واحد."), ("999", "لا تزيد المهلة على 250 يوم عمل.")]
)
def test_a_number_of_days_out_of_bounds_is_told_in_days(typed, sentence, visit, policy_officer, under_study, labs):
    answer = visit(policy_officer).post(page(under_study, "accept"), accept(labs) | {"working_days": typed})
    assert answer.context["typed"].errors["working_days"] == [sentence]


def test_the_desk_shows_what_waits_and_what_is_under_study(visit, policy_officer, make_published, under_study):
    waiting = make_published()
    browser = visit(policy_officer)
    assert list(browser.get(DESK).context["page"]) == [waiting]
    assert list(browser.get(DESK, {"show": "under_study"}).context["page"]) == [under_study]


def test_the_desk_shows_first_what_is_latest_and_then_what_is_due_soonest(visit, policy_officer, make_published):
    later, soonest, latest = make_published(), make_published(), make_published()
    for suggestion, hours in ((later, 90), (soonest, 80), (latest, -3)):
        Deadline.objects.of(suggestion.contribution).update(due_at=timezone.now() + timedelta(hours=hours))
    answer = visit(policy_officer).get(DESK)
    assert list(answer.context["page"]) == [latest, soonest, later]
    assert "الأشد تأخرًا أولًا" in answer.text


@pytest.mark.parametrize(
    ("answer", "status_code"),
    [
        ({"answer_ar": "تدرسه دائرة المختبرات في شهر.", "answer_en": StudyForm.BEGINS_EN}, 422),
        ({"answer_ar": "تدرسه دائرة المختبرات في شهر.", "answer_en": ""}, 302),
        ({"answer_ar": "تدرسه دائرة المختبرات في شهر.", "answer_en": "Laboratories study it for a month."}, 302),
        ({"answer_ar": StudyForm.BEGINS_AR, "answer_en": StudyForm.BEGINS_EN}, 302),
    ],
)
def test_english_that_was_left_as_it_stood_is_not_sent_with_other_arabic(
    answer, status_code, visit, policy_officer, suggestion, labs
):
    sent = visit(policy_officer).post(page(suggestion, "take_under_study"), answer | {"unit": labs.pk})
    assert sent.status_code == status_code
    if status_code == 422:
        assert sent.context["typed"].errors["answer_en"]


def test_the_desk_shows_what_is_overdue(visit, policy_officer, make_published, suggestion):
    make_published()
    Deadline.objects.of(suggestion.contribution).filter(kind="first_reply").update(
        due_at=timezone.now() - timedelta(hours=1)
    )
    assert list(visit(policy_officer).get(DESK, {"show": "overdue"}).context["page"]) == [suggestion]


def test_the_desk_shows_the_nearest_promise_of_each(visit, policy_officer, suggestion):
    row = visit(policy_officer).get(DESK).context["rows"][0]
    assert row.deadline.kind == "first_reply"


def test_the_desk_costs_the_same_for_one_suggestion_and_for_ten(visit, policy_officer, make_published, queries_of):
    browser = visit(policy_officer)
    make_published()
    one = queries_of(lambda: browser.get(DESK))
    for _ in range(9):
        make_published()
    assert queries_of(lambda: browser.get(DESK)) == one


def test_an_officer_sees_what_waits_for_its_author(visit, policy_officer, make_suggestion, citizen, moderator, reason):
    made = make_suggestion(citizen)
    ask_change(made.contribution, by=moderator, reason=reason)
    assert "A change is asked for" in visit(policy_officer).get(f"/en/office/suggestions/{made.reference}/").text
