"""What `make bench` says of its own table."""

import pytest

from tools.bench import log_report
from tools.bench.measuring import Measured, Sample
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


def test_a_row_costs_what_its_best_round_did():
    visit = Visit("home", "small", "/")
    row = Measured(visit, 12, 1, [Sample(9.0, 2.0, 30), Sample(5.0, 1.0, 40), Sample(5.0, 3.0, 60)])
    assert row.best == Sample(5.0, 1.0, 60)


@pytest.mark.parametrize(("long", "is_held"), [(9.0, True), (11.0, False)])
def test_a_long_ledger_may_cost_twice_what_a_short_one_does(long, is_held):
    row = {"name": "the root", "short": {"ms": 5.0, "queries": 2}, "long": {"ms": long, "queries": 2}}
    assert log_report.promise({"sizes": [1_000, 1_000_000], "rows": [row]})[1] is is_held
