"""Proofs as an outsider gets them, checked with what an outsider computes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger import checkpoints, merkle
from ledger.actions import sign_checkpoint
from ledger.models import Leaf

pytestmark = pytest.mark.django_db


@pytest.fixture
def sizes(write):
    """Checkpoints of 3, 8 and 13 entries."""
    for count in (3, 5, 5):
        write(count)
        sign_checkpoint()
    return 3, 8, 13


def unhexed(hashes):
    return [bytes.fromhex(value) for value in hashes]


def signed_root(note):
    return checkpoints.read(note).root


@pytest.mark.parametrize("position", [0, 2, 7, 8, 12])
@pytest.mark.parametrize("to", [8, 13])
def test_the_proof_leads_from_the_leaf_to_what_the_checkpoint_signs(sizes, client, position, to):
    if position >= to:
        return
    proof = client.get(f"/ledger/entries/{position}.json?to={to}").json()
    leaf = bytes.fromhex(proof["leaf"])
    assert merkle.is_included(leaf, position, to, unhexed(proof["proof"]), signed_root(proof["checkpoint"]))


def test_without_a_size_the_proof_is_to_the_newest_checkpoint(sizes, client):
    assert client.get("/ledger/entries/1.json").json()["size"] == 13


@pytest.mark.parametrize(("old", "new"), [(3, 8), (8, 13), (3, 13), (8, 8)])
def test_the_later_log_is_proved_to_begin_with_the_earlier(sizes, client, old, new):
    proof = client.get(f"/ledger/consistency.json?from={old}&to={new}").json()
    roots = signed_root(proof["from_checkpoint"]), signed_root(proof["to_checkpoint"])
    assert merkle.is_consistent(old, new, *roots, unhexed(proof["proof"]))


@pytest.mark.parametrize(
    ("address", "field", "said"),
    [
        ("/ledger/entries/1.json?to=9", "to", "No checkpoint was signed at this size"),
        ("/ledger/entries/1.json?to=many", "to", "whole number"),
        ("/ledger/entries/5.json?to=3", "to", "signed before the entry"),
        ("/ledger/consistency.json?from=8&to=3", "from", "must be the smaller one"),
        ("/ledger/consistency.json?to=3", "from", "Write the size"),
        ("/ledger/consistency.json?from=0&to=3", "from", "smallest checkpoint has one entry"),
        ("/ledger/consistency.json?from=99999999999999999999&to=3", "from", "No checkpoint is as large"),
        ("/ledger/log?from=-1", "from", "greater than or equal to 0"),
    ],
)
def test_a_program_is_told_in_english_what_was_wrong(sizes, client, address, field, said):
    answer = client.get(address, headers={"accept-language": "ar"})
    assert answer.status_code == 400
    assert said in answer.json()["errors"][field][0]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/ledger/entries/1/?to=9", "لم تُوقَّع نقطة تحقق عند هذا العدد"),
        ("/ledger/consistency/?from=8&to=3", "يجب أن تكون النقطة الأولى هي الأصغر"),
    ],
)
def test_a_person_is_told_beside_the_field_with_what_they_typed_kept(sizes, client, address, said):
    answer = client.get(f"/ar{address}")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page.split("<form", 2)[2] or said in page.split('class="form"')[1]
    assert f'value="{address.split("=")[1][0]}"' in page


@pytest.mark.parametrize("typed", ["8", "٨", " 8 "])
def test_a_size_is_read_in_any_digits(sizes, client, typed):
    page = client.get("/ar/ledger/consistency/", {"from": typed, "to": "13"})
    assert page.status_code == 200
    assert page.context["proof"]["from"] == 8


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_pages_show_what_the_files_say(sizes, client, language):
    proof = client.get("/ledger/entries/4.json?to=8").json()
    page = client.get(f"/{language}/ledger/entries/4/?to=8").content.decode()
    assert all(value in page for value in [proof["leaf"], proof["root"], *proof["proof"]])


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_consistency_page_shows_what_the_file_says(sizes, client, language):
    proof = client.get("/ledger/consistency.json?from=3&to=13").json()
    page = client.get(f"/{language}/ledger/consistency/?from=3&to=13").content.decode()
    assert all(value in page for value in [proof["to_root"], *proof["proof"]])


def test_the_consistency_page_begins_with_an_empty_form(sizes, client):
    assert client.get("/en/ledger/consistency/").status_code == 200


def test_an_entry_that_no_checkpoint_covers_waits_for_the_next(sizes, client, write):
    write(1)
    assert "within the hour" in client.get("/en/ledger/entries/13/").content.decode()
    assert client.get("/ledger/entries/13.json").status_code == 400


@pytest.mark.parametrize("address", ["/ar/ledger/entries/13/", "/ledger/entries/13.json"])
def test_what_has_no_place_is_not_found(sizes, client, address):
    assert client.get(address, follow=True).status_code == 404


def test_a_program_is_told_so_as_json(sizes, client):
    assert "no entry at this position" in client.get("/ledger/entries/13.json").json()["errors"]["position"][0]


def test_the_entry_itself_is_nowhere_in_public(sizes, client):
    entry = Leaf.objects.select_related("entry").get(position=4).entry
    for address in ("/en/ledger/entries/4/", "/ledger/entries/4.json"):
        answer = client.get(address).content.decode()
        assert entry.subject not in answer
        assert entry.kind not in answer


def test_the_whole_log_is_one_hash_a_line(sizes, client, monkeypatch):
    monkeypatch.setattr("ledger.files.PIECE", 4)
    lines = client.get("/ledger/log").getvalue().decode().split()
    assert lines == list(Leaf.objects.values_list("hash", flat=True))


def test_the_log_ends_where_the_newest_checkpoint_does(sizes, client, write):
    write(2)
    assert len(client.get("/ledger/log").getvalue().decode().split()) == 13


def test_whoever_has_the_beginning_asks_for_the_rest(sizes, client):
    leaves = list(Leaf.objects.values_list("hash", flat=True))
    assert client.get("/ledger/log?from=8").getvalue().decode().split() == leaves[8:]
    assert client.get("/ledger/log?from=3&to=8").getvalue().decode().split() == leaves[3:8]


@pytest.mark.parametrize("address", ["/ledger/entries/0.json", "/ledger/consistency.json?from=5&to={size}"])
def test_a_proof_in_a_long_log_costs_as_many_queries_as_in_a_short_one(write, client, address):
    write(5)
    sign_checkpoint()
    counts = []
    for count in (7, 200):
        write(count)
        to = sign_checkpoint().size
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address.format(size=to)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
