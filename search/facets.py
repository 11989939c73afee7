"""The facets that more than one room fills, in the order of the page. Rooms on the right register their own."""

from django.utils.translation import gettext_lazy as _

from accounts.models import EducationRole, Governorate, PartyKind
from search.registry import register_facet

register_facet("governorate", _("Governorate"), dict(Governorate.choices))
register_facet("party_kind", _("Who is speaking"), dict(PartyKind.choices) | dict(EducationRole.choices))
