"""The demo's bodies: a club that waits for an officer, and a council that invites."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import NAMESPACE_DNS, uuid5

from accounts.models import Organisation, User
from contributions.actions import upload, uploads_of
from home.demo.files import registration
from home.demo.people import Cast, address
from home.demo.story import Story
from organisations import actions
from organisations.models import Admission, Invitation

KEY = uuid5(NAMESPACE_DNS, "club.musharaka.example")
SECRETARY = "fatma"


@dataclass
class Bodies:
    story: Story
    cast: Cast

    def tell(self) -> None:
        if not Admission.objects.filter(key=KEY).exists():
            self.story.then(self.story.by_day(-1, "club"), self._ask)
        if not Invitation.objects.exists():
            self.story.then(self.story.by_day(-30, "secretary"), self._welcome)
            self.story.then(self.story.by_day(-2, "treasurer"), self._invite)

    def _ask(self) -> None:
        by = self.cast.user("citizen")
        upload([registration()], key=KEY, by=by)
        actions.ask(
            by=by,
            key=KEY,
            document=uploads_of(by, KEY).get(),
            kind="association",
            name="نادي مرافئ القراءة بولاية صور",
            governorate="south_sharqiyah",
            registration_number="CL-4418",
            title="رئيس النادي",
        )

    def _welcome(self) -> None:
        asked = actions.invite(self._council, address(SECRETARY), by=self._head, title="أمينة السر")
        actions.accept(asked, by=self.cast.user(SECRETARY))

    def _invite(self) -> None:
        actions.invite(self._council, address("treasurer"), by=self._head, title="أمين الصندوق")

    @property
    def _council(self) -> Organisation:
        return Organisation.objects.select_related("party").get(party=self.cast.voice("organisation").party_id)

    @property
    def _head(self) -> User:
        return self.cast.user("organisation-rep")
