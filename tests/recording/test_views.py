"""The clerks' desk."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contributions.models import Contribution, Discussion
from moderation.actions import ask_change
from suggestions.actions import record_suggestion
from suggestions.models import Suggestion
from tests.pages import notice_in_force
from tests.recording.conftest import BODY, ZAYED, told

pytestmark = pytest.mark.django_db

DESK = "/ar/office/recording/"
WHO = [
    ("anonymous", 302),
    ("citizen", 403),
    ("moderator", 403),
    ("policy_officer", 403),
    ("ticket_officer", 403),
    ("editor", 403),
    ("clerk", 200),
]


def typed(**fields):
    return {
        "submission_key": str(uuid.uuid4()),
        "notice": str(notice_in_force().pk),
        "channel": "post",
        "name": ZAYED,
        "identity": "seen",
        "education_role": "parent",
        "governorate": "dhahirah",
        "title": "حافلة ثانية لقريتنا",
        "body": BODY,
        "category": "transport",
        "address": "zayed@example.om",
        "language": "ar",
        "consent": "signed",
        "agreed": "on",
    } | fields


def write_path(key=None):
    return f"/ar/office/recording/suggestion/{key or uuid.uuid4()}/"


@pytest.mark.parametrize(("who", "status_code"), [*WHO, ("administrator", 200)])
def test_clerks_and_administrators_see_what_was_recorded(who, status_code, people, visit, recorded):
    assert visit(people(who)).get(DESK).status_code == status_code
    assert visit(people(who)).get(f"{DESK}{recorded.reference}/").status_code == status_code


@pytest.mark.parametrize(("who", "status_code"), [*WHO, ("administrator", 403)])
def test_only_a_clerk_opens_the_form(who, status_code, people, visit, notice):
    assert visit(people(who)).get(write_path()).status_code == status_code
    assert visit(people(who)).get(f"{DESK}comments/").status_code == status_code


@pytest.mark.parametrize(("who", "status_code"), [*WHO[:-1], ("administrator", 403)])
def test_nobody_else_sends_it(who, status_code, people, visit, category):
    assert visit(people(who)).post(write_path(), typed()).status_code == status_code
    assert not Contribution.objects.exists()


def test_a_suggestion_is_recorded_from_the_form(visit, clerk, category):
    answer = visit(clerk).post(write_path(), typed())
    made = Suggestion.objects.get().contribution
    assert answer["Location"] == f"{DESK}{made.reference}/"
    assert (made.name, made.channel, made.recorded_by) == (ZAYED, "post", clerk)
    assert made.recording.identity == "seen"


def test_a_comment_is_recorded_from_the_form(visit, clerk, discussion):
    path = f"{DESK}comment/{discussion.pk}/{uuid.uuid4()}/"
    visit(clerk).post(path, typed(stance="for"))
    made = Contribution.objects.comments().get()
    assert (made.comment.stance, made.comment.discussion_id) == ("for", discussion.pk)


def test_a_second_press_of_the_form_records_once(visit, clerk, category):
    client, sent = visit(clerk), typed()
    first, second = client.post(write_path(), sent), client.post(write_path(), sent)
    assert first["Location"] == second["Location"]
    assert Contribution.objects.count() == 1


MENDED = [
    ("name", "د. زايد المقبالي"),
    ("name", "زايد"),
    ("identity", ""),
    ("channel", "web"),
    ("consent", ""),
    ("agreed", ""),
    ("consented_on", "2999-01-01"),
    ("consented_on", "2020-01-01"),
    ("consented_on", "yesterday"),
    ("address", "nobody"),
    ("governorate", ""),
    ("body", ""),
]


@pytest.mark.parametrize(("field", "value"), MENDED)
def test_what_is_wrong_is_told_beside_its_field_and_the_rest_is_kept(field, value, visit, clerk, category):
    answer = visit(clerk).post(write_path(), typed(**{field: value}))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "حافلة ثانية لقريتنا" in answer.content.decode()
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("minor", [{"education_role": "pupil"}, {"is_minor": "on"}])
def test_a_minors_guardian_is_asked_for(minor, visit, clerk, category):
    answer = visit(clerk).post(write_path(), typed(**minor))
    assert "guardian" in answer.context["form"].errors


def test_in_ones_own_name_the_form_refuses(visit, clerk, category):
    answer = visit(clerk).post(write_path(), typed(name=clerk.first_name))
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


def test_a_verified_organisation_is_found_by_a_part_of_its_name(visit, clerk, body, notice):
    page = visit(clerk).get(write_path(), {"name": "أولياء"}).content.decode()
    assert f"?organisation={body.pk}" in page


def test_an_organisation_speaks_by_whoever_came(visit, clerk, body, category):
    path = f"{write_path()}?organisation={body.pk}"
    visit(clerk).post(path, typed(position="رئيس الجمعية"))
    made = Contribution.objects.get()
    assert (made.party, made.on_behalf_by, made.recording.title) == (body, ZAYED, "رئيس الجمعية")


def test_what_is_no_verified_organisation_is_not_found(visit, clerk, citizen, notice):
    own = citizen.representations.get().party
    assert visit(clerk).get(f"{write_path()}?organisation={own.pk}").status_code == 404


def test_the_paper_carries_a_new_code(visit, clerk, recorded):
    before = recorded.recording.code_hash
    answer = visit(clerk).post(f"{DESK}{recorded.reference}/paper/")
    recorded.recording.refresh_from_db()
    assert answer.content.startswith(b"%PDF")
    assert recorded.recording.code_hash != before


@pytest.mark.parametrize("step", ["paper", "withdraw", "erase"])
def test_opening_an_address_changes_nothing(step, visit, clerk, recorded):
    assert visit(clerk).get(f"{DESK}{recorded.reference}/{step}/").status_code == 405


def test_withdrawing_asks_for_a_reason(visit, clerk, recorded):
    answer = visit(clerk).post(f"{DESK}{recorded.reference}/withdraw/", {})
    assert answer.status_code == 422
    visit(clerk).post(f"{DESK}{recorded.reference}/withdraw/", {"reason": "in_person"})
    recorded.refresh_from_db()
    assert recorded.moderation == "withdrawn"


def test_a_second_withdrawal_is_told_so(visit, clerk, recorded):
    path = f"{DESK}{recorded.reference}/withdraw/"
    visit(clerk).post(path, {"reason": "in_person"})
    assert visit(clerk).post(path, {"reason": "in_person"}).status_code == 409


@pytest.mark.parametrize(("who", "status_code"), [("clerk", 403), ("administrator", 302)])
def test_an_administrator_erases_from_the_page(who, status_code, people, visit, recorded):
    assert visit(people(who)).post(f"{DESK}{recorded.reference}/erase/", {"sure": "on"}).status_code == status_code


def test_a_clerk_corrects_the_text_on_the_page_of_corrections(visit, clerk, category):
    said = {"title": "حافلة ثانية", "body": BODY, "language": "ar", "submission_key": uuid.uuid4()}
    said |= {"consent_to": notice_in_force(), "category": category, "by": clerk, "behalf": told()}
    made = record_suggestion(**said).contribution
    client, path = visit(clerk), f"/ar/contributions/{made.reference}/change/"
    assert client.get(path).status_code == 200
    answer = client.post(path, {"title": "حافلة ثانية لقرية", "body": BODY})
    assert answer["Location"] == f"{DESK}{made.reference}/"
    assert made.texts.count() == 2


def test_a_recording_is_found_by_its_reference(visit, clerk, recorded):
    answer = visit(clerk).get(DESK, {"reference": recorded.reference})
    assert answer["Location"] == f"{DESK}{recorded.reference}/"
    assert visit(clerk).get(DESK, {"reference": "1"}).status_code == 422


def test_a_moderator_reads_who_recorded_it(visit, moderator, recorded, clerk):
    page = visit(moderator).get(f"/ar/office/moderation/{recorded.reference}/").content.decode()
    assert clerk.first_name in page


def test_the_desk_says_of_which_a_change_is_asked_for(visit, clerk, recorded, moderator, reason):
    ask_change(recorded, by=moderator, reason=reason)
    assert "مطلوب تعديلها" in visit(clerk).get(DESK).text


def test_the_desk_costs_the_same_for_one_and_for_ten(visit, clerk, make_recorded):
    client = visit(clerk)
    counts = []
    for more in (1, 9):
        for number in range(more):
            make_recorded(
                clerk, told(name=f"زايد بن سيف {'اب'[more % 2]}{'تثجحخدذرزس'[number]}ي"), body=BODY + str(number)
            )
        client.get(DESK)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(DESK)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 15


def test_what_a_comment_is_recorded_on_is_found_by_reference(visit, clerk, category, publish):
    said = {"title": "حافلة ثانية", "body": BODY, "language": "ar", "submission_key": uuid.uuid4()}
    said |= {"consent_to": notice_in_force(), "category": category, "by": clerk, "behalf": told()}
    made = record_suggestion(**said)
    publish(made.contribution)
    answer = visit(clerk).get(f"{DESK}comments/", {"reference": made.reference})
    assert answer["Location"] == f"{DESK}comment/{Discussion.objects.get(suggestion=made).pk}/"
