"""Asking for a body to be admitted, and an officer's decision on its document."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import grant_role
from accounts.models import Organisation
from accounts.permissions import forget_roles
from contributions import attribution, stored
from deadlines.models import Deadline
from ledger.models import LedgerEntry
from messaging.models import OutboxMessage
from organisations import actions
from organisations.actions.documents import STORAGE
from organisations.models import Admission, Document
from tests.clamd import scanner
from tests.made_files import EICAR, office, pdf, picture, sent
from tests.organisations.conftest import FACTS, NAME
from workflow.errors import IllegalStep

pytestmark = pytest.mark.django_db

NEW = "/ar/organisations/new/"
DESK = "/ar/office/organisations/"
EVERYBODY = ["moderator", "policy_officer", "ticket_officer", "editor", "approver"]


def typed(**fields):
    whole = FACTS | {"key": str(uuid.uuid4()), "document": sent("السجل.pdf", pdf())} | fields
    return {name: value for name, value in whole.items() if value is not None}


def request_of(admission, rest=""):
    return f"/ar/organisations/requests/{admission.pk}/{rest}"


def office_of(admission, rest=""):
    return f"/ar/office/organisations/requests/{admission.pk}/{rest}"


# --- asking ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"), [("anonymous", 302), ("citizen", 200), ("pupil", 403), ("administrator", 200)]
)
def test_adults_ask_for_a_body(visit, people, who, status):
    assert visit(people(who)).get(NEW).status_code == status


def test_a_minor_is_refused_by_the_action_too(make_admission, pupil):
    with pytest.raises(PermissionDenied):
        make_admission(pupil)


def test_a_request_waits_with_its_document_and_a_deadline(visit, citizen):
    answer = visit(citizen).post(NEW, typed())
    asked = Admission.objects.get()
    assert answer.url == request_of(asked)
    assert (asked.asker, asked.name, asked.state) == (citizen, NAME, "waiting")
    assert (asked.document.type, stored.is_there(asked.document.stored_as, of=STORAGE)) == ("pdf", True)
    assert Deadline.objects.open().of(asked).get().unit == "working_days"
    assert OutboxMessage.objects.filter(address=citizen.email, cause__startswith="admission:").count() == 1


def test_until_it_is_admitted_nobody_speaks_in_its_name(admission, citizen):
    assert not Organisation.objects.exists()
    assert [voice.capacity for voice in attribution.voices(citizen)] == ["self"]


def test_a_second_press_asks_once(visit, citizen):
    browser, form = visit(citizen), typed()
    first = browser.post(NEW, form)
    second = browser.post(NEW, form | {"document": sent("السجل.pdf", pdf())})
    assert first.url == second.url
    assert Admission.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", ""),
        ("name", ""),
        ("name", "وزارة التربية والتعليم"),
        ("name", "Ministry of Education"),
        ("name", "إدارة المنصة"),
        ("name", "أبو أحمد"),
        ("name", "د. سالم العبري"),
        ("name", "جمعية \u202eالنور"),
        ("name", "جمعية\u0007 النور"),
        ("name", "جمعية النور 🌟"),
        ("name", "12345"),
        ("governorate", "atlantis"),
        ("registration_number", "---"),
        ("title", ""),
        ("title", "رئيس\u202e الجمعية"),
        ("document", None),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(visit, citizen, field, value):
    answer = visit(citizen).post(NEW, typed(**{field: value}))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Admission.objects.exists()


@pytest.mark.parametrize(
    "file",
    [
        sent("السجل.pdf", b""),
        sent("السجل.docx", office()),
        sent("السجل.pdf", b"MZ this is a program"),
        sent("السجل.txt", "نص".encode()),
        sent("السجل.webp", picture("WEBP")),
    ],
    ids=["empty", "office", "program", "text", "webp"],
)
def test_a_document_that_is_none_is_refused_by_its_content(visit, citizen, file):
    file.seek(0)
    answer = visit(citizen).post(NEW, typed(document=file))
    assert list(answer.context["form"].errors) == ["document"]
    assert not Admission.objects.exists()


def test_the_document_that_arrived_is_kept_while_the_rest_is_mended(visit, citizen):
    browser, form = visit(citizen), typed(name="")
    assert "السجل.pdf" in browser.post(NEW, form).text
    del form["document"]
    assert browser.post(NEW, form | {"name": NAME}).status_code == 302
    assert Admission.objects.get().document.name == "السجل.pdf"


def test_another_document_takes_the_place_of_the_first(visit, citizen):
    browser, form = visit(citizen), typed(name="")
    browser.post(NEW, form)
    browser.post(NEW, form | {"name": NAME, "document": sent("الترخيص.png", picture("PNG"))})
    assert Admission.objects.get().document.name == "الترخيص.png"


def test_what_a_document_tells_about_its_maker_is_not_kept(admission):
    with stored.opened(admission.document.stored_as, of=STORAGE) as file:
        assert b"SECRET" not in file.read()


def test_a_number_in_any_digits_is_one_number(make_admission, visit, citizen):
    visit(citizen).post(NEW, typed(registration_number="ngo-٣٣٠٧"))
    assert Admission.objects.get().registration_number == "NGO-3307"


def test_three_requests_of_one_person_wait_at_most(make_admission, citizen, visit):
    for _ in range(3):
        make_admission(citizen)
    assert visit(citizen).post(NEW, typed()).status_code == 422
    assert Admission.objects.count() == 3


def test_the_asker_takes_it_back(visit, admission, citizen):
    visit(citizen).post(request_of(admission))
    admission.refresh_from_db()
    assert admission.state == "taken_back"
    assert not Deadline.objects.open().of(admission).exists()


@pytest.mark.parametrize(("who", "status"), [("anonymous", 302), ("citizen", 200), ("neighbour", 404)])
@pytest.mark.parametrize("rest", ["", "document/"])
def test_the_request_and_its_document_open_to_the_asker_alone(visit, people, admission, who, status, rest):
    assert visit(people(who)).get(request_of(admission, rest)).status_code == status


# --- deciding -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [("anonymous", 302), ("citizen", 403), ("administrator", 200), *((who, 403) for who in EVERYBODY)],
)
@pytest.mark.parametrize("rest", ["", "document/"])
def test_administrators_alone_open_a_request_in_the_office(visit, people, admission, who, status, rest):
    assert visit(people(who)).get(office_of(admission, rest)).status_code == status


@pytest.mark.parametrize("who", ["citizen", "neighbour", *EVERYBODY])
def test_nobody_else_decides(people, admission, who):
    with pytest.raises(PermissionDenied):
        actions.admit(admission, by=people(who))
    with pytest.raises(PermissionDenied):
        actions.refuse(admission, by=people(who), reason="لا")


def test_nobody_decides_about_what_they_asked_for(admission, citizen, visit):
    grant_role(citizen, "administrator", by=None)
    forget_roles(citizen)
    with pytest.raises(PermissionDenied):
        actions.admit(admission, by=citizen)
    assert "مسؤول آخر" in visit(citizen).get(office_of(admission)).text


def test_the_document_is_a_download_that_nothing_runs_in(visit, administrator, admission):
    answer = visit(administrator).get(office_of(admission, "document/"))
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_admitted_it_is_verified_and_its_asker_administers_it(visit, administrator, admission, citizen):
    visit(administrator).post(office_of(admission), {"act": "admit"})
    body = Organisation.objects.get()
    own = citizen.representations.get(party=body.party)
    assert (body.party.name, body.kind, body.is_verified, body.verified_by) == (
        NAME,
        "association",
        True,
        administrator,
    )
    assert (own.is_administrator, own.title, own.may_speak) == (True, FACTS["title"], True)
    assert OutboxMessage.objects.filter(address=citizen.email, subject__contains=NAME).count() == 2
    assert Deadline.objects.of(admission).get().met_at is not None


def test_refused_its_asker_reads_the_reason_and_may_ask_again(visit, administrator, admission, citizen, make_admission):
    visit(administrator).post(office_of(admission), {"act": "refuse", "reason": "الوثيقة منتهية."})
    assert "الوثيقة منتهية." in visit(citizen).get(request_of(admission)).text
    assert "الوثيقة منتهية." in OutboxMessage.objects.filter(address=citizen.email).latest("pk").text
    assert make_admission(citizen).state == "waiting"


def test_a_refusal_needs_its_reason(visit, administrator, admission):
    answer = visit(administrator).post(office_of(admission), {"act": "refuse", "reason": ""})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])


@pytest.mark.parametrize("second", ["admit", "refuse"])
def test_what_is_decided_is_decided_once(visit, administrator, admission, second):
    actions.refuse(admission, by=administrator, reason="لا وثيقة.")
    answer = visit(administrator).post(office_of(admission), {"act": second, "reason": "ثانية"})
    assert answer.status_code == 409
    assert not Organisation.objects.exists()


def test_what_was_taken_back_a_second_before_is_not_admitted(administrator, admission, citizen):
    seen = Admission.objects.get(pk=admission.pk)
    actions.take_back(admission, by=citizen)
    with pytest.raises(IllegalStep):
        actions.admit(seen, by=administrator)


def test_the_ledger_holds_no_name(administrator, admission):
    actions.admit(admission, by=administrator)
    entries = LedgerEntry.objects.filter(kind__startswith="organisations.")
    assert {entry.kind for entry in entries} == {
        "organisations.admission.ask_admission",
        "organisations.admission.admit_body",
    }
    assert not any(word in entry.body for entry in entries for word in (NAME, FACTS["title"], "NGO-3307"))


def test_bodies_of_such_a_name_or_number_are_shown_beside_it(visit, administrator, make_admission, citizen, neighbour):
    actions.admit(make_admission(neighbour), by=administrator)
    same_name = make_admission(citizen, name="جمعيه نجوم الظاهره لتعليم الكبار", registration_number="X-1")
    other_name = make_admission(citizen, name="نادي الفلك")
    different = make_admission(citizen, name="شركة درب الوادي", registration_number="X-2")
    alike = [len(visit(administrator).get(office_of(each)).context["alike"]) for each in (same_name, other_name)]
    assert alike == [1, 1]
    assert visit(administrator).get(office_of(different)).context["alike"] == []


# --- the document ---------------------------------------------------------------------------------------


def test_a_document_with_a_virus_is_deleted(make_admission, citizen, administrator, visit, tmp_path, settings):
    settings.CLAMD, settings.CLAMD_SECONDS = str(tmp_path / "clamd.ctl"), 1
    admission = make_admission(citizen)
    assert visit(administrator).get(office_of(admission, "document/")).status_code == 404
    name = admission.document.stored_as
    stored.discard(name, of=STORAGE)
    Document.objects.update(stored_as=stored.put(EICAR.encode(), of=STORAGE))
    with scanner(tmp_path / "clamd.ctl"):
        assert actions.scan_documents() == 1
    found = Document.objects.get()
    assert (found.scan, found.name, found.can_be_opened) == ("found", "", False)


def test_a_clean_document_opens(make_admission, citizen, administrator, visit, tmp_path, settings):
    settings.CLAMD, settings.CLAMD_SECONDS = str(tmp_path / "clamd.ctl"), 1
    admission = make_admission(citizen)
    with scanner(tmp_path / "clamd.ctl"):
        actions.scan_documents()
    assert visit(administrator).get(office_of(admission, "document/")).status_code == 200


def test_documents_go_some_time_after_the_decision(
    admission, administrator, make_admission, neighbour, django_capture_on_commit_callbacks
):
    waiting = make_admission(neighbour)
    actions.refuse(admission, by=administrator, reason="لا")
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.forget_documents(timezone.now() - timedelta(days=1)) == 0
        assert actions.forget_documents(timezone.now() + timedelta(days=1)) == 1
    gone = Document.objects.get(admission=admission)
    assert (gone.name, gone.gone_at is None, stored.is_there(gone.stored_as, of=STORAGE)) == ("", False, False)
    assert stored.is_there(waiting.document.stored_as, of=STORAGE)


# --- the desk -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [("anonymous", 302), ("citizen", 403), ("administrator", 200), *((who, 403) for who in EVERYBODY)],
)
@pytest.mark.parametrize("rest", ["", "new/"])
def test_who_has_the_desk_of_bodies(visit, people, db, who, status, rest):
    assert visit(people(who)).get(DESK + rest).status_code == status


def test_the_first_page_of_the_office_says_how_many_wait_and_how_many_are_late(visit, administrator, admission):
    Deadline.objects.of(admission).update(due_at=timezone.now() - timedelta(days=1))
    desks = {desk.path: desk for desk in visit(administrator).get("/ar/office/").context["desks"]}
    assert (desks[DESK].waiting, desks[DESK].overdue) == (1, 1)


def test_an_administrator_registers_a_body_directly(visit, administrator):
    facts = {name: FACTS[name] for name in ("kind", "name", "governorate", "registration_number")}
    answer = visit(administrator).post(DESK + "new/", facts | {"is_verified": "on"})
    body = Organisation.objects.get()
    assert answer.url == f"{DESK}{body.pk}/"
    assert (body.party.name, body.is_verified) == (NAME, True)


def test_the_desk_asks_as_much_for_one_as_for_ten(visit, administrator, make_admission, make_user, settings):
    browser = visit(administrator)

    def grow(times):
        for _ in range(times):
            number = Admission.objects.count()
            user = make_user(f"asker{number}@example.om", "مريم بنت خلفان العبرية")
            make_admission(user, name=f"نادي رقم {number}")
            actions.admit(make_admission(user, name=f"جمعية رقم {number}"), by=administrator)

    def counted():
        browser.get(DESK)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(DESK).status_code == 200
        return len(asked)

    grow(1)
    one = counted()
    grow(9)
    assert counted() == one <= 15
