"""Where something is forbidden, moves look for what has part in it."""

from engine.problem import Link, Need, Weights
from engine.search import layout as at
from engine.search.change import score, undo
from engine.search.moves import OPTIONAL, propose
from engine.search.state import Search
from tests.twins import plan, problem, shift, visit

OTHERS = 150


def test_a_half_of_a_pair_is_found_among_many_visits() -> None:
    """One of two visits at once can be made by nobody: the other, which stands alone, is looked after at once."""
    given = problem(
        shift("aina", "00:00-23:59"),
        visit("one", "a", "22:00-23:00", priority=9),
        visit("two", "a", "22:00-23:00", priority=9, needs=(Need("hoist", 1),)),
        *(visit(f"v{number}", "a", "00:00-23:00") for number in range(OTHERS)),
        Link("one", "two", 0, 0, "different"),
        Weights({"together": "HARD", "competence": "HARD", "unplanned": 500}, others="off"),
    )
    stops = ", ".join(f"{5 * number // 60:02d}:{5 * number % 60:02d} v{number}" for number in range(OTHERS))
    held = Search(given, 1)
    held.settle(plan(given, aina=f"{stops}, 22:00 one"), released=False)
    tables, state = held.tables, held.state
    assert state.own[at.TOTAL] >= at.FORBIDDEN
    for _ in range(40):
        if propose(tables, state, OPTIONAL) and score(tables, state) and state.own[at.TOTAL] < at.FORBIDDEN:
            return
        undo(state)
    raise AssertionError("in forty moves the visit that stands alone was not touched")
