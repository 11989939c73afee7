import pytest

from directory.models import Unit


@pytest.fixture
def office(db):
    """Any row at all: a deadline belongs to a thing, whatever it is."""
    return Unit.objects.create(code="test-office", kind=Unit.Kind.OFFICE, name_ar="مكتب", name_en="Office")
