from django.urls import path

from moderation.views import reporting

app_name = "reports"

urlpatterns = [path("<str:reference>/", reporting.report, name="report")]
