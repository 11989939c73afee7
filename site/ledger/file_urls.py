from django.urls import path

from ledger import files

app_name = "log"

urlpatterns = [
    path("checkpoint", files.newest_checkpoint, name="newest"),
    path("checkpoints/<int:number>", files.checkpoint, name="checkpoint"),
    path("keys", files.keys, name="keys"),
]
