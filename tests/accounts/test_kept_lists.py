"""Lists that an administrator keeps in Wagtail's admin: reasons, ticket types, subjects of suggestions."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ledger.models import LedgerEntry
from moderation import actions as moderation
from moderation.models import ListedWord, Reason
from moderation.wagtail_hooks import ListedWordViewSet, ReasonViewSet
from suggestions import actions as suggestions
from suggestions.models import Category
from suggestions.wagtail_hooks import CategoryViewSet
from tickets import actions as tickets
from tickets.models import TicketType
from tickets.wagtail_hooks import TicketTypeViewSet
from workflow.errors import IllegalStep
from workflow.models import Step

pytestmark = pytest.mark.django_db

REASON = {
    "code": "off-topic",
    "point_key": "point-7",
    "label_ar": "خارج الموضوع",
    "label_en": "Off topic",
    "message_ar": "النص خارج موضوع البند.",
    "message_en": "The text is about something else.",
    "is_active": True,
}
TYPE = {
    "code": "praise",
    "name_ar": "شكر",
    "name_en": "Praise",
    "working_days": 5,
    "position": 9,
    "is_confidential": False,
    "is_active": True,
}
CATEGORY = {"code": "libraries", "name_ar": "المكتبات", "name_en": "Libraries", "position": 11, "is_active": True}
WORD = {"code": "غبي", "note": "Insult", "is_active": True}
LISTS = {
    "word": (ListedWord, ListedWordViewSet, WORD, moderation.add_word, moderation.change_word),
    "reason": (Reason, ReasonViewSet, REASON, moderation.add_reason, moderation.change_reason),
    "type": (TicketType, TicketTypeViewSet, TYPE, tickets.add_type, tickets.change_type),
    "category": (Category, CategoryViewSet, CATEGORY, suggestions.add_category, suggestions.change_category),
}
RIGHTS = [
    ("administrator", True),
    ("editor", False),
    ("approver", False),
    ("moderator", False),
    ("policy_officer", False),
    ("citizen", False),
]
each_list = pytest.mark.parametrize("name", list(LISTS))


@pytest.fixture
def row(name, administrator, participation_policy):
    _model, _viewset, fields, add, _change = LISTS[name]
    return add(by=administrator, **fields)


def address(name, view, *args):
    return reverse(LISTS[name][1]().get_url_name(view), args=args)


def typed(fields):
    """As a browser sends it: a tick that is not set is not sent."""
    return {key: "on" if value is True else value for key, value in fields.items() if value is not False}


@each_list
@pytest.mark.parametrize(("who", "may"), RIGHTS)
def test_who_may_add(people, name, who, may):
    model, _viewset, fields, add, _change = LISTS[name]
    if may:
        add(by=people(who), **fields)
    else:
        with pytest.raises(PermissionDenied):
            add(by=people(who), **fields)
    assert model.objects.filter(code=fields["code"]).exists() is may


@each_list
@pytest.mark.parametrize(("who", "may"), RIGHTS)
def test_who_may_change(people, name, who, may, row):
    model, _viewset, _fields, _add, change = LISTS[name]
    if may:
        change(row, by=people(who), is_active=False)
    else:
        with pytest.raises(PermissionDenied):
            change(row, by=people(who), is_active=False)
    assert model.objects.get(pk=row.pk).is_active is not may


@each_list
def test_each_change_is_a_step_and_an_entry(name, row, administrator):
    change = LISTS[name][4]
    changes = {"reason": {"label_en": "Else"}, "word": {"note": "Abuse"}}
    change(row, by=administrator, **changes.get(name, {"position": 3}))
    change(row, by=administrator, is_active=False)
    change(row, by=administrator, is_active=True)
    steps = Step.objects.of(row).select_related("entry")
    assert [step.name for step in steps] == ["add", "change", "retire", "bring_back"]
    assert LedgerEntry.objects.filter(step__in=steps).count() == 4


@each_list
def test_an_administrator_adds_one_on_the_screen(visit, name, administrator, participation_policy):
    model, _viewset, fields, _add, _change = LISTS[name]
    visit(administrator).post(address(name, "add"), typed(fields))
    assert Step.objects.of(model.objects.get(code=fields["code"])).get().by == administrator


@each_list
def test_an_administrator_retires_one_on_the_screen(visit, name, row, administrator):
    fields = LISTS[name][2] | {"is_active": False}
    visit(administrator).post(address(name, "edit", row.pk), typed(fields))
    assert Step.objects.of(row).last().name == "retire"


@each_list
def test_a_code_stays(visit, name, row, administrator):
    visit(administrator).post(address(name, "edit", row.pk), typed(LISTS[name][2] | {"code": "another"}))
    assert type(row).objects.get(pk=row.pk).code == LISTS[name][2]["code"]


@each_list
@pytest.mark.parametrize("view", ["list", "add", "edit", "delete"])
def test_nobody_else_sees_the_screens(visit, name, row, editor, view):
    args = [row.pk] if view in {"edit", "delete"} else []
    response = visit(editor).get(address(name, view, *args))
    assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_home"))


@each_list
def test_a_row_is_not_deleted_but_a_sentence_says_so(visit, name, row, administrator):
    response = visit(administrator).post(address(name, "delete", row.pk), follow=True)
    assert "was not deleted" in response.content.decode() or "لم يُحذف" in response.content.decode()
    assert type(row).objects.filter(pk=row.pk).exists()


@each_list
def test_rows_are_not_deleted_in_bulk_either(visit, name, row, administrator):
    label = type(row)._meta
    path = reverse("wagtail_bulk_action", args=[label.app_label, label.model_name, "delete"])
    response = visit(administrator).post(f"{path}?id={row.pk}", follow=True)
    assert response.status_code == 200
    assert type(row).objects.filter(pk=row.pk).exists()


def test_a_reason_cites_a_point_of_the_policy_in_force(visit, administrator, participation_policy):
    visit(administrator).post(address("reason", "add"), typed(REASON | {"point_key": "point-99"}))
    assert not Reason.objects.exists()


def test_a_retired_reason_is_offered_to_nobody(administrator, reason):
    moderation.retire_reason(reason, by=administrator)
    assert not Reason.objects.in_use().exists()


def test_a_type_has_at_least_one_working_day(visit, administrator):
    visit(administrator).post(address("type", "add"), typed(TYPE | {"working_days": 0}))
    assert not TicketType.objects.filter(code="praise").exists()


@each_list
def test_another_code_is_refused_by_the_action_too(name, row, administrator):
    with pytest.raises(IllegalStep):
        LISTS[name][4](row, by=administrator, code="another")
    assert type(row).objects.get(pk=row.pk).code == LISTS[name][2]["code"]


@each_list
def test_a_change_leaves_what_somebody_else_changed_meanwhile(name, row, administrator):
    change, stale = LISTS[name][4], type(row).objects.get(pk=row.pk)
    word = {"reason": "label_en", "word": "note"}.get(name, "name_en")
    change(row, by=administrator, **{word: "Newer"})
    change(stale, by=administrator, is_active=False)
    assert getattr(type(row).objects.get(pk=row.pk), word) == "Newer"
