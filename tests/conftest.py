"""The people and things that tests speak of."""

from tests.harness import django_db_setup

__all__ = ["django_db_setup"]
