"""How people sign in, with what proof, and how long they stay signed in."""

from config.settings.ground import DEMO, env
from config.settings.limits import GUARDED
from config.settings.sending import SMS_BACKEND

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
CODE_SECONDS = 10 * 60  # of every code that is sent; the page and the mail say how many minutes
# A mobile number signs in where text messages are sent. The key of an account stays its e-mail address.
ACCOUNT_LOGIN_METHODS = {"email", "phone"} if SMS_BACKEND else {"email"}
ACCOUNT_PHONE_VERIFICATION_TIMEOUT = CODE_SECONDS
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "accounts.allauth_forms.SignInForm",
    "signup": "accounts.allauth_forms.OpenAccountForm",
    "add_email": "accounts.allauth_forms.NewAddressForm",
    "reset_password": "accounts.allauth_forms.ForgottenForm",
    "set_password": "accounts.allauth_forms.FirstPasswordForm",
    "reauthenticate": "accounts.allauth_forms.OnceMoreForm",
    "change_password": "accounts.allauth_forms.NewPasswordForm",
    "reset_password_from_key": "accounts.allauth_forms.ForgottenPasswordForm",
    "confirm_email_verification_code": "accounts.allauth_forms.ConfirmAddressForm",
    "request_login_code": "accounts.allauth_forms.CodeWantedForm",
    "confirm_login_code": "accounts.allauth_forms.SignInByCodeForm",
    "change_phone": "accounts.allauth_forms.ChangePhoneForm",
    "verify_phone": "accounts.allauth_forms.ConfirmPhoneForm",
}
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_TIMEOUT = 3 * CODE_SECONDS  # of a sign-in from its beginning: the first code, and two that follow it
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# allauth's own, but for text messages, which LIMIT_SMS counts.
ACCOUNT_RATE_LIMITS: bool | dict[str, str | None] = (
    {"change_phone": "10/m/user", "verify_phone": None} if GUARDED else False
)
# A second factor opens the office and the admin to whoever works there; anybody may use one.
MFA_ADAPTER = "accounts.second_factor.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Musharaka"
MFA_TOTP_TOLERANCE = 1  # a clock that is half a minute off
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address that waits for its code is on no account yet, and opens none
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
MFA_FORMS = {
    "authenticate": "accounts.factor_forms.SecondStepForm",
    "reauthenticate": "accounts.factor_forms.SecondStepAgainForm",
    "activate_totp": "accounts.factor_forms.AppForm",
    "add_webauthn": "accounts.factor_forms.KeyForm",
    "edit_webauthn": "accounts.factor_forms.KeyNameForm",
}
# The national identity provider, by OpenID Connect; without an address there is none.
OIDC_SERVER_URL = env.text("OIDC_SERVER_URL", default="")
SOCIALACCOUNT_ADAPTER = "accounts.national.NationalAdapter"
SOCIALACCOUNT_FORMS = {"signup": "accounts.national.OpenNationalAccountForm"}
SOCIALACCOUNT_AUTO_SIGNUP = False  # under which role and governorate somebody speaks, no provider knows
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "national",
                "name": env.text("OIDC_NAME", default="الهوية الوطنية · National identity"),
                "client_id": env.text("OIDC_CLIENT_ID", default=""),
                "secret": env.text("OIDC_CLIENT_SECRET", default=""),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ]
        if OIDC_SERVER_URL
        else [],
    }
}
# Behind proxies of one's own the sender of a request is the first address that the outermost of them wrote.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", default=0)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
