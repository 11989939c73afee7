from datetime import timedelta

import pytest
from django.utils import timezone

from deadlines.models import Deadline

WHO = [
    ("anonymous", 302),
    ("citizen", 403),
    ("moderator", 200),
    ("policy_officer", 200),
    ("ticket_officer", 200),
    ("editor", 200),
    ("approver", 200),
    ("administrator", 200),
]


@pytest.mark.parametrize(("who", "status"), WHO)
def test_who_has_a_desk_in_the_office(visit, people, db, who, status):
    assert visit(people(who)).get("/ar/office/").status_code == status


@pytest.mark.parametrize(
    ("who", "paths"),
    [
        ("moderator", ["/ar/office/moderation/"]),
        ("policy_officer", ["/ar/office/suggestions/", "/ar/office/consultations/"]),
        ("ticket_officer", ["/ar/office/tickets/"]),
        ("editor", ["/admin/"]),
    ],
)
def test_each_role_finds_its_desk(visit, people, who, paths):
    desks = visit(people(who)).get("/ar/office/").context["desks"]
    assert [desk.path for desk in desks] == paths


def test_a_desk_says_how_much_waits(visit, moderator, make_contribution, citizen):
    make_contribution(citizen)
    assert visit(moderator).get("/ar/office/").context["desks"][0].waiting == 1


def test_a_desk_says_when_the_most_urgent_was_promised(visit, moderator, make_contribution, citizen):
    first, _second = make_contribution(citizen), make_contribution(citizen)
    due = timezone.now() - timedelta(days=3)
    Deadline.objects.of(first).filter(kind="moderation").update(due_at=due)
    answer = visit(moderator).get("/ar/office/")
    desk = answer.context["desks"][0]
    assert (desk.waiting, desk.overdue, desk.next_due) == (2, 1, due)
    assert "تجاوز المهلة منذ 3 أيام" in answer.content.decode()


@pytest.mark.parametrize("who", ["administrator", "moderator", "policy_officer", "ticket_officer"])
def test_whoever_is_shown_a_desk_may_open_it(visit, people, who):
    window = visit(people(who))
    office = window.get("/ar/office/").context
    paths = {desk.path for desk in office["desks"]} | {item.path for item in office["office_navigation"]}
    assert {path for path in paths if path != "/admin/" and window.get(path).status_code != 200} == set()
