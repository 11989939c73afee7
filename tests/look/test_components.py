"""Components in every state, as the gallery shows them."""

import re

import pytest
from django import forms
from django.conf import LazySettings, settings
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.signals import template_rendered
from django.utils import translation

from accounts.models import User
from config.gallery import samples

FOUND_ID = re.compile(r'\sid="([^"]+)"')


@pytest.fixture
def gallery(rf: RequestFactory) -> str:
    request = rf.get("/en/gallery/")
    request.user = AnonymousUser()
    with translation.override("en"):
        return render_to_string("gallery/gallery.html", samples(), request)


def render(source: str, **context: object) -> str:
    with translation.override("en"):
        return Template("{% load frame %}" + source).render(Context(context))


class Letter(forms.Form):
    name = forms.CharField(help_text="As on your card")
    email = forms.EmailField(required=False)
    words = forms.CharField(widget=forms.Textarea)
    consent = forms.BooleanField()


def test_every_component_renders(gallery: str) -> None:
    assert gallery.count('class="badge') >= 6


def test_the_gallery_is_for_development_only(client: Client) -> None:
    assert client.get("/en/gallery/").status_code == 404


def test_each_decision_has_a_mark_of_its_own(gallery: str) -> None:
    marks = dict(re.findall(r'<span class="badge (\w+)">(<svg.*?</svg>)', gallery))
    assert marks.pop("none") == marks["under_study"]  # both are a ring that is not closed
    assert len(set(marks.values())) == len(marks) >= 9


def test_a_wrong_field_is_tied_to_its_error_and_its_hint() -> None:
    page = render("{{ form }}", form=Letter({"name": "", "words": "x", "consent": "on"}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_name_error"' in page
    assert 'id="id_name_helptext"' in page


def test_the_summary_leads_to_each_wrong_field_and_takes_the_focus() -> None:
    page = render("{{ form }}", form=Letter({}))
    summary = page[: page.index("</ul>")]
    assert 'tabindex="-1" autofocus' in summary
    assert [link for link in re.findall(r'href="#(\w+)"', summary)] == ["id_name", "id_words", "id_consent"]
    assert "There are 3 errors in the form" in summary


def test_a_form_without_errors_has_no_summary() -> None:
    assert "error-summary" not in render("{{ form }}", form=Letter())


def test_what_was_typed_is_kept_beside_its_error() -> None:
    assert "باصات" in render("{{ form }}", form=Letter({"words": "باصات"}))


def test_latin_data_runs_left_to_right_and_words_by_themselves() -> None:
    page = render("{{ form }}", form=Letter())
    assert re.search(r'<input type="email"[^>]*dir="ltr"', page)
    assert re.search(r'<input type="text"[^>]*dir="auto"', page)
    assert re.search(r'<textarea[^>]*dir="auto"', page)


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert render("{{ form }}", form=Letter()).count("(optional)") == 1


def test_no_two_things_of_one_form_share_an_id() -> None:
    ids = FOUND_ID.findall(render("{{ form }}", form=Letter({})))
    assert len(ids) == len(set(ids))


def test_a_hostile_name_stays_inside_its_own_direction() -> None:
    person = samples()["people"][0]
    person.name = "\u202eزيد"
    page = render('{% include "components/attribution.html" with contribution=person only %}', person=person)
    assert '<bdi class="name" lang="ar">\u202eزيد</bdi>' in page


def test_a_name_in_the_other_script_keeps_its_own_leading() -> None:
    person = samples()["people"][-1]
    page = render('{% include "components/attribution.html" with contribution=person only %}', person=person)
    assert '<bdi class="name" lang="en">Sarah Whitfield</bdi>' in page


def test_an_icon_says_nothing_aloud() -> None:
    assert 'aria-hidden="true"' in render('{% icon "search" %}')


def test_arrows_of_reply_mirror_and_clocks_do_not() -> None:
    assert "icon-mirrored" in render('{% icon "reply" %}')
    assert "icon-mirrored" not in render('{% icon "clock" %}')


def test_pages_between_are_left_out_of_a_long_row(gallery: str) -> None:
    assert "…" in gallery[gallery.index('class="pagination"') :]


def test_a_removed_comment_shows_its_tombstone_and_nothing_else(gallery: str) -> None:
    stone = gallery[gallery.index('id="c5"') : gallery.index('id="c6"')]
    assert "tombstone" in stone
    assert "attribution" not in stone


COMPONENTS = sorted(path.name for path in (settings.ROOT / "templates" / "components").glob("*.html"))


@pytest.fixture
def shown(rf: RequestFactory, citizen: User) -> set[str]:
    """The templates that the gallery, with its frame, is made of."""
    names: set[str] = set()

    def note(template: Template, **said: object) -> None:
        names.add(str(template.name))

    template_rendered.connect(note)
    request = rf.get("/en/gallery/")
    request.user = AnonymousUser()
    with translation.override("en"):
        render_to_string("gallery/gallery.html", samples(), request)
        request.user = citizen
        render_to_string("gallery/gallery.html", samples(), request)
    template_rendered.disconnect(note)
    return names


@pytest.mark.django_db
def test_the_gallery_shows_every_component(shown: set[str]) -> None:
    assert {name for name in COMPONENTS if f"components/{name}" not in shown} == set()


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_begins_with_its_parameters(name: str) -> None:
    source = (settings.ROOT / "templates" / "components" / name).read_text(encoding="utf-8")
    assert re.match(r"\{% comment %\}\s*\S", source)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_gallery_shows_every_error_page(client: Client, settings: LazySettings, language: str) -> None:
    settings.GALLERY = True
    page = client.get(f"/{language}/gallery/").content.decode()
    found = re.findall(rf'href="(/{language}/gallery/errors/[^"]+)"', page)
    assert {path: client.get(path).status_code for path in found} == dict.fromkeys(found, 200)
    assert {path.split("/")[-2][:3] for path in found} == {"400", "403", "404", "409", "413", "428", "429", "500"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["404", "500"])
def test_an_error_page_is_not_shown_in_public(client: Client, name: str) -> None:
    assert client.get(f"/en/gallery/errors/{name}/").status_code == 404


INCLUDED_ALONE = re.compile(r'{%\s*include "([^"]+)"(?P<given>(?:(?!%}).)*)\bonly\s*%}')


def _included_alone() -> list[tuple[str, str, str]]:
    """Which template, what it includes with nothing but what it names, and what that is."""
    pages = [page for page in (settings.ROOT / "templates").rglob("*.html") if page.parent.name != "gallery"]
    return [(page.name, *found) for page in pages for found in INCLUDED_ALONE.findall(page.read_text("utf-8"))]


def test_a_form_that_is_included_alone_is_given_its_token() -> None:
    """`only` leaves out what every page knows; without the token what the form sends is refused."""
    found = _included_alone()
    assert found
    with_forms = {
        name
        for _page, name, _given in found
        if "{% csrf_token %}" in (settings.ROOT / "templates" / name).read_text("utf-8")
    }
    # Without a form of its own: it asks to sign in.
    forms = [each for each in found if each[1] in with_forms and "sign_in_path=" not in each[2]]
    assert not [each for each in forms if "csrf_token=csrf_token" not in each[2]]
