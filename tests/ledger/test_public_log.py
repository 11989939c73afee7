"""The script that docs/ledger.md shows, run as it stands there by an outsider who has three files."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from config import ROOT
from ledger import checkpoints, triggers
from ledger.actions import sign_checkpoint
from ledger.models import Checkpoint, Leaf, LedgerEntry

pytestmark = pytest.mark.django_db

PAGE = (ROOT / "docs" / "ledger.md").read_text()
SCRIPT = re.search(r"```python\n(.*?)```", PAGE, flags=re.DOTALL).group(1)


@pytest.fixture
def fetched(tmp_path, write, client):
    """What the page says to fetch, and a checkpoint kept since a week."""
    (tmp_path / "verify_log.py").write_text(SCRIPT)
    write(6)
    (tmp_path / "kept").write_text(sign_checkpoint().note)
    write(7)
    sign_checkpoint()
    for name, address in [("checkpoint", "checkpoint"), ("keys", "keys"), ("ledger.log", "log")]:
        (tmp_path / name).write_bytes(client.get(f"/ledger/{address}").getvalue())
    return tmp_path


def run(folder: Path, *files: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "verify_log.py", "keys", "ledger.log", *files]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_it_says_that_the_log_holds(fetched):
    done = run(fetched, "checkpoint", "kept")
    assert done.stdout == "checkpoint: holds, 13 entries\nkept: holds, 6 entries\n"
    assert done.returncode == 0


def test_it_is_about_thirty_lines_long():
    assert len([line for line in SCRIPT.splitlines() if line.strip()]) <= 35


@pytest.mark.parametrize("line", [0, 5, 12])
def test_it_finds_a_log_in_which_one_entry_was_changed(fetched, line):
    lines = (fetched / "ledger.log").read_text().splitlines()
    lines[line] = "0" * 64
    (fetched / "ledger.log").write_text("\n".join(lines) + "\n")
    done = run(fetched, "checkpoint")
    assert (done.returncode, done.stderr) == (1, "checkpoint: the log does NOT hold\n")


def test_it_finds_a_log_that_was_rewritten_since_the_checkpoint_that_was_kept(fetched, rewrite, client):
    with triggers.lifted():
        Checkpoint.objects.all().delete()
    rewrite(LedgerEntry.objects.get(leaf__position=2))
    sign_checkpoint()
    for name, address in [("checkpoint", "checkpoint"), ("ledger.log", "log")]:
        (fetched / name).write_bytes(client.get(f"/ledger/{address}").getvalue())
    assert run(fetched, "checkpoint").returncode == 0  # whoever kept nothing cannot know
    assert run(fetched, "kept").stderr == "kept: the log does NOT hold\n"


def test_it_believes_no_checkpoint_of_another_key(fetched, settings):
    settings.LEDGER_KEY = "3d" * 32
    (fetched / "keys").write_text(str(checkpoints.verifier()))
    assert "signed by none of the keys" in run(fetched, "checkpoint").stderr


def test_a_forged_signature_stops_it(fetched):
    note = (fetched / "checkpoint").read_text()
    (fetched / "checkpoint").write_text(note.replace("\n13\n", "\n12\n"))
    assert "InvalidSignature" in run(fetched, "checkpoint").stderr


def test_the_download_holds_nothing_but_hashes(fetched):
    assert re.fullmatch(r"([0-9a-f]{64}\n){13}", (fetched / "ledger.log").read_text())
    assert Leaf.objects.count() == 13
