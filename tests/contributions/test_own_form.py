"""The form of one's own comment is written without a template, and reads as the template would have it."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from accounts.actions import appoint_representative, register_organisation
from contributions import attribution
from contributions.forms import CommentForm
from contributions.own_comment import own_comment, spoken_in
from contributions.own_form import ROWS, html_of
from tests.contributions.test_article import squeezed


def by_template(citizen, own) -> str:
    form = CommentForm(voices=attribution.voices(citizen), initial=own.hidden)
    form.fields["body"].label = own.heading
    form.fields["body"].widget.attrs["rows"] = ROWS
    submit = translation.gettext("Send the comment")
    if own.is_reply:
        submit = translation.gettext("Send the reply")
        del form.fields["stance"]
    said = {"voices": spoken_in(form), "notice": form.notice_in_force, "submit": submit, "csrf_token": "guard"}
    return render_to_string("components/comment_form.html", said | {"form": form, "action": own.action})


def alike(html: str) -> str:
    """Without the spaces that a template leaves."""
    return re.sub(r'\s+"', '"', squeezed(html))


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("parent", ["", "48219077359"])
def test_the_form_reads_as_the_template_would_have_it(citizen, notice, language, parent):
    with translation.override(language):
        own = own_comment(citizen, 7, heading="Your <comment> & clause 6", here="/", parent=parent)
        assert alike(html_of(own, "guard")) == alike(by_template(citizen, own))


def test_where_no_notice_is_in_force_the_form_reads_as_the_template_would_have_it(citizen):
    own = own_comment(citizen, 7, heading="تعليقك", here="/")
    assert alike(html_of(own, "guard")) == alike(by_template(citizen, own))


def test_the_choice_between_names_reads_as_the_template_would_have_it(citizen, administrator, notice):
    council = register_organisation(name="مجلس <أولياء> الأمور", by=administrator, verified=True)
    appoint_representative(citizen, council, by=administrator)
    own = own_comment(citizen, 7, heading="تعليقك", here="/")
    assert alike(html_of(own, "guard")) == alike(by_template(citizen, own))


@pytest.mark.parametrize("address", ["", "mother@example.om"])
def test_the_form_of_a_pupil_reads_as_the_template_would_have_it(pupil, notice, address):
    pupil.guardian_address = address
    pupil.save(update_fields=["guardian_address"])
    own = own_comment(pupil, 7, heading="تعليقك", here="/")
    assert alike(html_of(own, "guard")) == alike(by_template(pupil, own))
