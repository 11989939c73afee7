"""A suggestion that repeats another is merged into it; nothing of it is lost, and it can stand on its own again."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from contributions import receipts
from contributions.actions import withdraw
from contributions.models import Contribution
from deadlines.models import Deadline
from messaging.models import OutboxMessage
from moderation import actions as moderation
from suggestions import actions
from tickets import actions as tickets
from tickets.models import Ticket
from workflow.errors import IllegalStep
from workflow.models import Step

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(make_published, neighbour):
    """Yaqoub asks for the same as Maryam."""
    return make_published(neighbour, title="مختبر على عجلات", body="حافلة فيها مختبر تزور مدارس الجبل كل شهر.")


@pytest.fixture
def merged(other, suggestion, policy_officer):
    actions.merge(other, into=suggestion, by=policy_officer)
    return other


def state(suggestion):
    return Contribution.objects.get(pk=suggestion.contribution_id).moderation


def test_a_duplicate_goes_into_the_other(merged, suggestion):
    row = Contribution.objects.get(pk=merged.contribution_id)
    assert (row.moderation, row.merged_into) == ("merged", suggestion.contribution)


@pytest.mark.parametrize(
    ("who", "may"),
    [("policy_officer", True), ("administrator", False), ("moderator", False), ("editor", False), ("citizen", False)],
)
def test_who_may_merge(other, suggestion, people, who, may):
    if may:
        actions.merge(other, into=suggestion, by=people(who))
    else:
        with pytest.raises(PermissionDenied):
            actions.merge(other, into=suggestion, by=people(who))
    assert (state(other) == "merged") is may


@pytest.mark.parametrize(
    ("who", "may"),
    [("policy_officer", True), ("administrator", False), ("moderator", False), ("editor", False), ("citizen", False)],
)
def test_who_may_separate(merged, people, who, may):
    if may:
        actions.separate(merged, by=people(who))
    else:
        with pytest.raises(PermissionDenied):
            actions.separate(merged, by=people(who))
    assert (state(merged) == "published") is may


def test_nobody_merges_others_into_their_own(other, make_published, policy_officer):
    with pytest.raises(PermissionDenied):
        actions.merge(other, into=make_published(policy_officer), by=policy_officer)


def test_nothing_is_merged_into_itself(suggestion, policy_officer):
    with pytest.raises(IllegalStep):
        actions.merge(suggestion, into=suggestion, by=policy_officer)


def test_nothing_is_merged_into_what_is_not_published(suggestion, make_suggestion, neighbour, policy_officer):
    with pytest.raises(IllegalStep):
        actions.merge(suggestion, into=make_suggestion(neighbour), by=policy_officer)


def test_what_is_decided_stands_on_its_own(accepted, other, policy_officer):
    with pytest.raises(IllegalStep):
        actions.merge(accepted, into=other, by=policy_officer)


def test_a_merge_stands_once(merged, suggestion, policy_officer):
    with pytest.raises(IllegalStep), transaction.atomic():
        actions.merge(merged, into=suggestion, by=policy_officer)
    assert Step.objects.of(merged.contribution).filter(name="merge").count() == 1


def test_two_are_never_merged_into_each_other(merged, suggestion, policy_officer):
    with pytest.raises(IllegalStep):
        actions.merge(suggestion, into=merged, by=policy_officer)


def test_it_is_said_that_the_other_has_itself_been_merged(merged, make_published, policy_officer):
    with pytest.raises(IllegalStep, match=r"دُمج هو نفسه"):
        actions.merge(make_published(title="حافلة العلوم"), into=merged, by=policy_officer)


def test_two_are_locked_in_one_order_whichever_is_merged(other, suggestion, policy_officer):
    with CaptureQueriesContext(connection) as captured:
        actions.merge(other, into=suggestion, by=policy_officer)
    locking = next(query["sql"] for query in captured if "contributions_contribution" in query["sql"])
    assert " IN (" in locking
    assert 'ORDER BY "contributions_contribution"."id" ASC' in locking


def test_the_page_stays_and_says_where_it_went(visit, merged, suggestion):
    response = visit().get(f"/ar/suggestions/{merged.reference}/")
    shown = response.content.decode()
    assert (response.status_code, f"/ar/suggestions/{suggestion.reference}/" in shown) == (200, True)


def test_the_page_keeps_its_receipt(visit, merged):
    commitment = merged.contribution.receipt.text_commitment
    assert commitment[-4:] in visit().get(f"/ar/suggestions/{merged.reference}/").content.decode()


def test_the_receipt_still_verifies(merged):
    receipt = merged.contribution.receipt
    assert receipts.verifies(receipt.statement, receipt.signature, receipt.key_id)


def test_the_author_stands_under_the_other_too(visit, merged, suggestion):
    assert merged.contribution.name in visit().get(f"/ar/suggestions/{suggestion.reference}/").content.decode()


def test_the_author_is_told_in_their_language(merged, suggestion):
    mail = OutboxMessage.objects.get(cause__startswith="merged:")
    assert (mail.recipient, mail.language) == (f"user:{merged.contribution.author_id}", "en")


def test_a_decision_is_told_to_the_authors_of_both(merged, suggestion, labs, policy_officer):
    step = actions.take_under_study(suggestion, unit=labs, answer_ar="يُدرس.", by=policy_officer).step
    told = OutboxMessage.objects.filter(cause=f"suggestion_decided:{step.pk}").values_list("recipient", flat=True)
    assert set(told) == {f"user:{each.contribution.author_id}" for each in (merged, suggestion)}


def test_a_decision_is_told_through_every_merge_on_the_way(merged, suggestion, make_published, labs, policy_officer):
    last = make_published(title="حافلة العلوم", body="نطلب حافلة علوم لمدارس الوسطى والظاهرة.")
    actions.merge(suggestion, into=last, by=policy_officer)
    step = actions.take_under_study(last, unit=labs, answer_ar="يُدرس.", by=policy_officer).step
    told = OutboxMessage.objects.filter(cause=f"suggestion_decided:{step.pk}").values_list("recipient", flat=True)
    assert f"user:{merged.contribution.author_id}" in told


def test_what_is_merged_is_owed_no_answer_of_its_own(merged):
    assert not Deadline.objects.of(merged.contribution).open().exists()


def test_what_stands_on_its_own_again_is_owed_its_answers(merged, policy_officer):
    actions.separate(merged, by=policy_officer, reason="موضوع آخر.")
    row = Contribution.objects.get(pk=merged.contribution_id)
    assert (row.moderation, row.merged_into) == ("published", None)
    assert Deadline.objects.of(row).open().count() == 3


def test_the_reversal_is_recorded_and_told(merged, policy_officer):
    step = actions.separate(merged, by=policy_officer, reason="موضوع آخر.")
    assert (step.name, step.note) == ("separate", "موضوع آخر.")
    assert OutboxMessage.objects.filter(cause__startswith=f"separated:{step.pk}:").exists()


@pytest.fixture
def leave(citizen, moderator, reason):
    """The suggestion that is answered leaves the public's sight."""

    def go(suggestion, how):
        if how == "withdraw":
            withdraw(suggestion.contribution, by=citizen)
        else:
            getattr(moderation, how)(suggestion.contribution, by=moderator, reason=reason)

    return go


