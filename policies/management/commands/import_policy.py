"""A document of a ministry becomes a draft: numbered points, named sections, and a list of what has no place."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.utils.text import slugify

from accounts.models import User
from policies.importing.destinations import MadeDraft, Names, destination, names
from policies.importing.reading import UnreadableFileError, read_text
from policies.importing.report import report, unmatched_report
from policies.importing.structure import Imported, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

# So many words tell a text without a title from others.
OPENING_WORDS = 8


class Command(BaseCommand):
    help = "Make a draft from a plain text or Markdown file; print what was made and what could not be placed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="plain text or Markdown, at most 2 MB")
        parser.add_argument("--language", required=True, choices=[code for code, _name in settings.LANGUAGES])
        parser.add_argument("--kind", default="policy", choices=names(), help="what the draft is (policy)")
        parser.add_argument("--title", default="", help="instead of the title in the file")
        parser.add_argument("--slug", default="", help="the draft's address; one that exists is changed")
        parser.add_argument("--by", default="", metavar="EMAIL", help="the account the draft is written by")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        by = _account(options["by"])
        imported = _imported(options["file"], options["language"])
        made = destination(options["kind"])(
            imported, names=_names(imported, options), language=options["language"], by=by
        )
        for line in [
            *_titles(imported, options),
            *report(made.imported),
            *unmatched_report(made.unmatched),
            *_end(made),
        ]:
            self.stdout.write(line)


def _account(email: str) -> User | None:
    if not email:
        return None
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        raise CommandError(f"There is no account with the address “{email}”. Nothing was imported.")
    return user


def _imported(path: str, language: str) -> Imported:
    try:
        imported = parse(read_text(path), language)
    except UnreadableFileError as error:
        raise CommandError(f"{error} Nothing was imported.") from error
    if not imported.parts:
        raise CommandError(f"There is no text in “{path}” that a draft could be made of. Nothing was imported.")
    return imported


def _names(imported: Imported, options: dict[str, Any]) -> Names:
    """A text without a title is known by its opening words, and its address by the file's name, which is shorter."""
    title = options["title"].strip() or imported.title
    slug = slugify(options["slug"], allow_unicode=True)
    if options["slug"] and not slug:
        raise CommandError(f"“{options['slug']}” cannot be an address. Nothing was imported.")
    if title:
        return Names(title=title, slug=slug)
    return Names(
        slug=slug, new_title=_opening(imported), new_slug=slugify(Path(options["file"]).stem, allow_unicode=True)
    )


def _opening(imported: Imported) -> str:
    words = next(part.body or part.heading for part in imported.parts).split()
    return " ".join(words[:OPENING_WORDS])[:200] + ("…" if len(words) > OPENING_WORDS else "")


def _titles(imported: Imported, options: dict[str, Any]) -> Iterator[str]:
    if imported.title and options["title"]:
        yield f"The title in the file, “{imported.title}”, was replaced by the one you gave."
    elif not imported.title and not options["title"]:
        yield "There is no title in the file; a new draft has its opening words instead. Give one with --title."


def _end(made: MadeDraft) -> Iterator[str]:
    what = "New draft, not published" if made.is_new else "Changed draft, the change not yet published"
    yield f"{what}: “{made.title}”, address “{made.slug}”. Go on with it at {made.path}"
