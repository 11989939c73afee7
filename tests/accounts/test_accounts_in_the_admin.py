"""Accounts as an administrator meets them in Wagtail's admin."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from accounts.models import User
from accounts.wagtail_hooks import change_refused, deletion_refused, rights_refused
from tests.conftest import voice_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    """Nasser, who may do everything in Wagtail's admin."""
    client.force_login(User.objects.create_superuser("keeper@example.om", "x", first_name="ناصر بن علي"))
    return client


def test_deleting_an_account_is_refused_with_a_sentence(admin, citizen):
    answer = admin.post(reverse("wagtailusers_users:delete", args=[citizen.pk]), follow=True)
    assert deletion_refused(citizen) in answer.content.decode()
    assert User.objects.filter(pk=citizen.pk).exists()


def test_the_question_whether_to_delete_is_not_even_asked(admin, citizen):
    answer = admin.get(reverse("wagtailusers_users:delete", args=[citizen.pk]))
    assert answer.url == reverse("wagtailusers_users:index")


def test_deleting_accounts_in_bulk_is_refused_with_a_sentence_each(admin, citizen, neighbour):
    url = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])
    page = admin.post(f"{url}?id={citizen.pk}&id={neighbour.pk}", follow=True).content.decode()
    assert deletion_refused(citizen) in page
    assert deletion_refused(neighbour) in page
    assert User.objects.filter(pk__in=[citizen.pk, neighbour.pk]).count() == 2


def test_no_account_is_closed_in_bulk_without_a_step(admin, citizen):
    url = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
    page = admin.post(f"{url}?id={citizen.pk}", {"mark_as_active": "False"}, follow=True).content.decode()
    citizen.refresh_from_db()
    assert citizen.is_active
    assert escape(change_refused()) in page


@pytest.mark.parametrize(
    "fields", [{}, {"is_active": ""}, {"first_name": "غيرها"}, {"email": "else@example.om"}, {"password1": "x" * 20}]
)
def test_no_account_is_changed_here_whatever_is_sent(admin, citizen, fields):
    before = User.objects.values().get(pk=citizen.pk)
    sent = {"email": citizen.email, "first_name": citizen.first_name, "password2": fields.get("password1", "")} | fields
    page = admin.post(reverse("wagtailusers_users:edit", args=[citizen.pk]), sent, follow=True).content.decode()
    assert User.objects.values().get(pk=citizen.pk) == before
    assert escape(change_refused()) in page


def test_the_page_of_an_account_leads_to_where_it_is_suspended(admin, citizen):
    page = admin.get(reverse("wagtailusers_users:edit", args=[citizen.pk]))
    assert "/office/suspensions/" in page.content.decode()
    assert set(page.context["form"].fields) == {"email", "first_name"}


@pytest.mark.parametrize("group", ["editor", "approver"])
def test_deleting_a_group_leaves_its_people(admin, group, request):
    person = request.getfixturevalue(group)
    answer = admin.post(reverse("wagtailusers_groups:delete", args=[person.groups.get(name=group).pk]))
    assert answer.status_code == 302
    assert User.objects.filter(pk=person.pk).exists()


def test_an_account_that_is_added_speaks_for_its_person(admin):
    fields = {"email": "new@example.om", "first_name": "هدى السيابية"}
    password = "a long enough password"
    admin.post(reverse("wagtailusers_users:add"), fields | {"password1": password, "password2": password})
    person = User.objects.get(email="new@example.om")
    assert voice_of(person).party.name == "هدى السيابية"


def test_somebody_with_one_name_chooses_the_language_of_the_admin(client, editor):
    client.force_login(editor)
    page = reverse("wagtailadmin_account")
    settings = {"locale-preferred_language": "en", "theme-theme": "system", "theme-contrast": "system"}
    client.post(page, settings | {"theme-density": "default"})
    assert '<html lang="en"' in client.get(page).content.decode()


@pytest.mark.parametrize("view", ["add", "edit"])
def test_the_form_of_an_account_offers_no_rights(admin, citizen, view):
    page = admin.get(reverse(f"wagtailusers_users:{view}", args=[citizen.pk] if view == "edit" else []))
    assert {"email", "first_name"} <= set(page.context["form"].fields)
    assert not {"groups", "is_superuser"} & set(page.context["form"].fields)
    assert 'name="first_name"' in page.content.decode()


def test_a_form_that_asks_for_rights_all_the_same_gets_none(admin, citizen, approver):
    fields = {"email": citizen.email, "first_name": citizen.first_name, "is_active": "on", "is_superuser": "on"}
    group = approver.groups.get(name="approver")
    admin.post(reverse("wagtailusers_users:edit", args=[citizen.pk]), fields | {"groups": [group.pk]})
    citizen.refresh_from_db()
    assert (citizen.is_superuser, citizen.groups.count()) == (False, 0)


def test_changing_an_account_leaves_the_rights_that_its_roles_gave(admin, approver):
    fields = {"email": approver.email, "first_name": approver.first_name, "is_active": "on"}
    admin.post(reverse("wagtailusers_users:edit", args=[approver.pk]), fields)
    assert approver.groups.filter(name="approver").exists()


def test_accounts_are_put_into_no_group_in_bulk(admin, citizen, approver):
    url = reverse("wagtail_bulk_action", args=["accounts", "user", "assign_role"])
    role = {"role": approver.groups.get(name="approver").pk}
    page = admin.post(f"{url}?id={citizen.pk}", role, follow=True).content.decode()
    assert rights_refused() in page
    assert not citizen.groups.exists()
