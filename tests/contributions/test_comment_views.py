import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import appoint_representative, register_organisation
from contributions.errors import ParentGone, SentBefore
from contributions.forms import COMMENT_LENGTH
from contributions.models import Comment, Discussion
from contributions.references import spoken
from ledger import triggers
from moderation import actions as moderation
from policies.models import PolicyVersion
from tests.conftest import voice_of

TEXT = "زمن الرحلة طويل على أطفال الصف الأول."


@pytest.fixture
def address(discussion):
    return f"/ar/contributions/comment/{discussion.pk}/"


@pytest.fixture
def typed(citizen, notice):
    """What the form sends when everything is right."""
    return {
        "body": TEXT,
        "stance": "for",
        "voice": citizen.representations.get().pk,
        "consent": "on",
        "notice": notice.pk,
        "submission_key": str(uuid.uuid4()),
    }


def test_the_form_shows_the_clause_and_the_name_it_will_stand_under(visit, citizen, address):
    page = visit(citizen).get(address).content.decode()
    assert "لا تزيد مدة الرحلة" in page
    assert "مريم بنت خلفان العبرية" in page


@pytest.mark.parametrize(("language", "told"), [("ar", f"{COMMENT_LENGTH} حرف على الأكثر."), ("en", "At most 4000 c")])
def test_the_form_says_how_long_a_comment_may_be(visit, citizen, address, language, told):
    page = visit(citizen).get(address.replace("/ar/", f"/{language}/")).text
    assert told in page.split('id="id_body_helptext"')[1].split("</div>")[0]


def test_sending_leads_to_the_receipt(visit, citizen, address, typed):
    answer = visit(citizen).post(address, typed, follow=True)
    reference = Comment.thread.get().contribution.reference
    assert answer.redirect_chain[-1][0].endswith(f"/{reference}/receipt/")


def test_sending_asks_the_database_no_more_than_forty_four_times(visit, citizen, address, typed):
    sender = visit(citizen)
    sender.post(address, typed)  # what a process looks up once
    with CaptureQueriesContext(connection) as asked:
        sender.post(address, typed | {"body": "والمسافة أيضًا.", "submission_key": str(uuid.uuid4())})
    assert len(asked) <= 44


def test_while_no_notice_is_in_force_nothing_can_be_agreed_to(visit, citizen, address, typed):
    with triggers.lifted():
        PolicyVersion.objects.update(effective_from=timezone.now() + timedelta(days=1))
    answer = visit(citizen).post(address, typed | {"notice": ""}, follow=True)
    assert answer.context["form"].errors["consent"]
    assert TEXT in answer.text
    assert not Comment.thread.exists()


def test_a_second_press_makes_no_second_comment(visit, citizen, address, typed):
    browser = visit(citizen)
    first = browser.post(address, typed)
    second = browser.post(address, typed)
    assert first.url == second.url
    assert Comment.thread.count() == 1


@pytest.mark.parametrize(
    "changed", [{"body": "والحافلة تصل بعد الجرس."}, {"stance": "against"}], ids=["words", "stance"]
)
def test_other_words_sent_from_the_same_page_come_back_and_are_received_at_the_next_press(
    visit, citizen, address, typed, changed
):
    browser, said = visit(citizen), typed | changed
    browser.post(address, typed)
    back = browser.post(address, said, follow=True)
    form = back.context["form"]
    assert spoken(Comment.thread.get().contribution.reference) in back.text
    assert (form["body"].value(), form["stance"].value()) == (said["body"], said["stance"])
    browser.post(address, said | {"submission_key": form["submission_key"].value()})
    assert Comment.thread.count() == 2


@pytest.fixture
def other_voice(citizen, administrator):
    """A council that Maryam speaks for besides herself."""
    council = register_organisation(name="مجلس أولياء الأمور", by=administrator, verified=True)
    return appoint_representative(citizen, council, by=administrator)


def test_the_same_words_in_another_voice_are_no_second_press(visit, citizen, address, typed, other_voice):
    browser = visit(citizen)
    browser.post(address, typed)
    back = browser.post(address, typed | {"voice": other_voice.pk}, follow=True)
    form = back.context["form"]
    assert spoken(Comment.thread.get().contribution.reference) in back.text
    assert (form["body"].value(), form["voice"].value()) == (TEXT, str(other_voice.pk))
    browser.post(address, typed | {"voice": other_voice.pk, "submission_key": form["submission_key"].value()})
    assert {comment.contribution.party_id for comment in Comment.thread.all()} == {
        voice_of(citizen).party_id,
        other_voice.party_id,
    }


def test_the_same_words_about_another_clause_are_no_second_press(make_comment, citizen, discussion):
    key = uuid.uuid4()
    make_comment(citizen, submission_key=key)
    with pytest.raises(SentBefore):
        make_comment(citizen, submission_key=key, discussion=Discussion.objects.create(kind="test"))


def test_a_second_press_on_a_reply_shows_the_first_though_what_it_answers_was_hidden(
    visit, citizen, neighbour, address, typed, make_comment, publish, moderator, reason
):
    parent = publish(make_comment(neighbour).contribution)
    browser, reply = visit(citizen), typed | {"parent": parent.reference}
    first = browser.post(address, reply)
    moderation.remove(parent, by=moderator, reason=reason)
    assert first.url.endswith("/receipt/")
    assert browser.post(address, reply).url == first.url


