"""Laying the site out: the home page as the root of the site, the lists under it, the rights and types of the rooms.

Safe to run twice: what is there stays as it is, so that what the ministry changed since is not put back.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sites.models import Site as Domain
from django.db import transaction
from wagtail.models import Page, Site

from consultations.actions import ensure_index as ensure_consultations
from home.models import HomePage
from policies.actions import ensure_index as ensure_policies
from policies.actions import ensure_workflow
from suggestions.actions import install_categories
from tickets.actions import install_types

ROOT = "كل الصفحات"
PROMISED_POINTS = "point-4 point-10 point-11"


@transaction.atomic
def lay_out_site() -> HomePage:
    home = HomePage.objects.first() or _make_home()
    _make_root(home)
    _name_root()
    _name_domain()
    ensure_policies(home)
    ensure_consultations(home)
    ensure_workflow()
    install_types()
    install_categories()
    return home


def _make_home() -> HomePage:
    home = HomePage(
        title="مشاركة",
        title_en="Musharaka",
        slug="musharaka",
        promise_ar="ما تكتبه هنا يُقرأ ويُجاب عنه ويُنشر باسمك",
        promise_en="What you write here is read, answered and published under your name",
        lead_ar=(
            "تعرض الوزارة مشروعات سياساتها بندًا بندًا قبل اعتمادها. علّق على البند، أو اقترح ما لم يخطر لها، "
            "ثم انظر ماذا صنعت الوزارة بقولك ولماذا."
        ),
        lead_en=(
            "The ministry puts its draft policies forward clause by clause before adopting them. Comment on a clause, "
            "or suggest what it has not thought of, and then see what it did with your words, and why."
        ),
        promised_points=PROMISED_POINTS,
    )
    Page.get_first_root_node().add_child(instance=home)
    home.save_revision().publish()
    return home


def _make_root(home: HomePage) -> None:
    address = urlsplit(settings.SITE_URL)
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first() or Site(is_default_site=True)
    welcome = site.root_page if site.pk else None
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.root_page = home
    site.save()
    if welcome and welcome.pk != home.pk and type(welcome.specific) is Page and not welcome.get_children().exists():
        # Wagtail's own "Welcome" page, which its migrations make: nobody's words.
        welcome.delete()


def _name_root() -> None:
    """Wagtail's migrations call it "Root", and its lists show that to editors."""
    Page.objects.filter(depth=1, title="Root").update(title=ROOT, draft_title=ROOT)


def _name_domain() -> None:
    """What the comments' storage and mails of `django.contrib.sites` call this place."""
    name = urlsplit(settings.SITE_URL).netloc or "localhost"
    Domain.objects.update_or_create(pk=settings.SITE_ID, defaults={"domain": name, "name": settings.WAGTAIL_SITE_NAME})
    Domain.objects.clear_cache()
