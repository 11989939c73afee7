import pytest

from moderation import actions
from moderation.models import Appeal, Ruling
from tests.moderation.conftest import GROUNDS
from tests.moderation.test_views import WHO

ANSWER = "في النص رقم هاتف."


@pytest.mark.parametrize(
    ("who", "status"), [("anonymous", 302), ("citizen", 200), ("neighbour", 404), ("moderator", 404)]
)
def test_who_opens_the_page_of_an_appeal(visit, people, held, who, status):
    assert visit(people(who)).get(f"/ar/appeals/{held.reference}/").status_code == status


def test_appealing_from_the_page(visit, citizen, held):
    answer = visit(citizen).post(f"/ar/appeals/{held.reference}/", {"words": GROUNDS})
    assert (answer.status_code, Appeal.objects.get().words) == (302, GROUNDS)


def test_two_presses_make_one_appeal(visit, citizen, held):
    for _press in range(2):
        answer = visit(citizen).post(f"/ar/appeals/{held.reference}/", {"words": GROUNDS})
        assert answer.status_code == 302
    assert Appeal.objects.count() == 1


def test_other_words_from_an_old_tab_are_no_second_press_and_are_shown_to_copy(visit, citizen, held):
    browser, address = visit(citizen), f"/en/appeals/{held.reference}/"
    browser.post(address, {"words": GROUNDS})
    answer = browser.post(address, {"words": "Other words, typed later."})
    assert answer.status_code == 409
    assert "You have appealed against this decision already" in answer.text
    assert "Other words, typed later." in answer.text


def test_an_appeal_without_words_is_told_beside_the_field(visit, citizen, held):
    answer = visit(citizen).post(f"/en/appeals/{held.reference}/", {"words": " "})
    assert answer.status_code == 422
    assert "Write why the decision should be reversed." in answer.content.decode()


def test_what_is_too_long_comes_back_whole(visit, citizen, held):
    words = "ق" * 3001
    answer = visit(citizen).post(f"/ar/appeals/{held.reference}/", {"words": words})
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_the_author_reads_the_reason_before_appealing(visit, citizen, held):
    page = visit(citizen).get(f"/en/appeals/{held.reference}/").content.decode()
    assert "The text holds personal data of somebody else." in page or "بيانات شخصية لغيرك" in page


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_author_reads_the_ruling(visit, citizen, other_moderator, appealed, language):
    actions.dismiss_appeal(appealed, answer=ANSWER, by=other_moderator)
    page = visit(citizen).get(f"/{language}/appeals/{appealed.contribution.reference}/").content.decode()
    assert GROUNDS in page
    assert ANSWER in page


def test_after_publication_the_author_still_reads_the_ruling(visit, citizen, other_moderator, appealed):
    actions.grant_appeal(appealed, answer="أصبتَ.", by=other_moderator)
    page = visit(citizen).get(f"/ar/appeals/{appealed.contribution.reference}/")
    assert "أصبتَ." in page.content.decode()


def test_what_was_never_decided_has_no_appeal(visit, citizen, make_contribution):
    assert visit(citizen).get(f"/ar/appeals/{make_contribution(citizen).reference}/").status_code == 404


@pytest.mark.parametrize(("who", "status"), WHO)
def test_who_sees_the_appeals(visit, people, who, status):
    assert visit(people(who)).get("/ar/office/moderation/appeals/").status_code == status


@pytest.mark.parametrize(("who", "status"), WHO)
def test_who_sees_one_appeal_in_the_office(visit, people, appealed, who, status):
    path = f"/ar/office/moderation/appeals/{appealed.contribution.reference}/"
    assert visit(people(who)).get(path).status_code == status


@pytest.mark.parametrize(("ruling", "state"), [("grant", "published"), ("dismiss", "held")])
def test_ruling_from_the_page(visit, other_moderator, appealed, ruling, state):
    path = f"/ar/office/moderation/appeals/{appealed.contribution.reference}/"
    answer = visit(other_moderator).post(path, {"ruling": ruling, "answer": ANSWER})
    appealed.contribution.refresh_from_db()
    assert (answer.status_code, appealed.contribution.moderation) == (302, state)


def test_a_ruling_without_an_answer_keeps_the_choice(visit, other_moderator, appealed):
    path = f"/ar/office/moderation/appeals/{appealed.contribution.reference}/"
    answer = visit(other_moderator).post(path, {"ruling": "dismiss", "answer": ""})
    assert (answer.status_code, Ruling.objects.count()) == (422, 0)
    assert answer.context["form"]["ruling"].value() == "dismiss"


def test_who_decided_is_not_offered_the_ruling(visit, moderator, appealed):
    page = visit(moderator).get(f"/ar/office/moderation/appeals/{appealed.contribution.reference}/")
    assert not page.context["may_rule"]
    assert "فينظر فيه مشرف آخر" in page.content.decode()


def test_the_decision_page_leads_to_the_open_appeal(visit, other_moderator, appealed):
    reference = appealed.contribution.reference
    page = visit(other_moderator).get(f"/ar/office/moderation/{reference}/")
    assert f"/ar/office/moderation/appeals/{reference}/" in page.content.decode()
    assert not page.context["may_decide"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_appeals_cost_the_same_queries_for_one_row_and_for_ten(
    visit, other_moderator, moderator, make_comment, citizen, reason, django_assert_max_num_queries, language
):
    def appeal():
        contribution = make_comment(citizen).contribution
        actions.hold(contribution, by=moderator, reason=reason)
        actions.appeal(contribution, words=GROUNDS, by=citizen)

    browser = visit(other_moderator)
    appeal()
    with django_assert_max_num_queries(16) as one:
        browser.get(f"/{language}/office/moderation/appeals/")
    for _each in range(9):
        appeal()
    with django_assert_max_num_queries(16) as ten:
        browser.get(f"/{language}/office/moderation/appeals/")
    assert len(one) == len(ten)


@pytest.mark.parametrize(("days", "offered"), [(1, True), (0, False)])
def test_the_way_to_an_appeal_is_offered_as_long_as_it_is_open(visit, citizen, held, settings, days, offered):
    settings.PROMISES = settings.PROMISES | {"appeal_within_days": days}
    shown = visit(citizen).get(f"/en/contributions/{held.reference}/").text
    assert (f'href="/en/appeals/{held.reference}/"' in shown, "was possible until" in shown) == (offered, not offered)
