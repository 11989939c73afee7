"""Policies and drafts in Wagtail's admin: what is refused is refused with a sentence, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem
from wagtail.models import Page

from policies.models import Policy
from policies.models.approval import OWN_TEXT, TextPage, refusal
from policies.permissions import own_texts

# --- Nobody publishes their own text --------------------------------------------------------------------


@hooks.register("construct_page_action_menu")
def offer_no_publishing(menu: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Pressing "publish" saves a revision of one's own first, so on a text it could never succeed."""
    if isinstance(context.get("page"), TextPage) or _creates_a_text(context):
        menu[:] = [item for item in menu if not isinstance(item, PublishMenuItem)]


def _creates_a_text(context: dict[str, Any]) -> bool:
    parent = context.get("parent_page")
    models = parent.specific_class.allowed_subpage_models() if parent and "page" not in context else []
    return any(issubclass(model, TextPage) for model in models)


@hooks.register("before_publish_page")
def refuse_to_publish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The draft is saved by now; it is only not published."""
    if not isinstance(page, TextPage) or not refusal(page.latest_revision, request.user):
        return None
    return not_published(request, page.pk)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_why_not_published(request: HttpRequest, page: Page) -> None:
    """Wagtail has saved a draft in place of the publication or approval that was asked for."""
    asked = "action-publish" in request.POST or request.POST.get("workflow-action-name") == "approve"
    if asked and isinstance(page, TextPage) and (reason := refusal(page.get_latest_revision(), request.user)):
        messages.error(request, reason)


def not_published(request: HttpRequest, page_id: int) -> HttpResponse:
    """Where an approval ends that was refused."""
    page = get_object_or_404(Page, pk=page_id)
    if reason := refusal(page.get_latest_revision(), request.user):
        messages.error(request, reason)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [path("not-published/<int:page_id>/", not_published, name="policies_not_published")]


# --- Nothing published is deleted -----------------------------------------------------------------------


@hooks.register("before_delete_page")
def refuse_deleting_a_policy(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refuse_deletion(request, page, published_under(page))


def published_under(page: Page) -> int:
    return Policy.objects.filter(page__path__startswith=page.path).count()


def refuse_deletion(request: HttpRequest, page: Page, texts: int) -> HttpResponse | None:
    """A published text stays citable: it can be unpublished, and its page then says that it is withdrawn."""
    if not texts:
        return None
    messages.error(request, deletion_refused(page, texts), buttons=[_instead_of_deleting(page)])
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def _instead_of_deleting(page: Page) -> Any:
    target = reverse("wagtailadmin_pages:unpublish" if page.live else "wagtailadmin_pages:edit", args=[page.pk])
    return messages.button(target, _("Unpublish instead") if page.live else _("Open"))


def deletion_refused(page: Page, texts: int) -> str:
    return ngettext(
        "“%(title)s” was not deleted: a published text is cited and stays. Unpublish it instead; its page then says "
        "that it is withdrawn, and its versions keep their addresses.",
        "“%(title)s” was not deleted: it holds %(count)d published texts, which are cited and stay. Unpublish it "
        "instead; their pages then say that they are withdrawn, and their versions keep their addresses.",
        texts,
    ) % {"title": page.get_admin_display_title(), "count": texts}


@hooks.register("before_bulk_action")
def refuse_in_bulk(request: HttpRequest, action: str, objects: Iterable[Any], view: Any) -> HttpResponse | None:
    pages = [each for each in objects if isinstance(each, Page)]
    if action == "delete":
        return refuse_bulk_deletion(request, pages, published_under)
    if action == "publish":
        return _refuse_bulk_publishing(request, _with_descendants(request, pages))
    return None


def refuse_bulk_deletion(
    request: HttpRequest, pages: list[Page], published: Callable[[Page], int]
) -> HttpResponse | None:
    refused = [(page, count) for page in pages if (count := published(page))]
    for page, count in refused:
        messages.error(request, deletion_refused(page, count), buttons=[_instead_of_deleting(page)])
    return redirect("wagtailadmin_explore", refused[0][0].get_parent().pk) if refused else None


def _with_descendants(request: HttpRequest, pages: list[Page]) -> list[Page]:
    if "include_descendants" not in request.POST:
        return pages
    return [each for page in pages for each in page.get_descendants(inclusive=True).specific()]


def _refuse_bulk_publishing(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    own = own_texts(request.user, pages)
    for page in own:
        messages.error(request, f"{page.get_admin_display_title()}: {OWN_TEXT}")
    return redirect("wagtailadmin_explore", own[0].get_parent().pk) if own else None
