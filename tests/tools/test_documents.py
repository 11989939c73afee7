"""Whoever reads the documents finds what they name."""

import os
import re
from pathlib import Path

import pytest

from tools.machine import ROOT

NAMED = re.compile(r"`(\w[\w./-]*\.(?:py|html|css|js|po|sh|txt|svg))(?::(\w+))?`")
# What is made, and what a reader is told to save.
NOT_OURS = re.compile(r"var/|verify_log\.py$")
NOBODY_S = {".git", ".venv", "var", "node_modules", "__pycache__"}


def all_files():
    for folder, inside, names in os.walk(ROOT):
        inside[:] = [name for name in inside if name not in NOBODY_S]
        yield from (f"/{Path(folder, name).relative_to(ROOT)}" for name in names)


FILES = list(all_files())
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def places(path):
    return [ROOT / each.lstrip("/") for each in FILES if each.endswith(f"/{path}")]


def defines(path, name):
    defined = re.compile(rf"^\s*(?:(?:async )?def|class) {name}\b|^{name}\b.*=", re.MULTILINE)
    return any(defined.search(place.read_text(encoding="utf-8")) for place in places(path))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_every_file_and_function_that_a_document_names_is_there(document):
    named = NAMED.findall(document.read_text(encoding="utf-8"))
    told = [(path, name) for path, name in named if not NOT_OURS.match(path)]
    assert [path for path, _name in told if not places(path)] == []
    assert [(path, name) for path, name in told if name and not defines(path, name)] == []
