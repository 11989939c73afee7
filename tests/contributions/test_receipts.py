import json

import pytest

from contributions import receipts
from contributions.models import TextVersion
from messaging.models import OutboxMessage


@pytest.fixture
def sent(make_contribution, citizen):
    return make_contribution(citizen)


def test_a_receipt_comes_with_every_contribution(sent):
    receipt = sent.receipt
    assert receipts.verifies(receipt.statement, receipt.signature, receipt.key_id)


def test_a_statement_that_was_changed_by_one_sign_does_not_verify(sent):
    receipt = sent.receipt
    assert not receipts.verifies(receipt.statement + " ", receipt.signature, receipt.key_id)


@pytest.mark.parametrize("signature", ["", "zz", "00" * 64])
def test_a_signature_that_is_not_ours_does_not_verify(sent, signature):
    assert not receipts.verifies(sent.receipt.statement, signature, sent.receipt.key_id)


def test_the_statement_holds_no_name_and_no_word_of_the_text(sent):
    statement = sent.receipt.statement
    assert sent.name not in statement
    assert not any(word in statement for word in sent.text.body.split())


def test_the_salt_opens_the_commitment_to_the_text(sent):
    text = sent.texts.get()
    stated = json.loads(sent.receipt.statement)["text"]
    assert stated == receipts.commit(text.salt, title=text.title, body=text.body, stance="", attachments="")


def test_the_attribution_is_committed_to_as_it_was_published(sent):
    stated = json.loads(sent.receipt.statement)["attribution"]
    sent.refresh_from_db()
    assert stated == receipts.attribution_commitment(sent)


def test_a_receipt_commits_to_the_stance_of_a_comment(make_comment, citizen):
    sent = make_comment(citizen, stance="against").contribution
    opened = receipts.opened(sent)["text"]
    assert opened["stance"] == "against"
    assert receipts.commit(**opened) == sent.receipt.text_commitment
    assert receipts.commit(**opened | {"stance": "for"}) != sent.receipt.text_commitment


@pytest.mark.parametrize("other", [{"is_verified": True}, {"language": "en"}, {"channel": "paper"}, {"consent": ""}])
def test_a_receipt_commits_to_all_that_is_published_with_the_name(sent, other):
    opened = receipts.opened(sent)["attribution"]
    assert opened | other != opened
    assert receipts.commit(**opened) == sent.receipt.attribution_commitment
    assert receipts.commit(**opened | other) != sent.receipt.attribution_commitment


def test_a_receipt_of_the_first_version_is_opened_as_it_was_signed(sent):
    assert set(receipts.attribution_values(sent, 1)) == set(receipts.ATTRIBUTED[1])
    assert set(receipts.text_values(sent.text, "for", 1)) == {"title", "body"}


def test_two_equal_texts_have_different_commitments(make_contribution, citizen):
    first, second = make_contribution(citizen), make_contribution(citizen)
    assert first.receipt.text_commitment != second.receipt.text_commitment
    assert TextVersion.objects.values("salt").distinct().count() == 2


def test_a_letter_that_names_a_long_comment_by_its_beginning_says_that_it_goes_on(make_comment, citizen):
    make_comment(citizen, body="كلمة " * 60)
    assert "…" in OutboxMessage.objects.filter(cause__startswith="received:").latest("pk").text
