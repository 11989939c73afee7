"""The way about the office."""

import pytest

from accounts.actions import grant_role
from accounts.models import Role
from config.navigation import office_items

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [*Role.values, "all"])
def test_no_place_in_the_office_stands_twice_in_its_menu(rf, citizen, role):
    for each in Role.values if role == "all" else [role]:
        grant_role(citizen, each, by=None)
    request = rf.get("/ar/office/")
    request.user = citizen
    paths = [item.path for item in office_items(request)]
    assert len(paths) == len(set(paths))
