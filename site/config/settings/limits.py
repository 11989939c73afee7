"""Against robots and floods: how often each thing may be sent, and what a browser has to do first."""

import hashlib

from config.settings.ground import SECRET_KEY, env

GUARDED = not env.flag("UNLIMITED", default=False)
# How often each thing may be sent: amount, time, and for whom it is counted. `_new`: by accounts that are new.
LIMITS = {
    "suggestion": env.limits("LIMIT_SUGGESTION", default="10/h/account 30/d/account 60/h/address 300/h/network"),
    "suggestion_new": env.limits("LIMIT_SUGGESTION_NEW", default="3/h/account 6/d/account 20/h/address 100/h/network"),
    "comment": env.limits("LIMIT_COMMENT", default="40/h/account 150/d/account 120/h/address 600/h/network"),
    "comment_new": env.limits("LIMIT_COMMENT_NEW", default="10/h/account 20/d/account 40/h/address 200/h/network"),
    "amendment": env.limits("LIMIT_AMENDMENT", default="20/h/account 60/d/account 120/h/address 300/h/network"),
    "amendment_new": env.limits("LIMIT_AMENDMENT_NEW", default="5/h/account 10/d/account 40/h/address 100/h/network"),
    "report": env.limits("LIMIT_REPORT", default="20/h/account 60/d/account 60/h/address 300/h/network"),
    "report_new": env.limits("LIMIT_REPORT_NEW", default="5/h/account 10/d/account 20/h/address 100/h/network"),
    "appeal": env.limits("LIMIT_APPEAL", default="10/h/account 20/d/account 40/h/address 200/h/network"),
    "appeal_new": env.limits("LIMIT_APPEAL_NEW", default="3/h/account 5/d/account 20/h/address 100/h/network"),
    # Asking for a body to be admitted, and inviting somebody to speak for one.
    "admission": env.limits("LIMIT_ADMISSION", default="5/h/account 10/d/account 30/h/address 150/h/network"),
    "admission_new": env.limits("LIMIT_ADMISSION_NEW", default="3/h/account 5/d/account 15/h/address 60/h/network"),
    "representative": env.limits(
        "LIMIT_REPRESENTATIVE", default="20/h/account 60/d/account 60/h/address 200/h/network"
    ),
    "representative_new": env.limits(
        "LIMIT_REPRESENTATIVE_NEW", default="10/h/account 20/d/account 30/h/address 100/h/network"
    ),
    "sign_up": env.limits("LIMIT_SIGN_UP", default="30/h/address 300/h/network"),
    # Without scripts no browser can do the work of a challenge: a code by e-mail stands in, and less goes through.
    "sign_up_by_code": env.limits("LIMIT_SIGN_UP_BY_CODE", default="5/h/address 40/h/network"),
    "by_code": env.limits("LIMIT_BY_CODE", default="3/h/account 6/d/account 15/h/address 60/h/network"),
    "code": env.limits("LIMIT_CODE", default="1/30s/account 6/h/account 12/d/account 30/h/address 120/h/network"),
    "challenge": env.limits("LIMIT_CHALLENGE", default="120/h/address 1200/h/network"),
    "sms": env.limits("LIMIT_SMS", default="1/30s/number 4/h/number 8/d/number 15/h/address 100/d/network"),
    "look_up": env.limits("LIMIT_LOOK_UP", default="20/m/address 60/m/network"),
    "file": env.limits("LIMIT_FILE", default="40/h/account 120/d/account 240/h/address 900/h/network"),
    "verification": env.limits("LIMIT_VERIFICATION", default="20/m/address 60/m/network"),
}
# For how long an account that has nothing published yet is new.
NEW_ACCOUNT_DAYS = env.number("NEW_ACCOUNT_DAYS", default=7)
# What comes sooner after its form was opened was written by no person.
FORM_MINIMUM_SECONDS = env.number("FORM_MINIMUM_SECONDS", default=2)
# The work that a browser does for a challenge, and for how long it is good. Nobody else is asked.
ALTCHA_HMAC_SECRET = hashlib.sha256(f"challenges:{SECRET_KEY}".encode()).hexdigest()
ALTCHA_CHALLENGE = {
    "cost": 1000,
    "max_number": max(2, env.number("CHALLENGE_WORK", default=2000)),
    "expires_seconds": env.number("CHALLENGE_SECONDS", default=20 * 60),
}
ALTCHA_CHALLENGE_ENDPOINT_RATELIMIT = "guard.limits.may_ask_for_a_challenge"
