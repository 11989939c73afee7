from django.urls import path

from moderation.views import appealing, attachments, deciding, queue

app_name = "moderation"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("several/", queue.several, name="several"),
    path("appeals/", appealing.appeals, name="appeals"),
    path("appeals/<str:reference>/", appealing.rule, name="rule"),
    path("files/<uuid:token>/", attachments.attachment, name="attachment"),
    path("<str:reference>/", deciding.decide, name="decide"),
    path("<str:reference>/merge/", deciding.propose_merge, name="propose_merge"),
    path("<str:reference>/hand/", deciding.hand, name="hand"),
]
