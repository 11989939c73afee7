import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from ledger import checkpoints, log, notes, triggers
from ledger.actions import sign_checkpoint
from ledger.models import Checkpoint
from ledger.notes import Verifier, WrongNote
from ledger.verification import WrongLedger, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(write):
    write(5)
    return sign_checkpoint()


def renamed_key(settings):
    """The next key of the same log; the one before is among the past ones."""
    settings.LEDGER_PAST_KEYS = [str(checkpoints.verifier())]
    settings.LEDGER_KEY = "3d" * 32


def test_a_checkpoint_says_origin_size_and_root_and_is_signed_in_their_name(signed):
    origin, size, root, gap, signature, end = signed.note.split("\n")
    assert (origin, size, base64.b64decode(root)) == ("musharaka.example/ledger", "5", log.root())
    assert (gap, end) == ("", "")
    assert signature.startswith("\N{EM DASH} musharaka.example/ledger ")


def test_the_example_of_the_specification_is_read():
    """The verifier key and note of Go's own documentation of signed notes."""
    key = Verifier.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    signature = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    assert notes.opened(f"{text}\n\N{EM DASH} PeterNeumann {signature}\n", [key]) == text


def test_the_key_is_published_in_the_format_of_notes():
    name, mark, key = str(checkpoints.verifier()).split("+", 2)
    assert (name, len(mark), base64.b64decode(key)[0], len(base64.b64decode(key))) == (
        "musharaka.example/ledger",
        8,
        1,
        33,
    )


def test_a_key_reads_back_what_it_wrote():
    assert Verifier.parse(str(checkpoints.verifier())) == checkpoints.verifier()


@pytest.mark.parametrize("text", ["", "a+b", "a+00000000+!", "a+00000000+AQ==", "a+00000000+" + "A" * 44])
def test_a_key_of_another_form_is_refused(text):
    with pytest.raises(WrongNote, match="the key is not"):
        Verifier.parse(text)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda note: note.replace("\n5\n", "\n6\n"), "is not over this text"),
        (lambda note: note.replace("musharaka.example/ledger\n5", "other.example/ledger\n5"), "is not over this text"),
        (lambda note: note[:40], "no signed note"),
        (lambda note: note.rstrip("\n"), "no signed note"),
        (lambda note: note.replace("\n5", "\r\n5"), "no signed note"),
        (lambda note: note + "rubbish\n", "no signature"),
        (lambda note: note.replace("\N{EM DASH} musharaka", "\N{EM DASH} another"), "no key that we know"),
        (lambda note: "", "no signed note"),
    ],
)
def test_a_forged_or_truncated_checkpoint_is_refused(signed, spoil, said):
    with pytest.raises(WrongNote, match=said):
        checkpoints.read(spoil(signed.note))


def test_the_signature_of_a_witness_beside_ours_is_no_fault(signed):
    witness = notes.sign(signed.note.split("\n\n")[0] + "\n", name="witness", key=Ed25519PrivateKey.generate())
    line = witness.split("\n\n")[1]
    assert checkpoints.read(signed.note + line).size == 5


def test_what_is_signed_but_no_checkpoint_is_refused():
    note = notes.sign("a\nb\nc\n", name="musharaka.example/ledger", key=checkpoints._key())
    with pytest.raises(WrongNote, match="it is no checkpoint"):
        checkpoints.read(note)


def test_what_was_signed_already_is_not_signed_again(signed):
    assert sign_checkpoint() == signed


def test_an_empty_log_is_not_signed():
    assert sign_checkpoint() is None


def test_a_log_that_grew_is_signed_again(signed, write):
    write(2)
    assert sign_checkpoint().size == 7


def test_a_new_key_signs_and_the_earlier_one_is_still_known(signed, settings):
    renamed_key(settings)
    sign_checkpoint()
    assert len({checkpoint.key_id for checkpoint in Checkpoint.objects.all()}) == 2
    verify()


def test_a_key_that_was_dropped_altogether_is_missed(signed, settings):
    settings.LEDGER_KEY = "3d" * 32
    with pytest.raises(WrongLedger, match=f"checkpoint {signed.pk}: no key that we know has signed it"):
        sign_checkpoint()


@pytest.mark.parametrize("act", [lambda rows: rows.update(note="x"), lambda rows: rows.delete()])
def test_the_database_keeps_a_checkpoint_as_it_was_signed(signed, act):
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        act(Checkpoint.objects.filter(pk=signed.pk))


def test_the_command_prints_the_checkpoint(write, capsys):
    write(3)
    call_command("sign_checkpoint")
    assert capsys.readouterr().out == Checkpoint.objects.get().note


def test_a_rewritten_log_is_not_signed(signed, write, rewrite):
    rewrite(write(2)[0])
    sign_checkpoint()  # what no checkpoint covered yet, nobody can know
    rewrite(write(1)[0].__class__.objects.first())
    with pytest.raises(CommandError, match="not signed: its first 7 entries are not those"):
        call_command("sign_checkpoint")


def test_the_key_is_not_in_the_database(signed, settings):
    assert settings.LEDGER_KEY not in str(list(Checkpoint.objects.values()))


def test_verifying_names_the_checkpoint_and_the_positions_between_which_something_was_rewritten(signed, write, rewrite):
    entries = write(4)
    later = sign_checkpoint()
    rewrite(entries[1])
    with pytest.raises(WrongLedger, match=f"checkpoint {later.pk}: .* one of the positions 5 to 8"):
        verify()


def test_an_end_that_was_cut_off_cleanly_differs_from_what_was_signed(write):
    write(4)
    checkpoint = sign_checkpoint()
    with triggers.lifted():
        Checkpoint.objects.filter(pk=checkpoint.pk).update(
            note=checkpoints.sign(9, log.root()), size=9
        )  # as if five entries more had been there
    with pytest.raises(WrongLedger, match="it has 4 entries, fewer than the 9 signed"):
        verify()


def test_a_forged_checkpoint_in_the_database_is_named(signed):
    with triggers.lifted():
        Checkpoint.objects.filter(pk=signed.pk).update(size=4)
    with pytest.raises(WrongLedger, match=f"checkpoint {signed.pk}: its size differs"):
        verify()
