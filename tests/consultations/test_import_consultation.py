"""`manage.py import_policy --kind consultation`: from a file to a draft in clauses."""

import pytest
from django.core.management import call_command

from consultations.models import ConsultationPage

ARABIC = "مشروع لائحة النقل\n\nتسري على جميع المدارس.\n\n١- حد المسافة كيلومتران.\n٢- زمن الرحلة ساعة.\n"
ENGLISH = "Draft rules on transport\n\nFor all schools.\n\n1. The limit is two kilometres.\n2. An hour at most.\n"


@pytest.fixture
def draft(db, tmp_path):
    """The draft that these texts, in their languages, come to."""

    def imported(*texts):
        for language, text in texts:
            (tmp_path / language).write_text(text)
            options = {"language": language, "kind": "consultation", "slug": "transport"}
            call_command("import_policy", str(tmp_path / language), **options)
        return ConsultationPage.objects.get(slug="transport").get_latest_revision_as_object()

    return imported


def test_points_become_clauses_with_addresses_of_their_own(draft):
    assert [(part.kind, part.number, part.key) for part in draft(("ar", ARABIC)).parts.all()] == [
        ("section", "", "section-1"),
        ("clause", "١", "clause-1"),
        ("clause", "٢", "clause-2"),
    ]


def test_what_is_printed_says_clause_too(draft, capsys):
    draft(("ar", ARABIC))
    assert "#clause-1" in capsys.readouterr().out


def test_english_is_set_beside_the_arabic_clauses(draft):
    page = draft(("ar", ARABIC), ("en", ENGLISH))
    assert (page.title, page.title_en) == ("مشروع لائحة النقل", "Draft rules on transport")
    assert [part.body_en for part in page.parts.all()] == [
        "For all schools.",
        "The limit is two kilometres.",
        "An hour at most.",
    ]
