"""How the pages of the matrix are opened: each is a state that somebody may be in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from home.demo.people import address
from tests.browser.pages import letters_to, write_suggestion
from tests.browser.reader import Reader

Opens = Callable[[Reader], None]


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


UNFOLD = """main => {
  main.querySelectorAll("details").forEach(each => each.open = true);
  main.querySelectorAll("#filters-switch").forEach(each => each.checked = true);
}"""


def unfolded(opens: Opens) -> Opens:
    """With everything open that folds."""

    def open_page(reader: Reader) -> None:
        opens(reader)
        reader.main.evaluate(UNFOLD)

    return open_page


def ticked(path: str) -> Opens:
    """With the first two rows chosen."""

    def open_page(reader: Reader) -> None:
        reader.go(path)
        for box in reader.main.locator(".tick").all()[:2]:
            box.click()

    return open_page


def awaiting_a_code(reader: Reader) -> None:
    """Whoever asked for one already is led to the page that waits for it."""
    reader.go("/accounts/login/code/")
    asked_for = reader.main.locator("input[name=email]")
    if asked_for.count():
        asked_for.fill("nobody@musharaka.example")
        with reader.page.expect_navigation():
            reader.press("Send me the code")


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


CODE = re.compile(r"[2-9A-Z]{5}-[2-9A-Z]{5}")


def behind_a_guardian_s_code(reader: Reader) -> None:
    """The pupil has another guardian asked in each language: the same one is not asked twice in a minute."""
    guardian = f"guardian-{reader.language}@musharaka.example"
    followed("/contributions/mine/", link="a[href$='#guardian']")(reader)
    page = reader.page.url.partition("#")[0]
    reader.main.locator("input[name=guardian]").fill(guardian)
    with reader.page.expect_navigation():
        reader.press("Send the message again")
    reader.go("/mailbox/")
    reader.until(letters_to(reader, guardian).count)
    letters_to(reader, guardian).get_by_role("link").first.click()
    code = CODE.search(reader.main.inner_text())
    assert code, "no code in the guardian's letter"
    reader.page.goto(page.replace("/contributions/", "/confirm/"))
    reader.fill("The code from the message", code[0])
    with reader.page.expect_navigation():
        reader.press("Read the text")


# Not one that was begun and never sent: those stand above.
OWN = "li[id^='c-'] h2 a"
FIRST_ROW = "li a, tbody a"
# What several parties sign.
SIGNED = followed("/suggestions/", link="a:has-text('ألواح شمسية')")
