from django.urls import path

from home import views

app_name = "home"

urlpatterns = [
    path("voices/", views.voices, name="voices"),
    path("voices/voices.csv", views.download_voices, name="download_voices"),
    path("office/", views.office, name="office"),
]
