"""The page for developers: there with DEBUG, and nowhere else."""

import pytest

pytestmark = pytest.mark.django_db


def test_production_has_no_such_page(client):
    assert client.get("/debug/", follow=True).status_code == 404


def test_it_says_what_waits_and_which_settings_there_are(client, settings):
    settings.DEBUG = True
    page = client.get("/debug/").content.decode()
    assert "ledger entries to be sealed" in page
    assert "OUTBOX_LEASE_SECONDS" in page


@pytest.mark.parametrize("secret", ["SECRET_KEY", "RECEIPT_KEY", "EMAIL_HOST_PASSWORD"])
def test_it_tells_no_secret(client, settings, secret):
    settings.DEBUG = True
    setattr(settings, secret, "not-to-be-seen")
    assert "not-to-be-seen" not in client.get("/debug/").content.decode()
