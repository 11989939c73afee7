"""The Arabic catalogue: each room keeps its own fragment, set-up joins them and compiles one.

The words of the code are English; a fragment holds their Arabic. Whatever stands in the code and in no fragment
is found here, and so is a translation that loses a value or knows only some of Arabic's six plural forms.
"""

import os
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.reloader import translation_file_changed
from django.utils.translation.template import templatize

HEADER = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: ar\\n"
"Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
"n%100>=11 && n%100<=99 ? 4 : 5;\\n"
"""
SINGULAR = {"gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None}
PLURAL = {"ngettext": (1, 2), "ngettext_lazy": (1, 2)}
IN_CONTEXT = {"pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
FUNCTIONS = SINGULAR | PLURAL | IN_CONTEXT
VALUE = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")

Key = tuple[str, str]  # context, English


class Found(NamedTuple):
    """Words in the code and where the first of them stands."""

    english: str
    plural: str
    place: str


def merge() -> tuple[Catalog, list[str]]:
    """All fragments as one catalogue, and what is wrong between them."""
    whole, faults = read_po(BytesIO(HEADER.encode()), locale="ar"), []
    origin: dict[Key, str] = {}
    for file in sorted(_folder().glob("fragments/*.po")):
        for message in _messages(file):
            key = _key(message)
            before = whole.get(message.id, message.context)
            if before is None:
                whole.add(message.id, message.string, context=message.context)
                origin[key] = file.stem
            elif before.string != message.string:
                faults.append(f"{file.stem} and {origin[key]} translate {key[1]!r} differently")
    return whole, faults


def compile_catalogue(catalogue: Catalog) -> None:
    """Write the joined catalogue for people to read, and what Django loads. A reader never meets half a file."""
    _compiled().parent.mkdir(parents=True, exist_ok=True)
    for write, target in ((write_po, _compiled().with_suffix(".po")), (write_mo, _compiled())):
        half = target.with_suffix(f".{os.getpid()}")
        with half.open("wb") as file:
            write(file, catalogue)
        half.replace(target)
    # Whatever this process has read of the former catalogue is read anew.
    translation_file_changed(sender=None, file_path=_compiled())


def is_stale() -> bool:
    """Whether a fragment, or their number, has changed since the catalogue was compiled."""
    fragments = [*_folder().glob("fragments/*.po"), _folder() / "fragments"]
    return not _compiled().exists() or _compiled().stat().st_mtime < max(file.stat().st_mtime for file in fragments)


def faults_of(catalogue: Catalog) -> list[str]:
    """What a reader of Arabic would meet: English words, a missing value, a missing form."""
    return [fault for key, found in in_the_code().items() for fault in _faults(catalogue, key, found)]


def unused(catalogue: Catalog) -> list[str]:
    """Translations of words that no longer stand in the code. The libraries' own sentences never did."""
    known = set(in_the_code()) | {_key(message) for message in _messages(_folder() / "fragments" / "libraries.po")}
    return [_key(message)[1] for message in catalogue if message.id and _key(message) not in known]


def in_the_code() -> dict[Key, Found]:
    found: dict[Key, Found] = {}
    for file in _sources():
        for line, english, plural, context in _extract(file):
            found.setdefault((context, english), Found(english, plural, f"{file.relative_to(settings.ROOT)}:{line}"))
    return found


def _sources() -> Iterator[Path]:
    rooms = [folder for folder in (*settings.ROOT.iterdir(), *(settings.ROOT / "site").iterdir()) if folder.is_dir()]
    for room in rooms:
        if room.name in {*settings.ROOMS, "config"}:
            yield from (file for file in sorted(room.rglob("*.py")) if "migrations" not in file.parts)
            yield from sorted(room.glob("templates/**/*.*"))
    yield from (file for file in sorted((settings.ROOT / "templates").rglob("*")) if file.suffix in {".html", ".txt"})


def _extract(file: Path) -> Iterator[tuple[int, str, str, str]]:
    """Line, English, its plural and its context. A template is made into calls of gettext, as Django does it."""
    source = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        # In brackets Python minds neither the indentation nor the placeholders between the calls.
        source = f"({templatize(source)})"
    for line, function, words, _ in extract_python(BytesIO(source.encode()), FUNCTIONS, [], {"encoding": "utf-8"}):
        parts = [words] if isinstance(words, str) else [word for word in words if word]
        if not parts or not parts[0]:
            continue
        context = parts.pop(0) if "pgettext" in str(function) else ""
        plural = parts[1] if str(function).startswith("n") and len(parts) > 1 else ""
        yield line, parts[0], plural, context


def _faults(catalogue: Catalog, key: Key, found: Found) -> Iterator[str]:
    message = catalogue.get(found.english, key[0] or None)
    forms = _forms(message)
    if not forms or not all(forms):
        yield f"{found.place}: no Arabic for {found.english!r}"
        return
    if found.plural and len(forms) != 6:
        yield f"{found.place}: {found.english!r} needs all six forms of the Arabic plural"
    expected = set(VALUE.findall(found.english)) | set(VALUE.findall(found.plural))
    for form in forms:
        lost = set() if found.plural else expected - set(VALUE.findall(form))
        for value in sorted(lost | (set(VALUE.findall(form)) - expected)):
            yield f"{found.place}: {value} is not the same in English and Arabic: {found.english!r}"


def _forms(message: Message | None) -> list[str]:
    if message is None or not message.string:
        return []
    return [message.string] if isinstance(message.string, str) else list(message.string)


def _messages(file: Path) -> Iterable[Message]:
    with file.open("rb") as handle:
        return [message for message in read_po(handle, locale="ar", abort_invalid=True) if message.id]


def _key(message: Message) -> Key:
    return message.context or "", message.id if isinstance(message.id, str) else message.id[0]


def _folder() -> Path:
    return settings.LOCALE_PATHS[0]


def _compiled() -> Path:
    return _folder() / "ar" / "LC_MESSAGES" / "django.mo"
