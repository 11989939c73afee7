import pytest
from django.core.exceptions import ImproperlyConfigured

from config import checks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def connection_stays(monkeypatch):
    monkeypatch.setattr(checks.connections, "close_all", lambda: None)


@pytest.fixture
def demo_account(make_user):
    return make_user("moderator@musharaka.example", "حمد بن سعيد المعمري")


def test_a_service_with_demo_accounts_does_not_start(demo_account):
    with pytest.raises(ImproperlyConfigured, match="accounts of a demonstration"):
        checks.refuse_demo_accounts()
    assert [error.id for error in checks.no_demo_accounts(databases=["default"])] == ["config.E001"]


def test_a_demonstration_starts_with_them(demo_account, settings):
    settings.DEMO = True
    checks.refuse_demo_accounts()
    assert checks.no_demo_accounts(databases=["default"]) == []


def test_a_service_with_real_accounts_starts(citizen):
    checks.refuse_demo_accounts()
    assert checks.no_demo_accounts(databases=["default"]) == []


def test_an_account_that_is_switched_off_is_no_danger(demo_account):
    demo_account.is_active = False
    demo_account.save()
    checks.refuse_demo_accounts()


def test_a_database_that_does_not_answer_does_not_stop_the_start(monkeypatch):
    def refuse():
        raise checks.DatabaseError("down")

    monkeypatch.setattr(checks, "_has_demo_accounts", refuse)
    checks.refuse_demo_accounts()
