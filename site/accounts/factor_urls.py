"""Before allauth's own, whose names they go by."""

from django.urls import path

from accounts.views import factors

urlpatterns = [
    path("totp/activate/", factors.AddAppView.as_view()),
    path("totp/deactivate/", factors.RemoveAppView.as_view()),
    path("webauthn/add/", factors.AddKeyView.as_view()),
    path("webauthn/keys/<int:pk>/remove/", factors.RemoveKeyView.as_view()),
]
