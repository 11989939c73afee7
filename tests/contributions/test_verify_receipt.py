"""Anybody verifies a receipt: it says valid or not, and what happened since."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from contributions import receipts
from contributions.actions import withdraw
from contributions.models import Contribution, Moderation, TextVersion
from contributions.references import check_digit
from ledger.actions import append, seal, sign_checkpoint
from moderation.actions import hold, publish_masked, remove

PAGE = "/en/contributions/verify/"
VALID = "This receipt is valid."
INVALID = "This receipt is not valid."


@pytest.fixture
def sent(make_comment, citizen):
    return make_comment(citizen).contribution


@pytest.fixture
def file(sent, visit, citizen):
    """The author's copy, once its entry is sealed and signed."""
    seal()
    sign_checkpoint()
    return visit(citizen).get(f"/ar/contributions/{sent.reference}/receipt/?format=json").json()


@pytest.fixture
def upload(visit):
    def uploaded(content, language="en"):
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        return visit().post(f"/{language}/contributions/verify/", {"file": SimpleUploadedFile("receipt.json", raw)})

    return uploaded


@pytest.fixture
def said(upload):
    return lambda content: upload(content).content.decode()


def altered(receipt, **changes):
    return json.loads(json.dumps(receipt)) | changes


def test_a_receipt_is_verified_by_its_file(said, file):
    page = said(file)
    for sentence in (
        VALID,
        "nothing in it was changed",
        "The text in the file is the one",
        "The name and details in the file are those",
        f"Its entry is in the ledger, at position {file['ledger']['position']}.",
    ):
        assert sentence in page


@pytest.mark.parametrize("spelled", [str, str.upper, lambda text: f" {text[:60]}\n{text[60:]} "])
def test_a_receipt_is_verified_by_reference_and_signature(visit, sent, spelled):
    typed = {"reference": sent.reference, "signature": spelled(sent.receipt.signature)}
    assert VALID in visit().post(PAGE, typed).content.decode()
    assert VALID in visit().get(PAGE, typed).content.decode()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_is_there_for_everybody(visit, db, language):
    assert visit().get(f"/{language}/contributions/verify/").status_code == 200


def test_a_forged_statement_is_not_valid(said, file):
    statement = file["statement"].replace('"kind":"comment"', '"kind":"answer"')
    page = said(altered(file, statement=statement))
    assert INVALID in page
    assert "does not belong to this statement" in page


def test_another_text_than_was_signed_is_not_valid(said, file):
    page = said(altered(file, text=file["text"] | {"body": "نص آخر"}))
    assert INVALID in page
    assert "The text in the file is not the one" in page


def test_another_name_than_was_signed_is_not_valid(said, file):
    page = said(altered(file, attribution=file["attribution"] | {"name": "غيري"}))
    assert INVALID in page
    assert "The name or the details in the file are not" in page


def test_a_key_that_is_not_ours_is_named(said, file):
    assert "names a key that is not ours" in said(altered(file, key_id="0" * 16))


def test_the_signature_of_one_receipt_proves_no_other(visit, sent, make_comment, neighbour):
    other = make_comment(neighbour).contribution
    page = visit().post(PAGE, {"reference": other.reference, "signature": sent.receipt.signature}).content.decode()
    assert "We signed no receipt with this reference and this signature." in page


def test_an_unknown_reference_is_answered_as_a_wrong_signature(visit, sent, make_comment, neighbour):
    unknown = "1234567890" + check_digit("1234567890")
    page = visit().post(PAGE, {"reference": unknown, "signature": sent.receipt.signature}).content.decode()
    assert "We signed no receipt with this reference and this signature." in page


@pytest.mark.parametrize(
    "forge",
    [
        lambda ledger: ledger | {"position": ledger["position"] + 1},
        lambda ledger: ledger | {"position": "0"},
        lambda ledger: ledger | {"proof": ["00" * 32]},
        lambda ledger: ledger | {"proof": "no list"},
        lambda ledger: ledger | {"checkpoint": ledger["checkpoint"].replace("\n", "\n1", 1)},
        lambda ledger: ledger | {"checkpoint": 7},
        lambda ledger: [1],
        lambda ledger: {"a": 1},
    ],
)
def test_a_proof_that_proves_nothing_is_told(sent, visit, citizen, said, forge):
    append(kind="test.made", subject="test:1", data={})
    seal()
    sign_checkpoint()
    receipt = receipts.opened(sent)
    assert VALID in said(receipt)
    assert "does not show that its entry is in the ledger" in said(altered(receipt, ledger=forge(receipt["ledger"])))


