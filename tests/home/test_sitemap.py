"""What crawlers find: every public page in both languages, nothing that is not public, and whom to tell of a hole."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

pytestmark = pytest.mark.django_db


def sitemap(client, section):
    return client.get(f"/sitemap-{section}.xml").content.decode()


def test_the_index_names_every_part(client):
    index = client.get("/sitemap.xml").content.decode()
    assert all(f"/sitemap-{part}.xml" in index for part in ("pages", "lists", "suggestions"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_published_page_stands_there_in_both_languages(client, participation_policy, settings, language):
    settings.SITE_URL = "https://musharaka.example"
    page = sitemap(client, "pages")
    assert f"<loc>https://musharaka.example/{language}/policies/participation/</loc>" in page
    assert f'hreflang="{language}" href="https://musharaka.example/{language}/policies/participation/"' in page


def test_a_page_s_head_names_it_once_whatever_is_narrowed_or_unfolded(client, participation_policy, settings):
    settings.SITE_URL = "https://musharaka.example"
    page = client.get("/en/suggestions/?status=accepted&page=2").text
    assert '<link rel="canonical" href="https://musharaka.example/en/suggestions/?page=2">' in page
    page = client.get("/en/suggestions/?status=accepted&page=1").text
    assert '<link rel="canonical" href="https://musharaka.example/en/suggestions/">' in page


@pytest.mark.parametrize("language", ["ar", "en"])
def test_whoever_speaks_another_language_is_led_to_arabic(client, participation_policy, settings, language):
    settings.SITE_URL = "https://musharaka.example"
    page = client.get(f"/{language}/suggestions/").text
    assert 'hreflang="x-default" href="https://musharaka.example/ar/suggestions/"' in page


@pytest.mark.parametrize("name", ["favicon.ico", "apple-touch-icon.png"])
def test_an_icon_is_found_where_it_is_looked_for(client, name):
    assert client.get(f"/{name}").url == f"/static/img/{name}"


def test_a_page_that_was_unpublished_does_not(client, participation_policy):
    participation_policy.policy.page.unpublish()
    assert "/policies/participation/" not in sitemap(client, "pages")


def test_every_address_there_answers(client, participation_policy):
    found = re.findall(r"<loc>http://[^/]+(/[^<]+)</loc>", sitemap(client, "pages") + sitemap(client, "lists"))
    assert {path: client.get(path).status_code for path in found} == dict.fromkeys(found, 200)
    assert len(found) >= 8


def test_robots_keeps_crawlers_out_of_the_office_and_shows_the_sitemap(client):
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /*/office/" in robots
    assert "/sitemap.xml" in robots


def test_security_txt_says_whom_to_tell_and_has_not_expired(client):
    lines = dict(
        line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines()[::-1]
    )
    assert lines["Contact"].startswith("mailto:")
    expires = datetime.fromisoformat(lines["Expires"])
    assert timedelta(days=30) < expires - timezone.now() < timedelta(days=365)
