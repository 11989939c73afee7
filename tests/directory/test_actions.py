import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from directory.actions import add_unit, add_units, appoint, close_unit
from directory.models import Post, Unit
from directory.oman import units
from directory.oman.tables import Record
from workflow.models import Step

pytestmark = pytest.mark.django_db


@pytest.fixture
def ministry():
    return add_unit(by=None, code="ministry", kind="ministry", name_ar="وزارة", name_en="Ministry")


def appoint_head(user, unit):
    return appoint(user, by=None, unit=unit, title_ar="مدير المدرسة", title_en="Head of school")


def test_a_unit_with_a_code_that_exists_is_refused(ministry):
    with pytest.raises(ValidationError):
        add_unit(by=None, code="ministry", kind="ministry", name_ar="أخرى", name_en="Another")


def test_adding_a_unit_is_recorded(ministry, administrator):
    unit = add_unit(by=administrator, code="media", kind="department", name_ar="الإعلام", name_en="Media")
    assert Step.objects.get(subject_type="directory.unit", subject_id=unit.pk).by == administrator


def test_the_whole_ministry_is_added_once():
    assert add_units(units(), by=None) == len(units())
    assert add_units(units(), by=None) == 0


def test_each_school_stands_under_the_office_of_its_wilayat():
    add_units(units(), by=None)
    assert not Unit.objects.schools().exclude(parent__kind="office").exists()


def test_a_unit_under_one_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="nowhere"):
        add_units([Record("lost", "department", "ضائعة", "Lost", parent="nowhere")], by=None)


def test_a_closed_unit_is_kept_and_inactive(ministry, administrator):
    close_unit(ministry, by=administrator)
    assert not Unit.objects.active().filter(pk=ministry.pk).exists()
    assert Unit.objects.filter(pk=ministry.pk).exists()


def test_whoever_is_appointed_holds_the_post(ministry, citizen):
    appoint_head(citizen, ministry)
    assert Post.objects.current().get(unit=ministry).holder == citizen


def test_a_post_has_one_holder_at_a_time(ministry, citizen, neighbour):
    appoint_head(citizen, ministry)
    appoint_head(neighbour, ministry)
    assert [post.holder for post in Post.objects.current().of(ministry)] == [neighbour]


def test_earlier_holders_of_a_post_are_remembered(ministry, citizen, neighbour):
    appoint_head(citizen, ministry)
    appoint_head(neighbour, ministry)
    assert Post.objects.of(ministry).get(holder=citizen).ends_at is not None


def test_appointing_the_holder_again_changes_nothing(ministry, citizen):
    assert appoint_head(citizen, ministry) == appoint_head(citizen, ministry)


SCHOOL = Record("new-school", "school", "مدرسة", "School", parent="ministry")
MEDIA = {"code": "media", "kind": "department", "name_ar": "الإعلام", "name_en": "Media"}
VERBS = {
    "add": lambda by, unit, holder: add_unit(by=by, **MEDIA),
    "add many": lambda by, unit, holder: add_units([SCHOOL], by=by),
    "close": lambda by, unit, holder: close_unit(unit, by=by),
    "appoint": lambda by, unit, holder: appoint(holder, by=by, unit=unit, title_ar="مدير", title_en="Head"),
}
RIGHTS = [
    ("administrator", True),
    ("moderator", False),
    ("policy_officer", False),
    ("ticket_officer", False),
    ("editor", False),
    ("approver", False),
    ("citizen", False),
]


@pytest.mark.parametrize("verb", list(VERBS))
@pytest.mark.parametrize(("who", "may"), RIGHTS)
def test_who_may(people, ministry, neighbour, verb, who, may):
    if may:
        VERBS[verb](people(who), ministry, neighbour)
    else:
        with pytest.raises(PermissionDenied):
            VERBS[verb](people(who), ministry, neighbour)
