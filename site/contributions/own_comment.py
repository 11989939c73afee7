"""The form for one's own comment, wherever it stands: beside the clause, under the comment it answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.guardians import GuardianField
from contributions import attribution
from contributions.asking import guardianless, known_guardian
from policies.queries import privacy_notice

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import Representation, User
    from contributions.forms import CommentForm
    from contributions.models import Contribution
    from policies.models import PolicyVersion


@dataclass(frozen=True)
class Voice:
    """A name one may speak in, and the attribution exactly as it will stand."""

    value: int
    contribution: Contribution
    is_chosen: bool


@dataclass(frozen=True)
class OwnComment:
    """What `components/own_comment.html` takes."""

    heading: str
    # Where it is posted; empty where there is no form.
    action: str = ""
    # What the form sends unseen: the key of the press, the notice that was shown, what is answered.
    hidden: Mapping[str, str] = field(default_factory=dict)
    notice: PolicyVersion | None = None
    voices: tuple[Voice, ...] = ()
    # Of a minor: the field for their guardian's address, or the address that they gave before.
    guardian: str = ""
    sign_in_path: str = ""
    # Why nobody can comment now.
    closed: str = ""
    is_reply: bool = False


def own_comment(
    user: User | AnonymousUser, discussion_id: int, *, heading: str, here: str, parent: str = ""
) -> OwnComment:
    """`here`: the address at which the form is shown, to come back to after signing in. `parent`: the reference of
    the comment that is answered."""
    if not user.is_authenticated:
        return OwnComment(heading, sign_in_path=f"{reverse('account_login')}?{urlencode({'next': here})}")
    voices, notice = attribution.voices(user), privacy_notice()
    return OwnComment(
        heading,
        action=reverse("contributions:comment", args=[discussion_id]),
        hidden={"submission_key": str(uuid4()), "notice": str(notice.pk) if notice else "", "parent": parent},
        notice=notice,
        voices=_shown(voices, chosen=voices[0] if voices else None),
        is_reply=bool(parent),
        guardian=_guardian(voices),
    )


def _guardian(voices: Sequence[Representation]) -> str:
    if address := known_guardian(voices):
        return render_to_string("contributions/guardian_first.html", {"address": address})
    speaker = guardianless(voices)
    if speaker is None:
        return ""
    form = forms.Form()
    form.fields["guardian"] = GuardianField(user=speaker)
    return form["guardian"].as_field_group()


def spoken_in(form: CommentForm) -> tuple[Voice, ...]:
    return _shown(form.voices, chosen=form.chosen_voice)


def _shown(voices: Iterable[Representation], *, chosen: Representation | None) -> tuple[Voice, ...]:
    return tuple(Voice(voice.pk, attribution.preview(voice), is_chosen=voice == chosen) for voice in voices)


def no_comment(why: str) -> OwnComment:
    return OwnComment(_("Your comment"), closed=why)
