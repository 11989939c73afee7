"""The home page shows what there is, in the reader's language, at a price that does not grow."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Unit
from home.actions import lay_out_site
from home.models import PlainPage
from home.queries import KeptPromise, first_sentence, kept_promises, recent_answers, talked_about
from suggestions import actions
from suggestions.models import Category, Suggestion
from tests.conftest import voice_of
from tests.pages import notice_in_force

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return lay_out_site()


@pytest.fixture
def make_suggestion(home, citizen, publish):
    def make():
        number = Suggestion.objects.count()

        suggestion = actions.send(
            by=citizen,
            representation=voice_of(citizen),
            title=f"مقترح {number}",
            body="نص المقترح.",
            category=Category.objects.first(),
            language="ar",
            submission_key=uuid.uuid4(),
            consent_to=notice_in_force(),
        )
        publish(suggestion.contribution)
        return suggestion

    return make


@pytest.mark.parametrize(("language", "promise"), [("ar", "يُقرأ ويُجاب"), ("en", "is read, answered")])
def test_the_promise_stands_in_the_readers_language(home, client, language, promise):
    assert promise in client.get(f"/{language}/").content.decode()


@pytest.mark.parametrize("section", ["hero", "search-box"])
def test_an_empty_site_still_promises_and_searches(home, client, section):
    assert section in client.get("/ar/").content.decode()


@pytest.mark.parametrize("section", ["promised", "open-now", "last-outcome", "talked-about", "decided-lately", "heard"])
def test_a_section_without_data_is_not_shown(home, client, section):
    assert f'id="{section}"' not in client.get("/ar/").content.decode()


def test_the_points_of_the_policy_are_cited_by_their_address(home, participation_policy, client):
    page = client.get("/ar/").content.decode()
    assert "/ar/policies/participation/#point-10" in page
    assert "#point-7" not in page


def test_a_suggestion_without_an_answer_is_listed(make_suggestion, client):
    suggestion = make_suggestion()
    assert suggestion.title in client.get("/ar/").content.decode()


def test_a_decision_is_told_with_a_sentence_of_its_answer(make_suggestion, policy_officer, client):
    suggestion = make_suggestion()
    unit = Unit.objects.create(code="media", kind="department", name_ar="الإعلام", name_en="Media")
    actions.take_under_study(suggestion, unit=unit, answer_ar="ندرسه الآن.", by=policy_officer)
    answer = "قُبل المقترح كما ورد في نصه الأول. ويُنفَّذ في العام القادم."
    actions.note(suggestion, answer_ar=answer, by=policy_officer)
    page = client.get("/ar/").content.decode()
    assert "قُبل المقترح كما ورد في نصه الأول.</p>" in page


@pytest.mark.parametrize("begin", [actions.take_under_study, actions.refer])
def test_what_is_only_begun_is_no_decision_and_still_talked_about(make_suggestion, policy_officer, begin):
    unit = Unit.objects.create(code="media", kind="department", name_ar="الإعلام", name_en="Media")
    suggestion = make_suggestion()
    begin(suggestion, unit=unit, answer_ar="هو لدى دائرة الإعلام الآن.", by=policy_officer)
    assert recent_answers() == []
    assert [talk.suggestion for talk in talked_about()] == [suggestion]


def test_the_home_page_costs_the_same_for_one_and_for_ten(make_suggestion, participation_policy, client, settings):
    def cost():
        client.get("/ar/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/ar/")
        return len([query for query in queries if '"cache"' not in query["sql"]])

    make_suggestion()
    one = cost()
    for _ in range(9):
        make_suggestion()
    assert cost() == one <= 12


def test_a_kept_promise_counts_what_came_due(make_suggestion):
    make_suggestion()
    moderation = next(promise for promise in kept_promises() if promise.kind == "moderation")
    assert (moderation.due, moderation.kept, moderation.overdue) == (1, 1, 0)


def test_the_share_of_a_promise_is_in_a_hundred():
    assert KeptPromise("ticket", "", due=8, kept=6, overdue=1).share == 75


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "قُبل المقترح. وستصدر المديرية العامة للتخطيط إذنًا عامًّا.",
            "قُبل المقترح. وستصدر المديرية العامة للتخطيط إذنًا عامًّا.",
        ),
        ("هذه جملة طويلة تكفي وحدها لتقول شيئًا مفيدًا. وهذه أخرى.", "هذه جملة طويلة تكفي وحدها لتقول شيئًا مفيدًا."),
        ("جملة واحدة", "جملة واحدة"),
        ("", ""),
    ],
)
def test_the_first_sentence_says_something(text, sentence):
    assert first_sentence(text) == sentence


@pytest.mark.parametrize("words", ['/ar/consultations/">اطّلع على المشاورات', '/ar/suggestions/new/">قدّم مقترحًا'])
def test_the_first_words_lead_to_two_things_to_do(home, client, words):
    hero = client.get("/ar/").content.decode().partition('class="search-box large"')[0]
    assert words in hero


@pytest.mark.parametrize(("language", "sentence"), [("ar", "في الموعد: 1 من 1"), ("en", "1 of 1 in time")])
def test_a_kept_promise_reads_as_a_sentence(make_suggestion, client, language, sentence):
    make_suggestion()
    page = client.get(f"/{language}/").content.decode()
    assert (sentence in page, '<b class="share" dir="ltr">100%</b>' in page) == (True, True)


def test_a_plain_page_leads_to_the_others(home, client):
    for slug in ["guide", "channels"]:
        home.add_child(instance=PlainPage(title=slug, slug=slug, body_ar="<p>اقرأ</p>"))
    main = client.get("/ar/guide/").content.decode().partition("<main")[2].partition("</main>")[0]
    assert ('href="/ar/channels/"' in main, 'href="/ar/guide/"' in main) == (True, False)


def test_a_plain_page_is_read_in_both_languages(home, client):
    page = PlainPage(title="دليل", title_en="Guide", slug="guide", body_ar="<p>اقرأ</p>", body_en="<p>Read</p>")
    home.add_child(instance=page)
    assert "<p>اقرأ</p>" in client.get("/ar/guide/").content.decode()
    assert "<p>Read</p>" in client.get("/en/guide/").content.decode()
