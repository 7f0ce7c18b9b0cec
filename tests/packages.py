"""Random packages: all that hypothesis needs to find what a week of care trips over."""

from datetime import date, time, timedelta
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from engine.problem import WEEKDAYS, Calendar, CarePackage, Need, Problem, Tie, Want, Weekday, expanded

MONDAY = date(2026, 3, 23)
"""Madrid's and Lord Howe's clocks change within the two weeks from here on, New York's did two weeks before."""

ZONES = ("Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")
DATES = st.dates(MONDAY - timedelta(days=40), MONDAY + timedelta(days=60))
CLOCKS = st.integers(0, 24 * 12 - 1).map(lambda fives: time(fives // 12, fives % 12 * 5))
HOLIDAYS = st.lists(st.dates(MONDAY - timedelta(days=7), MONDAY + timedelta(days=40)), max_size=6, unique=True)

calendars = st.builds(
    Calendar, st.dates(MONDAY - timedelta(days=14), MONDAY), st.integers(1, 21), st.sampled_from(ZONES), st.just(1)
)


def _weekdays(least: int = 0) -> st.SearchStrategy[tuple[Weekday, ...]]:
    return st.lists(st.sampled_from(WEEKDAYS), min_size=least, unique=True).map(
        lambda days: tuple(day for day in WEEKDAYS if day in days)
    )


@st.composite
def packages(draw: st.DrawFn, client: str = "a", name: str = "care", kind: str | None = None) -> CarePackage:
    """A package without faults. kind: fixed, movable or times."""
    kind = kind or draw(st.sampled_from(["fixed", "movable", "times"]))
    opens, closes = sorted((draw(CLOCKS), draw(CLOCKS)))
    given: dict[str, Any] = {
        "weekdays": draw(_weekdays(least=1)),
        "first": draw(st.none() | DATES),
        "without": tuple(draw(st.lists(DATES, max_size=4, unique=True))),
        "holidays": draw(st.sampled_from(["keep", "skip"])),
        "needs": draw(st.sampled_from([(), (Need("hoist"),), (Need("dementia", 2),)])),
        "wishes": draw(st.sampled_from([(), (Want("catalan"), Want("smoker", False))])),
        "at_once": draw(st.integers(1, 2)),
        "priority": draw(st.integers(0, 3)),
        "must": draw(st.booleans()),
        "lateness": draw(st.sampled_from(["start", "end"])),
    }
    if given["first"] is not None:
        given["every"] = draw(st.integers(1, 3))
        given |= draw(
            st.sampled_from([{}, {"weeks": 3}, {"last": given["first"]}, {"last": given["first"] + timedelta(days=30)}])
        )
    if kind == "times":
        given["times"] = draw(st.integers(1, len(given["weekdays"])))
        given["between"] = draw(st.integers(0, 3))
    else:
        given["extra"] = tuple(set(draw(st.lists(DATES, max_size=3))) - set(given["without"]))
        given["preferred"] = opens if kind == "movable" else draw(st.none() | st.just(closes))
        if kind == "movable" or draw(st.booleans()):
            given |= {"movable": kind == "movable", "moves_to": draw(_weekdays(least=1)), "holidays": "move"}
    found = CarePackage(client, draw(st.integers(1, 120)), opens=opens, closes=closes, name=name, **given)
    assume(not any(found.faults()))
    return found


def with_packages(problem: Problem) -> Problem:
    """A problem with two packages and a tie for its first client, and one elsewhere for its last."""
    first, last = problem.clients[0].id, problem.clients[-1].id
    told = {name: getattr(problem, name) for name in problem.__dataclass_fields__}
    told["packages"] = (
        CarePackage(first, 20, WEEKDAYS, time(8), time(9), name="insulin", holidays="skip"),
        CarePackage(first, 30, WEEKDAYS, time(8), time(10), name="breakfast", at_once=2),
        CarePackage(last, 45, WEEKDAYS, time(16), time(18), name="shower", times=2, place=problem.places[-1].id),
    )
    told["ties"] = (Tie(first, "insulin", "breakfast", 10, 60),)
    told["holidays"] = (problem.start,)
    return expanded(**told)
