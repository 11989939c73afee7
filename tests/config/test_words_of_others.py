"""Our Arabic stands before that of the packages: a word of ours that is theirs too must mean the same there."""

import gettext
from pathlib import Path

import pytest
import wagtail
from django.utils import translation

from config import ROOT

# Looked at one by one: another good word for the same thing.
SAME_THING = {
    "Administrator",
    "Cancelled",
    "Comments",
    "Dark",
    "Date",
    "Deleted",
    "Email",
    "Name",
    "Home",
    "Light",
    "Number",
    "Pages",
    "Password",
    "Published",
    "Section",
    "Show",
    "Sign in",
    "Summary",
    "Title",
    "active",
    "comments",
    "finished at",
    "name",
    "subject",
    "title",
}
# Theirs are wrong in gender or number, or call an approval what we call moderation.
SAID_BETTER = {
    "0 minutes",
    "Only reviewers for this task can edit the %(model_name)s.",
    "Page '%(page_title)s' created and submitted for moderation.",
    "Page '%(page_title)s' has been submitted for moderation.",
    "This %(model_name)s is currently awaiting moderation.",
    "Workflow on page '%(page_title)s' has been restarted.",
}


def catalogue(file: Path) -> dict[str, str]:
    with file.open("rb") as compiled:
        return gettext.GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "file", sorted(Path(wagtail.__file__).parent.glob("**/locale/ar/LC_MESSAGES/django.mo")), ids=str
)
def test_no_word_of_ours_means_something_else_in_wagtail(file):
    ours = catalogue(ROOT / "site/locale/ar/LC_MESSAGES/django.mo")
    theirs = catalogue(file)
    other = {word for word in ours.keys() & theirs.keys() - {""} if ours[word] != theirs[word]}
    assert other <= SAME_THING | SAID_BETTER


def test_a_word_of_an_earlier_library_does_not_speak_in_the_admin():
    with translation.override("ar"):
        assert translation.gettext("Preview") == "معاينة"
