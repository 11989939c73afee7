"""How others find a suggestion, and the picture they show beside a link to it."""

import re

from config.cards import card_of
from contributions.references import spoken


def test_it_holds_the_reference_and_no_persons_words(client, make_suggestion, publish):
    suggestion = make_suggestion()
    publish(suggestion.contribution)
    page = client.get(f"/ar{suggestion.path}").content.decode()
    card = card_of(re.search(r'og:image" content="[^"]*/cards/([^"]+)[.]png"', page)[1])
    assert card.title == spoken(suggestion.contribution.reference)
    assert suggestion.title not in str(card)


def test_it_stands_in_the_sitemap_once_it_is_published(client, make_suggestion, publish):
    suggestion = make_suggestion()
    assert suggestion.path not in client.get("/sitemap-suggestions.xml").content.decode()
    publish(suggestion.contribution)
    assert f"/en{suggestion.path}" in client.get("/sitemap-suggestions.xml").content.decode()
