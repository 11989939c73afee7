from django.urls import path

from contributions import attachment_views, change_views, guardian_views, receipt_views, views

app_name = "contributions"

urlpatterns = [
    path("mine/", views.mine, name="mine"),
    path("comment/<int:discussion_id>/", views.comment, name="comment"),
    path("verify/", receipt_views.verify, name="verify"),
    path("<str:reference>/", views.contribution, name="contribution"),
    path("<str:reference>/receipt/", receipt_views.receipt, name="receipt"),
    path("<str:reference>/change/", change_views.change, name="change"),
    path("<str:reference>/guardian/", guardian_views.ask_again, name="guardian"),
    path("<str:reference>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:reference>/files/<uuid:token>/withdraw/", attachment_views.withdraw, name="withdraw_file"),
]
