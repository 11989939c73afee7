"""Somebody at a browser, who reads and presses by the words of their language."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, override
from playwright.sync_api import Locator, Page, expect

FOLLOWS_WITHIN = 30  # seconds: what the workers do after the commit
REFERENCE = re.compile(r"\d{4} \d{3} \d{4}")


@dataclass(frozen=True)
class Way:
    """How the site is read: in which language, how wide, with scripts or without."""

    language: str
    width: int
    scripts: bool = True

    def __str__(self) -> str:
        return f"{self.language}-{self.width}" + ("" if self.scripts else "-without-scripts")


WAYS = [
    Way("ar", 1280),
    Way("en", 1280),
    Way("ar", 390),
    Way("en", 390),
    Way("ar", 390, scripts=False),
    Way("en", 1280, scripts=False),
]


class Reader:
    def __init__(self, page: Page, home: str, way: Way) -> None:
        self.page = page
        self.home = home
        self.way = way
        self.language = way.language

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.home)

    def words(self, message: str, **values: Any) -> str:
        """What a message of the product says in the reader's language."""
        with override(self.language):
            said = gettext(message)
        if "reference" in values and self.language == "ar":
            # In an Arabic line a number stands between isolates, so that its groups keep their order.
            values["reference"] = f"\u2066{values['reference']}\u2069"
        return said % values if values else said

    def like(self, message: str) -> re.Pattern[str]:
        """The same with anything in the places of its values."""
        return re.compile(re.sub(r"%\\\((\w+)\\\)s", ".+", re.escape(self.words(message))))

    def go(self, path: str) -> None:
        """To an address without its language: /suggestions/."""
        self.page.goto(f"{self.home}/{self.language}{path}")

    def link(self, message: str, inside: Locator | None = None) -> Locator:
        return (inside or self.main).get_by_role("link", name=self.words(message), exact=True)

    def button(self, message: str, inside: Locator | None = None) -> Locator:
        return (inside or self.main).get_by_role("button", name=self.words(message), exact=True)

    def field(self, message: str, inside: Locator | None = None) -> Locator:
        """Its label may go on: "(optional)", or a hint."""
        label = re.compile(rf"^\s*{re.escape(self.words(message))}(\s|$)")
        return (inside or self.main).get_by_label(label)

    def follow(self, message: str, inside: Locator | None = None) -> None:
        self.link(message, inside).first.click()

    def press(self, message: str, inside: Locator | None = None) -> None:
        self.button(message, inside).click()

    def fill(self, message: str, text: str, inside: Locator | None = None) -> None:
        self.field(message, inside).fill(text)

    def choose(self, message: str, choice: str, inside: Locator | None = None) -> None:
        """By its value, or as it reads."""
        self.field(message, inside).select_option(choice)

    def unfold(self, message: str) -> Locator:
        """Opens what is folded under these words, and gives it back."""
        words = re.compile(rf"^\s*{re.escape(self.words(message))}\s*$")
        folded = self.main.locator("details").filter(has=self.page.locator("summary").filter(has_text=words))
        if folded.get_attribute("open") is None:
            folded.locator("summary").click()
        return folded

    def reads(self, text: str) -> None:
        """The page shows these words."""
        expect(self.main.get_by_text(text).first).to_be_visible()

    def is_told(self, message: str, **values: Any) -> None:
        self.reads(self.words(message, **values))

    def does_not_read(self, text: str) -> None:
        expect(self.main.get_by_text(text)).to_have_count(0)

    def reference_on_receipt(self) -> str:
        receipt = self.main.get_by_role("region", name=self.words("Receipt"))
        found = REFERENCE.search(receipt.inner_text())
        assert found, f"no reference on {self.path}"
        return found[0]

    def until(self, happens: Callable[[], Any]) -> Any:
        """Looks again until something is there that workers bring a few seconds after the commit."""
        end = time.monotonic() + FOLLOWS_WITHIN
        while not (found := happens()):
            assert time.monotonic() < end, f"it did not happen within {FOLLOWS_WITHIN} seconds on {self.path}"
            self.page.wait_for_timeout(500)
            self.page.reload()
        return found


def plain(reference: str) -> str:
    """A spoken reference as addresses have it."""
    return reference.replace(" ", "")
