from django.urls import path

from consultations.views import answering, concluding, telling

app_name = "consultations"

urlpatterns = [
    path("office/consultations/", concluding.desk, name="desk"),
    path("office/consultations/<str:slug>/cancel/", concluding.cancel, name="cancel"),
    path("office/consultations/<str:slug>/outcome/", concluding.publish_outcome, name="publish_outcome"),
    path("office/consultations/<str:slug>/contributions/", answering.contributions, name="contributions"),
    path("office/consultations/<str:slug>/contributions/<str:reference>/", answering.answer, name="answer"),
    path("outcomes/", telling.all_outcomes, name="outcomes"),
    path("consultations/<str:slug>/", concluding.consultation, name="consultation"),
    path("consultations/<str:slug>/<path:rest>", concluding.consultation, name="consultation_part"),
]
