"""The margin: one thread open beside its clause, the others told in a line, one's own words where they belong."""

from datetime import timedelta

import pytest

from accounts.actions import appoint_representative, register_organisation
from consultations.margin import REPLIES_BESIDE, THREADS_BESIDE
from consultations.models import ClauseKey
from contributions.models import Comment, Contribution
from moderation import actions as moderation
from tests.consultations.conftest import CLOSES, DURING

PATH = "/ar/consultations/transport/"


@pytest.fixture
def say(consultation, at, make_comment, publish):
    """Say something about a clause, published."""
    at(DURING)

    def said(by, body, clause="clause-6", **fields):
        discussion = ClauseKey.objects.get(key=clause).discussion
        comment = make_comment(by, discussion=discussion, body=body, **fields)
        publish(comment.contribution)
        return Comment.thread.get(pk=comment.pk)

    return said


def read(client, query="", path=PATH):
    response = client.get(f"{path}{query}")
    assert response.status_code == 200
    return response.content.decode()


def margin_of(page, clause):
    return page.split(f'id="{clause}-comments"')[1].split("</aside>")[0]


def is_open(page, clause):
    return f'<aside class="hashiya open" id="{clause}-comments"' in page


def test_the_margin_is_open_where_most_is_said(client, say, citizen, neighbour):
    say(citizen, "رأي في المسافة.", clause="clause-5")
    say(citizen, "رأي في الزمن.")
    say(neighbour, "رأي آخر في الزمن.")
    page = read(client)
    assert (is_open(page, "clause-5"), is_open(page, "clause-6")) == (False, True)


def test_a_draft_without_comments_has_no_open_margin(client, consultation):
    page = read(client)
    assert "hashiya open" not in page
    assert "لا تعليقات بعد" in margin_of(page, "clause-6")


def test_a_closed_margin_tells_the_count_the_positions_and_one_voice(client, say, citizen, neighbour):
    say(citizen, "احسبوا المسافة من باب الحارة.", clause="clause-5", stance="for")
    margin = margin_of(read(client, "?clause=clause-6"), "clause-5")
    assert 'href="?clause=clause-5#clause-5"' in margin
    assert "تعليق واحد" in margin
    assert "مؤيّد واحد" in margin
    assert "«احسبوا المسافة من باب الحارة.»" in margin
    assert "مريم بنت خلفان العبرية" in margin


def test_the_address_opens_a_margin_without_scripts(client, say, citizen, neighbour):
    say(citizen, "رأي في المسافة.", clause="clause-5")
    say(citizen, "رأي في الزمن.")
    say(neighbour, "رأي آخر في الزمن.")
    assert is_open(read(client, "?clause=clause-5"), "clause-5")


@pytest.mark.parametrize(
    "query", ["?clause=clause-99", "?reply=1", "?thread=../..", "?comment=%00", "?clause=section-1"]
)
def test_an_address_that_asks_for_what_is_not_there_is_read_as_the_page(client, say, citizen, query):
    say(citizen, "رأي في الزمن.")
    assert is_open(read(client, query), "clause-6")


@pytest.mark.parametrize("query", ["", "?clause=clause-6", "?comment=clause-6"])
def test_what_is_there_is_opened_without_a_notice(visit, say, citizen, query):
    say(citizen, "رأي في الزمن.")
    page = read(visit(citizen), query)
    assert ('class="notice' in page, 'id="comment-form"' in page) == (False, True)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?clause=clause-99", "ليس في هذه المسودة بند بهذا العنوان"),
        ("?comment=clause-99", "ليس في هذه المسودة بند بهذا العنوان"),
        ("?comment=section-1", "ليس في هذه المسودة بند بهذا العنوان"),
        ("?reply=48219077356", "التعليق الذي تريد الرد عليه"),
        ("?reply=nonsense", "التعليق الذي تريد الرد عليه"),
        ("?thread=48219077356", "التعليق الذي تبحث عنه"),
    ],
)
@pytest.mark.parametrize("is_spoken_of", [True, False])
def test_what_is_not_there_is_told_and_no_form_is_opened_in_its_place(
    visit, consultation, say, citizen, query, told, is_spoken_of
):
    if is_spoken_of:
        say(citizen, "رأي في الزمن.")
    page = read(visit(citizen), query)
    assert told in page.split('class="notice warning"')[1]
    assert 'id="comment-form"' not in page


def test_a_reply_to_what_is_hidden_is_told_and_opens_no_form(visit, say, citizen, neighbour, moderator, reason):
    hidden = say(citizen, "فيه رقم هاتف.").contribution
    say(citizen, "رأي آخر.")
    moderation.remove(hidden, by=moderator, reason=reason)
    page = read(visit(neighbour), f"?reply={hidden.reference}")
    assert "التعليق الذي تريد الرد عليه" in page
    assert 'id="comment-form"' not in page


