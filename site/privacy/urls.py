from django.urls import path, re_path

from privacy import views

app_name = "privacy"

urlpatterns = [
    path("data/", views.data, name="data"),
    path("data/erase/", views.erase, name="erase"),
    path("data/erase/take-back/", views.take_back, name="take_back"),
    re_path(r"^data/download\.(?P<form>json|html|zip)$", views.download, name="download"),
]
