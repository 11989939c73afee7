"""Whoever searches for a number is led to what may be known of it."""

import pytest

from search.normalise import folded_digits

NUMBERS = ["48219077356", "4821 907 7356", "٤٨٢١ ٩٠٧ ٧٣٥٦"]


@pytest.mark.parametrize("typed", NUMBERS)
def test_a_number_that_nothing_public_has_leads_to_the_look_up_of_tickets(visit, db, typed):
    page = visit().get("/en/search/", {"q": typed}).content.decode()
    assert 'action="/en/tickets/"' in page
    assert folded_digits(typed) == NUMBERS[0]


@pytest.mark.parametrize("typed", ["حافلة", "2026", "48219077356 bus"])
def test_words_and_other_numbers_lead_to_no_look_up(visit, db, typed):
    assert 'action="/en/tickets/"' not in visit().get("/en/search/", {"q": typed}).content.decode()