def test_a_reply_to_a_comment_on_something_else_is_told_and_opens_no_form(visit, say, make_comment, publish, citizen):
    say(citizen, "رأي.")
    foreign = make_comment(citizen).contribution
    publish(foreign)
    page = read(visit(citizen), f"?reply={foreign.reference}")
    assert "التعليق الذي تريد الرد عليه" in page
    assert 'id="comment-form"' not in page


def test_beside_a_clause_stand_a_few_threads_and_the_rest_is_one_link_away(client, say, citizen):
    for number in range(THREADS_BESIDE + 2):
        say(citizen, f"رأي رقم {number}.")
    margin = margin_of(read(client), "clause-6")
    assert margin.count('<article class="comment') == THREADS_BESIDE
    assert f'<a href="{PATH}clauses/clause-6/">اعرض تعليقين آخرين</a>' in margin


def test_one_more_stands_there_too_before_a_link_would_hide_it_alone(client, say, citizen):
    for number in range(THREADS_BESIDE + 1):
        say(citizen, f"رأي رقم {number}.")
    margin = margin_of(read(client), "clause-6")
    assert margin.count('<article class="comment') == THREADS_BESIDE + 1
    assert f"{PATH}clauses/clause-6/" not in margin


def test_replies_that_are_not_shown_are_counted_with_the_rest(client, say, citizen, neighbour):
    root = say(citizen, "رأي.")
    for number in range(REPLIES_BESIDE + 1):
        say(neighbour, f"رد رقم {number}.", parent=root)
    assert "اعرض تعليقًا آخر" in margin_of(read(client), "clause-6")


def test_the_address_of_a_comment_shows_it_however_much_was_said_since(client, say, citizen):
    first = say(citizen, "أول ما قيل.")
    for number in range(THREADS_BESIDE + 1):
        say(citizen, f"رأي رقم {number}.")
    reference = first.contribution.reference
    assert "أول ما قيل." not in margin_of(read(client), "clause-6")
    asked = client.get(f"/ar/contributions/{reference}/")
    assert asked.url == f"{PATH}?thread={reference}#c-{reference}"
    assert f'id="c-{reference}"' in margin_of(read(client, f"?thread={reference}"), "clause-6")


def test_a_late_reply_is_shown_at_its_address(client, say, citizen, neighbour):
    root = say(citizen, "رأي.")
    replies = [say(neighbour, f"رد رقم {number}.", parent=root) for number in range(REPLIES_BESIDE + 1)]
    last = replies[-1].contribution.reference
    assert "رد رقم 3." not in margin_of(read(client), "clause-6")
    assert "رد رقم 3." in margin_of(read(client, f"?thread={last}"), "clause-6")


# --- One's own words ------------------------------------------------------------------------------------


def test_the_form_stands_under_the_clause_one_chose(visit, say, citizen):
    say(citizen, "رأي.")
    page = read(visit(citizen), "?comment=clause-5")
    clause = page.split('id="clause-5"')[1].split("</article>")[0]
    assert "تعليقك على البند 5" in clause
    assert page.count('id="comment-form"') == 1


def test_the_form_shows_the_name_exactly_as_it_will_stand(visit, say, citizen):
    say(citizen, "رأي.")
    form = read(visit(citizen), "?comment=clause-6").split('id="comment-form"')[1].split("</form>")[0]
    assert '<bdi class="name" lang="ar">مريم بنت خلفان العبرية</bdi>' in form
    assert "مسقط" in form


def test_whoever_may_speak_in_more_names_chooses_between_them_as_they_will_stand(
    visit, consultation, at, citizen, administrator
):
    council = register_organisation(name="مجلس أولياء الأمور", by=administrator, verified=True)
    appoint_representative(citizen, council, by=administrator)
    at(DURING)
    citizen.representations.update(starts_at=DURING - timedelta(days=1))
    form = read(visit(citizen), "?comment=clause-6").split('id="comment-form"')[1].split("</form>")[0]
    assert form.count('type="radio" name="voice"') == 2
    assert "مجلس أولياء الأمور" in form
    assert "مريم بنت خلفان العبرية" in form


def test_the_consent_leads_to_the_privacy_notice(visit, consultation, at, citizen):
    at(DURING)
    form = read(visit(citizen), "?comment=clause-6").split('id="comment-form"')[1].split("</form>")[0]
    assert 'name="consent"' in form
    assert 'href="/ar/policies/privacy/"' in form


def test_a_pupil_reads_above_the_consent_which_address_is_asked(visit, consultation, at, pupil):
    at(DURING)
    form = read(visit(pupil), "?comment=clause-6").split('id="comment-form"')[1].split("</form>")[0]
    assert -1 < form.find(pupil.guardian_address) < form.find('name="consent"')


