"""A guardian's answer, and a minor's asking for it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from config.dates import moment
from contributions import actions, codes, kinds, opened
from contributions.attachment_queries import files_by_code
from contributions.code_views import Door, file_behind_code
from contributions.correspondent import correspondent_of
from contributions.guardian_forms import AskAgainForm
from contributions.models import Confirmation, Contribution, Kind
from contributions.references import parse_reference
from workflow.errors import IllegalStep

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from accounts.models import User
    from contributions.kinds import Subject
    from contributions.models import Attachment

ANSWERS = {"confirm": actions.confirm_as_guardian, "decline": actions.decline_as_guardian}
State = Confirmation.State


DOOR = Door(
    "confirm",
    "contributions/confirm.html",
    codes.asked_about,
    lambda: _("This code does not fit, or no longer counts. Take the one from the newest message."),
)


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, reference: str = "") -> HttpResponseBase:
    """Whoever has the code reads the text and its files, and answers, without an account."""
    return DOOR.open(request, reference, _answer)


def _answer(request: HttpRequest, asked: Confirmation) -> HttpResponseBase:
    """With the right code."""
    if request.method == "GET":
        return _read(request, asked)
    if token := request.POST.get("file"):
        return file_behind_code(files_by_code(asked), token)
    path, step = reverse("confirm", args=[asked.contribution.reference]), request.POST.get("step", "")
    if not asked.is_waiting:
        return redirect(path)
    if token := request.POST.get("take_out"):
        _take_out(request, asked, token)
    elif step in ANSWERS:
        try:
            ANSWERS[step](asked)
            return redirect(f"{path}?answered")
        except IllegalStep:  # the page says what became of it, whoever did it
            pass
    return redirect(path)


def _take_out(request: HttpRequest, asked: Confirmation, token: str) -> None:
    """A second press finds the note in place of the file."""
    try:
        actions.withdraw_attachment_as_guardian(_file(asked, token), asked)
        messages.success(request, _("The file is taken out."))
    except IllegalStep as refusal:
        messages.warning(request, str(refusal))


def _file(asked: Confirmation, token: str) -> Attachment:
    file = next((each for each in files_by_code(asked) if str(each.token) == token), None)
    if file is None:
        raise Http404
    return file


def _read(request: HttpRequest, asked: Confirmation) -> HttpResponse:
    """`?take_out=` asks once more on the same page, while there is something to take out."""
    contribution, token = asked.contribution, request.GET.get("take_out")
    context: dict[str, Any] = {
        "asked": asked,
        "contribution": contribution,
        "name": correspondent_of(contribution).name,
        "open_until": opened.open_until(request, asked),
        "subject": _subject(contribution),
        "files": files_by_code(asked),
        "chosen": _file(asked, token) if token and asked.is_waiting else None,
    }
    context |= {} if asked.is_waiting else _became(asked, is_now="answered" in request.GET)
    return render(request, "contributions/confirm_read.html", context)


def _subject(contribution: Contribution) -> Subject | None:
    if contribution.kind != Kind.COMMENT:
        return None
    found = kinds.subject_of(contribution.comment.discussion)
    return found if found.is_public else None


def _became(asked: Confirmation, *, is_now: bool) -> dict[str, str]:
    """What there is to say to somebody who answers, or comes back."""
    when = {"date": moment(asked.closed_at or asked.due_at)}
    said = {
        State.CONFIRMED: (_("Confirmed. Thank you"), _("It was confirmed on %(date)s, and moderators read it next.")),
        State.DECLINED: (
            _("Your answer is recorded: it is not published"),
            _("It was declined on %(date)s. Nobody else has read it."),
        ),
        State.DROPPED: (_("Withdrawn"), _("Its author withdrew it on %(date)s, so there is nothing to confirm.")),
    }
    lapsed = (_("The time has passed"), _("It could be confirmed until %(date)s. It can be sent once more."))
    heading, sentence = said.get(asked.state, lapsed)  # type: ignore[call-overload]
    unchanged = "" if is_now else _("Nothing was changed now.")
    return {"heading": heading, "answered": f"{sentence % when} {unchanged}".strip()}


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def ask_again(request: HttpRequest, reference: str) -> HttpResponse:
    """The same guardian or another is sent the text and a new code."""
    user = cast("User", request.user)
    own = Contribution.objects.by(user).filter(by_minor=True).select_related("confirmation", "author")
    found = get_object_or_404(own, reference=parse_reference(reference))
    form = AskAgainForm(request.POST or None, user=user, initial={"guardian": found.confirmation.address})
    if not form.is_valid():
        return _page(request, found, form, status=422 if form.is_bound else 200)
    try:
        actions.ask_again(found, form.cleaned_data["guardian"], by=user)
    except IllegalStep as refusal:
        return _page(request, found, form, refusal=refusal, status=409)
    messages.success(request, _("The message is on its way, with a new code."))
    return redirect("contributions:contribution", reference=found.reference)


def _page(
    request: HttpRequest, contribution: Contribution, form: AskAgainForm, *, status: int, refusal: Any = None
) -> HttpResponse:
    context = {"contribution": contribution, "form": form, "refusal": refusal}
    return render(request, "contributions/guardian.html", context, status=status)
