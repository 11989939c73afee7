"""The way from a suggestion to a finished ticket, as people walk it: over the pages, without a script.

Maryam, a mother, suggests a travelling laboratory. Hamad moderates, Amal answers for the ministry, Salim carries it
out. Everybody sees on one page what has become of it, and Maryam is told at every turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from contributions.references import isolated, spoken
from directory.models import Unit
from messaging.models import OutboxMessage
from suggestions.models import Suggestion
from tests.conftest import voice_of
from tests.pages import notice_in_force
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

TITLE = "حافلة مختبر علوم متنقلة لمدارس القرى الجبلية"
TEXT = "أقترح تجهيز حافلة بمختبر مصغّر وفنّي مختبرات، تزور كل مدرسة مرتين في الشهر وفق جدول معلن."
UNDER_STUDY = "تدرس دائرة المختبرات كلفة التجهيز وجدول الزيارات."
ACCEPTED = "قُبل المقترح: تُجهَّز حافلتان وتبدأ الزيارات بالمدارس التسع."
RESULT = "حافلة واحدة في الخدمة، و18 زيارة منفَّذة، و412 طالبًا أجروا تجربة بأنفسهم."


@pytest.fixture
def laboratories(db: None) -> Unit:
    """The department that studies the suggestion."""
    return Unit.objects.create(
        code="labs", kind="department", name_ar="دائرة المختبرات المدرسية", name_en="School Laboratories"
    )


@pytest.fixture
def dakhiliyah(db: None) -> Unit:
    """The directorate that carries it out."""
    return Unit.objects.create(
        code="dakhiliyah", kind="directorate", name_ar="تعليمية الداخلية", name_en="Education, Al Dakhiliyah"
    )


def messages_to(person: User) -> list[str]:
    """What somebody has been told so far, oldest first."""
    return [message.text for message in OutboxMessage.objects.filter(recipient=f"user:{person.pk}").order_by("pk")]


def page_of(suggestion: Suggestion) -> str:
    return f"/ar/suggestions/{suggestion.reference}/"


def words_on(page: str, reader: Client | None = None) -> str:
    """What a reader sees of a page: its words, without the marks between them."""
    answer = (reader or Client()).get(page)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def without_vowels(text: str) -> str:
    return re.sub("[\u064b-\u0652]", "", text)


def test_a_suggestion_becomes_a_ticket_and_the_ticket_a_result(
    visit: Callable[[User | None], Client],
    citizen: User,
    moderator: User,
    policy_officer: User,
    ticket_officer: User,
    laboratories: Unit,
    dakhiliyah: Unit,
) -> None:
    maryam, hamad, amal, salim = map(visit, (citizen, moderator, policy_officer, ticket_officer))

    # Maryam writes, sees how it will stand, agrees and sends it.
    written = {
        "title": TITLE,
        "body": TEXT,
        "category": "curricula",
        "voice": voice_of(citizen).pk,
        "notice": notice_in_force().pk,
    }
    new = maryam.get("/ar/suggestions/new/").url
    preview = maryam.post(new, written | {"step": "preview"}, follow=True).text
    assert TITLE in preview
    assert citizen.first_name in preview
    sent = maryam.post(new, written | {"step": "send", "consent": "on"})
    suggestion = Suggestion.objects.get()
    assert spoken(suggestion.reference) in words_on(sent.url, maryam)
    assert spoken(suggestion.reference) in messages_to(citizen)[-1]

    # Until Hamad has read it, it stands for nobody else. He publishes it.
    assert Client().get(page_of(suggestion)).status_code == 404
    hamad.post(f"/ar/office/moderation/{suggestion.reference}/", {"decision": "publish"})
    assert TEXT in words_on(page_of(suggestion))

    # Amal takes it under study, and says so in public. Maryam is told.
    amal.post(
        f"/ar/office/suggestions/{suggestion.reference}/take_under_study/",
        {"unit": laboratories.pk, "answer_ar": UNDER_STUDY},
    )
    assert "قيد الدراسة" in words_on(page_of(suggestion))
    assert UNDER_STUDY in messages_to(citizen)[-1]

    # She accepts it. A ticket is opened in the directorate, with a due time, and Maryam gets its number.
    amal.post(
        f"/ar/office/suggestions/{suggestion.reference}/accept/",
        {"unit": dakhiliyah.pk, "working_days": "20", "answer_ar": ACCEPTED},
    )
    ticket = Ticket.objects.get()
    assert (ticket.unit, ticket.deadline.allowance) == (dakhiliyah, 20)
    assert ACCEPTED in words_on(page_of(suggestion))
    assert spoken(ticket.reference) in words_on(page_of(suggestion))
    assert spoken(ticket.reference) in messages_to(citizen)[-1]

    # Anybody can ask by that number where the matter stands, and learns no more than that.
    asked = Client().post("/ar/tickets/", {"reference": spoken(ticket.reference)}).text
    assert "مديرية" in asked
    assert TITLE not in asked

    # Salim takes the ticket, begins, and works it to done, with a result for everybody to read.
    office = f"/ar/office/tickets/{ticket.reference}/"
    assert TITLE in words_on(office, salim)
    salim.post(f"{office}take/")
    salim.post(f"{office}start/")
    assert "قيد التنفيذ" in words_on(page_of(suggestion))
    salim.post(f"{office}finish/", {"result_ar": RESULT})

    # The suggestion's page shows the whole way and the result, and Maryam is told.
    page = words_on(page_of(suggestion))
    assert RESULT in page
    way = [
        "قدم وصدر إيصاله",
        "نشر بعد الإشراف",
        "بدأت دراسته",
        "قبل بجواب معلل",
        f"فتحت التذكرة {isolated(ticket.reference)}",
        "بدأ تنفيذه",
        f"أنجزت التذكرة {isolated(ticket.reference)}",
    ]
    places = [without_vowels(page).find(step) for step in way]
    assert -1 not in places
    assert places == sorted(places)
    assert RESULT in messages_to(citizen)[-1]
