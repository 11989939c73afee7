"""A representative who is removed while they write: told beside the name, and nothing typed is lost."""

import uuid

import pytest

from accounts.models import Representation
from contributions.actions import submit
from contributions.errors import VoiceGone
from contributions.models import Comment, Contribution, Upload
from organisations import actions
from suggestions.models import Category, Suggestion
from tests.conftest import voice_of
from tests.made_files import pdf, sent

pytestmark = pytest.mark.django_db

TEXT = "زمن الرحلة طويل على أطفال الصف الأول."


def remove(member, citizen):
    actions.remove(Representation.objects.get(pk=member.pk), by=citizen, reason="انتهى عمله في المجلس.")


@pytest.fixture
def comment(member, notice):
    """What Yaqoub is about to send for the council."""
    return {
        "body": TEXT,
        "stance": "for",
        "voice": member.pk,
        "consent": "on",
        "notice": notice.pk,
        "submission_key": str(uuid.uuid4()),
    }


@pytest.fixture
def address(discussion):
    return f"/ar/contributions/comment/{discussion.pk}/"


@pytest.fixture
def refused(visit, neighbour, citizen, member, comment, address):
    """The page that his press leads to, after he was removed."""
    browser = visit(neighbour)
    browser.get(address)
    remove(member, citizen)
    return browser, browser.post(address, comment, follow=True)


def test_the_sentence_stands_beside_the_name(refused, council):
    _browser, page = refused
    assert council.party.name in page.context["form"].errors["voice"][0]
    fieldset = page.text.split('class="field voices has-error"')[1].split("</fieldset>")[0]
    assert council.party.name in fieldset
    assert not Comment.thread.exists()


def test_nothing_typed_is_lost(refused):
    form = refused[1].context["form"]
    assert (form["body"].value(), form["stance"].value()) == (TEXT, "for")


def test_the_consent_to_the_other_name_is_asked_anew(refused, neighbour):
    form = refused[1].context["form"]
    assert (form["voice"].value(), form["consent"].value()) == (str(voice_of(neighbour).pk), False)


def test_the_next_press_sends_it_in_ones_own_name(refused, neighbour, address, comment):
    browser, page = refused
    form = page.context["form"]
    browser.post(address, comment | {"voice": form["voice"].value(), "consent": "on"})
    sent_now = Comment.thread.get().contribution
    assert (sent_now.name, sent_now.capacity) == (neighbour.first_name, "self")


def test_the_draft_waits_for_whoever_leaves_the_page(refused, address):
    browser, _page = refused
    assert browser.get(address).context["form"]["body"].value() == TEXT
    assert "/comment/" in browser.get("/ar/contributions/mine/").text


def test_a_body_that_is_verified_no_longer_is_refused_the_same(
    visit, neighbour, administrator, council, comment, address
):
    actions.withdraw_verification(council, by=administrator, reason="انتهى الترخيص.")
    page = visit(neighbour).post(address, comment, follow=True)
    assert council.party.name in page.context["form"].errors["voice"][0]
    assert not Comment.thread.exists()


def test_the_action_refuses_what_the_form_let_through_a_moment_before(neighbour, citizen, member, notice):
    seen = Representation.objects.select_related("party__organisation").get(pk=member.pk)
    remove(member, citizen)
    with pytest.raises(VoiceGone):
        submit(
            by=neighbour,
            representation=seen,
            kind="answer",
            body=TEXT,
            language="ar",
            submission_key=uuid.uuid4(),
            consent_to=notice,
        )
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("voice", ["0", "nobody", "999999999999999999999"])
def test_a_voice_that_is_nobodys_is_refused_too(visit, neighbour, comment, address, voice):
    page = visit(neighbour).post(address, comment | {"voice": voice}, follow=True)
    assert list(page.context["form"].errors) == ["voice"]


# --- a suggestion, which is written, looked at and sent on three pages -------------------------------------


@pytest.fixture
def written(visit, neighbour, member, notice):
    """Yaqoub has looked at his suggestion for the council, with a file, and is about to send it."""
    browser, key = visit(neighbour), uuid.uuid4()
    path = f"/ar/suggestions/new/{key}/"
    typed = {
        "title": "مختبر متنقل",
        "body": "أقترح تجهيز حافلة بمختبر صغير تزور المدارس.",
        "category": Category.objects.first().code,
        "voice": member.pk,
        "notice": notice.pk,
    }
    browser.post(path, typed | {"step": "preview", "attachments": sent("خطة.pdf", pdf())})
    return browser, path, typed


def test_a_suggestion_comes_back_with_its_words_and_its_file(written, member, citizen, council):
    browser, path, typed = written
    remove(member, citizen)
    page = browser.post(path, typed | {"step": "send", "consent": "on"}, follow=True)
    form = page.context["form"]
    assert page.redirect_chain[-1][0] == path
    assert council.party.name in form.errors["voice"][0]
    assert council.party.name in page.text.split('id="id_voice_error"')[1][:600]
    assert (form["title"].value(), form["body"].value()) == (typed["title"], typed["body"])
    assert "خطة.pdf" in page.text
    assert Upload.objects.exists()


def test_a_suggestion_is_then_sent_in_ones_own_name(written, member, citizen, neighbour):
    browser, path, typed = written
    remove(member, citizen)
    page = browser.post(path, typed | {"step": "send", "consent": "on"}, follow=True)
    own = typed | {"voice": page.context["form"]["voice"].value()}
    browser.post(path, own | {"step": "preview"})
    browser.post(path, own | {"step": "send", "consent": "on"})
    assert Suggestion.objects.get().contribution.name == neighbour.first_name
    assert Suggestion.objects.get().contribution.attachments.count() == 1
