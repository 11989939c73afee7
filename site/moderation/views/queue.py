"""The queue, and one decision on several of it at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from contributions.references import isolated, parse_reference
from moderation import actions, queries
from moderation.forms import QueueForm, SeveralForm
from moderation.permissions import can_see_queue

TOGETHER = ["publish", "hold", "ask_change", "remove"]
TOGETHER_UNSEEN = ["keep", "hold", "remove"]


@never_cache
@login_required
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    if not can_see_queue(request.user):
        raise PermissionDenied
    reference = parse_reference(request.GET.get("words", ""))
    if reference and queries.seen_by(request.user).filter(reference=reference).exists():
        return redirect("moderation:decide", reference)
    possible = TOGETHER_UNSEEN if request.GET.get("view") == queries.UNSEEN else TOGETHER
    form = SeveralForm(possible=possible, by=request.user)
    return render(request, "moderation/queue.html", _shown(request, form))


@never_cache
@login_required
@require_POST
def several(request: HttpRequest) -> HttpResponse:
    """What was refused of them is named with the reason; the others are decided. The address says which part of the
    queue was on the screen, and that is where it goes back to."""
    if not can_see_queue(request.user):
        raise PermissionDenied
    is_unseen = request.POST.get("view") == queries.UNSEEN
    form = SeveralForm(request.POST, possible=TOGETHER_UNSEEN if is_unseen else TOGETHER, by=request.user)
    if not form.is_valid():
        return render(request, "moderation/queue.html", _shown(request, form), status=422)
    data = form.cleaned_data
    outcome = actions.decide_several(
        data["chosen"], data["decision"], by=request.user, seen="published" if is_unseen else "submitted",
        reason=data["reason"],
        message=data["message"], words={each.reference: request.POST.get(f"words-{each.reference}", "")
                                        for each in data["chosen"]},
    )  # fmt: skip
    _tell(request, outcome)
    shown = request.GET.urlencode() or ("view=unseen" if is_unseen else "")
    return redirect(f"{reverse('moderation:queue')}?{shown}")


def _shown(request: HttpRequest, form: SeveralForm) -> dict[str, Any]:
    narrowed = QueueForm(request.GET or {"view": request.POST.get("view", "")})
    part = narrowed.part
    counts = queries.counts(request.user)
    page = queries.page_of_part(part, request.GET.get("page"), of=request.user, counts=counts)
    can_be_ticked = part.view in {"waiting", queries.MINE, queries.UNSEEN} and bool(page.object_list)
    return {
        "page": page,
        "view": part.view,
        "part": part,
        "filters": narrowed,
        "counts": counts,
        "query": f"{part.query}&",
        "form": form,
        "ticked": form.data.getlist("chosen") if form.is_bound else [],  # type: ignore[attr-defined]
        "can_be_ticked": can_be_ticked,
        "keys": form.keys() if can_be_ticked else {},
    }


def _tell(request: HttpRequest, outcome: actions.Outcome) -> None:
    number = len(outcome.decided)
    if number:
        told = ngettext(
            "%(count)d contribution decided. Its author is told.",
            "%(count)d contributions decided. Their authors are told.",
            number,
        )
        messages.success(request, told % {"count": number})
    for contribution, why in outcome.refused:
        refused = _("%(reference)s was left as it is. %(why)s")
        messages.warning(request, refused % {"reference": isolated(contribution.reference), "why": why})
