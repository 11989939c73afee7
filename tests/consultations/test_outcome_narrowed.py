"""An outcome narrowed to one clause, one decision or one role, and taken away as a table."""

import csv
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from accounts.actions import appoint_representative, register_organisation
from consultations import actions
from consultations.models import ClauseKey, Consultation
from consultations.taking_away import COLUMNS
from contributions import actions as contributions
from contributions.actions import confirm_as_guardian
from tests.consultations.conftest import CLOSES, DURING

OUTCOME = "/ar/consultations/transport/outcome/"
# Where a column stands in a row of the workbook.
AT = {key: at for at, key in enumerate(COLUMNS)}
ABOUT_6, ABOUT_5, FORMULA = "أربعون دقيقة تكفي", "المقاعد قليلة", "=HYPERLINK(1)"


@pytest.fixture
def say(consultation, at, make_comment, publish, policy_officer):
    def said(by, body, clause="clause-6", decision="adopted", **fields):
        at(DURING)
        discussion = ClauseKey.objects.get(key=clause).discussion
        comment = make_comment(by, discussion=discussion, body=body, **fields).contribution
        if comment.by_minor:
            confirm_as_guardian(comment.confirmation)
            comment.refresh_from_db()
        contribution = publish(comment)
        contributions.answer(contribution, decision=decision, by=policy_officer, answer_ar=f"جواب: {body}")
        return contribution

    return said


@pytest.fixture
def told(say, citizen, neighbour, consultation, policy_officer, at):
    """An outcome of three: two by a citizen, one noted by a neighbour that a spreadsheet would calculate."""
    say(citizen, ABOUT_6)
    say(citizen, ABOUT_5, clause="clause-5", decision="not_adopted")
    say(neighbour, FORMULA, decision="noted")
    at(CLOSES)
    actions.publish_outcome(consultation, by=policy_officer, text_ar="اعتُمد البند السادس معدَّلًا.")
    return Consultation.objects.get()


def shown(visit, **asked):
    page = visit().get(OUTCOME, asked).text
    return [body for body in (ABOUT_6, ABOUT_5, FORMULA) if f"«{body}»" in page or f"“{body}”" in page]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [ABOUT_6, ABOUT_5, FORMULA]),
        ({"clause": "clause-5"}, [ABOUT_5]),
        ({"decision": "adopted"}, [ABOUT_6]),
        ({"clause": "clause-6", "decision": "noted"}, [FORMULA]),
        ({"clause": "clause-5", "decision": "noted"}, []),
        ({"clause": "nonsense"}, [ABOUT_6, ABOUT_5, FORMULA]),
        ({"decision": "nonsense", "clause": "clause-5"}, [ABOUT_5]),
    ],
)
def test_it_shows_what_was_asked_for(visit, told, asked, expected):
    assert shown(visit, **asked) == expected


def test_a_role_narrows_it_to_what_people_in_it_said(visit, told, citizen):
    role = citizen.representations.get().party.education_role
    assert set(shown(visit, role=role)) >= {ABOUT_6, ABOUT_5}


def test_what_bodies_said_is_shown_alone(visit, say, citizen, administrator, consultation, policy_officer, at):
    say(citizen, ABOUT_6)
    council = register_organisation(name="مجلس أولياء الأمور", by=administrator, verified=True)
    voice = appoint_representative(citizen, council, by=administrator)
    say(citizen, ABOUT_5, representation=voice)
    at(CLOSES)
    actions.publish_outcome(consultation, by=policy_officer, text_ar="شكرًا.")
    assert shown(visit, role="bodies") == [ABOUT_5]
    assert [row["on_behalf_by"] for row in read_csv(visit, role="bodies")] == [citizen.first_name]


def test_only_what_something_was_said_of_is_offered(visit, told):
    form = visit().get(OUTCOME).context["form"]
    assert [code for code, _label in form.fields["clause"].choices] == ["", "clause-5", "clause-6"]
    assert [code for code, _label in form.fields["decision"].choices] == ["", "adopted", "noted", "not_adopted"]


def test_it_says_how_many_of_all_are_shown_and_leads_back(visit, told):
    page = visit().get(OUTCOME, {"clause": "clause-5"}).text
    assert "تُعرض مساهمة واحدة من أصل 3" in page
    assert f'href="{OUTCOME}#said"' in page


def test_what_nothing_matches_leads_back_to_all(visit, told):
    page = visit().get(OUTCOME, {"clause": "clause-5", "decision": "noted"})
    assert (page.status_code, "لا توجد مساهمة تطابق" in page.text) == (200, True)
    assert (page.text.count(f'href="{OUTCOME}#said"'), "outcome/csv/" in page.text) == (1, False)


