"""An author takes a file out after sending: it is gone for good, the words stay, and the record says so."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from config.personal_data import Leaving, erase
from contributions import actions, paper, receipts, stored, verification
from contributions.attachment_queries import files_of
from contributions.models import Attachment, Contribution
from ledger.models import LedgerEntry
from moderation import actions as moderation
from tests.clamd import scanner
from tests.made_files import EICAR
from workflow.errors import IllegalStep
from workflow.models import Step

NAME = "بطاقة مدنية.jpg"
NOTE = "سحب صاحبها ملفًا مرفقًا في"


@pytest.fixture
def attached(make_attached, citizen):
    return make_attached(citizen, name=NAME)


@pytest.fixture
def published(attached, moderator):
    moderation.publish(attached.contribution, by=moderator)
    return attached


@pytest.fixture
def out(published, citizen, django_capture_on_commit_callbacks):
    """Taken out of what everybody read."""
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_attachment(published, by=citizen)
    return Attachment.objects.select_related("contribution").get()


def page(attached):
    return f"/ar/contributions/{attached.contribution.reference}/files/{attached.token}/withdraw/"


# --- Who, and until when ------------------------------------------------------------------------------

WHO = {"citizen": 200, **dict.fromkeys(["neighbour", "moderator", "policy_officer", "administrator", "clerk"], 404)}


@pytest.mark.parametrize(("who", "status"), WHO.items())
def test_who_is_asked_whether_to_take_it_out(visit, people, make_user, attached, who, status):
    reader = make_user("rahma@example.om", "رحمة بنت سالم الشكيلية", "clerk") if who == "clerk" else people(who)
    assert visit(reader).get(page(attached)).status_code == status
    assert visit(reader).post(page(attached)).status_code == (302 if status == 200 else status)
    assert Attachment.objects.filter(state="withdrawn").exists() is (status == 200)


def test_a_visitor_is_asked_to_sign_in(visit, attached):
    assert "/accounts/login/" in visit().post(page(attached)).url
    assert Attachment.objects.get().state == "attached"


@pytest.mark.parametrize("who", [each for each, status in WHO.items() if status == 404 and each != "clerk"])
def test_nobody_else_takes_it_out(people, attached, who):
    with pytest.raises(PermissionDenied):
        actions.withdraw_attachment(attached, by=people(who))


POSSIBLE = {
    "submitted": True, "held": True, "published": True, "taken_out": True,
    "removed": False, "lapsed": False, "withdrawn": False, "under_study": False, "adopted": False, "refused": False,
}  # fmt: skip


@pytest.fixture
def bring(attached, moderator, citizen, reason):
    """Bring it into a state, by whom the state needs."""
    contribution = attached.contribution
    steps = {
        "held": lambda: moderation.hold(contribution, by=moderator, reason=reason),
        "published": lambda: moderation.publish(contribution, by=moderator),
        "taken_out": lambda: moderation.take_out_attachment(attached, by=moderator, reason=reason),
        "removed": lambda: moderation.remove(contribution, by=moderator, reason=reason),
        "lapsed": lambda: moderation.lapse(contribution, by=None),
        "withdrawn": lambda: actions.withdraw(contribution, by=citizen),
        "under_study": lambda: Contribution.objects.update(decision="under_study"),
        "adopted": lambda: Contribution.objects.update(decision="adopted"),
        "refused": lambda: Attachment.objects.update(state="refused", scan="found"),
    }
    return lambda state: steps.get(state, lambda: None)()


@pytest.mark.parametrize(("state", "is_possible"), POSSIBLE.items())
def test_until_when_it_is_taken_out(bring, attached, citizen, state, is_possible):
    bring(state)
    if is_possible:
        actions.withdraw_attachment(attached, by=citizen)
    else:
        with pytest.raises(IllegalStep):
            actions.withdraw_attachment(attached, by=citizen)
    assert Attachment.objects.filter(state="withdrawn", name="").exists() is is_possible


@pytest.mark.parametrize(("state", "is_possible"), POSSIBLE.items())
def test_the_page_asks_exactly_where_it_can_be_done(visit, citizen, bring, attached, state, is_possible):
    bring(state)
    assert visit(citizen).get(page(attached)).status_code == (200 if is_possible else 302)


@pytest.mark.parametrize("state", ["submitted", "removed"])
def test_their_own_page_offers_it_exactly_where_it_can_be_done(visit, citizen, bring, attached, state):
    bring(state)
    shown = visit(citizen).get(f"/ar/contributions/{attached.contribution.reference}/").text
    assert (page(attached) in shown) is POSSIBLE[state]


def test_a_press_that_comes_too_late_is_told_so(visit, citizen, attached, bring):
    bring("under_study")
    answer = visit(citizen).post(page(attached))
    assert (answer.status_code, Attachment.objects.get().state) == (409, "attached")


def test_the_first_press_takes_it_out_and_the_page_says_so(visit, citizen, attached):
    answer = visit(citizen).post(page(attached), follow=True)
    assert "سُحب الملف وحُذف من هنا" in answer.text
    assert NOTE in answer.text
    assert NAME not in answer.text


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_second_press_and_the_way_back_say_that_it_is_out_already(visit, citizen, attached, method):
    browser = visit(citizen)
    browser.post(page(attached))
    assert "سبق سحب هذا الملف" in getattr(browser, method)(page(attached), follow=True).text
    assert Step.objects.filter(name="withdraw_attachment").count() == 1


def test_a_file_of_another_text_is_not_there(visit, citizen, attached, make_contribution):
    other = make_contribution(citizen)
    path = page(attached).replace(attached.contribution.reference, other.reference)
    assert visit(citizen).post(path).status_code == 404


# --- What goes, and what stays ------------------------------------------------------------------------


def test_its_bytes_go_after_the_commit_and_not_before(attached, citizen, moderator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_attachment(attached, by=citizen)
        assert stored.is_there(attached.stored_as)
    assert not stored.is_there(attached.stored_as)


def test_bytes_that_outlived_the_commit_are_swept_at_once(attached, citizen):
    """As a worker leaves them that is killed in between."""
    actions.withdraw_attachment(attached, by=citizen)
    assert stored.is_there(attached.stored_as)
    assert actions.sweep_uploads() == 1
    assert not stored.is_there(attached.stored_as)


def test_its_row_and_its_hash_stay_and_its_name_goes(out, attached):
    assert (out.name, out.sha256, out.state) == ("", attached.sha256, "withdrawn")
    assert out.erased_at is not None


def test_the_words_stay_public(out):
    assert out.contribution.is_public


def test_a_moderator_cannot_bring_it_back(out, moderator):
    with pytest.raises(IllegalStep):
        moderation.bring_back_attachment(out, by=moderator)


def test_the_ledger_has_it_and_no_name(out, citizen):
    step = Step.objects.of(out.contribution).get(name="withdraw_attachment")
    assert step.by == citizen
    kinds = LedgerEntry.objects.values_list("kind", flat=True)
    assert {"contributions.attachment.withdraw", "contributions.contribution.withdraw_attachment"} <= set(kinds)
    assert not [entry for entry in LedgerEntry.objects.all() if NAME in entry.body]


def test_the_receipt_verifies_and_says_it(out):
    verdict = verification.of_file(receipts.opened(out.contribution))
    assert verdict.is_valid
    assert "سحب صاحبها ملفًا كان مرفقًا بها. ويظل الإيصال صحيحًا." in verdict.since
    assert "لم يعد أحد الملفات المرفقة بها متاحًا." not in verdict.since


def test_the_receipt_on_paper_says_it_in_place_of_the_name(out):
    (told,) = [value for label, value, _how in paper.facts(out.contribution) if label == "ملف"]
    assert told.startswith("سحبه صاحبه (")


@pytest.mark.parametrize("texts_go", [True, False])
def test_a_later_erasure_takes_its_hash_where_the_text_goes(out, citizen, texts_go):
    erase(Leaving(user=citizen, addresses=(citizen.email,), at=timezone.now(), texts_go=texts_go))
    out.refresh_from_db()
    assert bool(out.sha256) is not texts_go
    assert verification.of_file(receipts.opened(out.contribution)).is_valid


def test_a_scanner_that_had_begun_notes_nothing_on_it(make_attached, citizen, tmp_path, settings):
    settings.CLAMD, settings.CLAMD_SECONDS = str(tmp_path / "clamd.ctl"), 1
    attached = make_attached(citizen, name="words.txt", content=EICAR.encode())
    actions.withdraw_attachment(attached, by=citizen)
    with scanner(tmp_path / "clamd.ctl"):
        actions.attaching.scan(attached)
    attached.refresh_from_db()
    assert (attached.state, attached.scan) == ("withdrawn", "none")


# --- Who reads what of it -----------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["anonymous", "neighbour", "citizen", "moderator"])
def test_where_everybody_had_it_the_address_says_that_it_is_gone(visit, people, published, out, who):
    answer = visit(people(who)).get(published.path, follow=True)
    assert (answer.status_code, "سُحب هذا الملف" in answer.text) == (410, True)
    assert NAME not in answer.text
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(("who", "status"), [("anonymous", 404), ("neighbour", 404), ("citizen", 410)])
def test_of_what_is_not_public_a_stranger_learns_nothing(visit, people, attached, citizen, who, status):
    actions.withdraw_attachment(attached, by=citizen)
    assert visit(people(who)).get(attached.path, follow=True).status_code == status


@pytest.mark.parametrize("who", ["anonymous", "citizen", "moderator"])
def test_a_note_stands_where_everybody_read_its_name(people, out, who):
    (listed,) = files_read_by(people(who), out)
    assert listed.is_withdrawn


def test_what_was_taken_out_before_publication_is_noted_for_its_author_and_moderators_alone(
    people, attached, citizen, moderator
):
    actions.withdraw_attachment(attached, by=citizen)
    moderation.publish(attached.contribution, by=moderator)
    told = {"anonymous": 0, "neighbour": 0, "citizen": 1, "moderator": 1}
    assert {who: len(files_read_by(people(who), attached)) for who in told} == told


def files_read_by(reader, attached):
    return files_of(Contribution.objects.get(pk=attached.contribution_id), reader or AnonymousUser())


def test_the_copy_of_ones_data_says_it_and_brings_no_bytes(out, citizen, visit):
    data = json.loads(visit(citizen).get("/ar/accounts/data/download.json").content)
    (told,) = data["contributions"][0]["attachments"]
    assert (told["state"], told["file_name"], told["file"]) == ("withdrawn", "", "")
    assert "سحبه صاحبه" in visit(citizen).get("/ar/accounts/data/download.html").text


# --- The moderator who has it open --------------------------------------------------------------------


@pytest.fixture
def desk(visit, moderator, attached):
    """The page of the decision, opened before the file was taken out, and what it would send."""
    browser, path = visit(moderator), f"/ar/office/moderation/{attached.contribution.reference}/"
    opened = browser.get(path)
    return browser, path, {"decision": "publish", "seen": "submitted", "words": opened.context["words_seen"]}


def test_a_moderator_is_told_and_decides_again(desk, attached, citizen):
    browser, path, pressed = desk
    actions.withdraw_attachment(attached, by=citizen)
    answer = browser.post(path, pressed)
    assert (answer.status_code, "سحب صاحبها ملفًا بعد أن فتحت هذه الصفحة" in answer.text) == (409, True)
    assert NOTE in answer.text
    pressed["words"] = answer.context["words_seen"]
    assert browser.post(path, pressed).status_code == 302
    attached.contribution.refresh_from_db()
    assert attached.contribution.is_public


def test_of_several_it_is_left_as_it_is(moderator, attached, citizen, desk):
    _browser, _path, pressed = desk
    actions.withdraw_attachment(attached, by=citizen)
    contribution = attached.contribution
    words = {contribution.reference: pressed["words"]}
    outcome = moderation.decide_several([contribution], "publish", by=moderator, seen="submitted", words=words)
    assert [each for each, _why in outcome.refused] == [contribution]


def test_nobody_decides_about_a_file_that_is_gone(visit, moderator, attached, citizen, reason):
    browser, path = visit(moderator), f"/ar/office/moderation/files/{attached.token}/"
    actions.withdraw_attachment(attached, by=citizen)
    assert browser.post(path, {"reason": reason.pk, "message": ""}).status_code == 409
    assert browser.post(path, {"act": "bring_back"}).status_code == 409
    shown = browser.get(path)
    assert (shown.status_code, NOTE in shown.text, '<form class="form"' in shown.text) == (200, True, False)


def test_the_queue_counts_the_files_that_are_left(visit, moderator, attached, citizen):
    actions.withdraw_attachment(attached, by=citizen)
    assert "ملف واحد" not in visit(moderator).get("/ar/office/moderation/").text
