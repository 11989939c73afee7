"""Pages are marked by whatever changes what the public reads of them, or where."""

import pytest

from policies.actions import ensure_workflow
from policies.models import PolicyPage
from search import registry
from search.documents import SearchDocument
from search.models import IndexJob
from tests.pages import home_page, make_policy_page


@pytest.fixture
def page(editor, approver):
    ensure_workflow()
    page = make_policy_page(by=editor, slug="transport")
    page.get_latest_revision().publish(user=approver)
    registry.register(
        PolicyPage,
        queryset=lambda: PolicyPage.objects.live(),
        document=lambda page: SearchDocument(kind="page", path=page.slug),
    )
    yield PolicyPage.objects.get(pk=page.pk)
    registry.unregister(PolicyPage)


@pytest.fixture
def marked():
    IndexJob.objects.all().delete()
    return lambda: set(IndexJob.objects.values_list("key", flat=True))


def test_a_publication_marks_its_page(page, editor, approver, marked):
    page.save_revision(user=editor).publish(user=approver)
    assert f"policies.policypage:{page.pk}" in marked()


def test_taking_a_page_from_the_public_marks_it(page, marked):
    page.unpublish()
    assert f"policies.policypage:{page.pk}" in marked()


def test_a_page_above_that_gets_another_address_marks_what_is_below(page, marked, django_capture_on_commit_callbacks):
    parent = page.get_parent().specific
    parent.slug = "elsewhere"
    with django_capture_on_commit_callbacks(execute=True):
        parent.save()
    assert f"policies.policypage:{page.pk}" in marked()


def test_a_move_marks_what_moved(page, marked):
    page.move(home_page(), pos="last-child")
    assert f"policies.policypage:{page.pk}" in marked()


def test_a_room_that_is_no_longer_registered_is_not_marked(page, marked):
    registry.unregister(PolicyPage)
    page.save()
    assert f"policies.policypage:{page.pk}" not in marked()
