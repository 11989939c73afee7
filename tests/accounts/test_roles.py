"""What comes with a role in the back office."""

import pytest
from wagtail.users.models import UserProfile

from accounts.actions import grant_role
from accounts.models import Role


@pytest.mark.parametrize("language", ["ar", "en"])
def test_wagtails_admin_speaks_the_language_of_whoever_gets_a_role(make_user, language):
    user = make_user("new@example.om", "شيخة بنت علي الغافرية", Role.EDITOR, language=language)
    assert UserProfile.objects.get(user=user).preferred_language == language


def test_a_language_chosen_there_stays(make_user):
    user = make_user("new@example.om", "شيخة بنت علي الغافرية", Role.EDITOR, language="ar")
    UserProfile.objects.filter(user=user).update(preferred_language="en")
    grant_role(user, Role.APPROVER, by=None)
    assert UserProfile.objects.get(user=user).preferred_language == "en"
