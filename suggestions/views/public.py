"""The public list and the page of one suggestion."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from contributions import attribution, kinds, tombstones
from contributions import queries as contributions
from contributions.attachment_queries import files_of, sees_all_files
from contributions.changing import change_path
from contributions.forms import CommentForm
from contributions.models import Contribution
from contributions.permissions import is_author
from contributions.references import spoken
from contributions.rows import rows_of
from contributions.steps import Told
from contributions.why import why
from contributions.withdrawal import withdraw_path
from suggestions import permissions, queries
from suggestions.forms import FilterForm
from suggestions.models import Suggestion

PER_PAGE = 20


class NearerEnd(Paginator):
    """Counts from the end where that is nearer: the last page of many costs what the first one does."""

    def page(self, number: int | str) -> Page:
        place = self.validate_number(number)
        before = (place - 1) * self.per_page
        after = max(self.count - place * self.per_page, 0)
        if before <= after:
            return super().page(place)
        shown = self.object_list.reverse()[after : self.count - before]  # type: ignore[attr-defined]
        return Page(list(shown)[::-1], place, self)


@require_GET
def suggestions(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    form.is_valid()
    category = form.cleaned_data.get("category")
    asked = {"status": form.cleaned_data.get("status", ""), "category": category.code if category else ""}
    page = NearerEnd(queries.published(**asked), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = queries.listed(page.object_list)
    query = request.GET.copy()
    query.pop("page", None)
    context = {"form": form, "page": page, "query": f"{query.urlencode()}&" if query else ""}
    return render(request, "suggestions/list.html", context)


@require_GET
def suggestion(request: HttpRequest, reference: str) -> HttpResponse:
    """Where it stands for ever: the suggestion, or what became of it."""
    found = permissions.access_suggestion(request.user, reference)
    if reference != found.reference:
        return redirect("suggestions:suggestion", reference=found.reference)
    if not permissions.can_see(request.user, found):
        return render(request, "suggestions/tombstone.html", tombstones.page_of(found.contribution))
    return render(request, "suggestions/suggestion.html", _page(request, found))


def _page(request: HttpRequest, suggestion: Suggestion) -> dict[str, object]:
    contribution, discussion = suggestion.contribution, suggestion.discussion
    answers = queries.answers_of(contribution)
    tickets = queries.tickets_of(contribution) if suggestion.has_tickets else []  # type: ignore[attr-defined]
    threads = contributions.threads([discussion])[discussion.pk]
    voices = attribution.voices(request.user) if contribution.is_public else []
    form = CommentForm(voices=voices) if voices else None
    told_to = Told.AUTHOR if is_author(request.user, contribution) else Told.EVERYBODY
    return {
        "suggestion": suggestion,
        "contribution": contribution,
        "attachments": files_of(contribution, request.user) if suggestion.has_files else [],  # type: ignore[attr-defined]
        "sees_all_files": sees_all_files(request.user, contribution),
        "answers": answers,
        "merged": contributions.merged_into([contribution]) if suggestion.has_merged else [],  # type: ignore[attr-defined]
        "tickets": tickets,
        "co_parties": kinds.co_parties_of(contribution) if suggestion.co_party_count else [],  # type: ignore[attr-defined]
        "parties_path": kinds.parties_path(request.user, contribution),
        "deadlines": queries.deadlines_of(contribution),
        "record": queries.record(contribution, answers, tickets, to=told_to),
        "discussion": discussion,
        "comments": rows_of(threads, is_open=contribution.is_public, reader=request.user),
        "comment_form": form,
        "notice": form.notice_in_force if form else None,
        "published_as": attribution.preview(voices[0]) if voices else None,
        "spoken_reference": spoken(contribution.reference),
        "why": why(contribution),
        "report_path": _report_path(request, contribution),
        "change_path": change_path(request.user, contribution),
        "withdraw_path": withdraw_path(request.user, contribution),
        "is_author": contribution.author_id == request.user.pk,
        "can_decide": permissions.is_on_desk(request.user, contribution),
    }


def _report_path(request: HttpRequest, contribution: Contribution) -> str:
    if not contribution.is_public or is_author(request.user, contribution):
        return ""
    return reverse("reports:report", args=[contribution.reference])
