"""Every page of ours and every state of it, by who opens it; what looks at all of them takes them from here."""

from __future__ import annotations

from config.gallery import ALONE, FRAMED
from tests.browser.openings import (
    FIRST_ROW,
    OWN,
    SIGNED,
    Opens,
    asked_for_a_date,
    at,
    behind_a_guardian_s_code,
    followed,
    pressed,
    previewed,
    signed_with,
    ticked,
    unfolded,
    verified,
)

VISITOR = ""
OPEN_CONSULTATION = "/consultations/transport/"
CONTRIBUTIONS = "/office/consultations/assessment/contributions/"
TOMB = ".tombstone a[href*='/contributions/']"
# What was held back or removed.
REFUSED = "li:has(.badge.moderation.removed) h2 a"
APPEALING = followed(followed("/contributions/mine/", link=REFUSED), link="a[href*='/appeals/']")
OUTCOME = "/consultations/weather/outcome/"
confirming = followed("/office/birth-dates/", link="tbody a[href*='/confirm/']")
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
        "behind a guardian's code": behind_a_guardian_s_code,
        "my details": at("/accounts/profile/"),
    },
    "hamad": {
        "what was withdrawn of mine": followed("/contributions/mine/", link="a:has-text('انصراف مبكر')"),
    },
    "maryam": {
        "what was merged of mine": followed("/contributions/mine/", link="a:has-text('تظليل مواقف')"),
    },
    "khalfan": {
        "what no guardian answered": followed("/contributions/mine/", link="a:has-text('أجهزة لوحية')"),
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
    # Comes after the first, who may not confirm what they asked for.
    "administrator-2": {
        "confirming a date of birth": confirming,
        "confirming a date of birth, errors": pressed(confirming, button="Correct the date"),
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
