"""Who may do what with bodies and roles: each verb asks for itself."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actions import (
    appoint_representative,
    end_role,
    grant_role,
    register_organisation,
    verify_organisation,
)
from accounts.models import Organisation, Role

RIGHTS = [
    ("administrator", True),
    ("moderator", False),
    ("policy_officer", False),
    ("ticket_officer", False),
    ("editor", False),
    ("approver", False),
    ("citizen", False),
]


@pytest.fixture
def council(administrator):
    return register_organisation(name="مجلس أولياء الأمور", by=administrator)


VERBS = {
    "register": lambda by, council, neighbour: register_organisation(name="نادي الفلك", by=by),
    "verify": lambda by, council, neighbour: verify_organisation(Organisation.objects.get(party=council), by=by),
    "appoint": lambda by, council, neighbour: appoint_representative(neighbour, council, by=by),
    "grant": lambda by, council, neighbour: grant_role(neighbour, Role.EDITOR, by=by),
    "end": lambda by, council, neighbour: end_role(grant_role(neighbour, Role.EDITOR, by=None), by=by),
}


@pytest.mark.parametrize("verb", list(VERBS))
@pytest.mark.parametrize(("who", "may"), RIGHTS)
def test_who_may(people, council, neighbour, verb, who, may):
    act = VERBS[verb]
    if may:
        act(people(who), council, neighbour)
    else:
        with pytest.raises(PermissionDenied):
            act(people(who), council, neighbour)
