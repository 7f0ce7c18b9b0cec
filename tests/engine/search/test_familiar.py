"""Moves and guide towards few carers a client: exact, undone exactly, and they find what single moves do not."""

from random import Random

from engine.problem import Problem, Weights
from engine.search import layout as at
from engine.search.change import keep, score, undo
from engine.search.familiar import PER_PRICE
from engine.search.guide import set_guide
from engine.search.moves import FACES, MOVES, propose
from engine.search.state import Search
from tests.problems import all_soft, random_plan, random_problem
from tests.twins import plan, problem, shift, visit

SEEDS = range(6)


def loaded(problem: Problem, seed: int) -> Search:
    found = Search(problem, seed)
    found.load(random_plan(problem, Random(seed)))
    return found


def test_the_guide_is_kept_up_to_date_and_brought_back() -> None:
    changed = 0
    for seed in SEEDS:
        held = loaded(all_soft(random_problem(seed)), seed)
        tables, state, rng = held.tables, held.state, Random(seed)
        set_guide(tables, state, 0, 0, 0, PER_PRICE, 0)
        for step in range(400):
            before = int(state.own[at.GUIDE])
            if propose(tables, state, step % MOVES) and score(tables, state) and rng.random() < 0.5:
                keep(state)
                changed += int(state.own[at.GUIDE]) != before
            else:
                undo(state)
                assert int(state.own[at.GUIDE]) == before
            kept = int(state.own[at.GUIDE])
            set_guide(tables, state, 0, 0, 0, PER_PRICE, 0)  # counts anew
            assert int(state.own[at.GUIDE]) == kept
    assert changed > 100


def test_few_carers_for_many_visits_count_less_than_many_carers() -> None:
    weights = Weights({"continuity": 1, "travel": 0.001}, others="off")
    given = problem(
        *(shift(name) for name in ("aina", "berta", "carme")), *(visit(f"v{n}", "a") for n in range(6)), weights
    )
    hours = ("08:00", "09:00", "10:00", "11:00", "12:00", "13:00")

    def guide(*shares: int) -> int:
        held, first = Search(given), 0
        rounds = {}
        for name, count in zip(("aina", "berta", "carme"), shares, strict=True):
            rounds[name] = ", ".join(f"{hours[n]} v{n}" for n in range(first, first + count))
            first += count
        held.load(plan(given, **{name: stops for name, stops in rounds.items() if stops}))
        set_guide(held.tables, held.state, 0, 0, 0, PER_PRICE, 0)
        return int(held.state.own[at.GUIDE])

    assert guide(6, 0, 0) < guide(5, 1, 0) < guide(3, 3, 0) < guide(4, 1, 1) < guide(2, 2, 2)


def test_a_move_hands_all_of_a_carers_visits_over() -> None:
    """Three visits must move before anything is gained, and each by itself costs a detour."""
    weights = Weights({"continuity": 1}, others="off")
    given = problem(shift("aina"), shift("berta"), *(visit(f"v{n}", "a") for n in range(5)), weights)
    held = Search(given, 3)
    held.load(plan(given, aina="08:00 v0, 09:00 v1", berta="10:00 v2, 11:00 v3, 12:00 v4"))
    tables, state = held.tables, held.state
    assert state.own[at.TOTAL] > 0
    for _ in range(200):
        if propose(tables, state, FACES) and score(tables, state) and state.own[at.TOTAL] == 0:
            return
        undo(state)
    raise AssertionError("no move in two hundred gave all visits to one carer")


def test_where_nobody_asks_for_few_carers_the_move_is_not_tried() -> None:
    given = problem(shift("aina"), visit("v", "a"), Weights({"travel": 1}, others="off"))
    held = Search(given)
    assert (held.tables.visit[:, at.CIRCLE] == -1).all()
    assert not propose(held.tables, held.state, FACES)
    undo(held.state)
