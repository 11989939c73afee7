"""The two that look at a page for us: axe, told to see Arabic, and HTML_CodeSniffer, which sees more."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

FOLDER = Path(__file__).parent / "npm"
SNIFFER = FOLDER / "node_modules" / "html_codesniffer" / "build" / "HTMLCS.js"
NPM = shutil.which("npm") or ""

# axe takes joined Arabic letters for an icon font and passes over their contrast, without a word: whatever has text of
# its own and can be seen is looked at here.
CONTRAST_OF_ARABIC = """
axe.configure({rules: [{id: "color-contrast", matches: (node) =>
  [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim())
  && node.checkVisibility({opacityProperty: true, visibilityProperty: true})
  && !node.closest(":disabled, [aria-disabled=true]")}]});
"""
# Thousands of times a page axe reckons out what the same twenty colours are: half of its work.
COLOURS_ARE_READ_ONCE = """
(() => {
  const {prototype} = axe.commons.color.Color;
  const {parseString} = prototype;
  const seen = new Map();
  prototype.parseString = function (text) {
    if (!seen.has(text)) {
      const {r, g, b, alpha} = parseString.call(this, text);
      seen.set(text, {r, g, b, alpha});
    }
    return Object.assign(this, seen.get(text));
  };
})();
"""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """
options => axe.run(document, options).then(found => found.violations
  .flatMap(each => each.nodes.map(node => `axe ${each.id}: ${node.html.slice(0, 200)}`)))
"""
RUN_SNIFFER = """
() => new Promise((done, failed) => HTMLCS.process("WCAG2AA", document, () => done(
  HTMLCS.getMessages().filter(each => each.type === HTMLCS.ERROR)
    .map(each => `HTMLCS ${each.code}: ${each.msg} ${(each.element.outerHTML || "").slice(0, 200)}`)), failed, "en"))
"""


def faults_of(page: Page, *, colours: bool = True) -> list[str]:
    """Whatever either of them finds, in the colours of the day. Looking at contrast is half of axe's work: where it
    has seen the same colours in the other language, the sniffer's look is enough."""
    rules = {"color-contrast": {"enabled": colours or not NPM}}
    return axe(page, runOnly=WCAG, rules=rules) + sniffer(page)


def faults_in_the_dark(page: Page) -> list[str]:
    """Only colours change at night."""
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # not half-way between two colours
    found = faint_lines(page)
    page.emulate_media(color_scheme="light")
    return [f"in the dark, {fault}" for fault in found]


def faults_on_paper(page: Page) -> list[str]:
    """Whoever prints at night prints on white paper."""
    page.emulate_media(media="print", color_scheme="dark", reduced_motion="reduce")
    found = faint_lines(page)
    page.emulate_media(media="screen", color_scheme="light")
    return [f"on paper, {fault}" for fault in found]


def faint_lines(page: Page) -> list[str]:
    return axe(page, runOnly={"type": "rule", "values": ["color-contrast"]})


def axe(page: Page, **options: Any) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT + CONTRAST_OF_ARABIC + COLOURS_ARE_READ_ONCE)
    return page.evaluate(RUN_AXE, options | {"resultTypes": ["violations"]})


def sniffer(page: Page) -> list[str]:
    """Nothing where npm is absent: a test of its own says so by name."""
    if not NPM:
        return []
    page.evaluate(_sniffer_script())
    return page.evaluate(RUN_SNIFFER)


@cache
def _sniffer_script() -> str:
    if not SNIFFER.exists():
        command = [NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(FOLDER)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return SNIFFER.read_text(encoding="utf-8")
