"""What runs again when the browser waited in vain, and what never does."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tools.machine import ROOT

CONFTEST = """
from tests.absent import pytest_terminal_summary
from tests.repeated import repeat_once as pytest_collection_modifyitems
"""
TESTS = """
from collections import Counter

import pytest
from playwright.sync_api import TimeoutError as WaitedInVain

tries = Counter()

def wait(name, *, in_vain):
    tries[name] += 1
    if tries[name] <= in_vain:
        raise WaitedInVain("Locator.click: Timeout 20000ms exceeded.")

def test_of_patience():
    wait("patience", in_vain=1)

@pytest.fixture
def edition():
    wait("edition", in_vain=1)

def test_with_a_fixture(edition):
    pass

def test_of_no_hope():
    wait("no hope", in_vain=2)

def test_alone():
    assert tries["alone"]

@pytest.fixture
def page_that_failed():
    yield
    assert not tries["beside"]

def test_beside(page_that_failed):
    wait("beside", in_vain=1)

def test_after():
    try:
        wait("after", in_vain=1)
    except WaitedInVain:
        assert tries["never"]
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """By pytest, of the tests above."""
    folder = tmp_path_factory.mktemp("repeated")
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "test_waiting.py").write_text(TESTS)
    command = [sys.executable, "-m", "pytest", "-p", "no:django", "-p", "no:cacheprovider", "-n0", "-rAR", str(folder)]
    environment = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True).stdout


def outcomes(said: str, test: str) -> list[str]:
    return re.findall(rf"^([A-Z]+) test_waiting\.py::test_{test}\b", said, re.MULTILINE)


@pytest.mark.parametrize("test", ["of_patience", "with_a_fixture"])
def test_a_test_that_waited_in_vain_is_repeated(said, test):
    assert set(outcomes(said, test)) == {"RERUN", "PASSED"}


def test_it_is_repeated_once(said):
    assert outcomes(said, "of_no_hope").count("RERUN") == 1
    assert "FAILED" in outcomes(said, "of_no_hope")


@pytest.mark.parametrize("test", ["alone", "beside", "after"])
def test_an_assertion_that_fails_is_never_repeated_whatever_stands_beside_it(said, test):
    assert "RERUN" not in outcomes(said, test)
    assert "FAILED" in outcomes(said, test)


def test_what_was_repeated_is_named_with_what_it_waited_for(said):
    named = said.split("the browser waited in vain the first time")[1]
    assert re.search(r"::test_of_patience\n    .*TimeoutError: Locator.click: Timeout 20000ms exceeded", named)
