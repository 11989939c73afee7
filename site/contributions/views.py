"""Sending a comment, one's own contributions, and the permanent address of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from contributions import actions, attribution, drafts, kinds
from contributions.errors import NotReceived, ParentGone, SentBefore
from contributions.forms import CommentForm, language_of
from contributions.models import Comment, Contribution, Discussion
from contributions.own_comment import spoken_in
from contributions.permissions import can_see, is_author
from contributions.references import parse_reference, spoken
from contributions.rows import own_rows
from contributions.steps import timeline
from contributions.why import why
from contributions.withdrawal import withdraw_path
from workflow.models import Step

TYPED = ("body", "stance", "parent")


@never_cache
@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, discussion_id: int) -> HttpResponse:
    """The comment form on a page of its own: reached by link, and whenever something typed must be mended."""
    discussion = get_object_or_404(Discussion, pk=discussion_id)
    if not request.user.is_authenticated:
        return _keep_and_sign_in(request, discussion)
    subject = _subject(request, discussion)
    form = _comment_form(request, discussion)
    if request.method == "POST" and form.is_valid():
        received = _receive_comment(request, discussion, form)
        if received is not None:
            drafts.drop(request, _draft_of(discussion))
            return redirect("contributions:receipt", reference=received.contribution.reference)
    if request.method == "POST":
        _keep(request, discussion)
    return render(
        request,
        "contributions/comment.html",
        {
            "form": form,
            "discussion": discussion,
            "subject": subject,
            "parent": _parent(discussion, form["parent"].value()),
            "voices": spoken_in(form),
            "notice": form.notice_in_force,
        },
        status=422 if form.errors else 200,
    )


def _subject(request: HttpRequest, discussion: Discussion) -> kinds.Subject:
    """What is spoken of, as the public may know it. Who wrote about it before it was hidden gets the words back."""
    subject = kinds.subject_of(discussion)
    if subject.is_public:
        return subject
    if request.method == "GET":
        raise Http404
    return replace(subject, title=_("No longer public"), text="")


def _comment_form(request: HttpRequest, discussion: Discussion) -> CommentForm:
    voices = attribution.voices(request.user)
    if request.method == "POST":
        return CommentForm(request.POST, voices=voices)
    parent, kept = request.GET.get("parent", ""), drafts.kept(request, _draft_of(discussion))
    # What was typed for another place in the thread stays there.
    initial = kept if kept.get("parent") == parent or not parent else {}
    return CommentForm(voices=voices, initial={"parent": parent, **initial})


def _draft_of(discussion: Discussion) -> str:
    return f"comment:{discussion.pk}"


def _keep(request: HttpRequest, discussion: Discussion) -> None:
    """Until it is sent: its author may leave the page to mend something, or have to sign in again."""
    typed = {name: request.POST.get(name, "") for name in TYPED}
    drafts.keep(request, _draft_of(discussion), typed)


def _keep_and_sign_in(request: HttpRequest, discussion: Discussion) -> HttpResponse:
    here = reverse("contributions:comment", args=[discussion.pk])
    if request.method == "POST":
        _keep(request, discussion)
        messages.info(request, _("Your text is kept. Sign in, and it will be waiting for you."))
    return redirect(f"{reverse('account_login')}?next={here}")


def _parent(discussion: Discussion, reference: Any) -> Comment | None:
    number = parse_reference(str(reference or ""))
    if number is None:
        return None
    published = Comment.thread.published().for_list()
    return published.filter(discussion=discussion, contribution__reference=number).first()


def _receive_comment(request: HttpRequest, discussion: Discussion, form: CommentForm) -> Comment | None:
    """The comment, or None with the reason beside the text."""
    data = form.cleaned_data
    parent = _parent(discussion, data["parent"])
    if data["parent"] and parent is None:
        form.stands_alone()
        form.add_error("body", str(ParentGone()))
        return None
    try:
        return actions.comment(
            by=request.user,
            representation=data["voice"],
            discussion=discussion,
            parent=parent,
            stance=data["stance"],
            body=data["body"],
            language=language_of(data["body"], otherwise=get_language() or "ar"),
            submission_key=data["submission_key"],
            consent_to=form.notice_in_force,
        )
    except NotReceived as reason:
        if isinstance(reason, SentBefore):
            form.is_another()
        form.add_error("body", str(reason))
        return None


@never_cache
@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    contributions = Contribution.objects.by(request.user).for_list()
    page = Paginator(contributions, 20).get_page(request.GET.get("page"))
    context = {"page": page, "rows": own_rows(list(page.object_list), request.user)}
    return render(request, "contributions/mine.html", context)


@never_cache
@require_GET
def contribution(request: HttpRequest, reference: str) -> HttpResponse:
    """The permanent address: on to where it stands, or what became of it."""
    found = _visible(request, reference)
    if found.is_public:
        return redirect(f"/{get_language()}{kinds.path_of(found)}")
    template = "contributions/contribution.html" if can_see(request.user, found) else "contributions/tombstone.html"
    steps = timeline(Step.objects.of(found)) if is_author(request.user, found) else []
    context = {
        "contribution": found,
        "why": why(found),
        "is_author": is_author(request.user, found),
        "spoken_reference": spoken(found.reference),
        "steps": steps,
        "withdraw_path": withdraw_path(request.user, found),
    }
    return render(request, template, context)


def _visible(request: HttpRequest, reference: str) -> Contribution:
    """What this visitor may know of. To a stranger, what is not public does not exist."""
    number = parse_reference(reference)
    found = (
        Contribution.objects.for_list()
        .select_related("cited_point__version__policy__page")
        .filter(reference=number)
        .first()
    )
    if found is None or not (can_see(request.user, found) or found.has_tombstone):
        raise Http404
    return found


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks once more, then takes one's own words back."""
    own = Contribution.objects.by(request.user).for_list()
    found = get_object_or_404(own, reference=parse_reference(reference))
    if request.method == "GET":
        if not withdraw_path(request.user, found):
            return redirect("contributions:contribution", reference=found.reference)
        return render(request, "contributions/withdraw.html", {"contribution": found})
    actions.withdraw(found, by=request.user)
    messages.success(request, _("Withdrawn. Your receipt stays valid."))
    return redirect("contributions:contribution", reference=found.reference)
