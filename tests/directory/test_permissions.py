import pytest

from directory.permissions import can_appoint, can_manage_directory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("permission", [can_manage_directory, can_appoint])
@pytest.mark.parametrize(
    ("who", "allowed"),
    [("administrator", True), ("editor", False), ("moderator", False), ("ticket_officer", False), ("citizen", False)],
)
def test_only_an_administrator_changes_the_directory(permission, who, allowed, request):
    assert permission(request.getfixturevalue(who)) is allowed
