"""What is said once for all readers would be said to all in the language of the first."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

AT_ONCE = {"gettext", "ngettext", "pgettext", "npgettext"}
FOLDERS = ["site", "consultations", "home", "organisations", "policies", "search", "suggestions", "tickets"]


def asked_at_once(module: ast.Module) -> set[str]:
    """The names under which it has them."""
    imports = [each for each in ast.walk(module) if isinstance(each, ast.ImportFrom)]
    names = [name for each in imports if each.module == "django.utils.translation" for name in each.names]
    return {name.asname or name.name for name in names if name.name in AT_ONCE}


def run_when_it_is_loaded(node: ast.AST) -> Iterator[ast.AST]:
    """All but the bodies of functions."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from run_when_it_is_loaded(child)


def looked_up_too_early(path: Path) -> list[str]:
    module = ast.parse(path.read_text(encoding="utf-8"))
    names = asked_at_once(module)
    calls = [node for node in run_when_it_is_loaded(module) if isinstance(node, ast.Call)]
    return [f"{path}:{call.lineno}" for call in calls if isinstance(call.func, ast.Name) and call.func.id in names]


def test_no_sentence_is_looked_up_when_its_module_is_loaded():
    files = [path for folder in FOLDERS for path in (settings.ROOT / folder).rglob("*.py")]
    assert len(files) > 300
    assert [found for path in files for found in looked_up_too_early(path)] == []


# For what is no sentence of ours where it stands: nobody is to collect it.
UNCOLLECTED = "look_up"


def under_another_name(path: Path) -> list[str]:
    """Of what looks a sentence up: who collects the sentences knows these and "_" alone."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(module) if isinstance(node, ast.ImportFrom)]
    names = [(node, name) for node in imports if node.module == "django.utils.translation" for name in node.names]
    return [f"{path}:{node.lineno}" for node, name in names if name.asname not in (None, "_", UNCOLLECTED)]


def test_whatever_looks_a_sentence_up_is_called_as_those_who_collect_them_know_it():
    files = [path for folder in FOLDERS for path in (settings.ROOT / folder).rglob("*.py")]
    assert [found for path in files for found in under_another_name(path)] == []


def test_another_name_for_it_is_found(tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text("from django.utils.translation import gettext as _t\n")
    assert under_another_name(wrong) == [f"{wrong}:1"]


def test_what_is_looked_up_too_early_is_found(tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text("from django.utils.translation import gettext as _\nclass A:\n    title = _('A')\n")
    assert looked_up_too_early(wrong) == [f"{wrong}:3"]
