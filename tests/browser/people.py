"""Who sits at the browsers, each in a window of their own; nothing foreign or broken goes by unseen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Request, Response, expect

from home.demo.people import address
from tests.browser.pages import sign_in
from tests.browser.product import Product
from tests.browser.reader import Reader, Way

HEIGHT = 900
PATIENCE = 20_000  # milliseconds
expect.set_options(timeout=PATIENCE)
# A refused page (404, 409, 422) is an error to the console too (what a page loads is seen by its answer); and so is
# HOLD_THE_PAGE itself, where a letter's frame lets no script run.
OF_NO_CONCERN = ("Failed to load resource", "Blocked script execution in")
# Wagtail saves drafts by itself, and is told by a 400 what is still missing while somebody writes.
UNFINISHED = re.compile(r"/admin/pages/(add/[\w/]+|\d+/edit)/$")
OWN = ("data:", "blob:", "about:")
# What every page is held to, said to the console: its language and direction, and no link that begins with "//", which
# is what is left of "/ar/…" where a template has lost its language.
HOLD_THE_PAGE = """
addEventListener("DOMContentLoaded", () => {
  if (document.contentType !== "text/html" || location.protocol === "about:") return;
  const {lang, dir} = document.documentElement;
  if (!(lang && dir)) console.error(`no lang or dir on ${location.href}`);
  const astray = document.querySelector('[href^="//"], [action^="//"], [src^="//"]');
  if (astray) console.error(`astray on ${location.href}: ${astray.outerHTML}`);
});
"""


class People:
    def __init__(self, browser: Browser, product: Product) -> None:
        self.browser = browser
        self.home = product.home
        self.faults: list[str] = []
        self._sessions: dict[str, Any] = {}
        self._windows: list[BrowserContext] = []

    def visitor(self, way: Way) -> Reader:
        return self._at_a_window(way)

    def signed_in(self, way: Way, person: str) -> Reader:
        """One of the demonstration's people: "moderator", "policy", "tickets", "editor" …"""
        return self.returning(way, address(person))

    def remember(self, email: str, reader: Reader) -> None:
        """Whoever is signed in at this window can come back without signing in again."""
        self._sessions[email] = reader.page.context.storage_state()

    def forget(self) -> None:
        """Everybody signs in again: a session that was left half-way is nobody's."""
        self._sessions.clear()

    def returning(self, way: Way, email: str) -> Reader:
        if email not in self._sessions:
            reader = self.visitor(Way("ar", 1280))
            sign_in(reader, email)
            self.remember(email, reader)
        return self._at_a_window(way, storage_state=self._sessions[email])

    def go_home(self) -> None:
        while self._windows:
            self._windows.pop().close()

    def take_pictures(self, folder: Path) -> None:
        """What each of them has before their eyes."""
        folder.mkdir(parents=True, exist_ok=True)
        pages = [page for window in self._windows for page in window.pages]
        for number, page in enumerate(pages, start=1):
            page.screenshot(path=folder / f"{number}.png", full_page=True)

    def _at_a_window(self, way: Way, **options: Any) -> Reader:
        context = self.browser.new_context(
            viewport={"width": way.width, "height": HEIGHT},
            locale={"ar": "ar-OM", "en": "en-GB"}[way.language],
            timezone_id="Asia/Muscat",
            java_script_enabled=way.scripts,
            **options,
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(HOLD_THE_PAGE)
        self._watch(context)
        self._windows.append(context)
        return Reader(context.new_page(), self.home, way)

    def _watch(self, context: BrowserContext) -> None:
        context.on("request", self._see_request)
        context.on("response", self._see_response)
        context.on("console", self._see_console)
        context.on("weberror", lambda error: self.faults.append(f"a script failed: {error.error}"))

    def _see_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.home}/", *OWN)):
            self.faults.append(f"a request to another host: {request.url}")

    def _see_response(self, response: Response) -> None:
        is_page = response.request.is_navigation_request()
        if response.status == 400 and UNFINISHED.search(response.url):
            return
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.faults.append(f"{response.status} for {response.url}")

    def _see_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(OF_NO_CONCERN):
            self.faults.append(f"the console of {message.page and message.page.url} says: {message.text}")