def test_a_reply_sent_from_the_same_page_as_a_comment_is_not_taken_for_it(make_comment, citizen, publish):
    parent = publish(make_comment(citizen).contribution).comment
    key = uuid.uuid4()
    make_comment(citizen, submission_key=key)
    with pytest.raises(SentBefore):
        make_comment(citizen, submission_key=key, parent=parent)


def test_a_second_press_on_a_reply_shows_the_first(make_comment, citizen, publish):
    parent = publish(make_comment(citizen).contribution).comment
    key = uuid.uuid4()
    first, second = (make_comment(citizen, submission_key=key, parent=parent) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("body", "", "اكتب تعليقك قبل إرساله"),
        ("body", " \u200f\n ", "اكتب تعليقك قبل إرساله"),
        ("body", "س" * 4001, "4001"),
        ("consent", "", "موافقتك"),
        ("submission_key", "not-a-key", "submission_key"),
        ("voice", "999999", "voice"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field(visit, citizen, address, typed, field, value, message):
    answer = visit(citizen).post(address, typed | {field: value}, follow=True)
    assert message in answer.content.decode()
    assert not Comment.thread.exists()


def test_what_was_typed_is_kept_when_something_is_wrong(visit, citizen, address, typed):
    assert TEXT in visit(citizen).post(address, typed | {"consent": ""}, follow=True).content.decode()


def test_a_press_that_is_refused_leads_to_a_page_that_is_loaded_again_without_sending(visit, citizen, address, typed):
    browser = visit(citizen)
    assert browser.post(address, typed | {"consent": ""}).url == address
    for _each in range(2):
        page = browser.get(address)
        assert page.context["form"].errors.keys() == {"consent"}
        assert page.context["form"]["submission_key"].value() == typed["submission_key"]
        assert 'class="error-summary" role="alert" tabindex="-1" autofocus' in page.text


def test_what_was_chosen_beside_the_words_is_kept_with_them(visit, citizen, address, typed, other_voice):
    sent = typed | {"body": "", "stance": "against", "voice": other_voice.pk}
    form = visit(citizen).post(address, sent, follow=True).context["form"]
    assert (form["stance"].value(), form.chosen_voice, form["consent"].value()) == ("against", other_voice, True)


def test_a_comment_sent_after_closing_is_refused_and_its_text_kept(visit, citizen, address, typed, clause):
    clause.is_open = False
    page = visit(citizen).post(address, typed, follow=True).content.decode()
    assert TEXT in page
    assert Comment.thread.count() == 0


def test_a_visitor_is_sent_to_sign_in_and_finds_the_text_again(visit, citizen, address, typed):
    browser = visit(None)
    answer = browser.post(address, typed)
    assert "/accounts/login/" in answer.url
    browser.force_login(citizen)
    assert TEXT in browser.get(address).content.decode()


def test_what_was_wrong_waits_for_whoever_leaves_the_page_and_comes_back(visit, citizen, address, typed):
    browser = visit(citizen)
    browser.post(address, typed | {"consent": ""})
    assert [TEXT in browser.get(address).text for _ in range(2)] == [True, True]


def test_a_comment_that_was_begun_is_offered_among_ones_own_contributions(visit, citizen, address, typed):
    browser = visit(citizen)
    browser.post(address, typed | {"consent": ""})
    assert f'<a href="{address}"><bdi>{TEXT}</bdi></a>' in browser.get("/ar/contributions/mine/").text


def test_once_it_is_sent_the_form_is_empty(visit, citizen, address, typed):
    browser = visit(citizen)
    browser.post(address, typed | {"consent": ""})
    browser.post(address, typed)
    assert Comment.thread.exists()
    assert TEXT not in browser.get(address).text


def test_what_was_typed_does_not_wander_to_another_place_in_the_thread(visit, citizen, address, typed):
    browser = visit(citizen)
    browser.post(address, typed | {"consent": ""})
    assert TEXT not in browser.get(f"{address}?parent=48219077356").text


def test_an_unknown_discussion_is_not_found(visit, citizen, address):
    assert visit(citizen).get("/ar/contributions/comment/999999/").status_code == 404


def test_nobody_sends_in_the_voice_of_another(visit, citizen, neighbour, address, typed):
    answer = visit(citizen).post(address, typed | {"voice": neighbour.representations.get().pk}, follow=True)
    assert answer.context["form"].errors["voice"]
    assert Comment.thread.count() == 0


def test_a_reply_to_something_removed_meanwhile_keeps_the_text(visit, citizen, address, typed, make_comment, neighbour):
    hidden = make_comment(neighbour)
    browser = visit(citizen)
    form = browser.post(address, typed | {"parent": hidden.contribution.reference}, follow=True).context["form"]
    assert (form.errors["body"], form["body"].value()) == ([str(ParentGone())], TEXT)
    browser.post(address, typed | {"parent": form["parent"].value()})
    assert Comment.thread.get(contribution__author=citizen).level == 0


def test_a_link_to_answer_what_is_not_published_says_so_and_offers_a_comment_of_its_own(
    visit, citizen, address, make_comment, neighbour
):
    hidden = make_comment(neighbour).contribution.reference
    page = visit(citizen).get(f"{address}?parent={hidden}")
    assert str(ParentGone()) in page.text
    assert page.context["form"]["parent"].value() == ""
