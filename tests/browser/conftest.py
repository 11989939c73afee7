"""A running product and a Chromium for each of the groups below; a window closes with the test that opened it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.absent import CHROMIUM
from tests.browser.people import People
from tests.browser.product import Product, running_product
from tests.browser.reader import WAYS, Way
from tests.browser.story import Story
from tests.repeated import is_repetition, repeat_once

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip


# Those who take part, and those who look at pages and edit them: two processes may do it at the same time.
GROUPS = ("browser-deeds", "browser-pages")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    repeat_once(item for item in items if here in item.path.parents)


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    if os.environ.get("PYTEST_XDIST_WORKER"):
        refuse_one_too_many(tmp_path_factory.getbasetemp().parent)
    with running_product(tmp_path_factory.mktemp("product")) as product:
        yield product


def refuse_one_too_many(folder_of_this_run: Path) -> None:
    """As many products as groups. More of them mean that the groups are no longer seen."""
    for group in GROUPS:
        with suppress(FileExistsError):
            (folder_of_this_run / f"product-of-{group}").touch(exist_ok=False)
            return
    pytest.fail(f"more than {len(GROUPS)} processes of this run want a product of their own")


# Not for the session: Playwright keeps an event loop running, in which Django refuses the tests of other folders
# their database.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def people(product: Product, chromium: Browser) -> People:
    """Whoever comes: a visitor, somebody who signs up, or one of the demonstration's people."""
    return People(chromium, product)


@pytest.fixture(scope="package")
def stories() -> dict[Way, Story]:
    return {}


@pytest.fixture(params=WAYS, ids=str)
def story(request: pytest.FixtureRequest, stories: dict[Way, Story], people: People) -> Story:
    """The way from a new account to a finished ticket, in one language, at one width, with scripts or without."""
    if request.param not in stories or is_repetition(request.node):
        stories[request.param] = Story(people, request.param)
    return stories[request.param]


@pytest.fixture(params=["ar", "en"])
def way(request: pytest.FixtureRequest) -> Way:
    """Both languages, where width and scripts change nothing."""
    return Way(request.param, 1280)


@pytest.fixture(autouse=True)
def nothing_foreign_or_broken(people: People, product: Product, request: pytest.FixtureRequest) -> Iterator[None]:
    """No page asks another host, breaks the content security policy, fails in a script or loads what is not there."""
    people.faults.clear()
    if is_repetition(request.node):
        people.forget()
    yield
    if request.node.stash.get(FAILED, False):
        people.take_pictures(product.pictures / request.node.name)
    people.go_home()
    assert not people.faults, "\n".join(people.faults)


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    """Remembers for the fixtures that a test failed, and says where its pictures are."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report
