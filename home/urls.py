from django.urls import path

from home import views

app_name = "home"

urlpatterns = [
    path("office/", views.office, name="office"),
]