def test_the_entry_of_another_proves_nothing(said, file, make_comment, neighbour):
    other = make_comment(neighbour).contribution
    seal()
    sign_checkpoint()
    foreign = receipts.opened(other)
    page = said(altered(file, entry=foreign["entry"], ledger=foreign["ledger"]))
    assert "does not show that its entry is in the ledger" in page


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"%PDF-1.7", "a receipt as it is printed"),
        (b"", "it is not JSON, or it was cut"),
        (b"\xff\xfe\x00", "it is not JSON, or it was cut"),
        (b'{"statement": "', "it is not JSON, or it was cut"),
        (b"[" * 100_000, "it is not JSON, or it was cut"),
        (b'{"statement": "\\ud800", "signature": "", "key_id": ""}', "it is not JSON, or it was cut"),
        (b"[]", "it has no statement, signature or key"),
        (b'{"statement": 1, "signature": "", "key_id": ""}', "it has no statement, signature or key"),
        (b" " * (256 * 1024 + 1), "too large to be a receipt"),
    ],
)
def test_what_is_no_receipt_is_told_beside_the_field(upload, db, content, error):
    answer = upload(content)
    assert answer.status_code == 422
    assert error in str(answer.context["form"].errors["file"])
    assert error in answer.content.decode().split('class="form"')[1]


def test_a_receipt_that_was_cut_is_told(upload, file):
    assert upload(json.dumps(file).encode()[:-50]).status_code == 422


