"""Checkpoints and proofs, read by code that is not ours: Go's signed notes and transparency-dev's proofs."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from ledger import checkpoints
from ledger.actions import sign_checkpoint
from ledger.models import Leaf

pytestmark = [pytest.mark.django_db, pytest.mark.go]

SIZES = (1, 2, 3, 7, 8, 13)


@pytest.fixture(scope="module")
def outsider(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = tmp_path_factory.mktemp("outsider") / "outsider"
    source = Path(__file__).with_name("outsider")
    subprocess.run(["go", "build", "-mod=readonly", "-o", str(program), "."], cwd=source, check=True)
    return program


@pytest.fixture
def published(write, client):
    """Every proof there is between the checkpoints, as anybody fetches it."""
    for grown, before in zip(SIZES, (0, *SIZES), strict=False):
        write(grown - before)
        sign_checkpoint()
    bodies = dict(Leaf.objects.values_list("position", "entry__body"))
    pairs = [(position, size) for size in SIZES for position in range(size)]
    between = [(old, new) for old in SIZES for new in SIZES if old <= new]
    return {
        "key": str(checkpoints.verifier()),
        "inclusion": [
            client.get(f"/ledger/entries/{position}.json?to={size}").json() | {"entry": bodies[position]}
            for position, size in pairs
        ],
        "consistency": [client.get(f"/ledger/consistency.json?from={old}&to={new}").json() for old, new in between],
    }


def ask(outsider: Path, published: dict) -> subprocess.CompletedProcess[str]:
    return subprocess.run([outsider], input=json.dumps(published), capture_output=True, text=True, check=False)


def test_an_outsider_finds_every_checkpoint_and_proof_good(outsider, published):
    done = ask(outsider, published)
    assert (done.stderr, done.stdout) == ("", "holds: 34 in it, 21 extend\n")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda all_: all_["inclusion"][20]["proof"].reverse(), "calculated root"),
        (lambda all_: all_["inclusion"][20].update(entry="{}"), "another leaf"),
        (lambda all_: all_["consistency"][8]["proof"].pop(), "wrong proof size"),
        (lambda all_: all_["inclusion"][0].update(checkpoint="x"), "malformed note"),
        (lambda all_: all_.update(key=str(checkpoints.Verifier("other", bytes(32)))), "unverifiable|no verifiable"),
    ],
)
def test_an_outsider_finds_what_was_forged(outsider, published, spoil, said):
    spoil(published)
    done = ask(outsider, published)
    assert done.returncode == 1
    assert re.search(said, done.stderr)
