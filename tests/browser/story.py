"""The way from a new account to a finished ticket: each step is taken once for each way of reading, by whichever test
asks first, and the steps before it with it."""

from __future__ import annotations

import secrets
from functools import cached_property

from tests.browser import pages
from tests.browser.pages import Newcomer, Sent
from tests.browser.people import People
from tests.browser.reader import Reader, Way

# Where the demonstration's ticket officer works.
UNIT = {"ar": "دائرة خدمات المراجعين", "en": "Citizen Services Department"}
WORDS = {
    "ar": {
        "name": "هدى بنت سالم الشكيلية",
        "comment": "يصل ابني إلى المدرسة قبل الطابور بنصف ساعة، والحافلة {number} لا تنتظر أحدًا.",
        "reply": "هذا ما يحدث في الحافلة {number} أيضًا، وأؤيد ما قيل هنا.",
        "title": "إتاحة قاعات المطالعة مساءً في المدرسة {number}",
        "body": "تُغلق القاعات بعد الظهر مباشرة. أقترح أن تبقى مفتوحة حتى الثامنة مساءً لطلبة الصفوف العليا.",
    },
    "en": {
        "name": "Huda bint Salim Al Shakili",
        "comment": "My son reaches school half an hour before assembly, and bus {number} waits for nobody.",
        "reply": "The same happens on bus {number}, and I agree with what is said here.",
        "title": "Keep the reading rooms of school {number} open in the evening",
        "body": "The rooms close right after noon. Please keep them open until eight for pupils of the upper grades.",
    },
}
ANSWER_AR = "نقبل المقترح، وتُفتح القاعات مساءً ابتداءً من الفصل القادم."
ANSWER_EN = "We accept the suggestion: the rooms open in the evening from next term."
RESULT_AR = "فُتحت قاعات المطالعة حتى الثامنة مساءً في اثنتي عشرة مدرسة."
RESULT_EN = "The reading rooms of twelve schools now stay open until eight in the evening."


class Story:
    def __init__(self, people: People, way: Way) -> None:
        self.people = people
        self.way = way
        self.number = secrets.randbelow(90_000) + 10_000
        self.email = f"huda-{self.number}@example.om"

    def words(self, name: str) -> str:
        return WORDS[self.way.language][name].format(number=self.number)

    @property
    def unit(self) -> str:
        return UNIT[self.way.language]

    @property
    def answer(self) -> str:
        return {"ar": ANSWER_AR, "en": ANSWER_EN}[self.way.language]

    @property
    def result(self) -> str:
        return {"ar": RESULT_AR, "en": RESULT_EN}[self.way.language]

    # --- Who reads ------------------------------------------------------------------------------------

    def visitor(self) -> Reader:
        return self.people.visitor(self.way)

    def author(self) -> Reader:
        return self.people.returning(self.way, self.account)

    def officer(self, person: str) -> Reader:
        return self.people.signed_in(self.way, person)

    # --- What happens ---------------------------------------------------------------------------------

    @cached_property
    def account(self) -> str:
        """Huda has an account of her own."""
        reader = self.visitor()
        pages.sign_up(reader, Newcomer(self.words("name"), self.email))
        self.people.remember(self.email, reader)
        return self.email

    @cached_property
    def comment(self) -> Sent:
        return pages.comment(self.author(), self.words("comment"))

    @cached_property
    def reply(self) -> Sent:
        return pages.reply(self.author(), self.words("reply"))

    @cached_property
    def suggestion(self) -> Sent:
        return pages.suggest(self.author(), self.words("title"), self.words("body"))

    @cached_property
    def published(self) -> Sent:
        pages.publish(self.officer("moderator"), self.suggestion)
        return self.suggestion

    @cached_property
    def held(self) -> Sent:
        pages.hold(self.officer("moderator"), self.comment)
        return self.comment

    @cached_property
    def accepted(self) -> Sent:
        reader = self.officer("policy")
        pages.take_under_study(reader, self.published, self.unit)
        pages.accept(reader, self.unit, ANSWER_AR, ANSWER_EN)
        reader.is_told("The decision stands, and the author has been told.")
        return self.published

    @cached_property
    def finished(self) -> Sent:
        reader = self.officer("tickets")
        pages.work_ticket(reader, self.accepted.title, RESULT_AR, RESULT_EN)
        reader.is_told("The ticket is done, and the authors have been told.")
        return self.accepted
