"""What axe and HTML_CodeSniffer find on the pages, in both languages and both themes: nothing. Nothing stands out of a
phone either. Each page is opened once in each language, and everything looks at it there."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from config.gallery import ALONE, FRAMED
from home.demo.people import address
from tests.browser import checkers
from tests.browser.pages import write_suggestion
from tests.browser.people import People
from tests.browser.reader import Reader, Way

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]

HEIGHT = 900
NARROW, PHONE, TABLET, WIDE = 320, 390, 768, 1280
OPEN_CONSULTATION = "/consultations/transport/"
CONTRIBUTIONS = "/office/consultations/assessment/contributions/"
Opens = Callable[[Reader], None]
VISITOR = ""


def at(path: str) -> Opens:
    return lambda reader: reader.go(path)


def followed(start: str | Opens, *, link: str) -> Opens:
    """The page that the first link of a kind leads to."""
    opens = at(start) if isinstance(start, str) else start

    def open_page(reader: Reader) -> None:
        opens(reader)
        reader.page.goto(f"{reader.home}{reader.main.locator(link).first.get_attribute('href')}")

    return open_page


def pressed(start: str | Opens, *, button: str, emptied: str = "") -> Opens:
    """What the server answers to an empty form, whatever a browser would have said before."""
    opens = at(start) if isinstance(start, str) else start

    def open_page(reader: Reader) -> None:
        opens(reader)
        if emptied:
            reader.fill(emptied, "")
        reader.page.evaluate("document.querySelectorAll('form').forEach(form => form.noValidate = true)")
        with reader.page.expect_navigation():
            reader.press(button)

    return open_page


def unfolded(opens: Opens) -> Opens:
    """With everything open that folds."""

    def open_page(reader: Reader) -> None:
        opens(reader)
        reader.main.evaluate("main => main.querySelectorAll('details').forEach(each => each.open = true)")

    return open_page


def ticked(path: str) -> Opens:
    """With the first two rows chosen."""

    def open_page(reader: Reader) -> None:
        reader.go(path)
        for box in reader.main.locator(".tick").all()[:2]:
            box.click()

    return open_page


def previewed(reader: Reader) -> None:
    write_suggestion(reader, "حقائب أخف لطلبة الصفوف الأولى", "تثقل الحقائب على الصغار. أقترح خزانة لكل طالب في صفه.")


def asked_for_a_date(reader: Reader) -> None:
    """Once: in the other language it waits already."""
    reader.go("/office/birth-dates/")
    reader.fill("The account's e-mail address", address("citizen"))
    reader.fill("The right date of birth", "1990-05-17")
    reader.fill("Reason", "عُرضت البطاقة الشخصية عند الشباك.")
    with reader.page.expect_navigation():
        reader.press("Ask for the correction")


def verified(*, forged: bool) -> Opens:
    """The verdict on the reader's own receipt; as it was signed, or with another signature."""

    def open_page(reader: Reader) -> None:
        followed("/contributions/mine/", link="a[href$='/receipt/']")(reader)
        receipt = reader.page.request.get(f"{reader.page.url}?format=json").json()
        if forged:
            receipt["signature"] = receipt["signature"][::-1]
        reader.go("/contributions/verify/")
        file = {"name": "receipt.json", "mimeType": "application/json", "buffer": json.dumps(receipt).encode()}
        reader.field("The file of the receipt").set_input_files(file)
        with reader.page.expect_navigation():
            reader.press("Verify the receipt")

    return open_page


def signed_with(reader: Reader) -> None:
    """Where others are asked to sign one's own suggestion."""
    SIGNED(reader)
    reader.page.goto(f"{reader.page.url}parties/")


