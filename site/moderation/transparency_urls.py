from django.urls import path

from moderation.views import transparency

app_name = "transparency"

urlpatterns = [
    path("", transparency.page, name="page"),
    path("moderation.csv", transparency.download, name="download"),
    path("reasons.csv", transparency.download_reasons, name="reasons"),
]
