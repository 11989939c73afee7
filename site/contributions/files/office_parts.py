"""What makes an office file act by itself: macros, controls, links that load, commands to other programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element  # noqa: S405  (a name for hints; parsing is defusedxml's)

from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from contributions.files.refusals import FileRefused

MOST_XML = 15 * 1024 * 1024
MACROS = re.compile(r"vbaproject|vbadata|/activex/|macrosheets/|dialogsheets/|^xl/externallinks/|\.class$|^customui/")
MACRO_TYPES = re.compile(r"macroenabled|vbaproject|activex|macrosheet|oleobject", re.IGNORECASE)
COMMANDS = re.compile(r"\bDDE(AUTO)?\b", re.IGNORECASE)
MAY_LEAD_OUT = "/hyperlink"
# OpenDocument: elements that act, and those whose address is followed by a click alone.
ACTING = {
    "event-listener",
    "event-listeners",
    "script",
    "macro",
    "dde-source",
    "dde-connection-decl",
    "dde-link",
    "applet",
    "plugin",
}
CLICKED = {"a"}
HREF = "{http://www.w3.org/1999/xlink}href"


def check_open_xml(parts: dict[str, bytes]) -> None:
    """.docx, .xlsx, .pptx."""
    for name in parts:
        if MACROS.search(name.lower()):
            raise FileRefused(_macros())
    types = _xml(parts, "[Content_Types].xml")
    if any(MACRO_TYPES.search(each.get("ContentType", "")) for each in types.iter()):
        raise FileRefused(_macros())
    for name in parts:
        if name.lower().endswith(".rels"):
            _check_links(_xml(parts, name))
        elif name.lower().startswith("word/") and name.lower().endswith(".xml"):
            _check_fields(_xml(parts, name))


def _check_links(links: Element) -> None:
    """Templates, pictures and objects that are fetched from elsewhere when the file is opened."""
    for link in links.iter():
        if link.get("TargetMode", "").lower() == "external" and not link.get("Type", "").endswith(MAY_LEAD_OUT):
            raise FileRefused(_loads())


def _check_fields(part: Element) -> None:
    """A command may be cut into many runs."""
    said = "".join(_instructions(part))
    if COMMANDS.search(said):
        raise FileRefused(_macros())


def _instructions(part: Element) -> Iterator[str]:
    for each in part.iter():
        if _local(each) == "instrText":
            yield each.text or ""
        elif _local(each) == "fldSimple":
            yield " " + "".join(value for name, value in each.attrib.items() if name.endswith("instr")) + " "


def check_open_document(parts: dict[str, bytes]) -> None:
    """.odt, .ods."""
    if any(name.lower().startswith(("basic/", "scripts/", "dialogs/")) for name in parts):
        raise FileRefused(_macros())
    manifest = _xml(parts, "META-INF/manifest.xml")
    if any(_local(each) == "encryption-data" for each in manifest.iter()):
        raise FileRefused(_("It is locked with a password or with restrictions. Save it without them."))
    for name in parts:
        if name.lower().endswith(("content.xml", "styles.xml", "settings.xml")):
            _check_elements(_xml(parts, name))


def _check_elements(part: Element) -> None:
    for each in part.iter():
        if _local(each) in ACTING:
            raise FileRefused(_macros())
        leads = each.get(HREF, "")
        if _local(each) not in CLICKED and (":" in leads.partition("/")[0] or leads.startswith(("/", "\\"))):
            raise FileRefused(_loads())


def _xml(parts: dict[str, bytes], name: str) -> Element:
    part = parts[name]
    if len(part) > MOST_XML:
        raise ValueError(name)
    root: Element = fromstring(part, forbid_dtd=True)
    return root


def _local(element: Element) -> str:
    """Comments and instructions have no name."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _macros() -> str:
    return _("It contains macros, controls or commands to other programs. Save it without them, or as PDF.")


def _loads() -> str:
    return _("It loads something from elsewhere when it is opened. Save it without such links, or as PDF.")
