from django.urls import path

from recording import views

app_name = "recording"

urlpatterns = [
    path("", views.desk, name="desk"),
    path("suggestion/", views.new_suggestion, name="new_suggestion"),
    path("suggestion/<uuid:key>/", views.suggestion, name="suggestion"),
    path("comments/", views.subjects, name="subjects"),
    path("comment/<int:discussion_id>/", views.new_comment, name="new_comment"),
    path("comment/<int:discussion_id>/<uuid:key>/", views.comment, name="comment"),
    path("<str:reference>/", views.recorded, name="recorded"),
    path("<str:reference>/paper/", views.paper, name="paper"),
    path("<str:reference>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:reference>/erase/", views.erase, name="erase"),
]
