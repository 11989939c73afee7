"""The environment: complete in docs/configuration.md, and refused where it would be dangerous."""

import os
import re
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import ROOT
from config.environment import Environment, refuse_to_show_the_public

SETTINGS = "".join(file.read_text() for file in (ROOT / "site" / "config" / "settings").glob("*.py"))
PAGE = (ROOT / "docs" / "configuration.md").read_text()
READ = set(re.findall(r"env\.\w+\(\s*\"(\w+)\"", SETTINGS))
PRODUCT, COMMANDS = PAGE.split("## Commands")


def rows(text):
    return set(re.findall(r"^\| `(\w+)` \|", text, flags=re.MULTILINE))


@pytest.fixture
def env(tmp_path):
    return Environment(tmp_path / "no-file")


def test_every_variable_has_its_line_in_the_documentation():
    assert READ - rows(PRODUCT) == set()


def test_the_documentation_has_no_variable_that_nothing_reads():
    assert rows(PRODUCT) - READ == set()


@pytest.mark.parametrize("name", sorted(rows(COMMANDS)))
def test_a_variable_of_the_commands_is_read_by_them(name):
    files = [ROOT / "Makefile", *(ROOT / "tools").glob("*.py"), *(ROOT / "tests").glob("*.py")]
    assert any(re.search(rf"\b{name}\b", file.read_text()) for file in files)


def test_the_environment_is_read_in_one_place():
    product = [*ROOT.glob("*/*.py"), *ROOT.glob("site/**/*.py"), *ROOT.glob("*/management/**/*.py")]
    readers = {
        str(file.relative_to(ROOT))
        for file in product
        if re.search(r"os\.(environ\b(?!\.setdefault)|getenv)", file.read_text())
        and file.parts[len(ROOT.parts)] not in {"tests", "tools", ".venv"}
    }
    assert readers == {"site/config/environment.py", "site/config/test_settings.py"}


def test_the_example_file_names_only_what_is_read():
    example = (ROOT / ".env.example").read_text()
    assert set(re.findall(r"^#? ?([A-Z_]+)=", example, flags=re.MULTILINE)) <= READ


@pytest.mark.parametrize("value", ["", "short", "changeme" * 5, "django-insecure-" + "x9" * 30])
def test_a_missing_or_default_secret_stops_the_start(env, monkeypatch, value):
    monkeypatch.setenv("SECRET_KEY", value)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        env.secret("SECRET_KEY", demo_file=None)


def test_demo_mode_makes_a_secret_of_its_own_and_keeps_it(env, monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    first = env.secret("SECRET_KEY", demo_file=tmp_path / "secret.key")
    assert env.secret("SECRET_KEY", demo_file=tmp_path / "secret.key") == first
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "where",
    [
        {"hosts": ["musharaka.example"]},
        {"hosts": ["*"]},
        {"site_url": "https://musharaka.example"},
        {"behind_tls": True},
    ],
)
@pytest.mark.parametrize("mode", ["DEMO", "DEBUG", "GALLERY", "UNLIMITED"])
def test_demo_and_debug_mode_refuse_to_be_reached_by_others(mode, where):
    here = {"hosts": ["localhost", "127.0.0.1"], "site_url": "http://localhost:8000", "behind_tls": False}
    refuse_to_show_the_public(mode, **here)
    with pytest.raises(ImproperlyConfigured, match=f"{mode}=0"):
        refuse_to_show_the_public(mode, **here | where)


@pytest.mark.parametrize(("value", "reads"), [("1", True), ("yes", True), ("0", False), ("off", False), ("", False)])
def test_a_flag_is_yes_or_no(env, monkeypatch, value, reads):
    monkeypatch.setenv("X", value)
    assert env.flag("X", default=True) is reads


@pytest.mark.parametrize(("kind", "value"), [("flag", "perhaps"), ("number", "many"), ("cache", "file:///tmp")])
def test_a_value_of_the_wrong_shape_stops_the_start_and_names_the_variable(env, monkeypatch, kind, value):
    monkeypatch.setenv("X", value)
    with pytest.raises(ImproperlyConfigured, match="X is"):
        getattr(env, kind)("X", default=0)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "k7" * 20}, "RECEIPT_KEY is missing"),
        ({"DEMO": "1", "ALLOWED_HOSTS": "musharaka.example"}, "DEMO is for this machine only"),
        ({"SECRET_KEY": "k7" * 20, "RECEIPT_KEY": "1f" * 32, "LEDGER_KEY": "2e" * 32, "UNLIMITED": "1"}, "UNLIMITED=0"),
    ],
)
def test_an_unsafe_installation_does_not_start(tmp_path, variables, said):
    clean = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)} | variables
    start = [sys.executable, "manage.py", "check"]
    done = subprocess.run(start, cwd=ROOT, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert said in done.stderr
