from django.urls import path

from accounts.views import suspensions

app_name = "suspensions"

urlpatterns = [
    path("", suspensions.suspensions, name="list"),
    path("<int:pk>/lift/", suspensions.lift, name="lift"),
]