WAYS_OUT = ["withdraw", "hold", "remove"]


@pytest.mark.parametrize("how", WAYS_OUT)
def test_a_duplicate_stands_alone_once_the_other_leaves(merged, suggestion, leave, how):
    leave(suggestion, how)
    row = Contribution.objects.get(pk=merged.contribution_id)
    assert (row.moderation, row.merged_into) == ("published", None)


@pytest.mark.parametrize("how", ["hold", "remove"])
def test_a_moderator_may_still_act_on_what_is_merged(merged, moderator, policy_officer, reason, how):
    getattr(moderation, how)(merged.contribution, by=moderator, reason=reason)
    with pytest.raises(IllegalStep), transaction.atomic():
        actions.separate(merged, by=policy_officer)
    assert Contribution.objects.get(pk=merged.contribution_id).merged_into is None


def test_what_is_merged_is_shown_to_moderators(visit, merged, moderator):
    assert merged.reference in visit(moderator).get("/ar/office/moderation/?view=merged").content.decode()


@pytest.mark.parametrize("how", WAYS_OUT)
def test_its_own_clocks_run_again(merged, suggestion, leave, how):
    leave(suggestion, how)
    assert Deadline.objects.of(merged.contribution).open().count() == 3


def test_nobody_set_it_free_but_the_rule(merged, suggestion, leave):
    leave(suggestion, "remove")
    step = Step.objects.of(merged.contribution).last()
    assert (step.name, step.by, step.reason) == ("separate", None, "left_alone")


