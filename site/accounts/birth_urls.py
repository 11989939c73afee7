from django.urls import path

from accounts.views import births

app_name = "births"

urlpatterns = [
    path("", births.birth_dates, name="list"),
    path("<int:pk>/confirm/", births.confirm, name="confirm"),
    path("<int:pk>/dismiss/", births.dismiss, name="dismiss"),
]
