import pytest
from django.core.exceptions import PermissionDenied

from contributions.models import Contribution, Moderation
from deadlines.models import Deadline
from messaging.models import OutboxMessage
from moderation import actions
from moderation.models import Verdict
from workflow.errors import IllegalStep
from workflow.models import Step

LEGAL = [(name, source) for name, (sources, _target) in actions.STEPS.items() for source in sorted(sources)]
ILLEGAL = [
    (name, source)
    for name, (sources, _target) in actions.STEPS.items()
    for source in Moderation.values
    if source not in sources
]


@pytest.fixture
def take(moderator, reason):
    """Take one step by name, as a moderator would."""

    def taken(contribution, name):
        options = {"reason": reason} if name in actions.GROUNDED else {}
        return getattr(actions, name)(contribution, by=moderator, **options)

    return taken


@pytest.fixture
def sent(make_contribution, citizen):
    return make_contribution(citizen)


def put(contribution, state):
    contribution.moderation = state
    contribution.merged_into = contribution if state == "merged" else None
    contribution.save()
    return contribution


@pytest.mark.parametrize(("name", "source"), LEGAL)
def test_a_legal_step_moves_to_its_target(take, sent, name, source):
    take(put(sent, source), name)
    sent.refresh_from_db()
    assert sent.moderation == actions.STEPS[name][1]


def test_the_first_publication_is_dated_once_whatever_a_page_showed(take, sent):
    seen_before = Contribution.objects.get(pk=sent.pk)
    take(sent, "publish")
    first = Contribution.objects.get(pk=sent.pk).published_at
    take(sent, "hold")
    take(seen_before, "restore")
    assert Contribution.objects.get(pk=sent.pk).published_at == first


@pytest.mark.parametrize(("name", "source"), ILLEGAL)
def test_every_other_step_is_refused_and_changes_nothing(take, sent, name, source):
    put(sent, source)
    with pytest.raises(IllegalStep):
        take(sent, name)
    sent.refresh_from_db()
    assert (sent.moderation, Verdict.objects.count()) == (source, 0)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("citizen", False),
        ("neighbour", False),
        ("moderator", True),
        ("policy_officer", False),
        ("ticket_officer", False),
        ("editor", False),
        ("approver", False),
        ("administrator", False),
    ],
)
def test_who_may_publish(sent, people, who, may):
    if may:
        actions.publish(sent, by=people(who))
    else:
        with pytest.raises(PermissionDenied):
            actions.publish(sent, by=people(who))
    assert sent.is_public is may


def test_nobody_decides_on_their_own_words(make_contribution, moderator):
    with pytest.raises(PermissionDenied):
        actions.publish(make_contribution(moderator), by=moderator)


def test_a_decision_meets_the_deadline(take, sent):
    take(sent, "publish")
    assert Deadline.objects.get(kind="moderation", subject_id=sent.pk).met_at is not None


def test_holding_cites_the_point_in_the_version_in_force(take, sent, participation_policy):
    verdict = take(sent, "hold")
    assert (verdict.point.key, verdict.point.version) == ("point-7", participation_policy)
    assert sent.cited_point == verdict.point


def test_publishing_again_clears_the_cited_point(take, sent):
    take(sent, "hold")
    take(sent, "restore")
    sent.refresh_from_db()
    assert sent.cited_point is None


def test_the_author_is_told_why_in_their_language(take, make_contribution, neighbour):
    take(make_contribution(neighbour), "hold")
    told = OutboxMessage.objects.get(cause__startswith="verdict")
    assert "Personal data" in told.text
    assert "point 7" in told.text


def test_a_decision_is_recorded_with_its_reason_code(take, sent, moderator):
    take(sent, "remove")
    step = Step.objects.of(sent).get(name="remove")
    assert (step.by, step.reason, step.target) == (moderator, "personal-data", "removed")


def test_removing_destroys_no_text(take, sent):
    take(sent, "remove")
    assert sent.texts.get().body


@pytest.mark.parametrize(("kind", "promised"), [("suggestion", True), ("comment", False), ("answer", False)])
def test_the_letter_promises_a_first_reply_only_where_one_is_owed(
    make_contribution, citizen, moderator, kind, promised
):
    sent = make_contribution(citizen, kind=kind, title="مواقف الحافلات" if kind == "suggestion" else "")
    actions.publish(sent, by=moderator)
    letter = OutboxMessage.objects.get(cause__startswith="verdict")
    assert ("72 ساعة" in letter.text) == promised
