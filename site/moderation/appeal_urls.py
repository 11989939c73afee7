from django.urls import path

from moderation.views import appealing

app_name = "appeals"

urlpatterns = [path("<str:reference>/", appealing.appeal, name="appeal")]
