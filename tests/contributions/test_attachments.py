"""Files that belong to a contribution: who may have them, what a scanner changes, what an erasure leaves."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from config.personal_data import Leaving, erase
from contributions import actions, paper, receipts, stored, verification
from contributions.models import Attachment, Upload
from ledger.models import LedgerEntry
from messaging.models import OutboxMessage
from moderation import actions as moderation
from tests.clamd import scanner
from tests.made_files import EICAR, office, pdf, picture, sent
from workflow.models import Step


@pytest.fixture
def attached(make_attached, citizen):
    return make_attached(citizen)


def test_a_file_goes_with_what_it_was_chosen_for(attached, citizen):
    assert attached.contribution.author == citizen
    assert not Upload.objects.exists()


def test_its_bytes_are_those_that_were_hashed(attached):
    with stored.opened(attached.stored_as) as file:
        assert hashlib.sha256(file.read()).hexdigest() == attached.sha256


def test_a_file_of_another_is_not_taken_along(make_contribution, choose, citizen, neighbour):
    key = uuid.uuid4()
    theirs = choose(neighbour, key=key)
    contribution = make_contribution(citizen, submission_key=key, uploads=theirs)
    assert not contribution.attachments.exists()
    assert Upload.objects.get().owner == neighbour


def test_a_second_press_brings_no_second_file(make_contribution, choose, citizen):
    key = uuid.uuid4()
    uploads = choose(citizen, key=key)
    for _press in range(2):
        contribution = make_contribution(citizen, submission_key=key, uploads=uploads)
    assert contribution.attachments.count() == 1


# --- What may be chosen -------------------------------------------------------------------------------


def test_a_file_that_is_refused_is_named_with_the_reason(citizen):
    told = actions.upload([sent("letter.pdf", picture())], key=uuid.uuid4(), by=citizen)
    assert len(told) == 1
    assert "letter.pdf" in told[0]


def test_of_several_files_the_good_ones_are_kept(citizen):
    key = uuid.uuid4()
    told = actions.upload([sent("a.jpg", picture()), sent("a.exe", b"MZ")], key=key, by=citizen)
    assert (len(told), actions.uploads_of(citizen, key).count()) == (1, 1)


def test_the_same_file_twice_is_one(citizen):
    key = uuid.uuid4()
    actions.upload([sent("a.jpg", picture()), sent("b.jpg", picture())], key=key, by=citizen)
    assert actions.uploads_of(citizen, key).count() == 1


def test_one_file_too_many_is_refused(settings, citizen):
    key, files = uuid.uuid4(), [sent(f"{size}.png", picture("PNG", size=(size, 9))) for size in range(10, 14)]
    told = actions.upload(files, key=key, by=citizen)
    assert actions.uploads_of(citizen, key).count() == settings.ATTACHMENTS_MOST == 3
    assert "3" in told[0]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(settings, citizen, monkeypatch):
    settings.ATTACHMENT_MEGABYTES = 1
    large = sent("a.txt", b"a" * 1_200_000)
    monkeypatch.setattr("contributions.actions.uploading.accept", lambda *a: pytest.fail("it was read"))
    assert "1.1" in actions.upload([large], key=uuid.uuid4(), by=citizen)[0]


def test_files_that_are_too_large_together_are_refused(settings, citizen):
    settings.ATTACHMENTS_MEGABYTES = 1
    files = [sent(f"{letter}.txt", letter.encode() * 700_000) for letter in "ab"]
    assert len(actions.upload(files, key=uuid.uuid4(), by=citizen)) == 1


def test_what_was_dropped_goes_with_its_bytes(choose, citizen, django_capture_on_commit_callbacks):
    key = uuid.uuid4()
    (upload,) = choose(citizen, key=key)
    with django_capture_on_commit_callbacks(execute=True):
        actions.drop_upload(upload.pk, key=key, by=citizen)
    assert not stored.is_there(upload.stored_as)


def test_nobody_drops_what_another_chose(choose, citizen, neighbour):
    key = uuid.uuid4()
    (upload,) = choose(citizen, key=key)
    actions.drop_upload(upload.pk, key=key, by=neighbour)
    assert Upload.objects.filter(pk=upload.pk).exists()


def test_what_was_never_sent_is_swept_after_its_time(choose, citizen, django_capture_on_commit_callbacks):
    (upload,) = choose(citizen, key=uuid.uuid4())
    actions.sweep_uploads(timezone.now() + timedelta(days=2))
    assert stored.is_there(upload.stored_as)
    with django_capture_on_commit_callbacks(execute=True):
        actions.sweep_uploads(timezone.now() + timedelta(days=4))
    assert not stored.is_there(upload.stored_as)


def test_bytes_that_no_row_knows_are_swept_and_attachments_stay(attached):
    lost = stored.put(b"left by a press that failed")
    actions.sweep_uploads(timezone.now() + timedelta(days=4))
    assert not stored.is_there(lost)
    assert stored.is_there(attached.stored_as)


def test_somebody_with_many_drafts_keeps_the_newest_files(choose, citizen, settings):
    settings.ATTACHMENTS_MOST = 1
    for _draft in range(8):
        choose(citizen, key=uuid.uuid4())
    assert Upload.objects.filter(owner=citizen).count() == 6


# --- Who may have it ----------------------------------------------------------------------------------

WHO = ["anonymous", "neighbour", "policy_officer", "citizen", "moderator"]
NOBODY, ALL = dict.fromkeys(WHO, 404), dict.fromkeys(WHO, 200)
INSIDE = NOBODY | {"citizen": 200, "moderator": 200}
MAY_HAVE = {
    "submitted": INSIDE,
    "published": ALL,
    "held": INSIDE,
    "removed": INSIDE,
    "withdrawn": INSIDE,
    "lapsed": INSIDE,
    "taken_out": INSIDE,
    "put_back": ALL,
    "refused": NOBODY,
    "erased": NOBODY,
    "unscanned": INSIDE,
}


@pytest.fixture
def bring(attached, moderator, citizen, reason, settings):
    """Bring the file into a state."""
    contribution = attached.contribution

    def publish():
        moderation.publish(contribution, by=moderator)

    def take_out():
        publish()
        moderation.take_out_attachment(attached, by=moderator, reason=reason)

    def put_back():
        take_out()
        moderation.bring_back_attachment(attached, by=moderator)

    def refuse():
        publish()
        Attachment.objects.filter(pk=attached.pk).update(state="refused", scan="found")

    def erased():
        publish()
        actions.erase_attachments(Attachment.objects.all(), at=timezone.now(), hashes_go=False)

    def unscanned():
        publish()
        settings.CLAMD = "/nowhere"

    steps = {
        "published": publish,
        "held": lambda: moderation.hold(contribution, by=moderator, reason=reason),
        "removed": lambda: moderation.remove(contribution, by=moderator, reason=reason),
        "withdrawn": lambda: (publish(), actions.withdraw(contribution, by=citizen)),
        "lapsed": lambda: moderation.lapse(contribution, by=None),
        "taken_out": take_out,
        "put_back": put_back,
        "refused": refuse,
        "erased": erased,
        "unscanned": unscanned,
    }

    def to(state):
        steps.get(state, lambda: None)()
        return attached

    return to


@pytest.mark.parametrize(
    ("state", "who", "status"), [(state, who, row[who]) for state, row in MAY_HAVE.items() for who in WHO]
)
def test_who_may_have_a_file_in_each_state(visit, people, bring, attached, state, who, status):
    path = attached.path
    bring(state)
    assert visit(people(who)).get(path).status_code == status


@pytest.mark.parametrize(("who", "status"), [*NOBODY.items(), ("pupil", 200)])
def test_what_no_guardian_has_confirmed_is_its_author_s_alone(visit, people, make_attached, pupil, who, status):
    assert visit(people(who)).get(make_attached(pupil).path).status_code == status


def test_no_moderator_takes_out_what_no_guardian_has_confirmed(visit, moderator, make_attached, pupil):
    page = f"/ar/office/moderation/files/{make_attached(pupil).token}/"
    assert visit(moderator).get(page).status_code == 403


@pytest.mark.parametrize("state", MAY_HAVE)
def test_what_is_public_is_so_for_one_and_for_all(bring, state):
    attached = bring(state)
    attached.refresh_from_db()
    is_public = Attachment.objects.public().filter(pk=attached.pk).exists()
    assert is_public == attached.is_public == (MAY_HAVE[state] is ALL)


def test_no_cache_keeps_a_file_that_is_not_public(visit, citizen, attached):
    assert "no-store" in visit(citizen).get(attached.path)["Cache-Control"]


def test_a_public_file_is_asked_for_anew_each_time(visit, bring):
    assert visit().get(bring("published").path)["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(("name", "content"), [("yard.jpg", picture()), ("a.pdf", pdf()), ("a.txt", b"words <b>")])
def test_a_file_is_never_a_page_of_ours(visit, citizen, make_attached, name, content):
    answer = visit(citizen).get(make_attached(citizen, name=name, content=content).path)
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "Set-Cookie" not in answer


def test_its_name_is_told_in_arabic(visit, citizen, make_attached):
    attached = make_attached(citizen, name="صورة الفناء.jpg")
    answer = visit(citizen).get(attached.path)
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('صورة الفناء.jpg')}"


def test_another_name_in_the_address_leads_to_its_own(visit, citizen, attached):
    answer = visit(citizen).get(f"/files/{attached.token}/other.exe")
    assert answer.url == attached.path


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_given_out(visit, citizen, attached, method):
    assert getattr(visit(citizen), method)(attached.path).status_code == 405


def test_an_unknown_file_is_not_there(visit, db):
    assert visit().get(f"/files/{uuid.uuid4()}/a.pdf").status_code == 404


def test_a_file_whose_bytes_are_gone_is_not_there(visit, citizen, attached):
    stored.discard(attached.stored_as)
    assert visit(citizen).get(attached.path).status_code == 404


# --- The scanner --------------------------------------------------------------------------------------


@pytest.fixture
def clamd_at(tmp_path, settings):
    settings.CLAMD, settings.CLAMD_SECONDS = str(tmp_path / "clamd.ctl"), 1
    return tmp_path / "clamd.ctl"


def test_without_a_scanner_nothing_is_scanned_and_said_to_be_so(attached):
    assert actions.scan_waiting() == 0
    assert attached.get_scan_display()
    assert attached.scan == "none"


def test_what_is_clean_becomes_public_with_its_contribution(bring, clamd_at):
    attached = bring("published")
    assert not attached.is_public
    with scanner(clamd_at):
        actions.scan_waiting()
    attached.refresh_from_db()
    assert attached.is_public


@pytest.fixture
def infected(make_attached, citizen, clamd_at):
    attached = make_attached(citizen, name="words.txt", content=EICAR.encode())
    with scanner(clamd_at):
        actions.scan_waiting()
    attached.refresh_from_db()
    return attached


def test_a_file_with_a_virus_is_refused_by_a_recorded_step(infected):
    assert (infected.state, infected.scan) == ("refused", "found")
    assert Step.objects.of(infected.contribution).filter(name="refuse_attachment", by=None).exists()
    assert LedgerEntry.objects.filter(kind="contributions.attachment.refuse").exists()


def test_its_author_is_told_of_a_virus_once(infected):
    actions.scan_waiting()
    assert OutboxMessage.objects.filter(cause__startswith="attachment-refused:").count() == 1


def test_no_name_of_a_file_stands_in_the_ledger(infected):
    assert not [entry for entry in LedgerEntry.objects.all() if "words.txt" in entry.body]


def test_while_the_scanner_is_silent_files_wait(attached, clamd_at):
    with scanner(clamd_at, manner="silent"):
        assert actions.scan_waiting() == 0
    attached.refresh_from_db()
    assert attached.scan == "none"


def test_what_the_scanner_does_not_take_is_never_public(bring, clamd_at):
    attached = bring("published")
    with scanner(clamd_at, longest=10):
        actions.scan_waiting()
    attached.refresh_from_db()
    assert (attached.scan, attached.is_public) == ("failed", False)


def test_a_file_without_bytes_does_not_hold_up_the_others(attached, make_attached, neighbour, clamd_at):
    other = make_attached(neighbour)
    stored.discard(attached.stored_as)
    with scanner(clamd_at):
        actions.scan_waiting()
    other.refresh_from_db()
    assert other.scan == "clean"


# --- Its proof, and its end ---------------------------------------------------------------------------


def test_the_receipt_signs_the_files(attached):
    opened = receipts.opened(attached.contribution)
    assert opened["text"]["attachments"] == attached.sha256
    assert verification.of_file(opened).is_valid


def test_the_receipt_on_paper_names_the_files(attached):
    facts = [value for _label, value, _how in paper.facts(attached.contribution)]
    assert {attached.name, attached.sha256} <= set(facts)


def test_a_receipt_with_another_file_is_found_out(attached):
    opened = receipts.opened(attached.contribution)
    opened["text"]["attachments"] = "0" * 64
    assert not verification.of_file(opened).is_valid


@pytest.mark.parametrize(("state", "is_said"), [("published", False), ("taken_out", True), ("submitted", False)])
def test_who_verifies_a_receipt_reads_that_a_file_is_gone(bring, state, is_said):
    since = verification.of_file(receipts.opened(bring(state).contribution)).since
    assert ("لم يعد أحد الملفات المرفقة بها متاحًا." in since) is is_said


def leave(user, *, texts_go):
    erase(Leaving(user=user, addresses=(user.email,), at=timezone.now(), texts_go=texts_go))


@pytest.mark.parametrize("texts_go", [True, False])
def test_an_erasure_takes_name_and_bytes_and_keeps_the_row(
    attached, citizen, django_capture_on_commit_callbacks, texts_go
):
    with django_capture_on_commit_callbacks(execute=True):
        leave(citizen, texts_go=texts_go)
    attached.refresh_from_db()
    assert (attached.name, bool(attached.sha256)) == ("", not texts_go)
    assert not stored.is_there(attached.stored_as)


@pytest.mark.parametrize("texts_go", [True, False])
def test_the_receipt_verifies_after_an_erasure(attached, citizen, texts_go):
    leave(citizen, texts_go=texts_go)
    assert verification.of_file(receipts.opened(attached.contribution)).is_valid


def test_who_leaves_takes_along_what_they_never_sent(choose, citizen):
    choose(citizen, key=uuid.uuid4())
    leave(citizen, texts_go=False)
    assert not Upload.objects.exists()


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"name": "other.pdf"}, {"stored_as": "other"}, {"size": 1}])
def test_the_database_refuses_another_file_in_its_place(attached, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=attached.pk).update(**change)


def test_the_database_refuses_to_delete_it(attached):
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=attached.pk).delete()


def test_what_its_author_withdrew_is_let_go_after_its_time(bring, django_capture_on_commit_callbacks):
    attached = bring("withdrawn")
    assert actions.let_go_of_files(timezone.now() - timedelta(days=1)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.let_go_of_files(timezone.now() + timedelta(seconds=1)) == 1
    assert not stored.is_there(attached.stored_as)


@pytest.mark.parametrize("state", ["submitted", "published", "held", "removed", "taken_out"])
def test_what_a_moderator_hides_is_never_let_go(bring, state):
    bring(state)
    assert actions.let_go_of_files(timezone.now() + timedelta(days=9999)) == 0


def test_the_copy_of_ones_data_names_the_files(attached, citizen, visit):
    data = json.loads(visit(citizen).get("/ar/accounts/data/download.json").content)
    assert data["contributions"][0]["attachments"][0]["sha256"] == attached.sha256


def test_an_office_file_travels_whole(make_attached, citizen, visit):
    attached = make_attached(citizen, name="a.docx", content=office())
    assert b"".join(visit(citizen).get(attached.path).streaming_content).startswith(b"PK")
