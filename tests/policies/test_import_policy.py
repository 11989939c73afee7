"""`manage.py import_policy`: from a file to a draft."""

import io

import pytest
from django.core.management import CommandError, call_command

from policies.importing import destinations
from policies.models import PolicyPage

ARABIC = "ضوابط الرحلات\n\nتسري على جميع المدارس.\n\n١- موافقة ولي الأمر.\n٢- مرافقة المعلم.\n\n- 3 -\n"
ENGLISH = "School trips\n\nThis applies to all schools.\n\n1. Parents consent.\n2. A teacher comes along.\n3. More.\n"


@pytest.fixture
def run(db, tmp_path):
    """The command on a file with this text; answers what it printed."""

    def import_text(text, *options, name="trips.txt", language="ar"):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        printed = io.StringIO()
        call_command("import_policy", str(file), "--language", language, *options, stdout=printed)
        return printed.getvalue()

    return import_text


def draft_of(slug):
    return PolicyPage.objects.get(slug=slug).get_latest_revision_as_object()


def test_a_document_becomes_a_draft_that_nobody_can_read_yet(run):
    run(ARABIC, "--slug", "trips")
    assert not PolicyPage.objects.get(slug="trips").live
    assert [(part.kind, part.number, part.key) for part in draft_of("trips").parts.all()] == [
        ("section", "", "section-1"),
        ("point", "١", "point-1"),
        ("point", "٢", "point-2"),
    ]


def test_the_draft_is_written_by_the_account_that_is_named(run, editor):
    run(ARABIC, "--slug", "trips", "--by", editor.email.upper())
    assert PolicyPage.objects.get(slug="trips").latest_revision.user == editor


def test_what_was_made_and_what_was_not_placed_is_printed_by_line(run):
    printed = run(ARABIC)
    assert "line    5  point ١      #point-1" in printed
    assert "1 line could not be placed:\n  line    8  a number by itself, perhaps of a page: - 3 -" in printed


def test_a_line_whose_number_was_not_understood_is_printed(run):
    printed = run("Workshop\n\nEverybody keeps to this.\n\n0. Wear goggles.\n", language="en")
    assert "was not understood; it stands as text:\n  line    5  0. Wear" in printed
    assert "Every line has its place." not in printed


def test_a_file_in_another_language_is_imported_with_a_warning(run):
    assert run(ENGLISH, language="ar").startswith("Warning: most letters of this file belong to another language")
    assert PolicyPage.objects.filter(title="School trips").exists()


def test_a_file_in_its_own_language_is_imported_without_a_warning(run):
    assert "Warning" not in run(ARABIC)


def test_english_is_set_beside_the_arabic_of_the_same_address(run):
    run(ARABIC, "--slug", "trips")
    printed = run(ENGLISH, "--slug", "trips", language="en")
    draft = draft_of("trips")
    assert (draft.title, draft.title_en) == ("ضوابط الرحلات", "School trips")
    assert [(part.number, part.body_ar, part.body_en) for part in draft.parts.all()] == [
        ("", "تسري على جميع المدارس.", "This applies to all schools."),
        ("١", "موافقة ولي الأمر.", "Parents consent."),
        ("٢", "مرافقة المعلم.", "A teacher comes along."),
    ]
    assert "the draft has no “point-3”: More." in printed


def test_the_same_address_again_changes_the_draft_and_keeps_its_english(run):
    run(ARABIC, "--slug", "trips")
    run(ENGLISH, "--slug", "trips", language="en")
    run(ARABIC.replace("موافقة", "موافقة خطية من"), "--slug", "trips")
    part = next(part for part in draft_of("trips").parts.all() if part.key == "point-1")
    assert (part.body_ar, part.body_en) == ("موافقة خطية من ولي الأمر.", "Parents consent.")


def test_without_an_address_every_run_makes_a_draft_of_its_own(run):
    run(ARABIC)
    run(ARABIC)
    assert PolicyPage.objects.filter(title="ضوابط الرحلات").count() == 2


def test_a_text_without_a_title_is_known_by_its_opening_words(run):
    assert "Give one with --title" in run("1- نص أول هنا.\n2- نص ثان.", name="minutes of may.txt")
    assert PolicyPage.objects.get(slug="minutes-of-may").title == "نص أول هنا."


def test_a_title_that_is_given_replaces_that_of_the_file_and_says_so(run):
    assert "“ضوابط الرحلات”, was replaced" in run(ARABIC, "--title", "سياسة الرحلات", "--slug", "trips")
    assert PolicyPage.objects.get(slug="trips").title == "سياسة الرحلات"


@pytest.mark.parametrize(
    ("text", "options", "sentence"),
    [
        (b"", (), "The file is empty. Nothing was imported."),
        (b"%PDF-1.7", (), "of the kind PDF"),
        ("عنوان فقط\n***\n".encode("utf-16") + b"\x00", (), "cannot be read"),
        (ARABIC, ("--by", "nobody@example.om"), "no account with the address “nobody@example.om”"),
        (ARABIC, ("--slug", "!!"), "cannot be an address"),
        ("| a | b |\n| c | d |\n", (), "There is no text"),
    ],
)
def test_what_cannot_be_imported_changes_nothing(run, text, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(text, *options)
    assert not PolicyPage.objects.exists()


def test_an_unknown_kind_of_draft_is_refused(run):
    with pytest.raises(CommandError, match="invalid choice"):
        run(ARABIC, "--kind", "poem")


def test_a_policy_can_always_be_imported():
    assert "policy" in destinations.names()