def test_a_comment_sent_from_beside_the_clause_gets_its_receipt(visit, consultation, at, citizen, notice):
    at(DURING)
    browser = visit(citizen)
    form = browser.get(f"{PATH}?comment=clause-6").context_data["open_row"].own
    fields = {**form.hidden, "voice": form.voices[0].value}
    answer = browser.post(form.action, fields | {"body": "رأيي في الزمن.", "stance": "for", "consent": "on"})
    sent = Contribution.objects.get()
    assert answer.url == f"/ar/contributions/{sent.reference}/receipt/"
    assert sent.comment.discussion == ClauseKey.objects.get(key="clause-6").discussion


def test_the_form_for_a_reply_stands_under_the_comment_it_answers(visit, say, citizen, neighbour):
    first = say(citizen, "أول ما قيل.").contribution.reference
    say(neighbour, "قول آخر.")
    page = read(visit(neighbour), f"?reply={first}")
    comment = page.split(f'id="c-{first}"')[1].split("</article>")[0]
    assert "ردّك على مريم بنت خلفان العبرية" in comment
    assert f'name="parent" value="{first}"' in comment
    assert page.count('id="comment-form"') == 1


def test_a_reply_takes_no_position_on_the_clause(visit, say, citizen, neighbour):
    first = say(citizen, "أول ما قيل.").contribution.reference
    assert 'name="stance"' not in read(visit(neighbour), f"?reply={first}")


def test_a_visitor_is_led_to_sign_in_and_back_to_the_form(client, consultation, at):
    at(DURING)
    page = read(client, "?comment=clause-6")
    assert "next=%2Far%2Fconsultations%2Ftransport%2F%3Fcomment%3Dclause-6%23comment-form" in page
    assert "<textarea" not in page


def test_after_the_closing_the_margin_says_since_when_nobody_can_comment(visit, say, citizen, at):
    first = say(citizen, "رأي.").contribution.reference
    at(CLOSES)
    page = read(visit(citizen), f"?reply={first}")
    assert "انتهى استقبال التعليقات في 29 نوفمبر 2026، 11:59 مساءً" in page
    assert "<textarea" not in page


def test_what_was_removed_leaves_a_tombstone_that_leads_to_point_and_receipt(client, say, citizen, moderator, reason):
    removed = say(citizen, "فيه رقم هاتف.").contribution
    say(citizen, "رأي آخر.")
    moderation.remove(removed, by=moderator, reason=reason)
    margin = margin_of(read(client), "clause-6")
    assert "فيه رقم هاتف." not in margin
    assert "أُزيل هذا التعليق استنادًا إلى النقطة 7" in margin
    assert 'href="/ar/policies/participation/versions/1/#point-7"' in margin
    assert f'href="/ar/contributions/{removed.reference}/"' in margin


def test_what_was_removed_is_not_quoted(client, say, citizen, neighbour, moderator, reason):
    removed = say(citizen, "فيه رقم هاتف.", clause="clause-5").contribution
    say(citizen, "رأي.")
    say(neighbour, "رأي آخر.")
    moderation.remove(removed, by=moderator, reason=reason)
    assert "quotation" not in margin_of(read(client), "clause-5")


@pytest.mark.parametrize(("who", "most"), [("anonymous", 12), ("citizen", 12)])
def test_reading_takes_few_queries_whatever_the_address_asks(
    visit, people, say, citizen, neighbour, django_assert_max_num_queries, who, most
):
    browser = visit(people(who))
    first = say(citizen, "أول ما قيل.").contribution.reference
    for number in range(8):
        root = say(citizen, f"رأي رقم {number}.")
        say(neighbour, f"رد رقم {number}.", parent=root)
        say(neighbour, f"رأي رقم {number}.", clause="clause-5")
    for query in ("", "?clause=clause-5", "?comment=clause-6", f"?reply={first}", f"?thread={first}"):
        read(browser, query)
        with django_assert_max_num_queries(most):
            read(browser, query)


def test_an_open_margin_keeps_no_words_that_were_removed_since_the_last_reader(client, say, citizen, moderator, reason):
    said = say(citizen, "فيه رقم هاتف.").contribution
    assert "فيه رقم هاتف." in margin_of(read(client), "clause-6")
    moderation.remove(said, by=moderator, reason=reason)
    assert "فيه رقم هاتف." not in margin_of(read(client, "?clause=clause-6"), "clause-6")


def test_a_comment_says_the_year_it_was_made_in_once_the_year_has_changed(client, say, citizen, at):
    said = say(citizen, "رأي في المسافة.").contribution
    before = margin_of(read(client), "clause-6")
    at(said.submitted_at + timedelta(days=365))
    year = str(said.submitted_at.year)
    assert f" {year}</time>" not in before
    assert f" {year}</time>" in margin_of(read(client), "clause-6")