@pytest.mark.parametrize(
    "values", [{"salt": 1}, {"body": "x"}, [1], "text", {"salt": "x", "extra": {"a": [1]}}, {"salt": "x", "self": "y"}]
)
@pytest.mark.parametrize("part", ["text", "attribution"])
def test_whatever_a_stranger_writes_into_a_receipt_gets_an_answer(said, file, part, values):
    assert INVALID in said(altered(file, **{part: values}))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "file"),
        ({"reference": "12345678901"}, "reference"),
        ({"reference": "REFERENCE"}, "signature"),
        ({"signature": "ab" * 64}, "reference"),
        ({"reference": "REFERENCE", "signature": "ab" * 63}, "signature"),
        ({"reference": "REFERENCE", "signature": "zz" * 64}, "signature"),
        ({"reference": "\0"}, "reference"),
    ],
)
def test_what_is_missing_or_misspelt_is_told_beside_its_field(visit, sent, typed, field):
    typed = {name: value.replace("REFERENCE", sent.reference) for name, value in typed.items()}
    answer = visit().post(PAGE, typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert all(value.replace("\0", "") in answer.content.decode() for value in typed.values())


# --- What happened since ---


def since(sent, visit):
    typed = {"reference": sent.reference, "signature": sent.receipt.signature}
    page = visit().post(PAGE, typed)
    assert page.context["verdict"].is_valid
    return page.context["verdict"].since


def test_what_is_published_is_said_to_be(sent, visit, publish):
    publish(sent)
    assert since(sent, visit) == ["It is published."]


def test_what_was_withdrawn_is_said_to_be(sent, visit, publish, citizen):
    publish(sent)
    withdraw(sent, by=citizen)
    assert since(sent, visit) == ["Its author withdrew it."]


def test_what_was_removed_is_said_to_be(sent, visit, publish, moderator, reason):
    publish(sent)
    remove(sent, by=moderator, reason=reason)
    assert since(sent, visit) == ["It was removed from public view."]


def test_what_was_removed_before_it_was_public_is_said_to_be(sent, visit, moderator, reason):
    remove(sent, by=moderator, reason=reason)
    assert since(sent, visit) == ["It was removed before it was published."]


def test_what_was_merged_is_said_to_be(sent, visit, make_comment, neighbour):
    other = make_comment(neighbour).contribution
    Contribution.objects.filter(pk=sent.pk).update(moderation=Moderation.MERGED, merged_into=other)
    assert "It was merged with another" in since(sent, visit)[0]


def test_what_was_edited_is_said_to_be_and_the_first_version_stays_the_signed_one(sent, visit, said, file):
    TextVersion.objects.create(contribution=sent, number=2, body="نص معدل", salt=receipts.new_salt())
    assert "Its author edited the text afterwards" in since(sent, visit)[0]
    assert VALID in said(file)


def test_what_a_moderator_covered_is_not_said_to_be_edited_by_its_author(make_comment, citizen, moderator, visit):
    sent = make_comment(citizen, body="رقمي 99123456").contribution
    publish_masked(sent, by=moderator)
    assert since(sent, visit)[0].startswith("A moderator covered personal data in its text")
    assert not any("author" in sentence for sentence in since(sent, visit))


def test_a_file_with_another_public_key_is_refused(said, file):
    page = said(altered(file, public_key="0" * 64))
    assert INVALID in page
    assert "The public key in the file is not the one that signed it." in page


def test_what_was_erased_is_said_to_be_and_the_receipt_stays_valid(sent, visit, said, file):
    TextVersion.objects.filter(contribution=sent).update(title="", body="", salt="", erased_at=timezone.now())
    assert "Its text was erased" in since(sent, visit)[0]
    assert VALID in said(receipts.opened(sent))


def test_nobody_learns_whether_something_waits_or_is_held_back(sent, visit, moderator, reason):
    waiting = since(sent, visit)
    hold(sent, by=moderator, reason=reason)
    assert since(sent, visit) == waiting == ["It is not published."]


def test_a_text_is_never_shown_there(sent, visit, publish):
    publish(sent)
    typed = {"reference": sent.reference, "signature": sent.receipt.signature}
    page = visit().post(PAGE, typed).content.decode()
    assert sent.text.body not in page
    assert sent.name not in page


# --- Keys ---


@pytest.fixture
def rotated(sent, settings):
    """The key changed since it was signed."""
    settings.RECEIPT_PAST_KEYS = [receipts.signing_key().public_key().public_bytes_raw().hex()]
    settings.RECEIPT_KEY = "4c" * 32


def test_a_receipt_of_an_earlier_key_stays_valid(rotated, sent, visit):
    assert since(sent, visit)


def test_the_file_names_the_key_that_signed(rotated, sent, settings):
    assert receipts.opened(sent)["public_key"] == settings.RECEIPT_PAST_KEYS[0]


def test_a_key_that_was_dropped_verifies_no_more(sent, settings):
    settings.RECEIPT_KEY = "4c" * 32
    assert not receipts.verifies(sent.receipt.statement, sent.receipt.signature, sent.receipt.key_id)


def test_all_keys_are_published_the_one_of_now_first(rotated, sent, client, settings):
    lines = client.get("/receipts/keys").content.decode().splitlines()
    assert [line.split()[1] for line in lines] == [
        receipts.signing_key().public_key().public_bytes_raw().hex(),
        settings.RECEIPT_PAST_KEYS[0],
    ]
    assert lines[1].split()[0] == sent.receipt.key_id


def test_an_unknown_key_is_not_found(client, db):
    assert client.get("/receipts/keys/0000000000000000.pem", follow=True).status_code == 404


# --- The author's page ---


def test_the_page_says_that_its_entry_waits(visit, citizen, sent):
    page = visit(citizen).get(f"/en/contributions/{sent.reference}/receipt/").content.decode()
    assert "gets its place within seconds" in page


def test_the_page_says_that_the_next_checkpoint_will_cover_it(visit, citizen, sent):
    seal()
    page = visit(citizen).get(f"/en/contributions/{sent.reference}/receipt/").content.decode()
    assert f"/en/ledger/entries/{receipts.entry_of(sent).leaf.position}/" in page
    assert "will cover it within the hour" in page


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_shows_the_proof_once_it_is_signed(visit, citizen, sent, file, language):
    page = visit(citizen).get(f"/{language}/contributions/{sent.reference}/receipt/").content.decode()
    assert file["ledger"]["root"] in page


def test_the_file_carries_entry_and_proof(file, sent):
    assert json.loads(file["entry"])["subject"] == sent.reference
    assert file["ledger"]["position"] == receipts.entry_of(sent).leaf.position
