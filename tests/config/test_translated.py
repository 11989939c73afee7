"""A sentence of a template is said in the language of each reader, and a process may keep nothing of what it wrote."""

import pytest
from django.template import Context, Engine, Template, TemplateSyntaxError
from django.utils import translation

from config import translated
from config.kept import kept

OURS, DJANGOS = (Engine(libraries={"i18n": each}) for each in ("config.translated", "django.templatetags.i18n"))


@pytest.mark.parametrize(
    "tag",
    ["{% trans 'Sign in' %}", '{% translate "Sign in" %}', "{% trans 'Sign in' as said %}{{ said }}"],
)
def test_a_sentence_is_said_in_the_language_of_each_reader(tag):
    template, said = Template("{% load i18n %}" + tag), {}
    for language in ("ar", "en", "ar"):
        with translation.override(language):
            said[language] = template.render(Context())
    assert said["en"] == "Sign in"
    assert said["ar"] not in {"", "Sign in"}


def test_a_part_in_another_language_is_said_in_that_one_alone():
    source = "{% trans 'Sign in' %}|{% language 'en' %}{% trans 'Sign in' %}{% endlanguage %}|{% trans 'Sign in' %}"
    with translation.override("ar"):
        before, within, after = Template("{% load i18n %}" + source).render(Context()).split("|")
    assert within == "Sign in"
    assert before == after != within


def test_what_is_kept_of_a_sentence_is_in_the_language_of_its_page():
    """Whatever language python has chosen for itself while the page is written."""
    for keeps in (translated._in_language, translated.look_up_once, translated.counted):
        keeps.cache_clear()
    sentences = "{% trans 'Sign in' %}|{% blocktranslate with number=3 %}Version {{ number }}{% endblocktranslate %}"
    template, context = Template("{% load i18n %}" + sentences), Context()
    with translation.override("ar"):
        translated.language_of(context)
    with translation.override("en"):
        meanwhile = template.render(context)
    with translation.override("ar"):
        assert meanwhile == template.render(Context()) != "Sign in|Version 3"


def test_a_per_cent_sign_stays_one():
    assert Template("{% load i18n %}{% trans 'All of 100%' %}").render(Context()) == "All of 100%"


FILLED = [
    "{% blocktranslate with number=3 %}Version {{ number }}{% endblocktranslate %}",
    "{% blocktranslate %}Version {{ number }}{% endblocktranslate %}",
    "{% blocktranslate %}Version {{ nobody }}{% endblocktranslate %}",
    "{% blocktranslate with number=words %}Version {{ number }}{% endblocktranslate %}",
    "{% blocktranslate with number=words|safe %}Version {{ number }}{% endblocktranslate %}",
    "{% blocktranslate %}All of 100%: {{ number }}{% endblocktranslate %}",
    "{% blocktranslate trimmed %}\n  Version\n  {{ number }}\n{% endblocktranslate %}",
    "{% blocktranslate count count=number trimmed %}{{ count }} clause{% plural %}{{ count }} clauses"
    "{% endblocktranslate %}",
    "{% blocktranslate count count=1 %}{{ count }} clause{% plural %}{{ count }} clauses{% endblocktranslate %}",
    "{% blocktranslate count count=list|length with all=list %}{{ count }} clause{% plural %}{{ count }} clauses"
    "{% endblocktranslate %}",
    "{% blocktranslate asvar said with number=3 %}Version {{ number }}{% endblocktranslate %}[{{ said }}]",
    "{% blocktranslate context 'a matter' %}Version {{ number }}{% endblocktranslate %}",
]


@pytest.mark.parametrize("source", FILLED)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_sentence_with_values_says_what_django_makes_of_it(language, source):
    values = {"number": 12345, "words": "<b>&</b>", "list": [1, 2, 3]}
    ours, djangos = (Template("{% load i18n %}" + source, engine=engine) for engine in (OURS, DJANGOS))
    with translation.override(language):
        for _time in range(2):
            assert ours.render(Context(values)) == djangos.render(Context(values))


def test_a_translation_with_another_value_in_it_gives_way_to_the_sentence(monkeypatch):
    monkeypatch.setattr(translated, "look_up_once", lambda language, said: "%(another)s")
    template = Template("{% load i18n %}{% blocktranslate %}Of {{ number }} nobody knows{% endblocktranslate %}")
    assert template.render(Context({"number": 3})) == "Of 3 nobody knows"


def test_a_number_that_is_none_is_refused_as_django_refuses_it():
    template = Template("{% load i18n %}{% blocktranslate count n=words %}One{% plural %}More{% endblocktranslate %}")
    with pytest.raises(TemplateSyntaxError, match="must be a number"):
        template.render(Context({"words": "many"}))


@pytest.mark.parametrize(("setting", "times"), [(True, 1), (False, 2)])
def test_what_is_written_is_kept_only_where_the_setting_says_so(settings, setting, times):
    settings.KEEP_WRITTEN, written = setting, []

    @kept(10)
    def write(words: str) -> str:
        written.append(words)
        return words

    assert (write("a"), write("a")) == ("a", "a")
    assert len(written) == times
