import pytest

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
