import pytest

from moderation import actions
from search.actions import drain

WHO = [
    ("anonymous", 302),
    ("citizen", 403),
    ("policy_officer", 403),
    ("ticket_officer", 403),
    ("moderator", 200),
]


@pytest.mark.parametrize(("who", "status"), WHO)
def test_who_sees_the_queue(visit, people, who, status):
    assert visit(people(who)).get("/ar/office/moderation/").status_code == status


@pytest.mark.parametrize(("who", "status"), WHO)
def test_who_sees_one_of_the_queue(visit, people, make_contribution, citizen, who, status):
    sent = make_contribution(citizen)
    assert visit(people(who)).get(f"/ar/office/moderation/{sent.reference}/").status_code == status


def test_publishing_from_the_screen(visit, moderator, make_contribution, citizen):
    sent = make_contribution(citizen)
    answer = visit(moderator).post(f"/ar/office/moderation/{sent.reference}/", {"decision": "publish"})
    sent.refresh_from_db()
    assert (answer.status_code, sent.moderation) == (302, "published")


@pytest.mark.parametrize("decision", ["hold", "remove"])
def test_holding_without_a_reason_is_told_beside_the_field(visit, moderator, make_contribution, citizen, decision):
    sent = make_contribution(citizen)
    answer = visit(moderator).post(
        f"/ar/office/moderation/{sent.reference}/", {"decision": decision, "message": "رسالة مكتوبة"}
    )
    assert answer.status_code == 422
    assert "رسالة مكتوبة" in answer.content.decode()


def test_after_an_error_only_possible_decisions_are_offered(visit, moderator, make_contribution, citizen):
    sent = make_contribution(citizen)
    answer = visit(moderator).post(f"/ar/office/moderation/{sent.reference}/", {})
    assert [value for value, _label in answer.context["form"].fields["decision"].choices] == [
        "publish",
        "ask_change",
        "hold",
        "remove",
    ]


def test_the_second_moderator_is_told_that_it_is_decided(
    visit, moderator, other_moderator, make_contribution, citizen, reason
):
    sent = make_contribution(citizen)
    actions.hold(sent, by=moderator, reason=reason)
    answer = visit(other_moderator).post(f"/ar/office/moderation/{sent.reference}/", {"decision": "publish"})
    assert answer.status_code == 409


def test_a_decision_on_what_a_colleague_has_moved_meanwhile_is_refused_and_its_words_kept(
    visit, moderator, other_moderator, make_contribution, citizen, reason
):
    sent = make_contribution(citizen)
    address = f"/ar/office/moderation/{sent.reference}/"
    seen = {"seen": visit(moderator).get(address).context["seen"]}
    actions.take_over(sent, by=other_moderator)
    visit(other_moderator).post(address, seen | {"decision": "publish"})
    held = seen | {"decision": "hold", "reason": reason.pk, "message": "رسالة مكتوبة"}
    answer = visit(moderator).post(address, held)
    sent.refresh_from_db()
    assert (answer.status_code, sent.moderation) == (409, "published")
    assert "رسالة مكتوبة" in answer.text
    assert '<input type="hidden" name="seen" value="published">' in answer.text


def test_an_unknown_reference_is_not_found(visit, moderator):
    assert visit(moderator).get("/ar/office/moderation/00000000000/").status_code == 404


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_queue_costs_the_same_queries_for_one_row_and_for_ten(
    visit, moderator, make_comment, citizen, django_assert_max_num_queries, language
):
    browser = visit(moderator)
    make_comment(citizen)
    browser.get(f"/{language}/office/moderation/")  # what it can be narrowed to is kept for half a minute
    with django_assert_max_num_queries(15) as one:
        browser.get(f"/{language}/office/moderation/")
    for _each in range(9):
        make_comment(citizen)
    with django_assert_max_num_queries(15) as ten:
        browser.get(f"/{language}/office/moderation/")
    assert len(one) == len(ten)


