"""Addresses. Everything a person reads stands under /ar/ or /en/, on the same path."""

from allauth.account.decorators import reauthentication_required
from allauth.account.views import password_set
from altcha_django.views import ChallengeView
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_required
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts.views import national, phones, profile, second_factor, sessions
from config import crawlers, views
from config.debugging import debug
from config.gallery import error_page, gallery
from contributions.follow_views import follow
from contributions.guardian_views import confirm
from home.sitemaps import SITEMAPS
from messaging.views import sms_reports

handler400 = "config.errors.bad_request"
handler500 = "config.errors.server_error"

urlpatterns = [
    path("", views.front, name="front"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("favicon.ico", crawlers.icon, {"name": "favicon.ico"}),
    path("apple-touch-icon.png", crawlers.icon, {"name": "apple-touch-icon.png"}),
    path("robots.txt", crawlers.robots, name="robots"),
    path(".well-known/security.txt", crawlers.security_txt, name="security_txt"),
    path("security.txt", crawlers.security_txt),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemaps"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("cards/<path:token>.png", crawlers.card, name="card"),
    path("debug/", debug, name="debug"),
    path("appearance/", views.appearance, name="appearance"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("messages/reports/<str:secret>/", sms_reports, name="sms_reports"),
    path("challenges/", ChallengeView.as_view(), name="challenge"),
    path("ledger/", include("ledger.file_urls")),
    path("receipts/", include("contributions.file_urls")),
    path("files/", include("contributions.attachment_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]

urlpatterns += i18n_patterns(
    path("gallery/", gallery, name="gallery"),
    path("gallery/errors/<str:name>/", error_page, name="gallery_error"),
    path("accounts/profile/", profile, name="account_profile"),
    path("accounts/sessions/", sessions, name="account_sessions"),
    path("accounts/second-factor/", second_factor, name="account_second_factor"),
    path("accounts/2fa/", include("accounts.factor_urls")),
    path("accounts/oidc/<str:provider_id>/login/", national.leave, name="openid_connect_login"),
    path("accounts/identity/", national.show, name="account_show_identity"),
    path("accounts/identity/join/", national.join, name="account_join_identity"),
    path("accounts/identity/part/", national.part, name="account_part_identity"),
    path("accounts/3rdparty/", RedirectView.as_view(pattern_name="account_profile")),
    # Before allauth's own, whose names they go by: a new password opens the account for good.
    path("accounts/password/set/", login_required(reauthentication_required(password_set))),
    path("accounts/phone/", phones.change, name="account_change_phone"),
    path("accounts/phone/verify/", phones.verify, name="account_verify_phone"),
    path("accounts/phone/remove/", phones.remove, name="account_remove_phone"),
    path("accounts/", include("privacy.urls")),
    path("accounts/", include("allauth.urls")),
    path("ledger/", include("ledger.urls")),
    path("mailbox/", include("messaging.urls")),
    path("search/", include("search.urls")),
    path("contributions/", include("contributions.urls")),
    path("confirm/", confirm, name="confirm"),
    path("confirm/<str:reference>/", confirm, name="confirm"),
    path("follow/", follow, name="follow"),
    path("follow/<str:reference>/", follow, name="follow"),
    path("appeals/", include("moderation.appeal_urls")),
    path("reports/", include("moderation.report_urls")),
    path("transparency/", include("moderation.transparency_urls")),
    path("office/roles/", include("accounts.urls")),
    path("office/suspensions/", include("accounts.suspension_urls")),
    path("office/birth-dates/", include("accounts.birth_urls")),
    path("office/recording/", include("recording.urls")),
    path("office/moderation/", include("moderation.urls")),
    path("", include("organisations.urls")),
    path("", include("tickets.urls")),
    path("", include("consultations.urls")),
    path("", include("suggestions.urls")),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
)

# The last of its name is the one that is written: providers compare it letter by letter, and it has no language.
urlpatterns += [
    path("accounts/oidc/<str:provider_id>/login/callback/", national.come_back, name="openid_connect_callback"),
]
