"""A plain comment is written without a template, and reads as the template would have it."""

import re
from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import linebreaks

from config.markup import paragraphs
from contributions.article import Article, Speaker, html_of

CITIZEN = Speaker("سالم <b>", False, "individual", "parent", "muscat", "", "ar", datetime(2024, 2, 3, tzinfo=UTC))
BODY = CITIZEN._replace(name="Al Noor & Co.", is_verified=True, party_kind="company", education_role="",
               on_behalf_by="مريم", language="en")  # fmt: skip
PLAIN = Article(
    anchor="c-1", level=0, contribution=CITIZEN, body='كلمة "أولى"\n\nثانية & <i>\nثالثة', stance="for",
    is_official=False, tombstone="", tombstone_path="", receipt_path="",
    reply_path="?reply=1&a=2#x", path="?thread=1#c-1",
)  # fmt: skip
ARTICLES = {
    "a citizen's": PLAIN,
    "a body's": PLAIN._replace(contribution=BODY, stance="against"),
    "without a stance": PLAIN._replace(stance="", reply_path="", path=""),
    "neutral": PLAIN._replace(stance="neutral"),
    "the ministry's": PLAIN._replace(is_official=True, contribution=CITIZEN._replace(party_kind="official")),
    "the reader's own": PLAIN._replace(
        change_path="/ar/c/1/change/?a&b", withdraw_path="/ar/contributions/1/withdraw/?a&b"
    ),
    "what others report": PLAIN._replace(report_path="/ar/reports/1/?a&b"),
    "recorded by a clerk": PLAIN._replace(contribution=CITIZEN._replace(channel="post", recorded_by_id=7)),
    "changed by its author": PLAIN._replace(contribution=CITIZEN._replace(amended_at=datetime(2024, 2, 9, tzinfo=UTC))),
    "a tombstone": PLAIN._replace(tombstone="Removed <by> point 3."),
    "a tombstone with its receipt": PLAIN._replace(tombstone="Removed.", receipt_path="/en/contributions/1/?a=1&b=2"),
    "a tombstone with its point": PLAIN._replace(tombstone="Removed.", tombstone_path="/policies/p/#point-3"),
}


def squeezed(html: str) -> str:
    return re.sub(r"\s*(<[^>]+>)\s*", r"\1", html).strip()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("which", ARTICLES)
def test_it_reads_as_the_template_would_have_it(which, language):
    with translation.override(language):
        by_template = render_to_string("components/comment.html", {"row": ARTICLES[which]})
        assert squeezed(html_of(ARTICLES[which], language)) == squeezed(by_template)


@pytest.mark.parametrize("text", ["", "واحدة", "a\r\nb\r\n\r\nc", "<script>&\"'", "\n\nx\n\n\n\ny\n"])
def test_paragraphs_are_those_of_the_template(text):
    assert paragraphs(text) == linebreaks(text, autoescape=True)