def test_its_figures_stay_those_of_the_whole_outcome(visit, told):
    assert visit().get(OUTCOME, {"clause": "clause-5"}).context["figures"].said == 3


def test_a_page_of_a_narrowed_outcome_leads_on_within_it(visit, told, monkeypatch):
    monkeypatch.setattr("consultations.matrix.PER_PAGE", 1)
    assert 'href="?clause=clause-6&amp;page=2"' in visit().get(OUTCOME, {"clause": "clause-6"}).text


# --- taken away -----------------------------------------------------------------------------------------


def read_csv(visit, **asked):
    return list(csv.DictReader(StringIO(visit().get(f"{OUTCOME}csv/", asked).content.decode("utf-8-sig"))))


def read_excel(visit, **asked):
    sheet = load_workbook(BytesIO(visit().get(f"{OUTCOME}xlsx/", asked).content)).active
    return sheet, [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_row_says_who_said_what_about_which_clause_and_what_came_of_it(visit, told, citizen):
    row = next(row for row in read_csv(visit) if row["text"] == ABOUT_5)
    assert (row["clause"], row["name"], row["decision"], row["answer"]) == (
        "5",
        citizen.first_name,
        "not_adopted",
        f"جواب: {ABOUT_5}",
    )
    assert visit().get(row["address"], follow=True).status_code == 200


def test_both_go_by_the_order_of_the_clauses(visit, told):
    assert [row["clause"] for row in read_csv(visit)] == ["5", "6", "6"]
    assert [row[AT["clause"]] for row in read_excel(visit)[1][1:]] == ["5", "6", "6"]


def test_what_is_taken_away_is_as_narrowed_as_the_page(visit, told):
    page = visit().get(OUTCOME, {"clause": "clause-5"}).text
    assert f'href="{OUTCOME}csv/?clause=clause-5"' in page
    assert [row["text"] for row in read_csv(visit, clause="clause-5")] == [ABOUT_5]


def test_no_spreadsheet_calculates_what_somebody_wrote(visit, told):
    assert f"'{FORMULA}" in [row["text"] for row in read_csv(visit)]
    sheet, rows = read_excel(visit)
    assert FORMULA in [row[AT["text"]] for row in rows]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_people_read_words_and_programmes_codes(visit, told):
    _sheet, rows = read_excel(visit, decision="adopted")
    assert (rows[0][0], rows[1][AT["decision"]]) == (str(COLUMNS["reference"]), "اعتُمد")
    assert read_csv(visit, decision="adopted")[0]["decision"] == "adopted"


@pytest.mark.parametrize(("language", "is_rtl"), [("ar", True), ("en", False)])
def test_a_workbook_is_read_from_the_side_of_its_language(visit, told, language, is_rtl):
    answer = visit().get(f"/{language}/consultations/transport/outcome/xlsx/")
    assert bool(load_workbook(BytesIO(answer.content)).active.sheet_view.rightToLeft) is is_rtl


def test_a_child_is_named_in_no_table(visit, say, pupil, consultation, policy_officer, at):
    say(pupil, ABOUT_6)
    at(CLOSES)
    actions.publish_outcome(consultation, by=policy_officer, text_ar="شكرًا.")
    assert [(row["text"], row["name"]) for row in read_csv(visit)] == [(ABOUT_6, "")]
    assert read_excel(visit)[1][1][AT["name"]] == "بلا اسم: دون الثامنة عشرة"


def test_a_table_costs_the_same_queries_for_one_row_and_for_ten(visit, say, citizen, consultation, policy_officer, at):
    say(citizen, ABOUT_5, clause="clause-5")
    for number in range(9):
        say(citizen, f"{ABOUT_6} {number}")
    at(CLOSES)
    actions.publish_outcome(consultation, by=policy_officer, text_ar="شكرًا.")
    costs = {clause: cost_of_table(visit, clause) for clause in ("clause-5", "")}
    assert costs["clause-5"] == costs[""]


def cost_of_table(visit, clause):
    with CaptureQueriesContext(connection) as queries:
        rows = read_csv(visit, clause=clause)
    assert len(rows) == (1 if clause else 10)
    return len(queries)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_there_is_no_table_before_the_outcome(visit, consultation, form):
    assert visit().get(f"{OUTCOME}{form}/").status_code == 404


def test_other_forms_do_not_exist(visit, told):
    assert visit().get(f"{OUTCOME}docx/").status_code == 404
