from django.urls import path

from tickets import views

app_name = "tickets"

urlpatterns = [
    path("tickets/", views.look_up, name="look_up"),
    path("office/tickets/", views.desk, name="desk"),
    path("office/tickets/<str:reference>/", views.ticket, name="ticket"),
    path("office/tickets/<str:reference>/take/", views.take, name="take"),
    path("office/tickets/<str:reference>/start/", views.start, name="start"),
    path("office/tickets/<str:reference>/refer/", views.refer, name="refer"),
    path("office/tickets/<str:reference>/finish/", views.finish, name="finish"),
    path("office/tickets/<str:reference>/cancel/", views.cancel, name="cancel"),
]
