"""The form for one's own comment, wherever it stands: beside the clause, under the comment it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from contributions import attribution
from contributions.forms import CommentForm

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from contributions.models import Contribution


# In the margin of a text a form stays small; it grows by hand.
ROWS = 3


@dataclass(frozen=True)
class Voice:
    """A name one may speak in, and the attribution exactly as it will stand."""

    value: int
    contribution: Contribution
    is_chosen: bool


@dataclass(frozen=True)
class OwnComment:
    """What `components/comment_form.html` takes."""

    heading: str
    action: str = ""
    form: CommentForm | None = None
    voices: tuple[Voice, ...] = ()
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
    voices = attribution.voices(user)
    form = CommentForm(voices=voices, initial={"parent": parent})
    form.fields["body"].label = heading
    form.fields["body"].widget.attrs["rows"] = ROWS
    if parent:
        # Whoever answers somebody takes no position on the clause by it.
        del form.fields["stance"]
    return OwnComment(
        heading,
        action=reverse("contributions:comment", args=[discussion_id]),
        form=form,
        voices=spoken_in(form),
        is_reply=bool(parent),
    )


def spoken_in(form: CommentForm) -> tuple[Voice, ...]:
    chosen = form.chosen_voice
    return tuple(Voice(voice.pk, attribution.preview(voice), is_chosen=voice == chosen) for voice in form.voices)


def no_comment(why: str) -> OwnComment:
    return OwnComment(_("Your comment"), closed=why)
