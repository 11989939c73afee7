"""What the public reads: the list, the draft clause by clause with what is said beside it, and every version."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultations.actions import cancel
from consultations.models import ClauseKey
from contributions.models import Comment
from tests.consultations.conftest import CLOSES, DURING, OPENS, fresh, make_clause, publish_page, revise

PATH = "consultations/transport/"


def read(client, path, language="ar"):
    response = client.get(f"/{language}/{path}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def said(consultation, at, make_comment):
    """Say something about clause 6, published."""
    at(DURING)

    def say(by, body, **fields):
        discussion = ClauseKey.objects.get(key="clause-6").discussion
        return make_comment(by, discussion=discussion, body=body, **fields)

    return say


@pytest.mark.parametrize(
    ("moment", "section"),
    [
        (OPENS - timedelta(seconds=1), "upcoming"),
        (OPENS, "open"),
        (CLOSES - timedelta(seconds=1), "open"),
        (CLOSES, "closed"),
    ],
)
def test_the_list_sorts_by_the_clock(client, consultation, at, moment, section):
    at(moment)
    context = client.get("/ar/consultations/").context_data
    assert [name for name in ("upcoming", "open", "closed") if list(context[name])] == [section]


def test_the_list_says_until_when(client, consultation, at):
    at(DURING)
    assert "29 November 2026, until 11:59 pm Muscat time" in read(client, "consultations/", "en")


def test_what_is_announced_says_when_it_opens_and_in_how_many_days(client, consultation, at):
    at(OPENS - timedelta(days=3))
    page = read(client, "consultations/", "en")
    assert "Opens in 3 days" in page
    assert "8 November 2026, 8:00 am" in page


def test_what_is_in_review_says_how_long_until_its_outcome(client, consultation, at):
    at(CLOSES + timedelta(days=10))
    page = read(client, "consultations/", "en")
    assert "50 days left" in page
    assert "was open from 8 to 29 November 2026" in page


def test_what_was_cancelled_says_why_in_the_list(client, consultation, policy_officer, at):
    at(DURING)
    cancel(consultation, by=policy_officer, reason_ar="أُجّلت السياسة إلى العام المقبل.")
    assert "أُجّلت السياسة إلى العام المقبل." in read(client, "consultations/")


def test_a_draft_consultation_is_not_listed(client, page):
    assert "النقل المدرسي" not in read(client, "consultations/")


@pytest.mark.parametrize(
    ("language", "words"), [("ar", "لا تزيد مدة الرحلة على خمس وأربعين دقيقة."), ("en", "No longer than 45 minutes.")]
)
def test_a_clause_is_read_in_both_languages_at_the_same_address(client, consultation, language, words):
    page = read(client, PATH, language)
    assert 'id="clause-6"' in page
    assert words in page


def test_the_draft_is_read_in_its_chapters(client, consultation):
    assert '<h2 class="chapter" id="section-1" lang="ar" dir="rtl">المسافة والزمن</h2>' in read(client, PATH)


def test_what_is_said_stands_beside_its_clause(client, said, citizen, publish):
    publish(said(citizen, "خمس وأربعون دقيقة كثيرة على طفل.", stance="for").contribution)
    clause = read(client, PATH).split('id="clause-6-comments"')[1]
    assert "خمس وأربعون دقيقة كثيرة على طفل." in clause
    assert "مريم بنت خلفان العبرية" in clause


def test_what_waits_for_a_moderator_is_not_shown(client, said, citizen):
    said(citizen, "لم يُنشر بعد.")
    assert "لم يُنشر بعد." not in read(client, PATH)


def test_one_may_comment_while_it_is_open(client, consultation, at):
    at(DURING)
    assert 'href="?comment=clause-6#comment-form"' in read(client, PATH)


@pytest.mark.parametrize("moment", [OPENS - timedelta(seconds=1), CLOSES])
def test_one_may_not_comment_before_it_opens_and_after_it_has_closed(client, consultation, at, moment):
    at(moment)
    assert "?comment=" not in read(client, PATH)


def test_a_clause_s_own_page_holds_everything_that_was_said(client, said, citizen, publish):
    for number in range(21):
        publish(said(citizen, f"رأي رقم {number}.").contribution)
    pages = [read(client, f"{PATH}clauses/clause-6/?page={number}") for number in (1, 2)]
    assert [page.count('<article class="comment') for page in pages] == [20, 1]


def test_a_dropped_clause_keeps_its_page(client, said, citizen, publish, page, editor, approver):
    publish(said(citizen, "رأيي في البند السادس.").contribution)
    draft = fresh(page).get_latest_revision_as_object()
    draft.parts = [part for part in draft.parts.all() if part.number != "6"]
    draft.save_revision(user=editor)
    publish_page(page, by=approver)
    shown = read(client, f"{PATH}clauses/clause-6/", "en")
    assert "This clause is not in the newest version" in shown
    assert "رأيي في البند السادس." in shown


def test_an_old_version_reads_as_it_was(client, consultation, page, editor, approver):
    revise(page, by=editor, clause="6", body_ar="لا تزيد مدة الرحلة على ستين دقيقة.")
    publish_page(page, by=approver)
    assert "خمس وأربعين دقيقة" in read(client, f"{PATH}versions/1/")


def test_a_clause_of_a_version_leads_to_itself_in_the_other_language(client, consultation):
    shown = read(client, f"{PATH}versions/1/")
    assert f'href="/en/{PATH}versions/1/#clause-6" hreflang="en"' in shown


def test_a_version_shows_what_it_changed(client, consultation, page, editor, approver):
    revise(page, by=editor, clause="6", body_ar="لا تزيد مدة الرحلة على ستين دقيقة.")
    publish_page(page, by=approver)
    assert "ستين" in read(client, f"{PATH}versions/2/").split("<ins>")[1]


def test_an_extension_is_shown_with_its_reason(client, consultation, page, editor, approver, at):
    at(DURING)
    revise(page, by=editor, closes_at=CLOSES + timedelta(days=7), change_reason_ar="طلبت المدارس مهلة.")
    publish_page(page, by=approver)
    assert "طلبت المدارس مهلة." in read(client, PATH)


def test_a_withdrawn_consultation_stays_readable_and_says_so(client, consultation, page):
    fresh(page).unpublish()
    assert "This consultation was withdrawn" in read(client, PATH, "en")


@pytest.mark.parametrize("path", ["versions/9/", "clauses/clause-99/"])
def test_what_never_was_is_not_found(client, consultation, path):
    assert client.get(f"/ar/{PATH}{path}").status_code == 404


@pytest.mark.parametrize("count", [1, 10])
def test_reading_takes_at_most_twelve_queries_however_much_was_said(
    client, said, citizen, neighbour, publish, django_assert_max_num_queries, count
):
    for number in range(count):
        comment = said(citizen, f"رأي رقم {number}.")
        publish(comment.contribution)
        publish(said(neighbour, f"رد رقم {number}.", parent=Comment.thread.get(pk=comment.pk)).contribution)
    read(client, PATH)
    with django_assert_max_num_queries(12):
        read(client, PATH)


def test_the_list_takes_as_many_queries_for_ten_as_for_one(client, make_consultation_page, approver, at):
    def queries():
        at(DURING)
        read(client, "consultations/")
        with CaptureQueriesContext(connection) as made:
            read(client, "consultations/")
        return len(made)

    counts = []
    for numbers in (range(1), range(1, 10)):
        at(OPENS - timedelta(days=7))
        for number in numbers:
            publish_page(make_consultation_page(slug=f"transport-{number}", title=f"مشاورة {number}"), by=approver)
        counts.append(queries())
    assert counts[0] == counts[1]


def test_a_clause_without_english_is_shown_in_arabic_and_says_so(client, page, editor, approver):
    draft = fresh(page).get_latest_revision_as_object()
    draft.parts = [*draft.parts.all(), make_clause("7", "مواقف الحافلات", "", "تُظلَّل المواقف.")]
    draft.save_revision(user=editor)
    publish_page(page, by=approver)
    clause = read(client, PATH, "en").split('id="clause-7"')[1]
    assert "Not yet in English" in clause
    assert '<div class="matn" lang="ar" dir="rtl">' in clause


@pytest.mark.parametrize(
    ("moment", "is_offered"), [(OPENS - timedelta(seconds=1), False), (DURING, True), (CLOSES, False)]
)
def test_while_it_is_open_a_suggestion_about_it_can_be_sent(visit, consultation, at, moment, is_offered):
    at(moment)
    assert ('href="/ar/suggestions/new/?consultation=transport"' in read(visit(), PATH)) is is_offered
