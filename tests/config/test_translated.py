"""A sentence of a template is said in the language of each reader, and a process may keep nothing of what it wrote."""

import pytest
from django.template import Context, Template
from django.utils import translation

from config.kept import kept


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


def test_a_per_cent_sign_stays_one():
    assert Template("{% load i18n %}{% trans 'All of 100%' %}").render(Context()) == "All of 100%"


@pytest.mark.parametrize(("setting", "times"), [(True, 1), (False, 2)])
def test_what_is_written_is_kept_only_where_the_setting_says_so(settings, setting, times):
    settings.KEEP_WRITTEN, written = setting, []

    @kept(10)
    def write(words: str) -> str:
        written.append(words)
        return words

    assert (write("a"), write("a")) == ("a", "a")
    assert len(written) == times
