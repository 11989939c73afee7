"""What a minor sends, and the guardian who says whether anybody else may know of it."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import appoint_representative, register_organisation
from accounts.models import Party, Representation
from config.personal_data import Leaving, erase
from contributions import actions
from contributions.actions import amend, ask_again, withdraw
from contributions.errors import AskedEnough, AskedTooOften, CannotBeAmended, NoGuardian
from contributions.models import Confirmation, Contribution
from deadlines.models import Deadline
from ledger.models import LedgerEntry
from messaging.models import OutboxMessage
from moderation import beside, onward, queries
from moderation.actions import ask_change, publish, resume
from moderation.figures import figures
from privacy.actions import apply_retention
from privacy.queries import everything
from tests.conftest import GUARDIAN, voice_of
from tests.pages import notice_in_force
from workflow.errors import IllegalStep
from workflow.models import Step

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(make_contribution, pupil):
    return make_contribution(pupil, body="نحتاج إلى مظلّات في ساحة المدرسة.")


def code_of(contribution):
    """From the newest message to the guardian."""
    letter = OutboxMessage.objects.filter(cause__startswith=f"guardian-asked:{contribution.reference}:").latest("pk")
    return re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", letter.text)[0]


def address_of(contribution):
    return f"/ar/confirm/{contribution.reference}/"


def answer(visit, contribution, step="confirm", code=None):
    """The code, and with the right one the answer: the page that is there in the end."""
    client, path = visit(), address_of(contribution)
    page = client.post(path, {"code": code or code_of(contribution)}, follow=True)
    return page if step == "read" or page.status_code != 200 else client.post(path, {"step": step}, follow=True)


def confirmed(visit, contribution):
    answer(visit, contribution)
    contribution.refresh_from_db()
    return contribution


def overdue(contribution):
    Confirmation.objects.filter(contribution=contribution).update(due_at=timezone.now() - timedelta(seconds=1))


# --- who is a minor -------------------------------------------------------------------------------------


def born(years, days=0):
    today = timezone.localdate()
    return date(today.year - years, today.month, min(today.day, 28)) + timedelta(days=days)


@pytest.mark.parametrize(
    ("role", "born_on", "is_minor"),
    [
        ("parent", None, False),
        ("pupil", None, True),
        ("pupil", date(1980, 1, 1), True),
        ("community", date(1980, 1, 1), False),
        ("community", "seventeen", True),
    ],
)
def test_whoever_is_a_pupil_or_under_eighteen_is_a_minor(role, born_on, is_minor):
    given = born(17) if born_on == "seventeen" else born_on
    party = Party.objects.create(name="سارة الهاشمية", education_role=role, born_on=given)
    assert party.is_minor is is_minor


@pytest.mark.parametrize(
    ("today", "birthday", "is_minor"),
    [
        ("2027-02-28", "2009-03-01", True),
        ("2027-03-01", "2009-03-01", False),
        ("2026-02-28", "2008-02-29", True),
        ("2026-03-01", "2008-02-29", False),
        ("2028-02-29", "2010-02-28", False),
        ("2028-02-29", "2010-03-01", True),
    ],
)
def test_somebody_comes_of_age_on_their_eighteenth_birthday(monkeypatch, today, birthday, is_minor):
    monkeypatch.setattr(timezone, "localdate", lambda *_args: date.fromisoformat(today))
    assert Party(name="سارة", born_on=date.fromisoformat(birthday)).is_minor is is_minor


def test_somebody_under_eighteen_is_published_by_initials_whatever_their_role(make_user, make_contribution):
    young = make_user("young@example.om", "محمد بن سالم العبري", education_role="community", born_on=born(16))
    young.guardian_address = GUARDIAN
    young.save()
    assert make_contribution(young).name == "م. ع."


# --- asking ---------------------------------------------------------------------------------------------


def test_what_a_minor_sends_waits_for_a_guardian(sent):
    assert (sent.moderation, sent.by_minor, sent.is_confirmed) == ("unconfirmed", True, False)


def test_what_an_adult_sends_waits_for_nobody_but_a_moderator(make_contribution, citizen):
    assert make_contribution(citizen).moderation == "submitted"


def test_a_minor_without_a_guardian_cannot_send(make_contribution, make_user):
    alone = make_user("alone@example.om", "سارة بنت هلال الهاشمية", education_role="pupil")
    with pytest.raises(NoGuardian):
        make_contribution(alone)
    assert not Contribution.objects.exists()


def test_the_guardian_reads_who_wrote_what_in_the_message(sent):
    letter = OutboxMessage.objects.get(address=GUARDIAN)
    assert "سارة بنت هلال الهاشمية" in letter.text
    assert "مظلّات في ساحة المدرسة" in letter.text
    assert f"/ar/confirm/{sent.reference}/" in letter.text


def test_the_code_stands_nowhere_but_in_the_message(sent):
    asked = sent.confirmation
    assert code_of(sent).replace("-", "") not in asked.code_hash
    assert not LedgerEntry.objects.filter(body__contains=code_of(sent)).exists()


def test_no_address_of_a_guardian_is_in_the_ledger(sent, visit):
    confirmed(visit, sent)
    assert not LedgerEntry.objects.filter(body__contains="mother").exists()


def test_the_minor_is_told_that_it_waits(sent, pupil):
    letter = OutboxMessage.objects.get(address=pupil.email)
    assert "ولي أمرك" in letter.text


def test_the_minor_is_told_that_it_is_published_under_initials(visit, sent, pupil, publish):
    publish(confirmed(visit, sent))
    letter = OutboxMessage.objects.filter(address=pupil.email).latest("pk")
    assert ("باسمك" in letter.text + letter.html, sent.name in letter.text) == (False, True)


def test_the_moderators_time_does_not_begin_yet(sent):
    assert not Deadline.objects.of(sent).exists()


def test_the_receipt_is_there_at_once(sent, pupil, visit):
    page = visit(pupil).get(f"/ar/contributions/{sent.reference}/receipt/")
    assert page.status_code == 200


# --- nobody else ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 404),
        ("neighbour", 404),
        ("moderator", 404),
        ("policy_officer", 404),
        ("administrator", 404),
        ("pupil", 200),
    ],
)
def test_nobody_but_its_author_reads_what_no_guardian_has_confirmed(visit, people, sent, who, status):
    assert visit(people(who)).get(f"/ar/contributions/{sent.reference}/").status_code == status


def end_unconfirmed(sent, how, visit):
    if how == "declined":
        answer(visit, sent, "decline")
    elif how == "lapsed":
        overdue(sent)
        call_command("lapse_unconfirmed")
    elif how == "withdrawn":
        withdraw(sent, by=sent.author)
    sent.refresh_from_db()


@pytest.mark.parametrize("how", ["waiting", "declined", "lapsed", "withdrawn"])
def test_what_was_never_confirmed_is_in_no_view_of_the_queue(visit, sent, moderator, how):
    end_unconfirmed(sent, how, visit)
    assert not any(queries.queue(view, of=moderator).exists() for view in [*queries.VIEWS, queries.MINE])
    assert not any(queries.counts(moderator).values())
    assert onward.next_in_queue(moderator) is None
    assert beside.record_of(sent.author, reader=moderator) == []


@pytest.mark.parametrize("how", ["waiting", "declined", "lapsed", "withdrawn"])
def test_no_moderator_opens_or_decides_what_was_never_confirmed(visit, sent, moderator, how):
    end_unconfirmed(sent, how, visit)
    assert visit(moderator).get(f"/ar/office/moderation/{sent.reference}/").status_code == 404
    with pytest.raises(PermissionDenied):
        (resume if how == "lapsed" else publish)(sent, by=moderator)


def test_it_is_not_among_what_else_its_author_sent(visit, sent, make_contribution, pupil, moderator):
    other = confirmed(visit, make_contribution(pupil, body="نقترح حصّة للقراءة كل أسبوع."))
    page = visit(moderator).get(f"/ar/office/moderation/{other.reference}/").content.decode()
    assert "مظلّات" not in page


@pytest.mark.parametrize(("how", "badge"), [("declined", "لم يوافق عليها ولي الأمر"), ("withdrawn", "سحبه صاحبه")])
@pytest.mark.parametrize("path", ["/ar/contributions/mine/", "/ar/contributions/{}/", "/ar/contributions/{}/receipt/"])
def test_its_author_reads_who_withdrew_it(visit, sent, how, badge, path):
    end_unconfirmed(sent, how, visit)
    page = visit(sent.author).get(path.format(sent.reference)).text
    assert badge in re.search(r'class="badge moderation[^>]*>(.*?)</span>', page, re.DOTALL)[1]


# --- answering ------------------------------------------------------------------------------------------


def test_opening_the_page_does_nothing(visit, sent):
    page = visit().get(address_of(sent))
    assert page.status_code == 200
    assert "مظلّات" not in page.content.decode()
    assert Confirmation.objects.waiting().exists()


def test_with_the_code_the_guardian_reads_the_text_and_nothing_is_done_yet(visit, sent):
    page = answer(visit, sent, "read").content.decode()
    assert "مظلّات في ساحة المدرسة" in page
    assert Confirmation.objects.waiting().exists()


def test_the_page_is_kept_in_no_cache(visit, sent):
    assert "no-store" in answer(visit, sent, "read")["Cache-Control"]


def test_confirmed_it_waits_for_a_moderator_from_then_on(visit, sent):
    confirmed(visit, sent)
    assert (sent.moderation, sent.confirmation.state) == ("submitted", "confirmed")
    assert Deadline.objects.of(sent).get(kind="moderation").started_at >= sent.confirmed_at - timedelta(seconds=1)


def test_confirmed_it_goes_the_way_of_everything_else(visit, sent, moderator):
    publish(confirmed(visit, sent), by=moderator)
    assert sent.is_public


def test_the_minor_is_told_that_it_was_confirmed(visit, sent, pupil):
    confirmed(visit, sent)
    assert OutboxMessage.objects.filter(address=pupil.email, cause__startswith="guardian-answered").count() == 1


def test_declined_it_is_withdrawn_and_the_minor_is_told(visit, sent, pupil):
    answer(visit, sent, "decline")
    sent.refresh_from_db()
    assert (sent.moderation, sent.confirmation.state) == ("withdrawn", "declined")
    assert OutboxMessage.objects.filter(address=pupil.email, cause__startswith="guardian-answered").exists()


@pytest.mark.parametrize("second", ["confirm", "decline", "read"])
def test_a_code_used_twice_changes_nothing_and_says_so(visit, sent, second):
    confirmed(visit, sent)
    steps = Step.objects.of(sent).count()
    page = answer(visit, sent, second)
    assert page.status_code == 200
    assert "لم يتغيّر شيء الآن" in page.content.decode()
    assert Step.objects.of(sent).count() == steps


def test_the_code_may_be_typed_in_small_letters_and_arabic_digits(visit, sent):
    typed = code_of(sent).lower().translate({ord(str(digit)): "٠١٢٣٤٥٦٧٨٩"[digit] for digit in range(10)})
    answer(visit, sent, code=f" {typed} ")
    sent.refresh_from_db()
    assert sent.is_confirmed


def wrong(visit, reference):
    page = visit().post(f"/ar/confirm/{reference}/", {"code": "22222-33333", "step": "confirm"})
    changing = rf"{reference}|csrfmiddlewaretoken\" value=\"\w+|nonce=\"[^\"]+"
    return page.status_code, re.sub(changing, "", page.content.decode())


def test_a_wrong_code_and_a_wrong_reference_are_answered_alike(visit, sent, citizen, make_contribution):
    others = [make_contribution(citizen).reference, "48219077356", "no-reference"]
    assert {wrong(visit, reference) for reference in others} == {wrong(visit, sent.reference)}


@pytest.mark.parametrize("is_real", [True, False])
def test_after_ten_wrong_codes_the_right_one_is_refused_too(visit, sent, is_real):
    reference = sent.reference if is_real else "48219077356"
    for _try in range(10):
        assert wrong(visit, reference)[0] == 422
    assert visit().post(f"/ar/confirm/{reference}/", {"code": code_of(sent), "step": "confirm"}).status_code == 429
    assert Confirmation.objects.waiting().exists()


def test_the_code_of_one_text_opens_no_other(visit, sent, make_contribution, pupil):
    other = make_contribution(pupil, body="نقترح حصّة للقراءة كل أسبوع.")
    assert answer(visit, other, code=code_of(sent)).status_code == 422


def test_after_its_time_a_code_confirms_nothing(visit, sent):
    overdue(sent)
    page = answer(visit, sent)
    assert "انقضت المهلة" in page.content.decode()
    sent.refresh_from_db()
    assert sent.moderation == "unconfirmed"


def test_two_answers_at_once_are_one(sent):
    found = Confirmation.objects.select_related("contribution").get()
    actions.confirm_as_guardian(found)
    with pytest.raises(IllegalStep):
        actions.decline_as_guardian(found)


# --- asking again, lapsing, withdrawing -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"), [("anonymous", 302), ("neighbour", 404), ("moderator", 404), ("pupil", 302)]
)
def test_only_the_minor_asks_again(visit, people, sent, who, status):
    page = visit(people(who)).post(f"/ar/contributions/{sent.reference}/guardian/", {"guardian": "father@example.om"})
    assert page.status_code == status
    assert OutboxMessage.objects.filter(address="father@example.om").exists() == (who == "pupil")


def test_the_code_before_no_longer_counts(visit, sent, pupil):
    before = code_of(sent)
    ask_again(sent, "father@example.om", by=pupil)
    assert answer(visit, sent, code=before).status_code == 422
    assert answer(visit, sent).status_code == 200


def test_a_second_press_sends_no_second_message_so_the_code_on_its_way_counts(visit, sent, pupil):
    code, place = code_of(sent), f"/ar/contributions/{sent.reference}/guardian/"
    page = visit(pupil).post(place, {"guardian": GUARDIAN})
    assert page.status_code == 409
    assert "قبل لحظات" in page.text
    assert answer(visit, sent, "read", code).status_code == 200


def test_a_minute_later_the_same_guardian_is_asked_again(sent, pupil):
    Confirmation.objects.update(asked_at=timezone.now() - timedelta(minutes=1))
    assert ask_again(sent, GUARDIAN, by=pupil).times_asked == 2


def test_one_text_is_sent_to_guardians_five_times_at_most(sent, pupil):
    for number in range(4):
        ask_again(sent, f"guardian-{number}@example.om", by=pupil)
    with pytest.raises(AskedEnough):
        ask_again(sent, GUARDIAN, by=pupil)


def test_in_one_day_a_minor_has_guardians_asked_ten_times_at_most(make_contribution, pupil):
    for number in range(10):
        make_contribution(pupil, body=f"النص رقم {number}")
    with pytest.raises(AskedTooOften):
        make_contribution(pupil, body="نص آخر")


def test_what_nobody_confirms_in_time_lapses_and_the_minor_is_told(sent, pupil):
    overdue(sent)
    call_command("lapse_unconfirmed")
    sent.refresh_from_db()
    assert (sent.moderation, sent.confirmation.state) == ("lapsed", "lapsed")
    assert OutboxMessage.objects.filter(address=pupil.email, cause__startswith="guardian-answered").exists()


def test_nothing_lapses_before_its_time(sent):
    call_command("lapse_unconfirmed")
    sent.refresh_from_db()
    assert sent.moderation == "unconfirmed"


def test_the_clock_runs_the_command(settings):
    assert "lapse_unconfirmed" in settings.CLOCK


def counts():
    cache.delete("moderation:figures")
    return figures()["months"][0].counts


def test_what_waits_for_a_guardian_counts_nowhere(sent, make_contribution, citizen):
    make_contribution(citizen)
    assert counts()["received"] == 1


def test_what_lapsed_is_counted_apart(sent, make_contribution, citizen):
    make_contribution(citizen)
    overdue(sent)
    call_command("lapse_unconfirmed")
    assert (counts()["received"], counts()["unconfirmed"], counts()["withdrawn"]) == (1, 1, 0)


def test_what_a_guardian_declined_is_counted_with_it(visit, sent):
    answer(visit, sent, "decline")
    assert (counts()["received"], counts()["unconfirmed"], counts()["withdrawn"]) == (0, 1, 0)


@pytest.mark.parametrize(
    ("how", "told"), [("decline", "لم يوافق ولي أمرك على نشرها"), ("withdraw", "سحبتَها قبل أن يجيب ولي أمرك")]
)
def test_its_author_reads_whether_the_guardian_or_they_themself_ended_it(visit, sent, pupil, how, told):
    if how == "decline":
        answer(visit, sent, "decline")
    else:
        withdraw(sent, by=pupil)
    assert told in visit(pupil).get(f"/ar/contributions/{sent.reference}/").content.decode()


def test_what_is_confirmed_counts_as_received(visit, sent):
    confirmed(visit, sent)
    assert counts()["received"] == 1


def test_a_minor_withdraws_what_waits_and_its_code_opens_nothing(visit, sent, pupil):
    withdraw(sent, by=pupil)
    assert counts()["withdrawn"] == 0
    assert "سحبه صاحبه" in answer(visit, sent).content.decode()
    sent.refresh_from_db()
    assert sent.moderation == "withdrawn"


# --- other words ----------------------------------------------------------------------------------------


def test_other_words_go_to_the_guardian_again(visit, sent, pupil):
    before = code_of(sent)
    amend(sent, body="نحتاج إلى مظلّات ومقاعد.", by=pupil)
    assert answer(visit, sent, code=before).status_code == 422
    assert "ومقاعد" in answer(visit, sent, "read").content.decode()


def test_other_words_leave_the_queue_until_they_are_confirmed(visit, sent, pupil):
    confirmed(visit, sent)
    amend(sent, body="نحتاج إلى مظلّات ومقاعد.", by=pupil)
    sent.refresh_from_db()
    assert (sent.moderation, sent.is_confirmed) == ("unconfirmed", False)
    assert not Deadline.objects.open().of(sent).exists()


def test_what_a_moderator_asks_to_change_comes_back_by_the_guardian(visit, sent, pupil, moderator, reason):
    ask_change(confirmed(visit, sent), by=moderator, reason=reason)
    amend(sent, body="نحتاج إلى مظلّات ومقاعد.", by=pupil)
    confirmed(visit, sent)
    assert (sent.moderation, counts()["received"]) == ("submitted", 1)


def test_what_a_guardian_confirmed_and_is_published_stays(visit, sent, pupil, moderator):
    publish(confirmed(visit, sent), by=moderator)
    with pytest.raises(CannotBeAmended):
        amend(sent, body="نحتاج إلى مظلّات ومقاعد.", by=pupil)


# --- who speaks, and what changes meanwhile -------------------------------------------------------------


@pytest.fixture
def council(administrator, pupil):
    party = register_organisation(name="مجلس طلبة مدرسة الرستاق", by=administrator, verified=True)
    return appoint_representative(pupil, party, by=administrator)


def test_for_an_organisation_too_a_pupil_needs_a_guardian_and_is_named_by_initials(make_contribution, pupil, council):
    sent = make_contribution(pupil, representation=council)
    assert (sent.moderation, sent.name) == ("unconfirmed", "مجلس طلبة مدرسة الرستاق")
    assert sent.on_behalf_by == "س. ه."


def test_it_is_confirmed_as_it_was_sent_where_the_representation_ended_meanwhile(
    visit, make_contribution, pupil, council
):
    sent = make_contribution(pupil, representation=council)
    Representation.objects.filter(pk=council.pk).update(ends_at=timezone.now())
    assert confirmed(visit, sent).moderation == "submitted"


def test_what_was_sent_by_a_minor_waits_for_the_guardian_after_the_birthday_too(visit, sent, pupil):
    voice_of(pupil).party.__class__.objects.update(education_role="parent", born_on=date(1990, 1, 1))
    assert sent.moderation == "unconfirmed"
    assert confirmed(visit, sent).name == "س. ه."


def test_whoever_is_a_pupil_no_more_needs_no_guardian(make_contribution, pupil):
    Party.objects.update(education_role="parent", born_on=date(1990, 1, 1))
    sent = make_contribution(pupil)
    assert (sent.moderation, sent.by_minor) == ("submitted", False)


# --- the address ----------------------------------------------------------------------------------------


def leave(user):
    erase(Leaving(user=user, addresses=(user.email,), at=timezone.now(), texts_go=False))


def test_an_erased_account_takes_the_address_the_code_and_the_letter_along(visit, sent, pupil):
    code = code_of(sent)
    leave(pupil)
    pupil.refresh_from_db()
    asked = Confirmation.objects.get()
    assert (asked.address, asked.code_hash, asked.state, pupil.guardian_address) == ("", "", "dropped", "")
    assert not OutboxMessage.objects.filter(address=GUARDIAN).exists()
    assert answer(visit, sent, code=code).status_code == 422


def test_the_address_is_forgotten_some_time_after_the_answer(visit, sent, settings):
    confirmed(visit, sent)
    Confirmation.objects.update(closed_at=timezone.now() - timedelta(days=settings.PRIVACY_GUARDIAN_DAYS, minutes=1))
    assert apply_retention()["guardians"] == 1
    assert (Confirmation.objects.get().address, OutboxMessage.objects.filter(address=GUARDIAN).exists()) == ("", False)


def test_an_address_that_is_still_needed_is_kept(sent, pupil):
    assert apply_retention()["guardians"] == 0
    pupil.refresh_from_db()
    assert pupil.guardian_address == GUARDIAN


def test_whoever_came_of_age_keeps_no_guardians_address(pupil):
    Party.objects.update(education_role="parent", born_on=date(1990, 1, 1))
    apply_retention()
    pupil.refresh_from_db()
    assert pupil.guardian_address == ""


def test_the_address_stands_in_the_copy_of_ones_data(sent, pupil):
    data = everything(pupil)
    assert data["account"][0]["guardian_address"] == GUARDIAN
    assert data["confirmations"][0]["address"] == GUARDIAN


# --- in a form ------------------------------------------------------------------------------------------


@pytest.fixture
def alone(make_user):
    """A pupil whose account knows no guardian yet."""
    return make_user("alone@example.om", "سارة بنت هلال الهاشمية", education_role="pupil")


def typed(user, **more):
    notice = notice_in_force()
    return {
        "body": "الرحلة طويلة على الصغار.",
        "voice": str(voice_of(user).pk),
        "notice": str(notice.pk),
        "consent": "on",
        "submission_key": str(uuid.uuid4()),
    } | more


@pytest.fixture
def place(discussion):
    return f"/ar/contributions/comment/{discussion.pk}/"


def test_the_form_asks_a_minor_for_a_guardian_once(visit, alone, pupil, citizen, place):
    asks = {who.email: 'name="guardian"' in visit(who).get(place).content.decode() for who in (alone, pupil, citizen)}
    assert asks == {alone.email: True, pupil.email: False, citizen.email: False}


def test_the_address_from_the_form_is_asked_and_remembered(visit, alone, place):
    visit(alone).post(place, typed(alone, guardian="Father@Example.om"))
    alone.refresh_from_db()
    assert alone.guardian_address == "father@example.om"
    assert Contribution.objects.get().confirmation.address == "father@example.om"


@pytest.mark.parametrize(
    "given",
    ["", "alone@example.om", "ALONE@example.om", "alone+mother@example.om", "al\u200bone@example.om", "nobody", "a@b"],
)
def test_no_address_or_ones_own_is_refused_and_the_text_is_kept(visit, alone, place, given):
    page = visit(alone).post(place, typed(alone, guardian=given), follow=True).content.decode()
    assert not Contribution.objects.exists()
    assert "الرحلة طويلة" in page
    assert 'id="id_guardian_error"' in page


def test_a_mobile_number_is_taken_where_text_messages_are_sent(visit, alone, place, settings):
    settings.SMS_BACKEND = "messaging.sms.MailboxSender"
    visit(alone).post(place, typed(alone, guardian="٩٢١٢٣٤٥٦"))
    letter = OutboxMessage.objects.get(recipient=f"guardian-of:{alone.pk}")
    assert (letter.channel, letter.address) == ("sms", "+96892123456")


def test_a_mobile_number_is_refused_where_none_are_sent(visit, alone, place, settings):
    settings.SMS_BACKEND = ""
    visit(alone).post(place, typed(alone, guardian="92123456"))
    assert not Contribution.objects.exists()


def test_ones_own_number_is_refused(visit, alone, place, settings):
    settings.SMS_BACKEND = "messaging.sms.MailboxSender"
    alone.phone = "+96892123456"
    alone.save()
    visit(alone).post(place, typed(alone, guardian="92123456"))
    assert not Contribution.objects.exists()


# --- the minor's own pages ------------------------------------------------------------------------------


def test_the_minor_sees_what_it_waits_for_and_can_ask_again(visit, sent, pupil):
    page = visit(pupil).get(f"/ar/contributions/{sent.reference}/").content.decode()
    assert GUARDIAN in page
    assert f'action="/ar/contributions/{sent.reference}/guardian/"' in page


def test_the_list_of_ones_own_says_it_too(visit, sent, pupil):
    page = visit(pupil).get("/ar/contributions/mine/").content.decode()
    assert f"/ar/contributions/{sent.reference}/#guardian" in page


def test_the_list_costs_the_same_for_one_and_for_ten(visit, pupil, make_contribution):
    browser, counted = visit(pupil), []
    for more in (1, 8):
        for number in range(more):
            make_contribution(pupil, body=f"نص {more} {number}")
        browser.get("/ar/contributions/mine/")
        with CaptureQueriesContext(connection) as queries_made:
            browser.get("/ar/contributions/mine/")
        counted.append(len(queries_made))
    assert counted[0] == counted[1]
