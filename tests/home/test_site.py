import pytest
from django.contrib.sites.models import Site as Domain
from django.core.management import call_command
from wagtail.models import Page, Site

from consultations.models import ConsultationIndexPage
from home.actions import lay_out_site
from home.models import HomePage, PlainPage
from policies.models import PolicyIndexPage
from tickets.models import TicketType

pytestmark = pytest.mark.django_db


def test_the_site_begins_at_the_home_page():
    home = lay_out_site()
    assert Site.objects.get(is_default_site=True).root_page.specific == home


def test_wagtails_welcome_page_goes():
    lay_out_site()
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_the_lists_stand_under_the_home_page():
    home = lay_out_site()
    assert PolicyIndexPage.objects.child_of(home).exists()
    assert ConsultationIndexPage.objects.child_of(home).exists()


def test_laying_out_twice_makes_nothing_twice():
    before = (lay_out_site(), Page.objects.count(), TicketType.objects.count())
    assert (lay_out_site(), Page.objects.count(), TicketType.objects.count()) == before


def test_what_the_ministry_changed_is_not_put_back():
    home = lay_out_site()
    HomePage.objects.filter(pk=home.pk).update(promise_ar="نقرأ كل ما يُكتب")
    assert lay_out_site().promise_ar == "نقرأ كل ما يُكتب"


def test_the_domain_follows_the_address_of_the_installation(settings):
    settings.SITE_URL = "https://musharaka.example.om"
    lay_out_site()
    assert Domain.objects.get(pk=settings.SITE_ID).domain == "musharaka.example.om"
    assert (Site.objects.get().hostname, Site.objects.get().port) == ("musharaka.example.om", 443)


def test_a_command_sets_up_a_real_installation(capsys):
    call_command("set_up_site")
    assert HomePage.objects.exists()
    assert not PlainPage.objects.exists()


def test_the_root_of_the_pages_has_an_arabic_name():
    lay_out_site()
    assert Page.get_first_root_node().title == "كل الصفحات"
