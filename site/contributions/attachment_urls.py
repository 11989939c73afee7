from django.urls import path

from contributions import attachment_views

app_name = "files"

urlpatterns = [
    path("<uuid:token>/<str:name>", attachment_views.file, name="file"),
]
