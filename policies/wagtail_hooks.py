"""Policies and drafts in Wagtail's admin: what is refused is refused with a sentence, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.messages import SUCCESS, add_message, get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem, SubmitForModerationMenuItem
from wagtail.models import Page

from policies.models import Policy
from policies.models.approval import OWN_TEXT, TextPage, refusal
from policies.permissions import own_texts
from policies.translating import not_yet_english
from policies.wording import reads_arabic

SUBMISSIONS = {"action-submit", "action-restart-workflow"}

# --- Nobody publishes their own text --------------------------------------------------------------------


@hooks.register("construct_page_action_menu")
def offer_no_publishing(menu: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Pressing "publish" saves a revision of one's own first, so on a text it could never succeed."""
    if isinstance(context.get("page"), TextPage) or _creates_a_text(context):
        menu[:] = [item for item in menu if not isinstance(item, PublishMenuItem)]


class SubmitForApproval(SubmitForModerationMenuItem):
    """Wagtail's is called after the workflow, whose name has one language only."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return super().get_context_data(parent_context) | {"label": _("Submit for approval")}


@hooks.register("construct_page_action_menu")
def name_submission(menu: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    menu[:] = [
        SubmitForApproval(order=item.order) if isinstance(item, SubmitForModerationMenuItem) else item for item in menu
    ]


def _creates_a_text(context: dict[str, Any]) -> bool:
    parent = context.get("parent_page")
    models = parent.specific_class.allowed_subpage_models() if parent and "page" not in context else []
    return any(issubclass(model, TextPage) for model in models)


@hooks.register("before_publish_page")
def refuse_to_publish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The draft is saved by now; it is only not published."""
    if not isinstance(page, TextPage) or not refusal(page.latest_revision, request.user):
        return None
    return after_approval(request, page.pk)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_what_came_of_it(request: HttpRequest, page: Page) -> None:
    if not isinstance(page, TextPage):
        return
    if "action-publish" in request.POST:
        # Wagtail has saved a draft in place of the publication that was asked for, and has said so.
        _say_why_not_published(request, page)
    elif "action-workflow-action" in request.POST and request.POST.get("workflow-action-name") == "approve":
        _take_back_success(request)
        say_what_came_of_approval(request, page.pk)
    elif SUBMISSIONS.intersection(request.POST):
        warn_of_missing_english(request, page)


def _say_why_not_published(request: HttpRequest, page: Page) -> None:
    if reason := refusal(page.get_latest_revision(), request.user):
        messages.error(request, reason)


def _take_back_success(request: HttpRequest) -> None:
    """After every approval Wagtail says that the page was updated, refused or published."""
    for told in list(get_messages(request)):
        if told.level != SUCCESS:
            add_message(request, told.level, told.message, extra_tags=told.extra_tags)


def say_what_came_of_approval(request: HttpRequest, page_id: int) -> None:
    """Read anew: the page in hand is as it was before."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not (page.live and page.live_revision_id == page.latest_revision_id):
        if page.scheduled_revision:
            messages.success(request, _("“%(title)s” is approved, and is published at its time.") % {"title": page})
        else:
            _say_why_not_published(request, page)
    elif isinstance(page, TextPage) and (version := page.newest_version):
        told = _("Version %(number)d of “%(title)s” is published.") % {"number": version.number, "title": page.title}
        address = f"/{'ar' if reads_arabic() else 'en'}{version.path}"  # type: ignore[attr-defined]
        messages.success(request, told, buttons=[messages.button(address, _("Read the version"))])


def after_approval(request: HttpRequest, page_id: int) -> HttpResponse:
    """Where an approval ends that was not given on the form."""
    say_what_came_of_approval(request, page_id)
    return redirect("wagtailadmin_pages:edit", page_id)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [path("after-approval/<int:page_id>/", after_approval, name="policies_after_approval")]


# --- What is missing in English -------------------------------------------------------------------------


@hooks.register("before_edit_page")
def warn_the_approver(request: HttpRequest, page: Page) -> None:
    if request.method != "GET" or not isinstance(page, TextPage) or not page.workflow_in_progress:
        return
    if page.current_workflow_task.get_actions(page, request.user):
        warn_of_missing_english(request, page)


def warn_of_missing_english(request: HttpRequest, page: TextPage) -> None:
    if missing := not_yet_english(page):
        messages.warning(request, missing)


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
