"""The commands that docs/receipts.md shows, run as they stand there, by somebody without us."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from config import ROOT
from ledger.actions import seal, sign_checkpoint

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="absent: openssl")

COMMANDS = re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / "receipts.md").read_text(), flags=re.DOTALL)
TAKE_APART, VERIFY, HASH = COMMANDS


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-e", "-c", command], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def receipt(tmp_path, visit, citizen, make_contribution, client):
    """The author's file and the public key, in a folder of the outsider's."""
    sent = make_contribution(citizen, body='سطر أول\nو"سطر" ثانٍ')
    seal()
    sign_checkpoint()
    file = visit(citizen).get(f"/ar/contributions/{sent.reference}/receipt/?format=json").content
    (tmp_path / "receipt.json").write_bytes(file)
    key_id = run(TAKE_APART, tmp_path).stdout.strip()
    (tmp_path / "key.pem").write_bytes(client.get(f"/receipts/keys/{key_id}.pem").content)
    return json.loads(file)


def test_openssl_verifies_the_signature(receipt, tmp_path):
    done = run(VERIFY, tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, "Signature Verified Successfully")


def test_openssl_refuses_a_statement_that_was_changed(receipt, tmp_path):
    statement = tmp_path / "statement"
    statement.write_bytes(statement.read_bytes().replace(b'"version":4', b'"version":1'))
    assert run(VERIFY, tmp_path).returncode == 1


def test_openssl_finds_the_hashes_that_the_statement_and_the_ledger_have(receipt, tmp_path):
    lines = run(HASH, tmp_path).stdout.splitlines()
    stated = json.loads(lines[3])
    found = [line.split(" ")[0] for line in lines[:3]]
    assert found == [stated["text"], stated["attribution"], receipt["ledger"]["leaf"]]
