"""What moderators are shown in a text, and what is covered of it."""

import pytest

from contributions import receipts
from moderation import actions
from moderation.hints import MASK, hints, masked
from moderation.marking import marked
from moderation.models import ListedWord
from workflow.errors import IllegalStep
from workflow.models import Step


def codes(text, listed=()):
    return [hint.code for hint in hints(text, listed=listed)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("اتصلوا بي على 99124470 بعد العصر", ["phone"]),
        ("اتصلوا بي على ٩٩١٢ ٤٤٧٠ بعد العصر", ["phone"]),
        ("الرقم +968 9912-4470", ["phone"]),
        ("الرقم 00968 24 123 456", ["phone"]),
        ("Call +44 20 7946 0958 after noon", ["phone"]),
        ("رقمي المدني 12345678", ["civil"]),
        ("رقمي المدني ١٢٣٤٥٦٧", ["civil"]),
        ("write to salim.h@example.om please", ["email"]),
        ("انظروا https://example.com/page", ["link"]),
        ("see www.example.org", ["link"]),
        ("visit example.om/schools", ["link"]),
        ("これは学校についての意見です、よろしく", ["script"]),
        ("99124470 وبريدي a@b.om", ["phone", "email"]),
    ],
)
def test_a_hint_is_found(text, found):
    assert codes(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "في عام 2026 كان عدد الطلبة 1450 طالبًا",
        "المسافة 3.5 كيلومتر، والرسوم 120,500 ريال",
        "رقم مساهمتي 2780 783 1696",
        "من 7:30 إلى 13:45 يوم 12/11/2026",
        "المادة 12 من القرار 31/2023",
        "A sentence in English.",
        "جملة بالعربية مع كلمة English فيها",
        "",
    ],
)
def test_what_is_no_hint_is_left_alone(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    "written",
    ["غبي", "غـبـي", "غَبِيّ", "الغبي", "غبييييي", "غ.ب.ي", "غ ب ي", "غبى", "stupid", "STUPID", "s-t-u-p-i-d", "stuupiid"],
)
def test_a_listed_word_is_seen_however_it_is_spelt(written):
    assert codes(f"هذا قول {written} حقًا", ["غبي", "stupid"]) == ["word"]


@pytest.mark.parametrize("written", ["غبار", "أغبياء القوم", "stupidity", "و ا ل"])
def test_another_word_is_not_taken_for_a_listed_one(written):
    assert codes(f"هذا قول {written} حقًا", ["غبي", "stupid"]) == []


def test_a_word_that_was_retired_is_looked_for_no_more(visit, moderator, administrator, make_contribution, citizen):
    word = actions.add_word(by=administrator, code="غبي")
    sent = make_contribution(citizen, body="هذا رأي غبي في شأن الحافلات.")
    page = f"/ar/office/moderation/{sent.reference}/"
    assert "كلمة من القائمة" in visit(moderator).get(page).text
    actions.change_word(word, by=administrator, is_active=False)
    assert "كلمة من القائمة" not in visit(moderator).get(page).text


def test_what_is_personal_is_covered_and_nothing_else_changes():
    text = "اتصلوا على ٩٩١٢ ٤٤٧٠ أو a@b.om، وانظروا https://example.com"
    assert masked(text, hints(text)) == f"اتصلوا على {MASK} أو {MASK}، وانظروا https://example.com"


def test_a_mark_cannot_carry_markup():
    text = "<script>alert(1)</script> 99124470 <b>"
    html = marked(text, hints(text))
    assert "<script>" not in html
    assert '">99124470</mark>' in html


def test_marks_of_a_title_stay_out_of_the_body(visit, moderator, make_contribution, citizen):
    sent = make_contribution(citizen, title="اتصلوا بي 99124470", body="أو على ٩٩١٢ ٤٤٧٠ بعد العصر، وشكرًا لكم.")
    page = visit(moderator).get(f"/ar/office/moderation/{sent.reference}/").text
    assert '<mark class="found" title="رقم هاتف">٩٩١٢ ٤٤٧٠</mark> بعد العصر' in page
    assert page.count("<mark") == 1


@pytest.fixture
def with_phone(make_contribution, citizen):
    return make_contribution(citizen, body="ومن أراد التحقق فليتصل بي على 99124470 بعد العصر.")


def test_the_queue_flags_what_was_found(visit, moderator, with_phone):
    assert "رقم هاتف" in visit(moderator).get("/ar/office/moderation/").text


def test_covering_is_offered_where_there_is_something_to_cover(
    visit, moderator, with_phone, make_contribution, citizen
):
    def offered(contribution):
        page = visit(moderator).get(f"/ar/office/moderation/{contribution.reference}/")
        return [value for value, _label in page.context["form"].fields["decision"].choices]

    assert "publish_masked" in offered(with_phone)
    assert "publish_masked" not in offered(make_contribution(citizen))


def test_publishing_covered_keeps_what_was_sent(visit, moderator, with_phone):
    sent = with_phone.text.body
    visit(moderator).post(f"/ar/office/moderation/{with_phone.reference}/", {"decision": "publish_masked"})
    with_phone.refresh_from_db()
    assert with_phone.moderation == "published"
    assert [text.body for text in with_phone.texts.all()] == [sent, sent.replace("99124470", MASK)]
    assert "99124470" not in with_phone.text.body


def test_what_was_covered_is_not_read_by_the_public(visit, moderator, with_phone, client):
    actions.publish_masked(with_phone, by=moderator)
    assert "99124470" in visit(moderator).get(f"/ar/office/moderation/{with_phone.reference}/").text
    assert "99124470" not in client.get("/ar/search/?q=التحقق").content.decode()


def test_covering_is_a_step_of_its_own_and_its_author_is_told(moderator, with_phone):
    verdict = actions.publish_masked(with_phone, by=moderator)
    assert [step.name for step in Step.objects.of(with_phone)] == ["submit", "mask", "publish"]
    assert "البيانات الشخصية" in verdict.message


def test_the_receipt_goes_on_proving_what_was_sent(moderator, with_phone):
    signed = with_phone.receipt.text_commitment
    actions.publish_masked(with_phone, by=moderator)
    with_phone.refresh_from_db()
    assert receipts.commit(**receipts.opened(with_phone)["text"]) == signed


def test_there_is_nothing_to_cover_without_personal_data(moderator, make_contribution, citizen):
    with pytest.raises(IllegalStep):
        actions.publish_masked(make_contribution(citizen), by=moderator)


def test_the_public_ledger_does_not_hold_the_word(administrator):
    from ledger.models import LedgerEntry

    actions.add_word(by=administrator, code="غبي")
    assert ListedWord.objects.count() == 1
    assert not any("غبي" in entry.body for entry in LedgerEntry.objects.all())
