"""What the public reads of suggestions, and what it does not."""

import pytest
from django.utils.translation import override

from contributions.references import new_reference
from moderation import actions as moderation
from suggestions import actions
from tickets import actions as tickets
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

LIST = "/ar/suggestions/"


def page(suggestion, language="ar"):
    return f"/{language}/suggestions/{suggestion.reference}/"


WHO = [("anonymous", 404), ("neighbour", 404), ("ticket_officer", 404), ("citizen", 200), ("moderator", 200)]


@pytest.mark.parametrize(("who", "status_code"), [*WHO, ("policy_officer", 200)])
def test_who_sees_a_suggestion_before_its_publication(who, status_code, make_suggestion, visit, people):
    assert visit(people(who)).get(page(make_suggestion())).status_code == status_code


@pytest.mark.parametrize("who", ["anonymous", "neighbour", "citizen"])
def test_everybody_reads_a_published_suggestion(who, suggestion, visit, people):
    answer = visit(people(who)).get(page(suggestion))
    assert suggestion.title in answer.text
    assert "مريم بنت خلفان العبرية" in answer.text


@pytest.mark.parametrize("typed", ["0", "12345678901", "abc", "%20"])
def test_an_unknown_number_is_answered_with_a_page_that_says_so(typed, client, db):
    assert client.get(f"{LIST}{typed}/").status_code == 404


def test_a_number_nobody_has_is_unknown(client, db):
    assert client.get(f"{LIST}{new_reference()}/").status_code == 404


def test_a_number_in_arabic_digits_leads_to_the_page(client, suggestion):
    arabic = suggestion.reference.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert client.get(f"{LIST}{arabic}/").url == page(suggestion)


def test_the_author_is_told_that_it_waits(visit, citizen, make_suggestion):
    assert "notice" in visit(citizen).get(page(make_suggestion())).text


def test_a_removed_suggestion_leaves_a_tombstone_that_cites_the_point(client, suggestion, moderator, reason):
    moderation.remove(suggestion.contribution, by=moderator, reason=reason)
    answer = client.get(page(suggestion))
    assert answer.status_code == 200
    assert suggestion.title not in answer.text
    assert "#point-7" in answer.text


def test_what_was_removed_before_it_was_public_stays_unknown(client, make_suggestion, moderator, reason):
    never_public = make_suggestion()
    moderation.remove(never_public.contribution, by=moderator, reason=reason)
    assert client.get(page(never_public)).status_code == 404


def test_the_page_shows_the_answer_the_ticket_and_its_result(client, accepted, ticket_officer):
    ticket = Ticket.objects.get()
    tickets.take(ticket, by=ticket_officer)
    tickets.start(ticket, by=ticket_officer)
    tickets.finish(ticket, result_ar="حافلة واحدة في الخدمة.", by=ticket_officer)
    answer = client.get(page(accepted)).text
    assert "مقبول." in answer
    assert "حافلة واحدة في الخدمة." in answer
    assert ticket.reference[:4] in answer


def test_the_page_names_no_officer(client, accepted, policy_officer, ticket_officer):
    tickets.take(Ticket.objects.get(), by=ticket_officer)
    answer = client.get(page(accepted)).text
    assert policy_officer.first_name not in answer
    assert ticket_officer.first_name not in answer


def test_an_answer_without_english_is_shown_in_arabic_and_marked_so(client, accepted):
    shown = client.get(page(accepted, "en")).text
    assert '<div class="text" lang="ar" dir="rtl"><p>مقبول.' in shown
    assert "The ministry answered in Arabic." in shown


def test_who_reads_english_is_told_that_a_suggestion_is_written_in_arabic(client, suggestion):
    shown = client.get(page(suggestion, "en")).text
    assert "Written in Arabic" in shown
    assert f'<h1 lang="ar" dir="rtl">{suggestion.title}' in shown


def test_who_reads_arabic_is_not_told_the_language_of_arabic(client, accepted):
    shown = client.get(page(accepted)).text
    assert "مكتوب بالعربية" not in shown
    assert "أجابت الوزارة بالعربية" not in shown


@pytest.mark.parametrize(("decision", "word"), [("adopted", "Accepted"), ("adapted", "Partly accepted")])
def test_a_suggestion_is_accepted_where_a_comment_is_adopted(decision, word):
    from suggestions.models import decision_label

    with override("en"):
        assert decision_label(decision) == word


def test_a_suggestion_can_be_commented_on_where_it_stands(visit, suggestion, neighbour, say, publish):
    publish(say(suggestion, neighbour).contribution)
    answer = visit(neighbour).get(page(suggestion))
    assert answer.context["suggestion"].comment_count == 1
    assert answer.context["comment_form"]


def test_a_visitor_is_shown_the_way_to_comment(client, suggestion):
    assert f"/ar/contributions/comment/{suggestion.discussion_id}/" in client.get(page(suggestion)).text


def test_the_list_shows_what_is_published_the_newest_first(client, make_published, make_suggestion):
    first, second = make_published(), make_published(title="مظلات لمواقف الحافلات")
    make_suggestion(title="لم يُنشر بعد")
    assert list(client.get(LIST).context["page"]) == [second, first]


def test_the_list_can_be_narrowed_by_status_and_subject(client, make_published, labs, policy_officer):
    waiting, studied = make_published(), make_published()
    actions.take_under_study(studied, unit=labs, answer_ar="يُدرس.", by=policy_officer)
    assert list(client.get(LIST, {"status": "under_study"}).context["page"]) == [studied]
    assert list(client.get(LIST, {"status": "none", "category": "curricula"}).context["page"]) == [waiting]
    assert not list(client.get(LIST, {"category": "transport"}).context["page"])


def test_nonsense_in_the_address_shows_the_whole_list(client, suggestion):
    assert list(client.get(LIST, {"status": "x", "category": "y", "page": "z"}).context["page"]) == [suggestion]


def test_the_list_costs_the_same_for_one_suggestion_and_for_ten(client, make_published, queries_of):
    make_published()
    one = queries_of(lambda: client.get(LIST))
    for _ in range(9):
        make_published()
    assert queries_of(lambda: client.get(LIST)) == one <= 12


def test_a_page_costs_the_same_for_one_comment_and_for_ten(client, suggestion, neighbour, say, publish, queries_of):
    publish(say(suggestion, neighbour).contribution)
    one = queries_of(lambda: client.get(page(suggestion)))
    for _ in range(9):
        publish(say(suggestion, neighbour).contribution)
    assert queries_of(lambda: client.get(page(suggestion))) == one
