import pytest

from home.actions import lay_out_site
from home.models import PlainPage
from home.search_documents import document, findable

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = PlainPage(
        title="القنوات",
        title_en="Channels",
        slug="channels",
        body_ar="<h2>مركز الاتصال</h2><p>يعمل من الأحد</p>",
        body_en="<h2>Call centre</h2><p>Open on Sunday</p>",
    )
    return lay_out_site().add_child(instance=page)


def test_a_published_page_is_findable(page):
    assert page in findable()


def test_an_unpublished_page_is_not_findable(page):
    page.unpublish()
    assert page not in findable()


def test_words_on_either_side_of_a_tag_are_two_words(page):
    assert "مركز الاتصال" in document(page).body_ar
    assert "centre Open" in " ".join(document(page).body_en.split())


def test_the_document_leads_to_the_page(page, client):
    assert client.get(f"/en/{document(page).path}").status_code == 200
