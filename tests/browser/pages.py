"""What people do on the pages, each deed once: the tests say who does it and what comes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Locator, expect

from home.demo.people import PASSWORD, app_secret
from tests.browser.reader import Reader, plain

CONSENT = "I agree that my text is published under this name, as the privacy notice says."


@dataclass(frozen=True)
class Newcomer:
    name: str
    email: str


@dataclass(frozen=True)
class Sent:
    """Something sent: its number as the receipt says it, and its words."""

    reference: str
    title: str
    body: str

    @property
    def number(self) -> str:
        return plain(self.reference)


# --- Accounts -------------------------------------------------------------------------------------------


def sign_in(reader: Reader, email: str, password: str = PASSWORD) -> None:
    reader.go("/accounts/login/")
    fill_sign_in(reader, email, password)
    expect(reader.page).not_to_have_url(re.compile("/accounts/login/"))
    take_second_step(reader, email)


def take_second_step(reader: Reader, email: str) -> None:
    """Where one is asked for. A code opens once: of the three that are good now, the first that was not used."""
    for counter in sorted(yield_hotp_counters_from_time()):
        if "/2fa/authenticate/" not in reader.page.url:
            return
        code = format_hotp_value(hotp_value(app_secret(email.partition("@")[0]), counter))
        reader.fill("Code from the app, or a recovery code", code)
        reader.press("Sign in")
        reader.page.wait_for_load_state()
    expect(reader.page).not_to_have_url(re.compile("/2fa/authenticate/"))


def fill_sign_in(reader: Reader, email: str, password: str) -> None:
    reader.fill("Email", email)
    reader.fill("Password", password)
    reader.press("Sign in")


def sign_up(reader: Reader, who: Newcomer) -> None:
    """Opens an account; the code comes by mail, which the demonstration shows."""
    reader.go("/accounts/signup/")
    reader.fill("Your full name", who.name)
    reader.fill("Email", who.email)
    reader.fill("Password", PASSWORD)
    reader.choose("Your role in education", "parent")
    reader.choose("Your governorate", "dakhliyah")
    reader.press("Open the account")
    mailbox = reader.link("the code is in the mailbox")
    expect(mailbox).to_be_visible()  # on the page that asks for the code
    to_confirm = reader.page.url
    mailbox.click()
    code = code_in(reader.until(lambda: subjects_to(reader, who.email))[0])
    reader.page.goto(to_confirm)
    reader.fill("Verification code", code)
    reader.press("Confirm")
    expect(reader.page).not_to_have_url(re.compile("/accounts/"))


def code_in(subject: str) -> str:
    return max(re.findall(r"[A-Z0-9-]+", subject), key=len)


# --- The mailbox ----------------------------------------------------------------------------------------


def letters_to(reader: Reader, email: str) -> Locator:
    return reader.main.get_by_role("listitem").filter(has_text=email)


def subjects_to(reader: Reader, email: str) -> list[str]:
    return letters_to(reader, email).get_by_role("link").all_inner_texts()


def await_letter(reader: Reader, email: str, subject: str | re.Pattern[str]) -> None:
    """Opens the letter with these words in its subject, once it has come."""
    reader.go("/mailbox/")
    letter = letters_to(reader, email).get_by_role("link").filter(has_text=subject)
    reader.until(letter.count)
    letter.first.click()


# --- Taking part ----------------------------------------------------------------------------------------


def open_consultation(reader: Reader) -> None:
    """The first of those that are open."""
    reader.go("/consultations/")
    open_now = reader.main.get_by_role("region", name=reader.words("Open now"))
    open_now.get_by_role("heading", level=3).get_by_role("link").first.click()


def comment(reader: Reader, body: str) -> Sent:
    """On the first clause of the consultation that is open."""
    open_consultation(reader)
    reader.follow("Comment")
    return write_comment(reader, body, stance="Neutral")


def reply(reader: Reader, body: str) -> Sent:
    """To the first comment that stands in the consultation."""
    open_consultation(reader)
    reader.follow("Reply")
    send_reply(reader, body)
    return Sent(reader.reference_on_receipt(), "", body)


def send_reply(reader: Reader, body: str) -> None:
    """In the form under the comment that is answered."""
    reader.main.get_by_label(reader.like("Your reply to %(name)s")).fill(body)
    agree(reader)
    reader.press("Send the reply")


def write_comment(reader: Reader, body: str, stance: str = "") -> Sent:
    reader.field("Your comment").fill(body)
    if stance:
        reader.field(stance).check()
    agree(reader)
    reader.press("Send the comment")
    return Sent(reader.reference_on_receipt(), "", body)


def agree(reader: Reader) -> None:
    reader.field(CONSENT).check()


def write_suggestion(reader: Reader, title: str, body: str) -> None:
    """As far as the preview."""
    reader.go("/suggestions/new/")
    reader.fill("Title of the suggestion", title)
    reader.fill("Text of the suggestion", body)
    reader.field("Subject").select_option(index=1)
    reader.press("Preview it")


def suggest(reader: Reader, title: str, body: str) -> Sent:
    write_suggestion(reader, title, body)
    agree(reader)
    reader.press("Send the suggestion")
    return Sent(reader.reference_on_receipt(), title, body)


# --- Searching ------------------------------------------------------------------------------------------


def search(reader: Reader, text: str) -> None:
    reader.go("/search/")
    box = reader.main.get_by_role("searchbox", name=reader.words("Search"))
    box.fill(text)
    with reader.page.expect_navigation():  # whoever looks again would load the page without the question
        box.press("Enter")


def find_in_list(reader: Reader, words: str) -> None:
    """Opens the row with these words, on whichever page of the list it stands."""
    row = reader.main.get_by_role("link", name=words)
    while not row.count():
        shown = reader.page.url
        reader.follow("Next page")
        expect(reader.page).not_to_have_url(shown)  # else the page before would be asked again
        reader.page.wait_for_load_state()
    row.first.click()


# --- Moderation -----------------------------------------------------------------------------------------


def find_in_queue(reader: Reader, words: str) -> None:
    """Opens what waits with these words, on whichever page of the queue it stands."""
    reader.go("/office/moderation/")
    find_in_list(reader, words)


def publish(reader: Reader, sent: Sent) -> None:
    find_in_queue(reader, sent.title or sent.body)
    reader.field("Publish").check()
    reader.press("Save and go to the next")


def hold(reader: Reader, sent: Sent) -> None:
    find_in_queue(reader, sent.title or sent.body)
    decide_with_reason(reader, "Hold back")


def remove(reader: Reader, sent: Sent) -> None:
    """What is published, and so no longer in the queue."""
    reader.go(f"/office/moderation/{sent.number}/")
    decide_with_reason(reader, "Remove")


def decide_with_reason(reader: Reader, decision: str) -> None:
    reader.field(decision).check()
    reader.field("Reason, by the participation policy").select_option(index=1)
    reader.press("Save and go to the next")


# --- Decisions and tickets ------------------------------------------------------------------------------


def find_on_desk(reader: Reader, sent: Sent) -> None:
    reader.go("/office/suggestions/")
    find_in_list(reader, sent.title)


def take_under_study(reader: Reader, sent: Sent, unit: str) -> None:
    """And stays on its page of the desk."""
    find_on_desk(reader, sent)
    form = reader.unfold("Take under study")
    reader.choose("Unit", unit, form)
    reader.press("Take under study", form)


def accept(reader: Reader, unit: str, answer_ar: str, answer_en: str) -> None:
    """What is under study, and open on the desk."""
    form = reader.unfold("Accept")
    reader.choose("Unit that carries it out", unit, form)
    reader.fill("Working days to finish", "١٠", form)
    reader.fill("Public answer in Arabic", answer_ar, form)
    reader.fill("Public answer in English", answer_en, form)
    reader.press("Accept", form)


def find_ticket(reader: Reader, title: str) -> None:
    reader.go("/office/tickets/")
    find_in_list(reader, title)


def work_ticket(reader: Reader, title: str, result_ar: str, result_en: str) -> None:
    """From the desk to done."""
    find_ticket(reader, title)
    reader.press("Take this ticket")
    reader.press("Begin work")
    reader.fill("What was achieved, in Arabic", result_ar)
    reader.fill("What was achieved, in English", result_en)
    reader.press("Finish, and tell the authors")