FIRST_ROW = "li a, tbody a"
# What several parties sign.
SIGNED = followed("/suggestions/", link="a:has-text('ألواح شمسية')")
# Not one that was begun and never sent: those stand above.
OWN = "li[id^='c-'] h2 a"
TOMB = ".tombstone a[href*='/contributions/']"
# What was held back or removed.
REFUSED = "li:has(.badge.moderation.removed) h2 a"
APPEALING = followed(followed("/contributions/mine/", link=REFUSED), link="a[href*='/appeals/']")
OUTCOME = "/consultations/weather/outcome/"
# Whose pages, and what stands on them.
REPORTING = followed(OPEN_CONSULTATION, link="a[href*='/reports/']")
PAGES: dict[str, dict[str, Opens]] = {
    VISITOR: {
        "home": at("/"),
        "policies": at("/policies/"),
        "policy": at("/policies/participation/"),
        "a version of a policy": at("/policies/participation/versions/1/"),
        "plain page": at("/guide/"),
        "consultations": at("/consultations/"),
        "consultation": at(OPEN_CONSULTATION),
        "consultation, closed": at("/consultations/assessment/"),
        "a version of a draft": at(f"{OPEN_CONSULTATION}versions/1/"),
        "a clause": followed(OUTCOME, link="a[href*='/clauses/']"),
        "you said, we did": at(OUTCOME),
        "all outcomes": at("/outcomes/"),
        "suggestions": at("/suggestions/"),
        "suggestions, none": at("/suggestions/?q=zzzqqq&status=stopped"),
        "suggestion": followed("/suggestions/?page=2", link=FIRST_ROW),
        "suggestion with co-parties": SIGNED,
        "a comment that was removed": followed(f"{OPEN_CONSULTATION}?clause=clause-12", link=TOMB),
        "search": at("/search/?q=المدرسة"),
        "search, narrowed": unfolded(at("/search/?q=المدرسة&kind=suggestion")),
        "search, nothing": at("/search/?q=zzzqqq"),
        "search, a number": at("/search/?q=98765432101"),
        "transparency": at("/transparency/"),
        "ledger": at("/ledger/"),
        "verify a receipt": at("/contributions/verify/"),
        "verify a receipt, errors": pressed("/contributions/verify/", button="Verify the receipt"),
        "entry of the ledger": at("/ledger/entries/0/"),
        "proof between checkpoints": at("/ledger/consistency/"),
        "ticket look-up": at("/tickets/"),
        "ticket look-up, errors": pressed("/tickets/", button="Show where it stands"),
        "no such page": at("/nothing-here/"),
        "sign-in": at("/accounts/login/"),
        "sign-in, errors": pressed("/accounts/login/", button="Sign in"),
        "sign-up": at("/accounts/signup/"),
        "sign-up, errors": pressed("/accounts/signup/", button="Open the account"),
        "password reset": at("/accounts/password/reset/"),
        "sign-in with a code": at("/accounts/login/code/"),
        "password reset, sent": at("/accounts/password/reset/done/"),
        "mailbox": at("/mailbox/"),
        "following": at("/follow/"),
        "following, errors": pressed("/follow/", button="See what became of it"),
        "a guardian without the link": at("/confirm/"),
        "a guardian's answer": at("/confirm/98765432101/"),
        "a guardian's answer, errors": pressed("/confirm/98765432101/", button="Read the text"),
        "gallery": unfolded(at("/gallery/")),
        **{f"error {name}": at(f"/gallery/errors/{name}/") for name in [*ALONE, *FRAMED]},
    },
    "citizen": {
        "consultation": unfolded(at(OPEN_CONSULTATION)),
        "suggestion": followed("/suggestions/", link=FIRST_ROW),
        "suggestion form": at("/suggestions/new/"),
        "suggestion form, errors": pressed("/suggestions/new/", button="Preview it"),
        "suggestion preview": previewed,
        "suggestion preview, errors": pressed(previewed, button="Send the suggestion"),
        "my contributions": at("/contributions/mine/"),
        "a contribution of mine": followed("/contributions/mine/", link=OWN),
        "changing my words": followed("/contributions/mine/", link="a[href$='/change/']"),
        "reporting": REPORTING,
        "reporting, errors": pressed(REPORTING, button="Send the report"),
        "withdrawal": followed("/contributions/mine/", link="a[href$='/withdraw/']"),
        "my details": at("/accounts/profile/"),
        "my details, errors": pressed("/accounts/profile/", button="Save my details", emptied="Your full name"),
        "bodies I speak for": at("/organisations/"),
        "asking for a body": at("/organisations/new/"),
        "asking for a body, errors": pressed("/organisations/new/", button="Send the request"),
        "a body that waits": followed("/organisations/", link=FIRST_ROW),
        "mobile number": at("/accounts/phone/"),
        "my data": at("/accounts/data/"),
        "erasing the account": at("/accounts/data/erase/"),
        "erasing the account, errors": pressed("/accounts/data/erase/", button="Ask for erasure"),
        "receipt": followed("/contributions/mine/", link="a[href$='/receipt/']"),
        "a receipt that is valid": verified(forged=False),
        "a receipt that is not": verified(forged=True),
        "password change": at("/accounts/password/change/"),
        "national identity": at("/accounts/identity/"),
        "addresses": at("/accounts/email/"),
        "two steps": at("/accounts/2fa/"),
        "is it you": at("/accounts/2fa/totp/activate/"),
        "where I am signed in": at("/accounts/sessions/"),
        "sign-out": at("/accounts/logout/"),
        "not open to you": at("/office/"),
    },
    "pupil": {
        "what waits for a guardian": at("/contributions/mine/"),
        "one that waits for a guardian": followed("/contributions/mine/", link=OWN),
        "my details": at("/accounts/profile/"),
    },
    "luban-rep": {
        "asking others to sign": signed_with,
        "asking others to sign, errors": pressed(signed_with, button="Ask to sign"),
        "what was removed of mine": followed("/contributions/mine/", link=REFUSED),
    },
    "younis": {
        "what was held back of mine": followed("/contributions/mine/", link=REFUSED),
        "appealing": APPEALING,
        "appealing, errors": pressed(APPEALING, button="Send the appeal"),
    },
    "clerk": {
        "office": at("/office/"),
        "recordings": at("/office/recording/"),
        "recording a suggestion": at("/office/recording/suggestion/"),
        "recording a suggestion, errors": pressed("/office/recording/suggestion/", button="Record it"),
        "what to comment on": unfolded(at("/office/recording/comments/")),
        "recording a comment": followed("/office/recording/comments/", link="details a, li a"),
        "what was recorded": unfolded(followed("/office/recording/", link="tbody a")),
    },
    # Waits for a moderator, with a file.
    "shahad": {
        "a contribution with a file": followed("/contributions/mine/", link=OWN),
        "taking a file out": followed(
            followed("/contributions/mine/", link=OWN), link="a[href*='/files/'][href$='/withdraw/']"
        ),
    },
    "organisation-rep": {
        "a body": followed("/organisations/", link=FIRST_ROW),
        "a body, errors": pressed(followed("/organisations/", link=FIRST_ROW), button="Send the invitation"),
        "one who speaks for it": followed("/organisations/1/", link="tbody tr:last-child a"),
        "leaving a body": at("/organisations/1/leave/"),
    },
    "moderator": {
        "office": at("/office/"),
        "queue": at("/office/moderation/"),
        "queue, several chosen": ticked("/office/moderation/"),
        "queue, several, errors": pressed(ticked("/office/moderation/"), button="Decide on all that are ticked"),
        "queue, what is in hand": at("/office/moderation/?view=mine"),
        "queue, published first": at("/office/moderation/?view=unseen"),
        "queue, nothing": at("/office/moderation/?view=mine&late=on"),
        "decision": unfolded(followed("/office/moderation/", link=FIRST_ROW)),
        "decision on a new wording": followed("/office/moderation/?view=amended", link=".queue-row"),
        "decision on what was reported": followed("/office/moderation/?view=reported", link=".queue-row"),
        "appeals": at("/office/moderation/appeals/"),
        "ruling on an appeal": followed("/office/moderation/appeals/", link=FIRST_ROW),
        "decision to undo": unfolded(followed("/office/moderation/?view=removed", link=".queue-row")),
        "decision on what stands": followed("/office/moderation/?view=published", link=".queue-row"),
    },
    # Comes after the first, and finds the first row in other hands.
    "moderator-2": {
        "decision in other hands": followed("/office/moderation/", link=".queue-row"),
    },
    "administrator": {
        "office": at("/office/"),
        "roles": at("/office/roles/"),
        "roles, errors": pressed("/office/roles/", button="Grant the role"),
        "changing how long a role lasts": followed("/office/roles/", link="tbody a"),
        "ending a role": followed("/office/roles/", link="tbody a[href$='/end/']"),
        "roles that ended": at("/office/roles/history/"),
        "bodies": at("/office/organisations/"),
        "registering a body, errors": pressed("/office/organisations/new/", button="Register it"),
        "a body to verify": followed("/office/organisations/", link="tbody a"),
        "a body of the office": at("/office/organisations/1/"),
        "suspensions": at("/office/suspensions/"),
        "suspensions, errors": pressed("/office/suspensions/", button="Suspend the account"),
        "dates of birth": at("/office/birth-dates/"),
        "dates of birth, errors": pressed("/office/birth-dates/", button="Ask for the correction"),
        "a date of birth to confirm": followed(asked_for_a_date, link="tbody a[href*='/confirm/']"),
    },
    "policy": {
        "office": at("/office/"),
        "suggestion desk": at("/office/suggestions/"),
        "answer to a suggestion": unfolded(followed("/office/suggestions/", link=FIRST_ROW)),
        "consultation desk": at("/office/consultations/"),
        "contributions to answer": at(CONTRIBUTIONS),
        "answer to a comment": followed(CONTRIBUTIONS, link="tbody a"),
        "outcome, some unanswered": at("/office/consultations/assessment/outcome/"),
    },
    "tickets": {
        "ticket desk": at("/office/tickets/"),
        "ticket": unfolded(followed("/office/tickets/", link="tbody a")),
    },
}


