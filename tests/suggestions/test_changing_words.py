"""Authors change a suggestion: its title with its text, by the rules of the form that sent it."""

import pytest

from contributions.models import Contribution

TITLE = "مقاعد للصغار في حافلات المدارس"
BODY = "يجلس الصغار بين الكبار في الحافلة. أقترح أن تُخصص لهم الصفوف الأولى منها."


@pytest.fixture
def sent(make_suggestion, citizen):
    return make_suggestion(citizen).contribution


def page(sent):
    return f"/ar/contributions/{sent.reference}/change/"


def test_title_and_text_are_changed_together(visit, citizen, sent):
    visit(citizen).post(page(sent), {"title": TITLE, "body": BODY})
    newest = Contribution.objects.get(pk=sent.pk).text
    assert (newest.title, newest.body) == (TITLE, BODY)


@pytest.mark.parametrize("words", [{"title": "", "body": BODY}, {"title": TITLE, "body": "قصير"}])
def test_what_the_form_for_sending_refuses_is_refused_here(visit, citizen, sent, words):
    assert visit(citizen).post(page(sent), words).status_code == 422


def test_a_title_that_comes_too_late_is_kept_with_its_text(visit, citizen, sent):
    Contribution.objects.filter(pk=sent.pk).update(decision="under_study")
    answer = visit(citizen).post(page(sent), {"title": TITLE, "body": BODY})
    assert TITLE in answer.text
    assert BODY in answer.text
