import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledger import checkpoints
from ledger.actions import sign_checkpoint

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(write):
    write(5)
    return sign_checkpoint()


def test_the_newest_checkpoint_has_a_stable_address(signed, client: Client, write):
    write(1)
    newest = sign_checkpoint()
    answer = client.get("/ledger/checkpoint")
    assert answer.content.decode() == newest.note
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


def test_each_checkpoint_keeps_its_address(signed, client, write):
    write(1)
    sign_checkpoint()
    assert client.get(f"/ledger/checkpoints/{signed.pk}").content.decode() == signed.note


def test_the_keys_are_published_the_one_of_now_first(client, settings):
    before = str(checkpoints.verifier())
    settings.LEDGER_PAST_KEYS, settings.LEDGER_KEY = [before], "3d" * 32
    assert client.get("/ledger/keys").content.decode() == f"{checkpoints.verifier()}\n{before}\n"


@pytest.mark.parametrize("address", ["/ledger/checkpoint", "/ledger/checkpoints/999"])
def test_what_was_never_signed_is_not_found(db, client, address):
    assert client.get(address, follow=True).status_code == 404


@pytest.mark.parametrize("address", ["/ledger/checkpoint", "/ledger/keys"])
def test_any_page_of_anybody_may_read_what_is_for_machines(signed, client, address):
    assert client.get(address)["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_shows_checkpoint_keys_and_list(signed, client, language):
    page = client.get(f"/{language}/ledger/").content.decode()
    for shown in (signed.note.split("\n")[2], str(checkpoints.verifier()), f"/ledger/checkpoints/{signed.pk}"):
        assert shown.replace("+", "&#x2B;") in page or shown in page


def test_the_page_says_when_nothing_has_been_signed(db, client):
    assert "Nothing has been signed yet." in client.get("/en/ledger/").content.decode()


@pytest.mark.parametrize("address", ["/en/ledger/", "/ledger/checkpoint", "/ledger/keys"])
def test_nothing_is_written_there(db, client, address):
    assert client.post(address).status_code == 405


def test_a_long_list_costs_as_many_queries_as_a_short_one(write, client):

    counts = []
    for signings in (1, 9):
        for _ in range(signings):
            write(1)
            sign_checkpoint()
        client.get("/en/ledger/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/ledger/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
