"""Against an insider with all rights of the database, what was kept outside it decides."""

import pytest
from django.core.management import CommandError, call_command

from ledger import checkpoints, triggers
from ledger.actions import sign_checkpoint
from ledger.models import Checkpoint, Leaf, Node

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(settings, tmp_path):
    settings.LEDGER_COPY = str(tmp_path / "ledger.log")
    return tmp_path / "ledger.log"


@pytest.fixture
def entries(copy, write):
    """Eleven sealed entries, signed."""
    written = write(11)
    sign_checkpoint()
    return written


@pytest.fixture
def kept(entries, tmp_path):
    """The checkpoint, downloaded."""
    file = tmp_path / "checkpoint"
    file.write_text(Checkpoint.objects.get().note)
    return file


@pytest.mark.parametrize("position", [0, 4, 10])
def test_the_first_entry_that_was_rewritten_with_its_leaf_and_all_roots_is_named(entries, rewrite, position):
    for entry in entries[position : position + 2]:
        rewrite(entry)
    with triggers.lifted():
        Checkpoint.objects.all().delete()  # what was signed is gone too
    with pytest.raises(
        CommandError, match=f"does not hold: position {position}, entry {entries[position].pk}: it is not"
    ):
        call_command("verify_ledger")


def test_an_entry_that_was_slipped_in_or_taken_out_is_named(entries):
    with triggers.lifted():
        Node.objects.all().delete()
        Leaf.objects.filter(position=10).delete()
        Checkpoint.objects.all().delete()
    with pytest.raises(CommandError, match="position 10: what the copy .* has there is missing"):
        call_command("verify_ledger")


def test_the_copy_grows_with_the_log(entries, write, copy):
    write(3)
    sign_checkpoint()
    assert copy.read_text().split() == list(Leaf.objects.values_list("hash", flat=True))


def test_a_line_that_a_power_cut_left_half_written_is_written_again(entries, write, copy):
    copy.write_bytes(copy.read_bytes()[:-20])
    write(1)
    sign_checkpoint()
    assert copy.read_text().split() == list(Leaf.objects.values_list("hash", flat=True))


def test_a_log_shorter_than_its_copy_is_not_signed(entries, copy):
    copy.write_text(copy.read_text() + "0" * 64 + "\n")
    with pytest.raises(CommandError, match="not signed: it has 11 entries, fewer than the 12 of the copy"):
        call_command("sign_checkpoint")


def test_a_log_that_grew_extends_the_checkpoint_that_was_kept(kept, write, capsys):
    write(2)
    call_command("verify_ledger", "--checkpoint", str(kept))
    assert capsys.readouterr().out.splitlines()[2:] == ["as in the copy: 11", "extends the checkpoint of 11 entries"]


def test_a_rewritten_log_does_not_extend_the_checkpoint_that_was_kept(kept, entries, rewrite, settings):
    settings.LEDGER_COPY = ""
    with triggers.lifted():
        Checkpoint.objects.all().delete()
    rewrite(entries[3])
    with pytest.raises(CommandError, match="its first 11 entries are not those of the root given"):
        call_command("verify_ledger", "--checkpoint", str(kept))


def test_a_checkpoint_that_somebody_altered_is_not_believed(kept):
    kept.write_text(kept.read_text().replace("\n11\n", "\n10\n"))
    with pytest.raises(CommandError, match="not to be believed: the signature of .* is not over this text"):
        call_command("verify_ledger", "--checkpoint", str(kept))


def test_the_key_may_be_one_that_was_kept_too(kept, settings):
    key = str(checkpoints.verifier())
    settings.LEDGER_KEY = "3d" * 32  # whoever has the machine may put a key of their own into the settings
    with triggers.lifted():
        Checkpoint.objects.all().delete()
    call_command("verify_ledger", "--checkpoint", str(kept), "--key", key)


@pytest.mark.parametrize("option", ["--checkpoint", "--copy"])
def test_a_file_that_is_not_there_is_told(entries, tmp_path, option):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify_ledger", option, str(tmp_path / "none"))
