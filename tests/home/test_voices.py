"""Who was heard: counted by where they are from and what they are, without those who answer."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import EducationRole, Governorate, Party, PartyKind
from contributions.models import Contribution
from home import heard

pytestmark = pytest.mark.django_db

PARENT, TEACHER = EducationRole.PARENT, EducationRole.TEACHER
MUSCAT, WUSTA = Governorate.MUSCAT, Governorate.WUSTA


@pytest.fixture
def say(make_contribution, citizen, publish):
    """Something that is published, by somebody from there who is that."""

    def say(governorate, education_role="", kind=PartyKind.INDIVIDUAL):
        is_now = {"governorate": governorate, "education_role": education_role, "kind": kind}
        Party.objects.filter(representations__user=citizen).update(**is_now)
        return publish(make_contribution(citizen))

    return say


def shown(client, language="en"):
    return client.get(f"/{language}/voices/").text


def test_each_is_counted_where_they_are_from_as_what_they_are(say):
    for governorate, role in [(MUSCAT, PARENT), (MUSCAT, PARENT), (MUSCAT, TEACHER), (WUSTA, TEACHER)]:
        say(governorate, role)
    voices = heard.voices()
    assert (voices.count(MUSCAT, PARENT), voices.count(MUSCAT)) == (2, 3)
    assert (voices.count(speaker=TEACHER), voices.count()) == (2, 4)


def test_a_body_is_counted_as_one_whatever_its_representative_is(say):
    say(MUSCAT, TEACHER, PartyKind.ORGANISATION)
    assert heard.voices().counts == {(MUSCAT, heard.ORGANISATION): 1}


def test_what_an_official_writes_is_no_voice(say):
    say(MUSCAT, kind=PartyKind.OFFICIAL)
    assert (heard.voices().count(), heard.governorates_heard()) == (0, [])


def test_what_nobody_reads_and_what_is_older_than_a_year_is_not_counted(say, make_contribution, citizen):
    make_contribution(citizen)
    old = say(WUSTA)
    Contribution.objects.filter(pk=old.pk).update(published_at=timezone.now() - timedelta(days=366))
    assert heard.voices().count() == 0


def test_the_home_page_draws_what_the_table_counts(say):
    for governorate in (MUSCAT, MUSCAT, WUSTA):
        say(governorate, PARENT)
    drawn = {one.name: (one.count, one.share) for one in heard.governorates_heard()}
    assert (drawn[MUSCAT.label], drawn[WUSTA.label], len(drawn)) == ((2, 100), (1, 50), 11)


@pytest.mark.parametrize(("language", "words"), [("ar", ["مسقط", "أولياء الأمور"]), ("en", ["Muscat", "Parents"])])
def test_the_table_names_places_and_people_in_the_readers_language(say, client, language, words):
    say(MUSCAT, PARENT)
    page = shown(client, language)
    assert all(word in page for word in words)


def test_a_governorate_leads_to_what_was_said_from_there(say, client):
    say(MUSCAT, PARENT)
    assert '<a href="/en/search/?governorate=muscat"><bdi>Muscat</bdi></a>' in shown(client)


def test_whoever_never_spoke_has_no_column(say, client):
    say(MUSCAT, PARENT)
    assert ("Parents" in shown(client), "Teachers" in shown(client)) == (True, False)


def test_what_came_from_nowhere_known_has_a_row_where_there_is_any(say, client):
    say(MUSCAT, PARENT)
    assert "Governorate not given" not in shown(client)
    say("", PARENT)
    assert "Governorate not given" in shown(client)


def test_the_figures_are_taken_away_by_their_codes(say, client):
    say(MUSCAT, PARENT)
    say("", TEACHER)
    answer = client.get("/ar/voices/voices.csv").content.decode("utf-8-sig")
    rows = {row["governorate"]: row for row in csv.DictReader(io.StringIO(answer))}
    assert (rows["muscat"]["parent"], rows["not_given"]["teacher"], rows["wusta"]["parent"]) == ("1", "1", "0")
    assert set(rows) == {*Governorate.values, "not_given"}


def test_an_empty_site_has_an_empty_table(client):
    assert "<td" in shown(client)


def test_the_table_costs_the_same_for_one_and_for_ten(say, client):
    def cost():
        shown(client)
        with CaptureQueriesContext(connection) as queries:
            shown(client)
        return len([query for query in queries if '"cache"' not in query["sql"]])

    say(MUSCAT, PARENT)
    one = cost()
    for place in Governorate.values[1:10]:
        say(place, TEACHER)
    assert cost() == one <= 12
