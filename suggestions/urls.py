from django.urls import path

from suggestions.views import office, public, sending, signing

app_name = "suggestions"

urlpatterns = [
    path("suggestions/", public.suggestions, name="list"),
    path("suggestions/new/", sending.new, name="new"),
    path("suggestions/new/<uuid:key>/", sending.write, name="write"),
    path("suggestions/new/<uuid:key>/preview/", sending.preview, name="preview"),
    path("suggestions/<str:reference>/parties/", signing.parties, name="parties"),
    path("suggestions/<str:reference>/sign/", signing.sign, name="sign"),
    path("suggestions/<str:reference>/", public.suggestion, name="suggestion"),
    path("office/suggestions/", office.desk, name="desk"),
    path("office/suggestions/<str:reference>/", office.suggestion, name="office_suggestion"),
    path("office/suggestions/<str:reference>/<str:step>/", office.decide, name="decide"),
]
