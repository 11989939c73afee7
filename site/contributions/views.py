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

from contributions import actions, attribution, drafts, kinds, tombstones
from contributions.asking import MOST_TIMES
from contributions.attachment_queries import files_of
from contributions.changing import change_path
from contributions.errors import NotReceived, ParentGone, SentBefore
from contributions.forms import CommentForm, language_of
from contributions.guardian_forms import AskAgainForm
from contributions.models import Comment, Contribution, Discussion, Kind, Moderation
from contributions.own_comment import spoken_in
from contributions.permissions import can_see, is_author
from contributions.references import parse_reference, spoken
from contributions.rows import own_rows
from contributions.steps import Told, timeline
from contributions.why import why
from contributions.withdrawal import withdraw_path
from guard.gate import NotNow, let_through
from workflow.models import Step

TYPED = ("body", "stance", "parent", "voice", "guardian", "notice", "consent", "submission_key")


@never_cache
@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, discussion_id: int) -> HttpResponse:
    """The comment form on a page of its own: reached by link, and whenever something typed must be mended. A press that
    is refused leads here by a GET, so that nobody who goes back or loads again is asked to send it once more."""
    discussion = get_object_or_404(Discussion, pk=discussion_id)
    if request.method == "POST":
        return _press(request, discussion)
    if not request.user.is_authenticated:
        return _sign_in(discussion)
    subject = _subject(request, discussion)
    typed = _typed(request, discussion)
    parent = _parent(discussion, typed.get("parent"))
    is_gone = bool(typed.get("parent")) and parent is None
    form = _comment_form(request, typed, is_gone=is_gone)
    return render(
        request,
        "contributions/comment.html",
        {
            "form": form,
            "discussion": discussion,
            "subject": subject,
            "parent": parent,
            "gone": str(ParentGone()) if is_gone and not form.is_bound else "",
            "voices": spoken_in(form),
            "notice": form.notice_in_force,
        },
    )


def _subject(request: HttpRequest, discussion: Discussion) -> kinds.Subject:
    """What is spoken of, as the public may know it. Who wrote about it before it was hidden gets the words back."""
    subject = kinds.subject_of(discussion)
    if subject.is_public:
        return subject
    if not drafts.kept(request, _draft_of(discussion)):
        raise Http404
    return replace(subject, title=_("No longer public"), text="")


def _typed(request: HttpRequest, discussion: Discussion) -> dict[str, str]:
    """What waits to be sent. What was typed for another place in the thread stays there."""
    asked, kept = request.GET.get("parent", ""), drafts.kept(request, _draft_of(discussion))
    return kept if not asked or kept.get("parent") == asked else {"parent": asked}


def _comment_form(request: HttpRequest, typed: dict[str, str], *, is_gone: bool) -> CommentForm:
    """With what was typed; after a press that was refused with the reasons too."""
    voices = attribution.voices(request.user)
    if "refused" not in typed:
        initial = {name: typed[name] for name in ("body", "stance", "voice", "guardian") if typed.get(name)}
        return CommentForm(voices=voices, initial=initial | {"parent": "" if is_gone else typed.get("parent", "")})
    form = CommentForm(typed, voices=voices)
    if is_gone:
        form.add_error("body", str(ParentGone()))
        form.stands_alone()
    return form


def _draft_of(discussion: Discussion) -> str:
    return f"comment:{discussion.pk}"


def _keep(request: HttpRequest, discussion: Discussion, **more: str) -> None:
    """Until it is sent: its author may leave the page to mend something, or have to sign in again."""
    typed = {name: request.POST.get(name, "") for name in TYPED}
    path = reverse("contributions:comment", args=[discussion.pk])
    drafts.keep(request, _draft_of(discussion), typed | more, kind=Kind.COMMENT, path=path)


