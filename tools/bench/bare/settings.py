"""Middleware and context processors as `wagtail start` has them, on the product's database and packages."""

from tools.bench.settings import *  # noqa: F403
from tools.bench.settings import TEMPLATES

ROOT_URLCONF = "tools.bench.bare.urls"
MIDDLEWARE = [
    "tools.bench.counting.CountingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # does next to nothing; accounts do not start without it
]
TEMPLATES = [
    TEMPLATES[0]
    | {
        "DIRS": [],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
