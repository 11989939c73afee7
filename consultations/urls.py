from django.urls import path

from consultations import views

app_name = "consultations"

urlpatterns = [
    path("office/consultations/", views.desk, name="desk"),
    path("office/consultations/<str:slug>/cancel/", views.cancel, name="cancel"),
    path("office/consultations/<str:slug>/outcome/", views.publish_outcome, name="publish_outcome"),
    path("consultations/<str:slug>/", views.consultation, name="consultation"),
    path("consultations/<str:slug>/<path:rest>", views.consultation, name="consultation_part"),
]
