"""The demo: everything through the actions, in every state, and nothing made twice."""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings as settings_of_tests
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from consultations.models import Consultation, Phase
from contributions.models import Attachment, Confirmation, Contribution, Decision, Moderation, Receipt
from contributions.receipts import RECEIVED
from directory.models import Unit
from home.demo.loading import load
from home.demo.people import PASSWORD, ROLES, address
from messaging.models import OutboxMessage
from policies.models import PolicyVersion
from suggestions.models import Suggestion
from tickets.models import Status, Ticket, TicketType
from workflow.models import Step

# The mark makes the database, also where this file is run alone.
pytestmark = [pytest.mark.slow, pytest.mark.django_db]

ROOMS = set(settings_of_tests.ROOMS)


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Loaded once for the tests of this file, and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(lambda line: None)
        yield
        transaction.set_rollback(True)


def count_of_rows() -> dict[str, int]:
    ours = [model for model in apps.get_models() if model._meta.app_label in ROOMS]
    return {model._meta.label: model._default_manager.count() for model in ours}


def test_suggestions_stand_in_every_state_of_moderation():
    found = Contribution.objects.suggestions().values_list("moderation", flat=True)
    assert set(found) == set(Moderation.values)


def test_one_was_published_as_it_came_and_no_moderator_has_read_it_yet():
    assert Contribution.objects.suggestions().filter(moderation="published", is_unseen=True).exists()


def test_suggestions_stand_in_every_state_of_decision():
    found = Contribution.objects.suggestions().values_list("decision", flat=True)
    assert set(found) == set(Decision.values)


def test_files_stand_beside_a_published_suggestion_and_one_that_waits():
    files = Attachment.objects.filter(contribution__kind="suggestion")
    assert {each.type for each in files.public()} == {"png", "pdf"}
    assert files.filter(contribution__moderation="submitted").exists()


def test_there_are_at_least_twenty_five_suggestions():
    assert Contribution.objects.suggestions().count() >= 25


def test_there_are_more_than_a_hundred_and_twenty_comments():
    assert Contribution.objects.comments().count() > 120


def test_a_suggestion_answers_the_open_consultation():
    assert Suggestion.objects.published().filter(consultation__slug="transport").exists()


def test_there_is_a_consultation_in_each_phase():
    assert sorted(consultation.phase for consultation in Consultation.objects.all()) == sorted(Phase)


def test_what_was_said_about_a_finished_consultation_was_answered():
    said = Contribution.objects.published().filter(
        comment__discussion__clause_key__draft__consultation__stage="outcome_published"
    )
    assert said.exists()
    assert not said.filter(decision=Decision.NONE).exists()


def test_the_participation_policy_has_two_versions_of_fourteen_points():
    versions = PolicyVersion.objects.filter(policy__kind="participation")
    assert [version.points.points().count() for version in versions] == [14, 14]


def test_each_contribution_has_its_receipt_and_names_the_privacy_notice():
    assert Receipt.objects.count() == Contribution.objects.count()
    assert not Contribution.objects.filter(consent_to=None).exists()


def test_each_contribution_was_submitted_by_a_recorded_step():
    submitted = Step.objects.filter(subject_type="contributions.contribution", name__in=RECEIVED)
    assert submitted.count() == Contribution.objects.count()


def test_the_ledger_is_written_in_the_order_of_time():
    moments = list(Step.objects.order_by("pk").values_list("at", flat=True))
    assert moments == sorted(moments)


def test_nothing_happens_in_the_future():
    assert not Step.objects.filter(at__gt=timezone.now()).exists()


def test_one_guardian_has_not_answered_yet_and_others_have():
    states = list(Confirmation.objects.values_list("state", flat=True))
    assert states.count("waiting") == 1
    assert states.count("confirmed") == len(states) - 1 > 1


def test_two_others_sign_a_published_suggestion():
    signed = Suggestion.objects.published().with_co_parties().filter(co_party_count=2)
    assert signed.count() == 1


def test_pupils_appear_as_initials():
    names = Contribution.objects.filter(education_role="pupil").values_list("name", flat=True)
    assert names
    assert all(len(name) < 12 for name in names)


def test_tickets_of_every_type_stand_in_every_state():
    assert set(Ticket.objects.values_list("status", flat=True)) == set(Status.values)
    assert set(Ticket.objects.values_list("type__code", flat=True)) == set(
        TicketType.objects.values_list("code", flat=True)
    )


def test_there_are_about_a_thousand_schools():
    assert Unit.objects.schools().count() > 950


def test_the_mailbox_of_a_new_demo_begins_empty():
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {OutboxMessage.State.SENT}


@pytest.mark.parametrize("key", ROLES)
def test_each_printed_account_can_sign_in(key):
    assert User.objects.get(email=address(key)).check_password(PASSWORD)


@pytest.mark.parametrize(
    "path",
    ["", "guide/", "channels/", "contact/", "accessibility/", "consultations/", "suggestions/", "policies/privacy/"],
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_page_of_the_demo_opens(language, path):
    assert Client().get(f"/{language}/{path}").status_code == 200


@pytest.mark.parametrize(
    "section",
    ["promised", "open-now", "last-outcome", "talked-about", "decided-lately", "kept-promises", "heard"],
)
def test_the_home_page_of_the_demo_shows_every_section(section):
    assert f'id="{section}"' in Client().get("/ar/").content.decode()


def test_the_home_page_of_the_demo_keeps_its_budget():
    client = Client()
    client.get("/ar/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/ar/")
    assert len([query for query in queries if '"cache"' not in (query["sql"] or "")]) <= 12


def test_loading_twice_makes_nothing_twice():
    before = count_of_rows()
    load(lambda line: None)
    assert count_of_rows() == before


def test_whoever_works_here_since_an_older_demo_was_loaded_is_added_to_it(settings):
    settings.DEMO = True
    for addresses in (User.objects, EmailAddress.objects):
        addresses.filter(email=address("administrator-2")).update(email="somebody@musharaka.example")
    call_command("load_demo", once=True)
    assert User.objects.get(email=address("administrator-2")).role_grants.get().role == "administrator"


def test_the_command_prints_an_account_for_each_role(capsys, settings):
    settings.DEMO = True
    call_command("load_demo", "--once")
    printed = capsys.readouterr().out
    assert all(address(key) in printed for key in ROLES)
    assert PASSWORD in printed


def test_the_command_is_refused_outside_a_demo(settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("load_demo")
