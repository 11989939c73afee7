from django.urls import path

from accounts import views

app_name = "roles"

urlpatterns = [
    path("", views.roles, name="list"),
    path("<int:pk>/end/", views.end, name="end"),
]
