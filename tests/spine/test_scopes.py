"""A role that is limited to a consultation or a category holds there and nowhere else: in every list, and in what is
decided."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actions import end_role, grant_role
from accounts.models import Role
from accounts.scopes import Scope
from consultations.actions import cancel
from consultations.models import Consultation
from consultations.permissions import can_conclude
from contributions import actions as contributions
from contributions.models import Attachment
from contributions.permissions import can_answer, can_open, can_see
from deadlines.models import Deadline
from directory.models import Unit
from home.desks import desks_of
from moderation import actions, beside, onward, queries
from moderation.appeal_queries import open_appeals
from moderation.permissions import can_moderate
from suggestions.actions import accept, decline, take_under_study
from suggestions.models import Category
from suggestions.permissions import can_decide
from suggestions.queries import desk, desk_counts
from tests.conftest import voice_of
from tests.pages import notice_in_force
from tickets.permissions import visible_to

pytestmark = pytest.mark.django_db
TRANSPORT, CATEGORY = "consultation:transport", "category:curricula"


@pytest.fixture
def spread(make_consultation, comment_on, suggest):
    """One contribution in each place: on a clause of one consultation and of another, a suggestion in one category and
    in another, and one that answers the first consultation."""
    transport, meals = make_consultation("transport"), make_consultation("meals")
    return {
        "transport": comment_on(transport),
        "meals": comment_on(meals),
        "curricula": suggest("curricula"),
        "buildings": suggest("buildings"),
        "answering": suggest("buildings", consultation=transport),
    }


COVERED = {
    "": set(),
    TRANSPORT: {"transport", "answering"},
    CATEGORY: {"curricula"},
    f"{TRANSPORT} {CATEGORY}": {"transport", "answering", "curricula"},
    "consultation:nowhere": set(),
    "everything": {"transport", "meals", "curricula", "buildings", "answering"},
}
SCOPES = [scopes for scopes in COVERED if scopes]


@pytest.fixture
def holder(make_user, spread):
    """Somebody with a role in these scopes, however they came by them."""

    def make(role, scopes):
        user = make_user("limited@example.om", "خميس بن راشد الجابري")
        for scope in scopes.split():
            scope = Scope() if scope == "everything" else Scope.read(scope)
            user.role_grants.create(role=role, scope_kind=scope.kind, scope_code=scope.code)
        return user

    return make


def names(spread, contributions):
    keys = {each.pk for each in contributions}
    return {name for name, each in spread.items() if each.pk in keys}


@pytest.mark.parametrize("scopes", COVERED)
def test_a_moderator_decides_on_what_the_role_covers(holder, spread, scopes):
    user = holder(Role.MODERATOR, scopes)
    assert {name for name, each in spread.items() if can_moderate(user, each)} == COVERED[scopes]


@pytest.mark.parametrize("scopes", COVERED)
def test_a_policy_officer_answers_what_the_role_covers(holder, spread, scopes):
    user = holder(Role.POLICY_OFFICER, scopes)
    assert {name for name, each in spread.items() if can_answer(user, each)} == COVERED[scopes]
    assert {name for name, each in spread.items() if can_decide(user, each)} == COVERED[scopes]


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.POLICY_OFFICER])
@pytest.mark.parametrize("scopes", COVERED)
def test_what_is_not_public_is_read_by_those_whose_role_covers_it(holder, spread, role, scopes):
    user = holder(role, scopes)
    assert {name for name, each in spread.items() if can_see(user, each)} == COVERED[scopes]


@pytest.mark.parametrize("scopes", SCOPES)
def test_the_queue_and_what_it_counts_are_of_what_the_role_covers(holder, spread, scopes):
    user = holder(Role.MODERATOR, scopes)
    assert names(spread, queries.queue("waiting", of=user)) == COVERED[scopes]
    assert queries.counts(user)["waiting"] == len(COVERED[scopes])


@pytest.mark.parametrize("scopes", SCOPES)
def test_the_next_one_is_covered(holder, spread, scopes):
    user = holder(Role.MODERATOR, scopes)
    following, seen = onward.next_in_queue(user), []
    while following:
        seen.append(following)
        following = onward.next_in_queue(user, after=following)
    assert names(spread, seen) == COVERED[scopes]


@pytest.mark.parametrize("scopes", SCOPES)
def test_the_officers_desk_and_what_it_counts_are_of_what_the_role_covers(holder, spread, publish, scopes):
    for each in spread.values():
        publish(each)
    user = holder(Role.POLICY_OFFICER, scopes)
    on_desk = COVERED[scopes] & {"curricula", "buildings", "answering"}
    assert names(spread, [each.contribution for each in desk(show="waiting", of=user)]) == on_desk
    assert desk_counts(user)["waiting"] == len(on_desk)


@pytest.mark.parametrize("scopes", SCOPES)
def test_the_figures_of_the_moderators_desk_are_of_what_the_role_covers(holder, scopes):
    figures = desks_of(holder(Role.MODERATOR, scopes))
    assert [each.waiting for each in figures] == [len(COVERED[scopes])]


def test_what_is_late_elsewhere_is_not_late_here(holder, spread):
    with_limit = holder(Role.MODERATOR, TRANSPORT)

    Deadline.objects.filter(subject_id=spread["meals"].pk).update(due_at=timezone.now() - timedelta(days=3))
    assert [each.overdue for each in desks_of(with_limit)] == [0]
    Deadline.objects.filter(subject_id=spread["transport"].pk).update(due_at=timezone.now() - timedelta(days=3))
    assert [each.overdue for each in desks_of(with_limit)] == [1]


@pytest.mark.parametrize("view", ["held", "published", "reported", "unseen", "amended"])
def test_no_view_shows_what_the_role_does_not_cover(holder, spread, reason, moderator, neighbour, citizen, view):
    for name in ("transport", "meals"):
        _bring_into(view, spread[name], reason, moderator, neighbour, citizen)
    user = holder(Role.MODERATOR, TRANSPORT)
    assert names(spread, queries.queue(view, of=user)) == {"transport"}
    assert queries.counts(user)[view] == 1


def _bring_into(view, contribution, reason, moderator, neighbour, citizen):
    if view == "held":
        actions.hold(contribution, by=moderator, reason=reason)
        return
    actions.publish(contribution, by=moderator)
    if view == "reported":
        actions.report(contribution, by=neighbour, reason=reason)
    elif view == "unseen":
        contribution.is_unseen = True
        contribution.save(update_fields=["is_unseen"])
    elif view == "amended":
        contributions.amend(contribution, body="ابني تركب حافلته مسافة طويلة جدا.", by=citizen)


def test_appeals_are_ruled_on_by_those_whose_role_covers_them(holder, spread, reason, moderator, citizen):
    for name in ("transport", "meals"):
        actions.hold(spread[name], by=moderator, reason=reason)
    here, elsewhere = (
        actions.appeal(spread[name], words="أرجو إعادة النظر.", by=citizen) for name in ("transport", "meals")
    )
    user = holder(Role.MODERATOR, TRANSPORT)
    assert list(open_appeals(user)) == [here]
    assert queries.counts(user)["appeals"] == 1
    with pytest.raises(PermissionDenied):
        actions.grant_appeal(elsewhere, answer="أعدنا النظر.", by=user)


def test_an_appeal_elsewhere_has_no_page_for_them(visit, holder, spread, reason, moderator, citizen):
    actions.hold(spread["meals"], by=moderator, reason=reason)
    actions.appeal(spread["meals"], words="أرجو إعادة النظر.", by=citizen)
    page = reverse("moderation:rule", args=[spread["meals"].reference])
    assert visit(holder(Role.MODERATOR, TRANSPORT)).get(page).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("transport", 200), ("meals", 404)])
def test_a_page_of_the_queue_opens_where_the_role_covers_it(visit, holder, spread, name, status):
    page = reverse("moderation:decide", args=[spread[name].reference])
    assert visit(holder(Role.MODERATOR, TRANSPORT)).get(page).status_code == status


def test_nothing_else_is_ticked_for_one_decision_on_many(visit, holder, spread, participation_policy):
    chosen = [spread["transport"].reference, spread["meals"].reference]
    form = {"chosen": chosen, "decision": "publish", "reason": "", "message": ""}
    answer = visit(holder(Role.MODERATOR, TRANSPORT)).post(reverse("moderation:several"), form)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["chosen"])
    spread["meals"].refresh_from_db()
    assert not spread["meals"].is_public


def test_nothing_is_decided_past_the_screens(holder, spread):
    with pytest.raises(PermissionDenied):
        actions.publish(spread["meals"], by=holder(Role.MODERATOR, TRANSPORT))


def test_it_is_given_only_to_a_moderator_whose_role_covers_it(holder, spread, moderator):
    user = holder(Role.MODERATOR, TRANSPORT)
    assert set(queries.moderators(for_contribution=spread["transport"])) == {user, moderator}
    assert set(queries.moderators(for_contribution=spread["meals"])) == {moderator}


def test_of_its_author_they_learn_what_the_role_covers(holder, spread):
    user = holder(Role.MODERATOR, f"{TRANSPORT} {CATEGORY}")
    others = beside.others_by_author(spread["transport"], reader=user)
    assert names(spread, others) == {"answering", "curricula"}
    assert sum(times for _state, times in beside.record_of(spread["transport"].author, reader=user)) == 3


@pytest.mark.parametrize(("name", "is_theirs"), [("transport", True), ("meals", False)])
def test_a_consultation_is_concluded_by_the_officers_whose_role_covers_it(
    visit, holder, make_consultation, name, is_theirs
):
    user = holder(Role.POLICY_OFFICER, TRANSPORT)

    found = Consultation.objects.get(slug=name)
    assert can_conclude(user, found) is is_theirs
    page = reverse("consultations:contributions", args=[name])
    assert visit(user).get(page).status_code == (200 if is_theirs else 404)
    if not is_theirs:
        with pytest.raises(PermissionDenied):
            cancel(found, by=user, reason_ar="أُلغيت.")


@pytest.mark.parametrize(("scopes", "status"), [(TRANSPORT, 200), (CATEGORY, 403), ("everything", 200)])
def test_who_has_a_desk_of_consultations(visit, holder, scopes, status):
    answer = visit(holder(Role.POLICY_OFFICER, scopes)).get(reverse("consultations:desk"))
    assert answer.status_code == status
    if status == 200:
        shown = {each.slug for each in answer.context["open"]}
        assert shown == ({"transport"} if scopes == TRANSPORT else {"transport", "meals"})


@pytest.mark.parametrize(("name", "status"), [("curricula", 200), ("buildings", 404)])
def test_a_suggestion_stands_on_the_desk_that_covers_it(visit, holder, spread, publish, name, status):
    publish(spread[name])
    page = reverse("suggestions:office_suggestion", args=[spread[name].reference])
    assert visit(holder(Role.POLICY_OFFICER, CATEGORY)).get(page).status_code == status


def test_a_suggestion_elsewhere_is_not_decided_past_the_desk(holder, spread, publish):
    publish(spread["buildings"])
    with pytest.raises(PermissionDenied):
        decline(spread["buildings"].suggestion, answer_ar="لا.", by=holder(Role.POLICY_OFFICER, CATEGORY))


def test_a_comment_on_a_suggestion_belongs_to_its_category(holder, spread, publish, neighbour):
    publish(spread["curricula"])

    said = contributions.comment(
        by=neighbour,
        representation=voice_of(neighbour),
        discussion=spread["curricula"].suggestion.discussion,
        body="فكرة طيبة تنفع مدارس الجبل.",
        language="ar",
        submission_key=uuid.uuid4(),
        consent_to=notice_in_force(),
    ).contribution
    assert can_moderate(holder(Role.MODERATOR, CATEGORY), said)


def test_overlapping_grants_add_up_and_the_end_of_one_leaves_the_other(spread, limited, administrator):
    user = limited(Role.MODERATOR, TRANSPORT, CATEGORY)
    end_role(user.role_grants.get(scope_kind="category"), by=administrator)
    user = type(user).objects.get(pk=user.pk)
    assert can_moderate(user, spread["transport"])
    assert not can_moderate(user, spread["curricula"])


def test_a_limit_beside_the_whole_role_takes_nothing_away(spread, limited, administrator):
    user = limited(Role.MODERATOR, TRANSPORT)
    grant_role(user, Role.MODERATOR, by=administrator)
    assert can_moderate(user, spread["meals"])


def test_a_role_goes_on_when_its_category_is_retired_or_its_consultation_cancelled(spread, limited, policy_officer):

    user = limited(Role.MODERATOR, TRANSPORT, CATEGORY)
    Category.objects.filter(code="curricula").update(is_active=False)
    cancel(Consultation.objects.get(slug="transport"), by=policy_officer, reason_ar="أُلغيت.")
    assert can_moderate(user, spread["transport"])
    assert can_moderate(user, spread["curricula"])


def test_an_officer_reads_the_tickets_of_what_they_answer(holder, spread, publish, policy_officer):

    unit = Unit.objects.create(code="labs", kind="department", name_ar="المختبرات", name_en="Labs")
    for name in ("curricula", "buildings"):
        publish(spread[name])
        for decide in (take_under_study, accept):
            decide(spread[name].suggestion, unit=unit, answer_ar="نعم.", by=policy_officer)
    read = visible_to(holder(Role.POLICY_OFFICER, CATEGORY))
    assert [each.contribution_id for ticket in read for each in ticket.origins.all()] == [spread["curricula"].pk]


@pytest.mark.parametrize("scopes", [TRANSPORT, f"{TRANSPORT} {CATEGORY}", "everything"])
def test_the_queue_costs_the_same_for_one_row_and_for_ten(visit, holder, spread, comment_on, scopes):
    browser = visit(holder(Role.MODERATOR, scopes))

    def cost():
        browser.get(reverse("moderation:queue"))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert browser.get(reverse("moderation:queue")).status_code == 200
        return len([query for query in captured if "cache_table" not in query["sql"]])

    before = cost()
    for number in range(10):
        comment_on(Consultation.objects.get(slug="transport"), f"الحافلة رقم {number} تتأخر كل صباح.")
    assert cost() == before <= 15


def test_files_that_are_not_public_open_where_the_role_covers_them(holder, spread):

    user = holder(Role.MODERATOR, TRANSPORT)
    opened = [
        can_open(user, Attachment(contribution=spread[name], state="attached")) for name in ("transport", "meals")
    ]
    assert opened == [True, False]


@pytest.mark.parametrize("place", [TRANSPORT, CATEGORY])
def test_a_moderator_of_everything_looks_at_one_place_alone(visit, moderator, spread, place):
    page = visit(moderator).get(f"{reverse('moderation:queue')}?belongs_to={place}").context["page"]
    assert {row.contribution.pk for row in page.object_list} == {spread[name].pk for name in COVERED[place]}
