"""Every component in every state, with sample data: a page for those who build pages, served in development only."""

from datetime import datetime, timedelta
from itertools import accumulate
from types import SimpleNamespace as Sample
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.models import EducationRole, Governorate
from config.carried import Carried
from config.errors import alone
from contributions.models import NameProof

DECISIONS = {
    "adopted": "اعتُمد",
    "adapted": "اعتُمد معدَّلًا",
    "noted": "أُحيط به علمًا",
    "not_adopted": "لم يُعتمد",
    "referred": "أُحيل إلى المختص",
    "under_study": "قيد الدراسة",
    "none": "لم يصدر قرار بعد",
    "in_implementation": "قيد التنفيذ",
    "implemented": "نُفِّذ",
    "stopped": "أُوقف",
}


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="العنوان", help_text="جملة واحدة تصف ما تريد تغييره")
    body = forms.CharField(label="نص المقترح", widget=forms.Textarea(attrs={"rows": 4}), min_length=80)
    email = forms.EmailField(label="البريد الإلكتروني", required=False)
    governorate = forms.ChoiceField(label="المحافظة", choices=[("", "اختر من إحدى عشرة"), ("muscat", "مسقط")])
    stance = forms.ChoiceField(
        label="موقفك",
        choices=[("for", "مؤيّد"), ("neutral", "محايد"), ("against", "معارض")],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(label="مرفق", required=False)
    consent = forms.BooleanField(label="قرأت النقطة 10 وأوافق على نشر اسمي وصفتي مع المقترح")


# Those that stand alone, and those that have the frame of every page.
ALONE = ["400", "403_csrf", "413", "500"]
FRAMED = {
    **{name: f"{name}.html" for name in ("403", "404", "409", "429")},
    "429-too-often": "guard/too_often.html",
    "428-prove": "guard/prove.html",
}
REASON = "عالجت أمل بنت راشد الكندية هذه المساهمة قبل دقيقة."


def gallery(request: HttpRequest) -> HttpResponse:
    _refuse_the_public()
    return render(request, "gallery/gallery.html", samples())


def error_page(request: HttpRequest, name: str) -> HttpResponse:
    """What it looks like, with none of its consequences: it answers 200."""
    _refuse_the_public()
    if name in ALONE:
        return alone(request, f"{name}.html", 200)
    if name not in FRAMED:
        raise Http404
    return render(request, FRAMED[name], _refused())


def _refused() -> dict[str, object]:
    """Of a step that came too late, and of a comment that does not get through yet."""
    return {
        "reason": REASON,
        "fields": [Carried("body", WORDS)],
        "again_at": timezone.now() + timedelta(minutes=40),
        "fault": "ليس هذا هو الرمز الذي أرسلناه.",
        "code_sent": True,
        "minutes": 10,
        "address": "maryam@example.om",
    }


def _refuse_the_public() -> None:
    if not settings.GALLERY:
        raise Http404


def files() -> list[Sample]:
    """A document that is public, one that a moderator took out, and the note of one that its author took out."""
    pdf = Sample(label="مستند PDF", is_picture=False)
    common = {"kind": pdf, "token": uuid4(), "path": "#", "is_kept": True, "is_withdrawn": False}
    said = {"get_scan_display": "فُحص ولم يوجد فيه فيروس", "get_state_display": "مستبعد"}
    return [
        Sample(name="مخطط الساحة.pdf", size=482_113, state="attached", is_troubled=False, **common, **said),
        Sample(name="letter to the school.pdf", size=1_204_000, state="taken_out", is_troubled=True, **common, **said),
        Sample(is_withdrawn=True, erased_at=timezone.now(), contribution=Sample(by_minor=False)),
    ]


def samples() -> dict[str, object]:
    now = timezone.now()
    wrong = SampleForm({"title": "باصات مكيّفه لطلاب القرى الجبليه", "body": "نطلب تكييف الباصات."}, auto_id="wrong_%s")
    return {
        "decisions": DECISIONS.items(),
        "form": SampleForm(auto_id="right_%s"),
        "wrong_form": wrong,
        "people": [contribution(now, **fields) for fields in PEOPLE],
        "rows": thread(now),
        "quotations": [
            Sample(body="في السويق تمتد الحارات على طريق الخدمة.", name="يعقوب بن مبارك السعدي", language="ar"),
            Sample(body="The bus stop is a kilometre from our gate.", name="Hannah Al Kindi", language="en"),
        ],
        "steps": steps(now),
        "files": files(),
        "phases": PHASES,
        "phases_before": PHASES_BEFORE,
        "phases_late": PHASES_LATE,
        "receipt": Sample(signed_at=now, text_commitment="1d906e2b" + "0" * 52 + "b4c8"),
        "pages": [Paginator(range(140), 10).page(number) for number in (1, 5, 14)],
        "answers": [answer(now, decision, is_fallback=decision == "noted") for decision in ("adapted", "noted")],
        "words": [Sample(kind=kind, text=text) for kind, text in WORDS_CHANGED],
        "filter_form": SampleFilters(auto_id="filter_%s"),
        "error_pages": sorted([*ALONE, *FRAMED]),
        "bars": [
            Sample(label="نوفمبر", said="نُشر 60، حُجب 25، أُزيل 15", parts=parts(for_=60, neutral=25, against=15)),
            Sample(label="أكتوبر", said="نُشر 12", parts=parts(for_=12)),
        ],
        "table_head": [Sample(label="المديرية"), Sample(label="المساهمات", is_number=True)],
        "table_rows": [
            [Sample(text="مسقط", path="#"), Sample(text="1,412", is_number=True, label="المساهمات")],
            [Sample(text="الوسطى"), Sample(text="23", is_number=True, is_late=True, label="المساهمات")],
        ],
        "decided": [Sample(code=code, label=word, count=count) for (code, word), count in zip(*DECIDED, strict=False)],
        "said": [message(tag, text) for tag, text in MESSAGES],
        "own": Sample(
            heading="تعليقك على البند 6",
            action="#",
            hidden={},
            notice=None,
            voices=voices(now),
            is_reply=False,
            guardian="",
        ),
        "voice": Sample(html_name="another_voice", auto_id="id_another_voice", errors=[]),
        "closed": Sample(heading="تعليقك", closed="أُغلقت المشاركة في 29 نوفمبر 2026.", form=None),
        "states": [moderated(state, word) for state, word in MODERATION.items()],
        "moments": [now, now - timedelta(hours=3), now - timedelta(days=400)],
    }


PEOPLE: list[dict[str, Any]] = [
    {"name": "مريم بنت خلفان العبرية", "name_proof": "identity", "role": "parent", "governorate": "dakhliyah"},
    {"name": "شركة مسار الحجر للنقل", "name_proof": "body", "is_verified": True, "governorate": "south_batinah"},
    {
        "name": "مجلس أولياء الأمور بولاية إزكي",
        "name_proof": "body",
        "is_verified": True,
        "on_behalf_by": "أحمد بن سيف العامري",
    },
    {"name": "م. ع.", "name_proof": "", "role": "pupil", "governorate": "dakhliyah"},
    {"name": "Sarah Whitfield", "role": "teacher", "governorate": "muscat", "language": "en"},
]
WORDS = "ابنتي في الصف الثالث تركب الحافلة الساعة 5:50 صباحًا، فمن أين يبدأ العدّ: من أول موقف أم من موقف الطالبة؟"
PHASES = [
    Sample(label="أُعلنت", dates="1 نوفمبر", state="done"),
    Sample(label="مفتوحة للمشاركة، بقي 8 أيام", dates="من 8 إلى 29 نوفمبر 2026", state="current", elapsed=13, total=21),
    Sample(label="تُغلق", dates="30 نوفمبر", state="coming"),
    Sample(label="قيد المراجعة", dates="تُجاب فيها كل مساهمة", state="coming"),
    Sample(label="تُنشر النتيجة", dates="قبل 28 يناير 2027", state="coming"),
]


# Announced only; and one that was extended, and whose outcome is late.
PHASES_BEFORE = [PHASES[0], *(Sample(label=each.label, dates=each.dates, state="coming") for each in PHASES[2:])]
PHASES_LATE = [
    PHASES[0],
    Sample(
        label="المشاركة",
        dates="من 8 نوفمبر إلى 4 ديسمبر 2026",
        state="done",
        extension="مُدِّدت خمسة أيام لأن إجازة العيد الوطني وقعت في مدتها.",
    ),
    Sample(label="مغلقة", dates="4 ديسمبر", state="done"),
    Sample(label="قيد المراجعة", dates="تُجاب فيها كل مساهمة", state="current"),
    Sample(label="تأخرت النتيجة 6 أيام", dates="كان موعدها 28 يناير 2027", state="coming", is_late=True),
]
DECIDED = (DECISIONS.items(), [41, 56, 118, 74, 23])
MESSAGES = [("success", "حُفظ التغيير."), ("warning", "حُفظ، ولم يُنشر بعد."), ("error", "لم يُحفظ: أُغلقت المشاركة.")]
MODERATION = {
    "submitted": "ينتظر الإشراف",
    "published": "منشور",
    "held": "محجوب",
    "removed": "مُزال",
    "withdrawn": "سحبه صاحبه",
    "merged": "ضُمّ إلى غيره",
    "lapsed": "انقضت مدته",
}


WORDS_CHANGED = [("", "لا تزيد مدة الرحلة على "), ("removed", "ستين"), ("", " "), ("added", "خمسين"), ("", " دقيقة.")]


class SampleMessage(str):
    """One of django.contrib.messages, without a request."""

    level_tag = ""


def message(tag: str, text: str) -> SampleMessage:
    said = SampleMessage(text)
    said.level_tag = tag
    return said


class SampleFilters(forms.Form):
    governorate = forms.ChoiceField(label="المحافظة", choices=[("", "الكل"), ("muscat", "مسقط")])
    is_open = forms.BooleanField(label="المفتوحة فقط")


def voices(when: datetime) -> list[Sample]:
    own, council = contribution(when, **PEOPLE[0]), contribution(when, **PEOPLE[2])
    return [
        Sample(value="1", contribution=own, is_chosen=True),
        Sample(value="2", contribution=council, is_chosen=False),
    ]


def parts(**widths: int) -> list[Sample]:
    """Of one bar: the line above it, and one part after the other."""
    starts = accumulate(widths.values(), initial=0)
    drawn = [
        Sample(kind=kind.rstrip("_"), start=start, width=width)
        for (kind, width), start in zip(widths.items(), starts, strict=False)
    ]
    return [Sample(kind="came", start=0, width=sum(widths.values()), is_thin=True), *drawn]


def answer(when: datetime, decision: str, *, is_fallback: bool) -> Sample:
    words = "يبدأ العدّ من موقف الطالب نفسه، وقد عُدِّل البند."
    return Sample(
        decision=decision,
        get_decision_display=lambda: DECISIONS[decision],
        answer=Sample(text=words, language="ar", direction="rtl", is_fallback=is_fallback),
        unit=None if is_fallback else Sample(name="دائرة النقل المدرسي"),
        decided_at=when,
    )


def moderated(state: str, word: str) -> Sample:
    return Sample(moderation=state, get_moderation_display=lambda: word)


def contribution(when: datetime, *, role: str = "", governorate: str = "", **fields: object) -> Sample:
    values = {"is_verified": False, "on_behalf_by": "", "party_kind": "individual", "language": "ar"} | fields
    proof = str(values.setdefault("name_proof", "declared"))
    return Sample(
        submitted_at=when,
        education_role=role,
        governorate=governorate,
        get_name_proof_display=lambda: NameProof(proof).label,
        get_education_role_display=lambda: EducationRole(role).label,
        get_governorate_display=lambda: Governorate(governorate).label,
        decision="adopted",
        **values,
    )


def thread(when: datetime) -> list[Sample]:
    mother, company, _council, pupil, teacher = (contribution(when, **fields) for fields in PEOPLE)
    office = contribution(when, name="قسم النقل المدرسي", party_kind="official", governorate="dakhliyah")
    common = {"reply_path": "#", "report_path": "#", "body": WORDS}
    return [
        Sample(anchor="c1", level=0, contribution=mother, stance="for", support_count=37, **common),
        Sample(anchor="c2", level=1, contribution=office, is_official=True, body="يبدأ العدّ من موقف الطالب نفسه."),
        Sample(anchor="c3", level=2, contribution=pupil, **common),
        Sample(anchor="c4", level=0, contribution=company, stance="against", support_count=9, **common),
        Sample(
            anchor="c5",
            level=0,
            contribution=company,
            receipt_path="#",
            tombstone="حُجب هذا التعليق وفق النقطة 7 من السياسة.",
        ),
        Sample(anchor="c6", level=0, contribution=teacher, stance="neutral", body="Count from the pupil's own stop."),
    ]


def steps(when: datetime) -> list[Sample]:
    return [
        Sample(label="قُدِّم وصدر إيصاله", at=when - timedelta(days=60)),
        Sample(label="نُشر بعد الإشراف", at=when - timedelta(days=59), note="بعد 13 ساعة"),
        Sample(label="قيد الدراسة", at=when - timedelta(days=50), note="دائرة المختبرات المدرسية", is_current=True),
        Sample(label="القرار", note="خلال 30 يوم عمل", is_coming=True),
    ]
