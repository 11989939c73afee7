"""The receipt as PDF. What is printed is looked at by eye; here is that it comes, and for whom."""

import pytest
from django.utils import timezone, translation

from contributions import paper
from contributions.models import TextVersion

HOSTILE = '#panic("x") $x^2$ \u202e*bold* `raw` <b> // # \\ @ref "quoted"\n\n= Heading\n- list'


@pytest.fixture
def sent(make_contribution, citizen):
    return make_contribution(citizen)


def test_its_author_gets_it_as_a_file(visit, citizen, sent):
    answer = visit(citizen).get(f"/ar/contributions/{sent.reference}/receipt/?format=pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="receipt-{sent.reference}.pdf"'
    assert answer.content.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("who", ["neighbour", "moderator", "administrator"])
def test_nobody_else_gets_it(visit, people, sent, who):
    assert visit(people(who)).get(f"/ar/contributions/{sent.reference}/receipt/?format=pdf").status_code == 404


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_says_its_language_and_is_tagged_for_readers_aloud(sent, language):
    with translation.override(language):
        written = paper.pdf(sent)
    assert f"/Lang({language})/StructTreeRoot".encode() in written
    assert b"pdfuaid:part" in written


def test_what_people_wrote_is_never_read_as_markup(make_contribution, citizen):
    hostile = make_contribution(citizen, body=HOSTILE, title='#image("/etc/passwd")')
    assert paper.pdf(hostile).startswith(b"%PDF")


def test_the_code_leads_to_where_it_is_verified(visit, sent, settings):
    settings.SITE_URL = "https://musharaka.example"
    with translation.override("en"):
        address = paper.verify_address(sent)
    page = visit().get(address.removeprefix("https://musharaka.example"))
    assert "This receipt is valid." in page.content.decode()


def test_an_erased_text_leaves_a_receipt_to_print(sent):
    TextVersion.objects.filter(contribution=sent).update(title="", body="", salt="", erased_at=timezone.now())
    assert paper.pdf(sent).startswith(b"%PDF")


def test_it_says_what_it_speaks_about_and_the_version_that_was_signed(make_comment, citizen):
    sent = make_comment(citizen).contribution
    with translation.override("en"):
        told = {label: value for label, value, _direction in paper.facts(sent)}
    assert told["Signed subject"] == sent.about
    assert told["About"]