def test_its_author_is_told_why(merged, suggestion, leave):
    leave(suggestion, "remove")
    mail = OutboxMessage.objects.get(cause__startswith="separated:")
    assert (mail.recipient, "no longer published" in mail.text) == (f"user:{merged.contribution.author_id}", True)


def test_a_merge_on_the_way_leaves_those_behind_it_where_they_are(merged, suggestion, make_published, policy_officer):
    last = make_published(title="حافلة العلوم", body="نطلب حافلة علوم لمدارس الوسطى والظاهرة.")
    actions.merge(suggestion, into=last, by=policy_officer)
    assert state(merged) == "merged"


def test_whoever_joins_what_is_answered_is_told_its_newest_answer(accepted, other, policy_officer):
    actions.merge(other, into=accepted, by=policy_officer)
    told = OutboxMessage.objects.get(
        cause__startswith="suggestion_decided:", recipient=f"user:{other.contribution.author_id}"
    )
    newest = accepted.contribution.dispositions.latest("pk")
    assert (told.cause, newest.decision) == (f"suggestion_decided:{newest.step_id}", "adopted")


def test_whoever_joins_what_waits_is_told_no_answer(merged):
    assert not OutboxMessage.objects.filter(cause__startswith="suggestion_decided:").exists()


@pytest.mark.parametrize("news", ["ticket_started", "ticket_finished"])
def test_the_work_is_told_to_the_authors_of_both(accepted, other, policy_officer, ticket_officer, news):
    actions.merge(other, into=accepted, by=policy_officer)
    ticket = Ticket.objects.get()
    tickets.take(ticket, by=ticket_officer)
    tickets.start(ticket, by=ticket_officer)
    tickets.finish(ticket, result_ar="أُنجز.", by=ticket_officer)
    mails = OutboxMessage.objects.filter(cause__startswith=f"{news}:", channel="email")
    told = mails.values_list("recipient", flat=True)
    assert set(told) == {f"user:{each.contribution.author_id}" for each in (accepted, other)}


def test_an_officer_merges_at_the_desk_in_any_digits(visit, other, suggestion, policy_officer):
    typed = suggestion.reference.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    visit(policy_officer).post(f"/ar/office/suggestions/{other.reference}/merge/", {"into": typed})
    assert state(other) == "merged"


def test_an_officer_brings_it_back_at_the_desk(visit, merged, policy_officer):
    visit(policy_officer).post(f"/ar/office/suggestions/{merged.reference}/separate/", {"reason": "موضوع آخر."})
    assert state(merged) == "published"


def test_a_wrong_reference_is_told_beside_the_field(visit, other, policy_officer):
    response = visit(policy_officer).post(f"/en/office/suggestions/{other.reference}/merge/", {"into": "4821"})
    assert response.status_code == 422
    assert "No published suggestion has this reference" in response.content.decode()


@pytest.mark.parametrize(("name", "is_offered"), [("merge", False), ("separate", True), ("take_under_study", False)])
def test_what_is_merged_offers_only_its_way_back(visit, merged, policy_officer, name, is_offered):
    shown = visit(policy_officer).get(f"/ar/office/suggestions/{merged.reference}/").content.decode()
    assert (f"/{name}/" in shown) is is_offered
