from django.urls import path

from contributions import receipt_views

app_name = "receipts"

urlpatterns = [
    path("keys", receipt_views.keys, name="keys"),
    path("keys/<str:key_id>.pem", receipt_views.key, name="key"),
]
