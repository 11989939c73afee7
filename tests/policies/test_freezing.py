"""Publishing freezes a version; what was frozen never changes."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from wagtail.models import Page

from policies.freezing import canonical_json
from policies.models import Point, Policy, PolicyPage, PolicyVersion
from policies.queries import participation_policy, privacy_notice, version_in_force
from tests.pages import make_part, make_policy_page
from tests.policies.conftest import publish, revise, rewrite
from workflow.models import Step


def versions(page):
    return list(PolicyVersion.objects.filter(policy__page=page).order_by("number"))


def keys(version):
    return [point.key for point in version.points.order_by("position")]


def test_publishing_freezes_both_languages_in_one_version(policy_page, approver):
    publish(policy_page, by=approver)
    (version,) = versions(policy_page)
    assert (version.number, version.title_ar, version.title_en) == (1, "سياسة المشاركة", "Participation policy")
    assert list(version.points.values_list("number", "heading_en")) == [
        ("7", "Protection of data"),
        ("10", "Published by name"),
    ]


def test_the_version_says_who_published_it(policy_page, approver):
    publish(policy_page, by=approver)
    assert versions(policy_page)[0].published_by == approver


def test_the_publication_is_a_recorded_step(policy_page, approver):
    publish(policy_page, by=approver)
    step = Step.objects.of(versions(policy_page)[0]).get()
    assert (step.name, step.by) == ("publish", approver)


def test_the_hash_can_be_computed_by_anybody_from_the_published_json(policy_page, approver, client):
    publish(policy_page, by=approver)
    response = client.get("/ar/policies/participation/versions/1/text/")
    assert hashlib.sha256(response.content).hexdigest() == versions(policy_page)[0].hash


def test_the_hash_covers_points_in_both_languages(policy_page, approver):
    publish(policy_page, by=approver)
    version = versions(policy_page)[0]
    content = json.loads(canonical_json(version.content(list(version.points.all()))))
    assert content["arabic"]["parts"][1]["body"] == "تُنشر المساهمات باسم الجهة التي أعدّتها."
    assert content["english"]["parts"][1]["body"] == "Published under its party's name."


def test_publishing_the_same_text_again_makes_no_version(policy_page, editor, approver):
    publish(policy_page, by=approver)
    revise(policy_page, by=editor)
    publish(policy_page, by=approver)
    assert len(versions(policy_page)) == 1


def test_line_ends_and_old_letter_forms_are_no_change_of_the_text(policy_page, editor, approver):
    revise(policy_page, by=editor, point="10", body_ar="سطر\nوسلام")
    publish(policy_page, by=approver)
    revise(policy_page, by=editor, point="10", body_ar="سطر  \r\nوسﻼم\r\n")
    publish(policy_page, by=approver)
    assert len(versions(policy_page)) == 1


def test_changed_arabic_makes_a_full_version(policy_page, editor, approver):
    publish(policy_page, by=approver)
    revise(policy_page, by=editor, point="10", body_ar="تُنشر المساهمات كلها باسم من أعدّها.")
    publish(policy_page, by=approver)
    assert [version.kind for version in versions(policy_page)] == ["full", "full"]


def test_only_the_changed_point_is_marked_as_changed(policy_page, editor, approver):
    publish(policy_page, by=approver)
    revise(policy_page, by=editor, point="10", body_ar="تُنشر المساهمات كلها باسم من أعدّها.")
    publish(policy_page, by=approver)
    assert list(versions(policy_page)[1].points.values_list("number", "changed_in")) == [("7", 1), ("10", 2)]


def test_english_published_alone_makes_a_translation_version(policy_page, editor, approver):
    publish(policy_page, by=approver)
    revise(policy_page, by=editor, point="10", body_en="Contributions appear under the name of their party.")
    publish(policy_page, by=approver)
    assert [version.kind for version in versions(policy_page)] == ["full", "translation"]


def test_a_translation_version_marks_no_point_as_changed(policy_page, editor, approver):
    publish(policy_page, by=approver)
    revise(policy_page, by=editor, point="10", body_en="Contributions appear under the name of their party.")
    publish(policy_page, by=approver)
    assert not any(point.is_changed for point in versions(policy_page)[1].points.all())


def test_english_is_stale_once_its_arabic_has_changed(policy_page, editor, approver):
    publish(policy_page, by=approver)
    revise(policy_page, by=editor, point="10", body_ar="تُنشر المساهمات كلها باسم من أعدّها.")
    publish(policy_page, by=approver)
    assert {point.number: point.is_english_stale for point in versions(policy_page)[1].points.all()} == {
        "7": False,
        "10": True,
    }


def test_english_made_from_the_new_arabic_is_not_stale(policy_page, editor, approver):
    publish(policy_page, by=approver)
    revise(policy_page, by=editor, point="10", body_ar="تُنشر المساهمات كلها باسم من أعدّها.")
    publish(policy_page, by=approver)
    revise(policy_page, by=editor, point="10", body_en="All contributions appear under their maker's name.")
    publish(policy_page, by=approver)
    assert not any(point.is_english_stale for point in versions(policy_page)[2].points.all())


def test_a_point_keeps_its_address_when_it_gets_another_number(policy_page, editor, approver):
    publish(policy_page, by=approver)
    revise(policy_page, by=editor, point="10", number="11")
    publish(policy_page, by=approver)
    assert list(versions(policy_page)[1].points.values_list("number", "key")) == [("7", "point-7"), ("11", "point-10")]


def without(number):
    return lambda parts: [part for part in parts if part.number != number]


def with_also(*new):
    return lambda parts: [*parts, *new]


def test_the_address_of_a_deleted_point_is_never_given_to_another(policy_page, editor, approver):
    publish(policy_page, by=approver)
    rewrite(policy_page, by=editor, parts=without("10"))
    publish(policy_page, by=approver)
    rewrite(policy_page, by=editor, parts=with_also(make_part("10", "", "", "نقطة أخرى لها الرقم نفسه.", "")))
    publish(policy_page, by=approver)
    assert keys(versions(policy_page)[2]) == ["point-7", "point-10-2"]


def test_a_point_that_returns_gets_its_own_address_back(policy_page, editor, approver):
    publish(policy_page, by=approver)
    gone = next(part for part in policy_page.parts.all() if part.number == "10")
    rewrite(policy_page, by=editor, parts=without("10"))
    publish(policy_page, by=approver)
    rewrite(policy_page, by=editor, parts=with_also(make_part("12", "", "", "عادت بنص آخر.", "", uid=gone.uid)))
    publish(policy_page, by=approver)
    assert keys(versions(policy_page)[2]) == ["point-7", "point-10"]


def test_two_points_with_one_number_get_two_addresses(editor, approver):
    page = make_policy_page(by=editor, points={})
    for body in ("الأولى.", "الثانية."):
        rewrite(page, by=editor, parts=with_also(make_part("1", "", "", body, "")))
    publish(page, by=approver)
    assert keys(versions(page)[0]) == ["point-1", "point-1-2"]


@pytest.mark.parametrize(
    ("number", "key"), [("10", "point-10"), ("١٠", "point-10"), ("3.2", "point-3-2"), ("7-", "point-7")]
)
def test_the_address_is_made_of_the_number(editor, approver, number, key):
    page = make_policy_page(by=editor, points={number: ("", "", "نص.", "")})
    publish(page, by=approver)
    assert keys(versions(page)[0]) == [key]


def test_sections_are_addressed_in_their_order(editor, approver):
    page = make_policy_page(by=editor, points={})
    for heading in ("التمهيد", "الأهداف"):
        rewrite(page, by=editor, parts=with_also(make_part("", heading, "", "نص.", "", kind="section")))
    publish(page, by=approver)
    assert keys(versions(page)[0]) == ["section-1", "section-2"]


@pytest.mark.parametrize("change", ["UPDATE policies_point SET body_ar = 'x'", "DELETE FROM policies_point"])
def test_the_database_refuses_to_change_a_frozen_point(policy_page, approver, change):
    publish(policy_page, by=approver)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_version_in_force_is_the_newest_that_has_begun(policy_page, editor, approver):
    publish(policy_page, by=approver)
    revise(policy_page, by=editor, title="سياسة جديدة", effective_from=timezone.now() + timedelta(days=30))
    publish(policy_page, by=approver)
    policy = participation_policy()
    assert version_in_force(policy).number == 1
    assert version_in_force(policy, timezone.now() + timedelta(days=31)).number == 2


def test_a_version_never_comes_into_force_before_it_is_published(editor, approver):
    page = make_policy_page(by=editor, effective_from=timezone.now() - timedelta(days=30))
    publish(page, by=approver)
    version = versions(page)[0]
    assert version.effective_from == version.published_at


def test_the_object_and_the_query_agree_on_what_is_in_force(policy_page, editor, approver, monkeypatch):
    publish(policy_page, by=approver)
    begins = timezone.now() + timedelta(days=30)
    revise(policy_page, by=editor, title="سياسة جديدة", effective_from=begins)
    publish(policy_page, by=approver)
    for seconds in (-1, 0, 1):
        at = begins + timedelta(seconds=seconds)
        monkeypatch.setattr(timezone, "now", lambda at=at: at)
        asked = set(PolicyVersion.objects.in_force().values_list("pk", flat=True))
        assert asked == {version.pk for version in PolicyVersion.objects.all() if version.is_in_force}


def test_the_privacy_notice_is_the_version_that_a_consent_names(editor, approver):
    assert privacy_notice() is None
    page = make_policy_page(by=editor, kind="privacy", slug="privacy")
    publish(page, by=approver)
    assert privacy_notice() == versions(page)[0]


def test_a_scheduled_publication_freezes_when_its_time_comes(policy_page, editor, approver, monkeypatch):
    revise(policy_page, by=editor, go_live_at=timezone.now() + timedelta(hours=1))
    publish(policy_page, by=approver)
    assert not Policy.objects.exists()
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    call_command("publish_scheduled")
    assert versions(policy_page)[0].published_at == later


def test_publication_and_version_commit_together(policy_page, approver, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("policies.actions.freezing.record", fail)
    with pytest.raises(RuntimeError):
        publish(policy_page, by=approver)
    assert not Page.objects.get(pk=policy_page.pk).live
    assert not PolicyVersion.objects.exists()


def test_a_second_participation_policy_is_refused_on_the_form(policy_page, approver, editor):
    publish(policy_page, by=approver)
    other = make_policy_page(by=editor, slug="second", kind="other")
    other.kind = "participation"
    with pytest.raises(Exception, match="kind"):
        other.full_clean()


def test_a_published_address_cannot_be_changed(policy_page, approver):
    page = publish(policy_page, by=approver)
    page.slug = "another"
    with pytest.raises(Exception, match="slug"):
        page.full_clean()


def test_a_copy_is_a_draft_of_no_special_kind(policy_page, approver, editor):
    page = publish(policy_page, by=approver)
    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=False, user=editor)
    assert (copy.live, PolicyPage.objects.get(pk=copy.pk).kind, Point.objects.count()) == (False, "other", 2)
