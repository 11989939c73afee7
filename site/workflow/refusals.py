"""Why a step is not possible now, as a sentence: what happened before, who did it and when."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext as _

from config.dates import moment
from workflow.models import Step

_is_colleague: list[Callable[[AbstractBaseUser], bool]] = []


def tell_names_to(is_colleague: Callable[[AbstractBaseUser], bool]) -> None:
    """Who learns which colleague acted, and of nobody else: an author may be a minor. Nobody, until the room that
    knows the roles says so."""
    _is_colleague.append(is_colleague)


def refusal(thing: models.Model, field: str, state: str, *, reader: AbstractBaseUser | None) -> str:
    last = Step.objects.of(thing).filter(field=field).last()
    said = {"state": _isolated(_label(thing, field, state))}
    if last is None:
        return _("This is not possible: its state is “%(state)s”; nothing was changed.") % said
    said["when"] = moment(last.at)
    if last.by is None or reader is None or not _may_learn(reader, last.by):
        return _("Already “%(state)s” since %(when)s; nothing was changed.") % said
    if last.by == reader:
        return _("Already “%(state)s” by yourself on %(when)s; nothing was changed.") % said
    said["who"] = _isolated(str(last.by))
    return _("Already “%(state)s” by %(who)s on %(when)s; nothing was changed.") % said


def _may_learn(reader: AbstractBaseUser, actor: AbstractBaseUser) -> bool:
    return reader == actor or any(works(reader) and works(actor) for works in _is_colleague)


def _label(thing: models.Model, field: str, state: str) -> str:
    """In the thing's own words, where it has some: they may differ from one of its kinds to another."""
    own = getattr(thing, "state_label", None)
    if own is not None:
        return str(own(field, state))
    choices = thing._meta.get_field(field).flatchoices  # type: ignore[union-attr]
    return str(dict(choices).get(state, state))


def _isolated(text: str) -> str:
    """Between FSI and PDI, as `<bdi>` does it, so that a name of the other direction leaves the sentence in order."""
    return f"\u2068{text}\u2069"
