from django.urls import path

from organisations.views import asking, body, invitations, office

app_name = "organisations"

urlpatterns = [
    path("organisations/", asking.mine, name="mine"),
    path("organisations/new/", asking.new, name="new"),
    path("organisations/requests/<int:number>/", asking.request_page, name="request"),
    path("organisations/requests/<int:number>/document/", asking.document, name="document"),
    path("organisations/invitations/<str:letter>/", invitations.invitation, name="invitation"),
    path("organisations/<int:number>/", body.body, name="body"),
    path("organisations/<int:number>/leave/", body.leave, name="leave"),
    path("organisations/<int:number>/representatives/<int:person>/", body.representative, name="representative"),
    path("office/organisations/", office.desk, name="desk"),
    path("office/organisations/new/", office.register, name="register"),
    path("office/organisations/requests/<int:number>/", office.request_page, name="office_request"),
    path("office/organisations/requests/<int:number>/document/", office.document, name="office_document"),
    path("office/organisations/<int:number>/", office.body, name="office_body"),
    path(
        "office/organisations/<int:number>/representatives/<int:person>/",
        office.representative,
        name="office_representative",
    ),
]
