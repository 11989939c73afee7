"""`make screenshots`: the README's pictures, taken from the demonstration that `make run` shows on PORT."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Error, Page, sync_playwright

from tools.machine import ROOT, chromium

HOME = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
FOLDER = ROOT / "docs" / "screenshots"
SIZE = {"width": 1280, "height": 1000}
COLOURS = 128  # a page has few: a fifth of the bytes, and no eye sees it
PASSWORD = "musharaka-demo"  # noqa: S105  (the demonstration's, which it prints itself)


def home(page: Page) -> None:
    page.goto(f"{HOME}/ar/")


def consultation(page: Page) -> None:
    page.goto(f"{HOME}/ar/consultations/transport/")


def suggestion(page: Page) -> None:
    page.goto(f"{HOME}/en/suggestions/?status=implemented")
    page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    page.wait_for_load_state()


def queue(page: Page) -> None:
    page.goto(f"{HOME}/en/accounts/login/?next=/ar/office/moderation/")
    page.get_by_label("Email").fill("moderator@musharaka.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code from the app").fill(code_now())
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/office/moderation/")


def code_now() -> str:
    ask = [sys.executable, "manage.py", "demo_code", "moderator"]
    return subprocess.run(ask, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


PICTURES: dict[str, Callable[[Page], None]] = {
    "home-ar": home,
    "consultation-ar": consultation,
    "suggestion-en": suggestion,
    "queue-ar": queue,
}


def main() -> int:
    program = chromium()
    if not program:
        print("Chromium is missing. On Debian: apt-get install chromium-headless-shell", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        try:
            for name, leads_to in PICTURES.items():
                take(browser, leads_to, FOLDER / f"{name}.png")
        except Error as error:
            print(f"{error.message}\nIs the demonstration running at {HOME}? Start it: make run", file=sys.stderr)
            return 1
    return 0


def take(browser: Browser, leads_to: Callable[[Page], None], file: Path) -> None:
    page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
    leads_to(page)
    page.evaluate("scrollTo(0, 0)")
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(COLOURS).save(file, optimize=True)
    page.close()
    print(f"  {file.relative_to(ROOT)}: {file.stat().st_size // 1024} KB")


if __name__ == "__main__":
    sys.exit(main())
