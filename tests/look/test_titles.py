"""Whatever window or result list a page stands in, its title says whose page it is."""

import re

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import translation

FOLDER = settings.ROOT / "templates"
# The home page begins with the name; a mail is no page; the last two are for developers.
OTHERWISE = {"home/home_page.html", "base.html", "errors/alone.html", "messages/base.html", "gallery/gallery.html"}
OTHERWISE |= {"debug.html"}
TITLE = re.compile(r"\{% block title %\}(.*)\{% endblock %\}")
TITLED = {
    str(path.relative_to(FOLDER)): found[1]
    for path in sorted(FOLDER.rglob("*.html"))
    if (found := TITLE.search(path.read_text(encoding="utf-8"))) and path.is_relative_to(FOLDER)
}


@pytest.mark.parametrize("name", sorted(TITLED.keys() - OTHERWISE))
def test_a_title_ends_with_the_name_of_the_platform(name: str) -> None:
    assert re.search(r" · \{% trans(?:late)? [\"']Musharaka[\"'] %\}$", TITLED[name])


def _public_addresses() -> list[str]:
    """Of every page of ours that needs nothing but its name."""
    names = [key for key in get_resolver().reverse_dict if isinstance(key, str)]
    for namespace, (_prefix, resolver) in get_resolver().namespace_dict.items():
        names += [f"{namespace}:{key}" for key in resolver.reverse_dict if isinstance(key, str)]
    found = set()
    for name in names:
        try:
            found.add(reverse(name))
        except NoReverseMatch:
            continue
    return sorted(address for address in found if re.match(r"/(ar|en)/(?!_util/)", address))


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "name"), [("ar", "مشاركة"), ("en", "Musharaka")])
def test_every_page_that_anybody_can_open_is_titled_with_the_name(client, language, name) -> None:  # noqa: ANN001
    with translation.override(language):
        addresses = _public_addresses()
    answers = {address: client.get(address) for address in addresses}
    pages = {
        address: re.search(r"<title>(.*?)</title>", answer.text, re.DOTALL)
        for address, answer in answers.items()
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    }
    assert len(pages) > 5
    assert [address for address, title in pages.items() if not (title and name in title[1].split(" · "))] == []
