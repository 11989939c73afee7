from django.urls import path

from ledger import files

app_name = "log"

urlpatterns = [
    path("checkpoint", files.newest_checkpoint, name="newest"),
    path("checkpoints/<int:number>", files.checkpoint, name="checkpoint"),
    path("keys", files.keys, name="keys"),
    path("entries/<int:position>.json", files.entry, name="entry"),
    path("consistency.json", files.consistency, name="consistency"),
    path("log", files.log, name="log"),
]