def faults_on(reader: Reader) -> list[str]:
    page = reader.page
    is_first = reader.language == "ar"  # colours have no direction
    faults = checkers.faults_of(page, colours=is_first)
    if is_first:
        faults += checkers.faults_in_the_dark(page)
    return faults + [f"wider than its window of {width}" for width in widths_that_cut(page)]


def widths_that_cut(page: Page) -> list[int | str]:
    """Where something stands out of the window, or somebody would scroll sideways to read; with the menu open."""
    found: list[int | str] = []
    for width in (NARROW, PHONE, TABLET, WIDE):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.evaluate("document.querySelectorAll('header details').forEach(each => each.open = each.checkVisibility())")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(width)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    if page.evaluate("document.documentElement.scrollWidth") > WIDE:
        found.append(f"{WIDE}, with letters of twice the size")
    return found


@pytest.mark.parametrize("person", PAGES, ids=lambda person: person or "visitor")
def test_nothing_is_wrong_with_the_pages_of(people, way, person):
    reader = people.signed_in(way, person) if person else people.visitor(way)
    faults = []
    for name, opens in PAGES[person].items():
        opens(reader)
        faults += [f"{name}: {fault}" for fault in faults_on(reader)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("path", ["/", "/suggestions/", "/accounts/signup/"])
def test_letters_of_twice_the_size_still_fit(people, way, path):
    reader = people.visitor(way)
    reader.page.set_viewport_size({"width": WIDE // 2, "height": HEIGHT})
    reader.go(path)
    reader.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= WIDE // 2


# Grey on white at 2.8 : 1, in letters that join.
PLANTED = """
() => document.querySelector("main").insertAdjacentHTML("beforeend", "<p id='planted'>نص عربي لا يُقرأ</p>")
"""


def with_a_faint_line(people: People, way: Way) -> Page:
    """Set by the script of the test: the policy of the page refuses a style attribute."""
    reader = people.visitor(way)
    reader.go("/guide/")
    page = reader.page
    page.evaluate(PLANTED)
    page.evaluate("() => { document.getElementById('planted').style.color = '#999999' }")
    return page


def test_axe_sees_a_faint_line_in_arabic(people):
    page = with_a_faint_line(people, Way("ar", 1280))
    assert [fault for fault in checkers.axe(page, runOnly=checkers.WCAG) if "planted" in fault]


@pytest.mark.npm
def test_the_sniffer_sees_a_faint_line_in_arabic(people):
    page = with_a_faint_line(people, Way("ar", 1280))
    assert [fault for fault in checkers.sniffer(page) if "planted" in fault]


def test_a_line_that_is_faint_at_night_only_is_seen(people):
    page = with_a_faint_line(people, Way("ar", 1280))
    page.evaluate("() => { document.getElementById('planted').style.color = '#333333' }")
    assert [fault for fault in checkers.faults_in_the_dark(page) if "planted" in fault]
