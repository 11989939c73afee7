from django.urls import path

from moderation.views import appealing, deciding

app_name = "moderation"

urlpatterns = [
    path("", deciding.queue, name="queue"),
    path("appeals/", appealing.appeals, name="appeals"),
    path("appeals/<str:reference>/", appealing.rule, name="rule"),
    path("<str:reference>/", deciding.decide, name="decide"),
]
