from django.urls import path

from accounts.views import roles

app_name = "roles"

urlpatterns = [
    path("", roles.roles, name="list"),
    path("history/", roles.history, name="history"),
    path("<int:pk>/change/", roles.change, name="change"),
    path("<int:pk>/end/", roles.end, name="end"),
]