def test_who_judges_a_reply_reads_what_it_answers(visit, moderator, make_comment, citizen, neighbour, publish):
    asked = make_comment(neighbour, body="متى تصل الحافلة إلى وادي بني خالد؟")
    publish(asked.contribution)
    reply = make_comment(citizen, parent=asked).contribution
    page = visit(moderator).get(f"/ar/office/moderation/{reply.reference}/").content.decode()
    assert "متى تصل الحافلة إلى وادي بني خالد؟" in page
    assert neighbour.first_name in page


def test_what_is_answered_is_shown_after_its_removal_too_with_its_state(
    visit, moderator, make_comment, citizen, neighbour, publish, reason
):
    asked = make_comment(neighbour, body="متى تصل الحافلة إلى وادي بني خالد؟")
    publish(asked.contribution)
    reply = make_comment(citizen, parent=asked).contribution
    actions.remove(asked.contribution, by=moderator, reason=reason)
    answer = visit(moderator).get(f"/en/office/moderation/{reply.reference}/")
    shown = answer.content.decode().partition("What it answers")[2]
    assert "متى تصل الحافلة" in shown
    assert "Removed" in shown.partition("Also by this author")[0]


def test_each_reason_names_the_point_it_cites(visit, moderator, make_contribution, citizen, reason):
    page = visit(moderator).get(f"/ar/office/moderation/{make_contribution(citizen).reference}/").content.decode()
    assert "بيانات شخصية (النقطة 7)" in page


def test_a_reason_is_not_called_optional(visit, moderator, make_contribution, citizen, reason):
    page = visit(moderator).get(f"/en/office/moderation/{make_contribution(citizen).reference}/").content.decode()
    assert "(optional)" not in page.partition('for="id_reason"')[2].partition("</label>")[0]


def test_what_answers_nothing_shows_nothing_answered(visit, moderator, make_comment, citizen):
    first = make_comment(citizen).contribution
    page = visit(moderator).get(f"/en/office/moderation/{first.reference}/").content.decode()
    assert "What it answers" not in page


def test_what_is_published_and_says_nearly_the_same_stands_beside_it(
    visit, moderator, make_comment, citizen, neighbour, publish, own_index
):
    words = "أقترح أن تقف الحافلة عند باب المدرسة لا في الطريق العام حتى ينزل الصغار بأمان."
    publish(make_comment(neighbour, body=words).contribution)
    drain()
    again = make_comment(citizen, body=f"{words} شكرًا لكم.").contribution
    page = visit(moderator).get(f"/ar/office/moderation/{again.reference}/")
    assert [document.party for document in page.context["alike"]] == [neighbour.first_name]


def test_what_says_nearly_the_same_is_one_press_away(
    visit, moderator, make_comment, citizen, neighbour, publish, own_index, make_contribution
):
    words = "أقترح أن تقف الحافلة عند باب المدرسة لا في الطريق العام حتى ينزل الصغار بأمان."
    publish(make_comment(neighbour, body=words).contribution)
    drain()
    again = make_comment(citizen, body=f"{words} شكرًا لكم.").contribution
    for language in ("ar", "en"):
        page = visit(moderator).get(f"/{language}/office/moderation/{again.reference}/")
        (document,) = page.context["alike"]
        assert f'href="/{language}/{document.path}"' in page.text


def test_what_became_of_all_that_an_author_sent_is_counted(
    visit, moderator, make_contribution, citizen, publish, reason
):
    publish(make_contribution(citizen))
    publish(make_contribution(citizen))
    actions.hold(make_contribution(citizen), by=moderator, reason=reason)
    page = visit(moderator).get(f"/en/office/moderation/{make_contribution(citizen).reference}/")
    assert page.context["record"] == [("Published", 2), ("Held back", 1), ("Awaiting moderation", 1)]


def test_the_standard_messages_can_be_read_before_they_are_sent_in_the_authors_language(
    visit, moderator, make_comment, citizen, reason
):
    sent = make_comment(citizen).contribution
    page = visit(moderator).get(f"/en/office/moderation/{sent.reference}/").content.decode()
    assert reason.message_ar in page
    assert reason.message_en not in page
