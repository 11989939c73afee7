"""What the public reads: numbered points with addresses, in both languages, from frozen rows alone."""

from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.utils import timezone
from wagtail.models import Site

from policies.models import PolicyPage
from tests.pages import make_part, make_policy_page
from tests.policies.conftest import fresh, publish, revise, rewrite

PATH = "policies/participation/"


@pytest.fixture
def published(policy_page, approver):
    return publish(policy_page, by=approver)


def read(client, path, language="ar"):
    response = client.get(f"/{language}/{path}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("ar", "تُنشر المساهمات باسم"), ("en", "Published under its party&#x27;s name.")]
)
def test_a_point_is_read_in_both_languages_at_the_same_address(client, published, language, words):
    page = read(client, PATH, language)
    assert 'id="point-10"' in page
    assert words in page


def test_a_point_leads_to_itself_in_the_other_language(client, published):
    assert 'href="/en/policies/participation/#point-10"' in read(client, PATH)


def test_the_roots_of_all_paths_are_not_asked_of_the_shared_cache_page_by_page(client, published, monkeypatch):
    read(client, PATH)
    asked = Mock(wraps=Site.get_site_root_paths)
    monkeypatch.setattr(Site, "get_site_root_paths", asked)
    read(client, PATH)
    asked.assert_not_called()


def test_a_draft_does_not_show_through(client, published, editor):
    revise(published, by=editor, point="10", body_ar="نص لم يُنشر بعد.")
    assert "نص لم يُنشر بعد." not in read(client, PATH)


def test_english_readers_get_the_arabic_where_there_is_no_english(client, editor, approver):
    page = make_policy_page(by=editor, points={"1": ("", "", "نص بالعربية فقط.", "")})
    publish(page, by=approver)
    shown = read(client, PATH, "en")
    assert '<div class="matn" lang="ar" dir="rtl">' in shown
    assert "Not yet in English" in shown


def test_english_readers_are_told_that_the_arabic_has_changed_since(client, published, editor, approver):
    revise(published, by=editor, point="10", body_ar="تُنشر المساهمات كلها باسم من أعدّها.")
    publish(published, by=approver)
    assert "The Arabic has changed since this was translated" in read(client, PATH, "en")


def test_the_legal_basis_is_shown_with_its_link(client, policy_page, editor, approver):
    draft = fresh(policy_page).get_latest_revision_as_object()
    draft.legal_basis.create(
        text_ar="سياسة المشاركة الإلكترونية", text_en="eParticipation policy", url="https://example.om/"
    )
    draft.save_revision(user=editor)
    publish(policy_page, by=approver)
    assert '<a href="https://example.om/" rel="external">سياسة المشاركة الإلكترونية</a>' in read(client, PATH)


def test_the_contents_lead_to_every_point_and_to_the_versions(client, published):
    contents = read(client, PATH).partition('<nav class="contents"')[2].partition("</nav>")[0]
    assert [f'href="#{address}"' in contents for address in ("point-10", "versions")] == [True, True]


def test_the_head_leads_to_the_versions_and_shows_no_hash_on_a_screen(client, published):
    head = read(client, PATH).partition("<h1")[2].partition('<nav class="contents"')[0]
    assert 'href="#versions"' in head
    assert published.policy.versions.get().hash in head.partition('class="on-paper"')[2]
    assert "SHA-256" not in head.partition('class="on-paper"')[0]


def test_who_reads_english_is_shown_what_changed_in_the_english(client, published, editor, approver):
    revise(published, by=editor, point="10", body_ar="تُنشر كلها باسم من أعدّها.", body_en="Published under its name.")
    publish(published, by=approver)
    assert '<p class="diff prose" lang="en" dir="ltr">' in read(client, f"{PATH}versions/2/", "en")


def test_versions_are_listed_with_date_and_hash(client, published, editor, approver):
    revise(published, by=editor, point="10", body_ar="تُنشر المساهمات كلها باسم من أعدّها.")
    publish(published, by=approver)
    page = read(client, PATH)
    for version in published.policy.versions.all():
        assert f"/ar/{PATH}versions/{version.number}/" in page
        assert version.hash in page.partition('<details class="step">')[2]


def test_an_old_version_reads_as_it_was(client, published, editor, approver):
    revise(published, by=editor, point="10", body_ar="تُنشر المساهمات كلها باسم من أعدّها.")
    publish(published, by=approver)
    assert "تُنشر المساهمات باسم الجهة التي أعدّتها." in read(client, f"{PATH}versions/1/")


def test_a_version_shows_what_it_changed_of_the_one_before(client, published, editor, approver):
    new = make_part("12", "", "", "نقطة جديدة.", "")
    rewrite(published, by=editor, parts=lambda parts: [parts[0], new])
    revise(published, by=editor, point="7", body_ar="لا تُنشر مساهمة فيها بيانات شخصية لغير كاتبها.")
    publish(published, by=approver)
    page = read(client, f"{PATH}versions/2/", "en")
    assert all(f">{word}<" in page for word in ("Added", "Deleted", "Changed"))
    assert "كاتبها<" in page.split("<ins>")[1]


def test_an_unknown_version_is_not_found(client, published):
    assert client.get(f"/ar/{PATH}versions/9/").status_code == 404


def test_a_version_that_comes_later_is_announced_and_not_yet_shown(client, published, editor, approver):
    begins = timezone.now() + timedelta(days=30)
    revise(published, by=editor, point="10", body_ar="نص قادم.")
    revise(published, by=editor, effective_from=begins)
    publish(published, by=approver)
    page = read(client, PATH, "en")
    assert "Version 2 comes into force on" in page
    assert "نص قادم." not in page


def test_a_withdrawn_policy_says_so_at_its_old_address(client, published):
    PolicyPage.objects.get(pk=published.pk).unpublish()
    assert "This policy was withdrawn" in read(client, PATH, "en")


def test_the_list_shows_the_version_in_force_of_every_policy(client, published, editor):
    make_policy_page(by=editor, slug="draft", title="مسودة لا يراها أحد")
    page = read(client, "policies/")
    assert "سياسة المشاركة" in page
    assert "مسودة لا يراها أحد" not in page


def test_reading_takes_the_same_queries_however_many_points(client, editor, approver, django_assert_max_num_queries):
    points = {str(n): ("", "", f"النقطة رقم {n}.", f"Point {n}.") for n in range(1, 31)}
    publish(make_policy_page(by=editor, points=points), by=approver)
    read(client, PATH)
    with django_assert_max_num_queries(12):
        read(client, PATH)
