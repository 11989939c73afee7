from django.urls import path

from contributions import views

app_name = "contributions"

urlpatterns = [
    path("mine/", views.mine, name="mine"),
    path("comment/<int:discussion_id>/", views.comment, name="comment"),
    path("<str:reference>/", views.contribution, name="contribution"),
    path("<str:reference>/receipt/", views.receipt, name="receipt"),
    path("<str:reference>/withdraw/", views.withdraw, name="withdraw"),
]