def _press(request: HttpRequest, discussion: Discussion) -> HttpResponse:
    if not request.user.is_authenticated:
        _keep(request, discussion)
        messages.info(request, _("Your text is kept. Sign in, and it will be waiting for you."))
        return _sign_in(discussion)
    form = CommentForm(request.POST, voices=attribution.voices(request.user))
    if form.is_valid():
        try:
            let_through(request, "comment")
            received = _receive_comment(request, discussion, form)
        except SentBefore as reason:
            _keep(request, discussion)  # for a form of its own, with another key
            messages.warning(request, str(reason))
            return redirect("contributions:comment", discussion_id=discussion.pk)
        except NotNow:
            _keep(request, discussion)
            raise
        except NotReceived:  # the page finds the reason as well, and says it in its reader's language
            received = None
        if received is not None:
            drafts.drop(request, _draft_of(discussion))
            return redirect("contributions:receipt", reference=received.contribution.reference)
    _keep(request, discussion, refused="refused")
    return redirect("contributions:comment", discussion_id=discussion.pk)


def _sign_in(discussion: Discussion) -> HttpResponse:
    here = reverse("contributions:comment", args=[discussion.pk])
    return redirect(f"{reverse('account_login')}?next={here}")


def _parent(discussion: Discussion, reference: Any) -> Comment | None:
    """What is answered, as long as it is published."""
    parent = _once_parent(discussion, reference)
    return parent if parent and parent.contribution.is_public else None


def _once_parent(discussion: Discussion, reference: Any) -> Comment | None:
    number = parse_reference(str(reference or ""))
    if number is None:
        return None
    return Comment.thread.for_list().filter(discussion=discussion, contribution__reference=number).first()


def _receive_comment(request: HttpRequest, discussion: Discussion, form: CommentForm) -> Comment:
    """A second press finds the first one's comment, even if what it answers was hidden meanwhile: the action judges."""
    data = form.cleaned_data
    parent = _once_parent(discussion, data["parent"])
    if data["parent"] and parent is None:
        raise ParentGone
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
        guardian=data.get("guardian", ""),
    )


@never_cache
@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    contributions = Contribution.objects.by(request.user).for_list()
    page = Paginator(contributions, 20).get_page(request.GET.get("page"))
    begun = drafts.begun(request) if page.number == 1 else []
    context = {"page": page, "rows": own_rows(list(page.object_list), request.user), "begun": begun}
    return render(request, "contributions/mine.html", context)


@never_cache
@require_GET
def contribution(request: HttpRequest, reference: str) -> HttpResponse:
    """The permanent address: on to where it stands, or what became of it."""
    found = _visible(request, reference)
    if found.is_public:
        return redirect(f"/{get_language()}{kinds.path_of(found)}")
    if not can_see(request.user, found):
        return render(request, "contributions/tombstone.html", tombstones.page_of(found))
    steps = timeline(Step.objects.of(found), to=Told.AUTHOR) if is_author(request.user, found) else []
    context = {
        "contribution": found,
        "why": why(found),
        "is_author": is_author(request.user, found),
        "spoken_reference": spoken(found.reference),
        "steps": steps,
        "attachments": files_of(found, request.user),
        **_guardian(request, found),
        "parties_path": kinds.parties_path(request.user, found),
        "change_path": change_path(request.user, found),
        "withdraw_path": withdraw_path(request.user, found),
    }
    return render(request, "contributions/contribution.html", context)


def _guardian(request: HttpRequest, contribution: Contribution) -> dict[str, Any]:
    """What a minor's own text waits for."""
    if contribution.moderation != Moderation.UNCONFIRMED:
        return {}
    asked = contribution.confirmation
    initial = {"guardian": asked.address}
    form = AskAgainForm(user=request.user, initial=initial) if asked.times_asked < MOST_TIMES else None
    return {"asked": asked, "guardian_form": form}


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
        context = {"contribution": found, "co_parties": kinds.co_parties_of(found)}
        return render(request, "contributions/withdraw.html", context)
    actions.withdraw(found, by=request.user)
    messages.success(request, _("Withdrawn. Your receipt stays valid."))
    return redirect("contributions:contribution", reference=found.reference)
