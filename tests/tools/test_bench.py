"""What `make bench` says of its own table."""

import pytest

from tools.bench import log_report
from tools.bench.measuring import Measured, Sample, in_turn
from tools.bench.report import promises
from tools.bench.rows import BARE_PAGE, BARE_PAGE_SIGNED_IN, Visit


def measured(name: str, *, per_second: float, session: str = "") -> Measured:
    return Measured(Visit(name, "small", "/", session=session), 12, 1, [Sample(1.0, 1.0, per_second)])


@pytest.fixture
def held() -> dict[str, bool]:
    rows = [
        measured(BARE_PAGE, per_second=100),
        measured(BARE_PAGE_SIGNED_IN, per_second=80, session="laila"),
        *(measured(f"consultation, {count} comments", per_second=60) for count in ("20", "200", "2,000")),
        measured("consultation, 200 comments, signed in", per_second=40, session="laila"),
        *(measured(f"moderation queue, {count}", per_second=50, session="salim") for count in ("50", "5,000")),
    ]
    return dict(promises(rows))


def test_what_an_anonymous_reader_is_promised_is_judged_without_those_who_are_signed_in(held):
    assert held["consultation, anonymous, at least half the requests/s of the bare page: 0.60"] is True


def test_what_a_reader_who_is_signed_in_is_promised_is_judged_beside_the_bare_page_they_would_get(held):
    told = "consultation, signed in, at least half the requests/s of the bare page for the same reader: 0.50 "
    assert held[told + "(beside the bare page for nobody: 0.40)"] is True


def test_a_row_costs_what_it_does_in_the_middle_of_its_rounds():
    row = Measured(Visit("home", "small", "/"), 12, 1, [Sample(9, 1, 30), Sample(5, 2, 70), Sample(6, 9, 60)])
    assert row.typical == Sample(6, 2, 60)


def test_two_rows_are_compared_round_by_round():
    """A machine that was slow for one round was slow for both."""
    bare = Measured(Visit(BARE_PAGE, "small", "/"), 1, 1, [Sample(1, 1, 100), Sample(9, 9, 11), Sample(2, 2, 50)])
    page = Measured(Visit("home", "small", "/"), 1, 1, [Sample(2, 2, 50), Sample(18, 18, 5.5), Sample(4, 4, 25)])
    assert (page.beside(bare, "cost"), page.beside(bare, "per_second")) == (2, 0.5)


def test_what_the_others_are_compared_with_is_visited_between_them():
    names = [BARE_PAGE, BARE_PAGE_SIGNED_IN, *map(str, range(10))]
    turn = [row.visit.name for row in in_turn([measured(name, per_second=1) for name in names])]
    assert turn.count(BARE_PAGE) == 3
    assert all(turn.count(str(number)) == 1 for number in range(10))


@pytest.mark.parametrize(("long", "is_held"), [(9.0, True), (11.0, False)])
def test_a_long_ledger_may_cost_twice_what_a_short_one_does(long, is_held):
    row = {"name": "the root", "short": {"ms": 5.0, "queries": 2}, "long": {"ms": long, "queries": 2}}
    assert log_report.promise({"sizes": [1_000, 1_000_000], "rows": [row]})[1] is is_held
