"""A passkey is set up and signs in, with a key that the browser plays: at `localhost`, for keys need a host's name."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from home.demo.people import PASSWORD
from tests.browser import pages
from tests.browser.people import People
from tests.browser.reader import Reader, Way

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-deeds")]

# A telephone's own, which has seen its owner's finger.
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def people(product, chromium):
    """The same product, by the name of this machine."""
    found = People(chromium, replace(product, home=product.home.replace("127.0.0.1", "localhost")))
    yield found
    found.go_home()
    assert not found.faults, "\n".join(found.faults)


def hold_a_key(reader: Reader) -> None:
    session = reader.page.context.new_cdp_session(reader.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def test_a_passkey_that_was_added_signs_in_without_a_password(people):
    reader = people.visitor(Way("ar", 1280))
    hold_a_key(reader)
    email = f"key-{uuid.uuid4().hex[:8]}@example.om"
    pages.sign_up(reader, pages.Newcomer("بدرية بنت سليمان الحبسية", email))
    reader.go("/accounts/2fa/webauthn/add/")
    reader.fill("Password", PASSWORD)
    reader.press("Confirm")
    reader.main.get_by_role("checkbox").check()
    reader.press("Add a key")
    expect(reader.page).not_to_have_url(re.compile("/webauthn/add/"))
    reader.go("/accounts/logout/")
    reader.press("Sign out")
    expect(reader.page.get_by_role("banner").get_by_role("link", name=reader.words("Sign in"))).to_be_visible()
    reader.go("/accounts/login/")
    reader.press("Sign in with a passkey")
    expect(reader.page).not_to_have_url(re.compile("/accounts/login/"))
    reader.go("/accounts/profile/")
    expect(reader.main.get_by_text(email)).to_be_visible()
