"""One running product and one Chromium for all; a window closes with the test that opened it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.absent import CHROMIUM
from tests.browser.people import People
from tests.browser.product import Product, running_product
from tests.browser.reader import WAYS, Way
from tests.browser.story import Story, all_stories

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    if os.environ.get("PYTEST_XDIST_WORKER"):
        # Of all processes of this run; fails where it is there already.
        (tmp_path_factory.getbasetemp().parent / "the-one-product").touch(exist_ok=False)
    with running_product(tmp_path_factory.mktemp("product")) as product:
        yield product


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
def stories(people: People) -> dict[Way, Story]:
    return all_stories(people)


@pytest.fixture(params=WAYS, ids=str)
def story(request: pytest.FixtureRequest, stories: dict[Way, Story]) -> Story:
    """The way from a new account to a finished ticket, in one language, at one width, with scripts or without."""
    return stories[request.param]


@pytest.fixture(params=["ar", "en"])
def way(request: pytest.FixtureRequest) -> Way:
    """Both languages, where width and scripts change nothing."""
    return Way(request.param, 1280)


@pytest.fixture(autouse=True)
def nothing_foreign_or_broken(people: People, product: Product, request: pytest.FixtureRequest) -> Iterator[None]:
    """No page asks another host, breaks the content security policy, fails in a script or loads what is not there."""
    people.faults.clear()
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
