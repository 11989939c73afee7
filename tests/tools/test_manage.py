"""Commands typed by hand: a sentence instead of a traceback, and the demonstration where there is one."""

import os
import subprocess
import sys

import manage
from tools.machine import ROOT

ABOUT_US = {"DEMO", "SECRET_KEY", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "VAR_DIR"}


def typed(*words: str, var) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ABOUT_US}
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=kept | {"VAR_DIR": str(var)}, capture_output=True, text=True)


def test_without_settings_it_says_in_a_sentence_what_is_missing(tmp_path):
    answer = typed("check", var=tmp_path)
    assert answer.returncode == 1
    assert "SECRET_KEY" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_service_that_is_configured_in_a_file_is_no_demonstration(tmp_path, monkeypatch):
    for name in ABOUT_US:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".env").write_text("SECRET_KEY=…")
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "secret.key").write_text("k" * 50)
    monkeypatch.setattr(manage, "ROOT", tmp_path)
    manage._find_the_demonstration()
    assert "DEMO" not in os.environ


def test_where_the_demonstration_was_started_it_is_found(tmp_path):
    (tmp_path / "secret.key").write_text("k" * 50)
    answer = typed("diffsettings", "--output", "unified", var=tmp_path)
    assert "+ DEMO = True" in answer.stdout
