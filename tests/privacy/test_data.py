"""What is kept about somebody: all of it, and nothing of anybody else."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from config import ROOT
from config.personal_data import Coded, holdings
from contributions.personal_data import contributions
from privacy.limits import DOWNLOADS
from privacy.queries import chapters
from tests.privacy.conftest import write_to

PAGE = "/ar/accounts/data/"
JSON = "/ar/accounts/data/download.json"
HTML = "/en/accounts/data/download.html"

# Every table that points to an account, and where a person finds its rows about them, or why they do not.
HELD = {
    "accounts.Representation.user": "representations",
    "accounts.RoleGrant.user": "roles",
    "account.EmailAddress.user": "account",
    "contributions.Contribution.author": "contributions",
    "contributions.Upload.owner": "uploads",
    "directory.Post.holder": "posts",
    "accounts.Suspension.user": "suspensions",
    "accounts.BirthDateCorrection.user": "birth_dates",
    "mfa.Authenticator.user": "factors",
    "moderation.Appeal.made_by": "appeals",
    "moderation.Claim.moderator": "claims",
    "moderation.Report.reporter": "reports",
    "organisations.Admission.asker": "admissions",
    "organisations.Invitation.invited_by": "invitations",
    "organisations.Invitation.user": "invitations",
    "privacy.ErasureRequest.user": "erasure_requests",
    "socialaccount.SocialAccount.user": "identities",
    "suggestions.CoParty.user": "signatures",
    "tickets.Custody.officer": "custodies",
    "usersessions.UserSession.user": "sessions",
    "workflow.Step.by": "acts",
}
# What somebody did on behalf of the ministry: each is a step, and so among the acts.
ACTS = {
    "accounts.BirthDateCorrection.asked_by",
    "accounts.BirthDateCorrection.closed_by",
    "accounts.Organisation.verified_by",
    "accounts.RoleGrant.granted_by",
    "accounts.Suspension.suspended_by",
    "consultations.DraftVersion.published_by",
    "contributions.Contribution.recorded_by",
    "contributions.Disposition.decided_by",
    "policies.PolicyVersion.published_by",
    "tickets.Ticket.officer",
    "tickets.Ticket.opened_by",
}
# Wagtail's own record of who edited a page, and how somebody likes its admin: no citizen is in it.
LIBRARIES = {"wagtailcore", "wagtailusers", "wagtailadmin", "wagtailimages", "wagtaildocs", "django_comments"}


def read(client: Any) -> dict[str, Any]:
    return client.get(JSON).json()


def test_every_table_that_points_to_an_account_is_in_the_copy_or_says_why_not():
    found = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.related_model is User and model._meta.app_label not in LIBRARIES
    }
    assert found == HELD.keys() | ACTS
    assert set(HELD.values()) <= {holding.key for holding in holdings()}


@pytest.mark.parametrize("address", [PAGE, JSON, HTML])
@pytest.mark.parametrize(("who", "status_code"), [("anonymous", 302), ("citizen", 200), ("administrator", 200)])
def test_whoever_is_signed_in_reads_what_is_kept_about_them(address, who, status_code, people, visit, db):
    assert visit(people(who)).get(address).status_code == status_code


@pytest.mark.parametrize("address", [PAGE, JSON, HTML])
def test_nothing_of_it_is_stored_on_the_way(address, citizen, visit):
    assert "no-store" in visit(citizen).get(address)["Cache-Control"]


@pytest.mark.parametrize("address", [PAGE, JSON, HTML])
def test_it_is_read_by_get_alone(address, citizen, visit):
    assert visit(citizen).post(address).status_code == 405


@pytest.mark.parametrize("who", ["neighbour", "moderator", "administrator"])
def test_nobody_else_finds_anything_of_hers_in_their_copy(who, full, people, visit):
    client = visit(people(who))
    copies = client.get(JSON).content.decode() + client.get(HTML).content.decode()
    assert [word for word in (full.email, full.first_name, "مختبر متنقل") if word in copies] == []


def test_her_copy_names_nobody_who_decided(full, people, visit):
    copy = visit(full).get(JSON).content.decode()
    others = ("moderator", "other_moderator", "policy_officer")
    assert [who for who in others if people(who).first_name in copy or people(who).email in copy] == []


def test_no_password_is_in_it(full, visit):
    client = visit(full)
    assert full.password not in client.get(JSON).content.decode() + client.get(HTML).content.decode()


def test_what_she_sent_is_there_with_its_text_receipt_and_answers(full, answered, visit):
    sent = {each["reference"]: each for each in read(visit(full))["contributions"]}[answered.reference]
    assert sent["texts"][0]["title"] == "مختبر متنقل"
    assert sent["receipt"][0]["signature"] == answered.contribution.receipt.signature
    assert [each["answer_ar"] for each in sent["decisions"]] == ["يُدرس الآن.", "قُبل."]


def test_a_comment_says_whether_it_was_for_or_against(full, visit):
    sent = read(visit(full))["contributions"]
    assert [each["stance"] for each in sent if each["kind"] == "comment"] == ["for"]


def test_her_appeal_is_there_with_the_answer(full, visit):
    appeal = read(visit(full))["appeals"][0]
    assert (appeal["words"], appeal["is_granted"], appeal["answer"]) == (
        "لم أكتب رقم أحد.",
        False,
        "الرقم في السطر الأول.",
    )


def test_the_ticket_that_came_of_it_is_there(full, answered, visit):
    assert read(visit(full))["tickets"][0]["contribution"] == answered.reference


def test_what_an_officer_held_is_there_for_them(officer_at_work, visit):
    copy = read(visit(officer_at_work))
    assert (len(copy["custodies"]), copy["posts"][0]["unit"], copy["roles"][0]["role"]) == (
        1,
        "labs",
        "ticket_officer",
    )


def test_messages_by_her_key_and_to_her_address_are_there(citizen, visit):
    write_to(citizen)
    write_to(citizen, recipient=f"address:{citizen.email}")
    assert len(read(visit(citizen))["messages"]) == 2


def test_an_address_that_is_only_claimed_brings_no_letter_of_its_owner(citizen, neighbour, visit):
    EmailAddress.objects.create(user=citizen, email="shared@example.om", verified=False)
    write_to(neighbour, recipient="address:shared@example.om", address="shared@example.om")
    assert read(visit(citizen))["messages"] == []


def test_a_code_that_opens_the_account_is_in_no_copy(citizen, visit):
    write_to(citizen, cause="account:1", template="account_code", context={"code": "ABCD-1234", "minutes": 15})
    message = read(visit(citizen))["messages"][0]
    assert (message["subject"], message["text"], message["address"]) == ("", "", citizen.email)


def test_the_page_shows_words_for_codes_and_leaves_out_what_is_empty(full, visit):
    page = visit(full).get(HTML).content.decode()
    assert "Awaiting moderation" in page
    assert "Mobile number" not in page


def test_the_page_reads_without_us(full, visit):
    page = visit(full).get(HTML).content.decode()
    assert re.findall(r"(?:src|href)=|url\(|<script", page) == []


def test_both_are_files_to_keep(citizen, visit):
    client = visit(citizen)
    assert [client.get(address)["Content-Disposition"].split(";")[0] for address in (JSON, HTML)] == ["attachment"] * 2


def test_what_others_wrote_cannot_become_markup(citizen, make_contribution, visit):
    make_contribution(citizen, body="<b>عريض</b>")
    page = visit(citizen).get(HTML).content.decode()
    assert "&lt;b&gt;" in page
    assert "<b>" not in page


def test_an_eleventh_download_within_the_hour_is_refused(citizen, visit):
    client = visit(citizen)
    answers = [client.get(JSON).status_code for _ in range(DOWNLOADS + 1)]
    assert (answers[-2:], "10 مرات" in client.get(JSON).content.decode()) == ([200, 429], True)


def test_a_copy_asks_as_much_for_one_contribution_as_for_ten(citizen, make_contribution, visit):
    client = visit(citizen)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(JSON)
        return len(captured)

    make_contribution(citizen)
    queries()
    one = queries()
    for _ in range(9):
        make_contribution(citizen)
    assert queries() == one


def test_who_has_no_role_reads_nothing_about_roles(citizen, moderator, visit):
    assert "أدوارك في المكتب الداخلي" not in visit(citizen).get(PAGE).content.decode()
    assert "أدوارك في المكتب الداخلي" in visit(moderator).get(PAGE).content.decode()


def test_the_page_leads_to_both_files_and_to_what_can_be_changed(citizen, visit):
    page = visit(citizen).get(PAGE).content.decode()
    wanted = (JSON, "/ar/accounts/data/download.html", "/ar/accounts/profile/", "/ar/contributions/mine/")
    assert [path for path in wanted if f'href="{path}"' not in page] == []


@pytest.mark.parametrize("address", ["/ar/accounts/profile/", "/ar/contributions/mine/"])
def test_the_account_menu_and_the_profile_lead_there(address, citizen, visit):
    assert f'href="{PAGE}"' in visit(citizen).get(address).content.decode()


def documented() -> dict[str, set[str]]:
    """Of docs/privacy.md: the keys of each holding."""
    text = (ROOT / "docs" / "privacy.md").read_text()
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", text, flags=re.MULTILINE)
    return {key: set(re.findall(r"`(\w+)`", keys)) for key, keys in rows}


def test_every_key_of_the_copy_is_documented():
    assert documented() == {holding.key: set(holding.words) for holding in holdings()}


def test_every_key_of_a_row_has_its_words(full, officer_at_work):
    def keys(row: Any) -> set[str]:
        within = (each for value in row.values() if isinstance(value, list) for each in value)
        return set(row) | {key for each in within for key in keys(each)}

    for holding in holdings():
        rows = [*holding.rows(full), *holding.rows(officer_at_work)]
        assert {key for row in rows for key in keys(row)} <= set(holding.words), holding.key


def test_a_code_is_a_code_to_a_programme_and_words_to_a_person():
    code = Coded("published", "Published")
    assert (json.dumps(code), str(code.label)) == ('"published"', "Published")


def test_until_when_something_is_kept_is_said_in_days(visit, citizen, settings):
    settings.PRIVACY_OUTBOX_DAYS = 321
    assert "The words for 321 days" in visit(citizen).get("/en/accounts/data/").text


def test_a_person_reads_what_a_comment_speaks_about_and_a_programme_its_code(make_comment, citizen):
    sent = make_comment(citizen).contribution
    [row] = contributions(citizen)
    assert row["about"] == sent.about
    assert row["about"].label != sent.about


def test_the_page_begins_with_the_account_and_ends_with_the_long_lists(full, visit):
    keys = [chapter.holding.key for chapter in chapters(full)]
    assert keys.index("account") < keys.index("messages")
    assert set(keys[-2:]) == {"acts", "messages"}
