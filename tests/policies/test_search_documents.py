"""A point is found by itself, and only in the version in force."""

from policies.models import PolicyPage
from policies.search_documents import document, findable
from tests.policies.conftest import publish, revise


def test_each_point_is_a_document_with_its_own_address(policy_page, approver):
    publish(policy_page, by=approver)
    assert [document(point).path for point in findable()] == [
        "policies/participation/#point-7",
        "policies/participation/#point-10",
    ]


def test_only_the_version_in_force_is_found(policy_page, editor, approver):
    publish(policy_page, by=approver)
    revise(policy_page, by=editor, point="10", body_ar="تُنشر المساهمات كلها باسم من أعدّها.")
    publish(policy_page, by=approver)
    assert {point.version.number for point in findable()} == {2}


def test_a_withdrawn_policy_is_not_found(policy_page, approver):
    page = publish(policy_page, by=approver)
    PolicyPage.objects.get(pk=page.pk).unpublish()
    assert not findable().exists()


def test_the_document_speaks_both_languages(policy_page, approver):
    publish(policy_page, by=approver)
    found = document(findable().get(key="point-10"))
    assert (found.title_ar, found.title_en) == ("10 النشر باسم صاحبه", "10 Published by name")
