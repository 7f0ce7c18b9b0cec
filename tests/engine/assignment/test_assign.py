"""assign(): reckoned by hand, compared with trying everything, and the same whatever the order of the input."""

import itertools
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datasets.eixample import generate
from engine.assignment import assign, audit
from engine.assignment.answer import Taken
from engine.assignment.bound import bound
from engine.assignment.relaxation import Prices, relax
from engine.assignment.sheets import layout
from engine.assignment.tables import Tables, tables
from engine.assignment.worth import allowed, points
from engine.errors import EngineError
from engine.limits import Clock, Limits
from engine.model.assignment import NOBODY
from engine.problem import Carer, Competency, Link, Need, Problem, Weights
from tests.problems import random_problem
from tests.twins import problem, shift, visit

QUICK = Limits(seconds=20)


def carers(found) -> dict[str, str | None]:
    return {one.unit: one.carer for one in found.taken}


def two(carers=None, shifts=None, visits=None, links=(), days=1) -> Problem:
    """Aina and Biel, each on shift all day, and a client two doors down the street; all rules as they come."""
    people = carers or (Carer("aina"), Carer("biel"))
    rounds = (shift("aina"), shift("biel")) if shifts is None else shifts
    care = (visit("v", "b"),) if visits is None else visits
    return problem(*people, *rounds, *care, *links, Weights(), days=days)


# -- by hand -----------------------------------------------------------------------------------------------------------


def test_equal_carers_are_taken_in_order_of_id():
    assert carers(assign(two(), QUICK)) == {"b midday 1": "aina"}


def test_a_visit_costs_a_quarter_of_the_way_there_and_back():
    found = assign(two(), QUICK)
    # Two doors of ten minutes there and two back are 40 minutes, of which a visit bears 10.
    assert {one.rule: one.amount for one in found.charges}["travel"] == 10
    assert found.proved
    assert found.gap == 0
    assert found.cost == found.bound


@pytest.mark.parametrize("refuser", ["client", "carer"])
def test_a_refusal_of_either_side_is_kept(refuser):
    told = two()
    if refuser == "client":
        told = replace(told, clients=tuple(replace(c, refuses=("aina",)) for c in told.clients))
    else:
        told = replace(told, carers=(replace(told.carers[0], refuses=("b",)), told.carers[1]))
    assert carers(assign(told, QUICK)) == {"b midday 1": "biel"}


def test_the_usual_carer_comes():
    told = two()
    told = replace(told, clients=tuple(replace(c, usual=("biel",)) for c in told.clients))
    assert carers(assign(told, QUICK)) == {"b midday 1": "biel"}


def test_who_has_too_few_hours_comes_before_who_has_too_many():
    people = (Carer("aina", contract=0), Carer("biel", contract=600))
    assert carers(assign(two(carers=people), QUICK)) == {"b midday 1": "biel"}


def test_two_carers_at_once_are_two_units():
    told = two(visits=(visit("v", "b"), visit("w", "b")), links=(Link("v", "w", 0, 0, "different"),))
    assert sorted(filter(None, carers(assign(told, QUICK)).values())) == ["aina", "biel"]


def test_what_nobody_holds_is_left_with_that_reason():
    told = two(visits=(replace(visit("v", "b"), needs=(Need("flying", 2),)),))
    (left,) = assign(told, QUICK).unassigned
    assert left.why == "Nobody holds flying 2."


def test_what_nobody_is_there_for_is_left_with_that_reason():
    told = two(shifts=(shift("aina", day=1), shift("biel", day=1)), days=2)
    (left,) = assign(told, QUICK, "es").unassigned
    assert left.why == "De las 2 personas que podrían, ninguna tiene turno a tiempo."


def test_a_full_day_is_told_as_such():
    told = two(shifts=(shift("aina", "08:00-10:00"),), visits=tuple(visit(f"v{n}", n, duration=50) for n in "abc"))
    # Two hours hold one visit of 50 minutes with 10 of the way, and a second one; not a third.
    (left,) = assign(told, QUICK).unassigned
    assert left.why == "All who could are full: aina."


def test_the_week_is_divided_where_nobody_works_every_day():
    visits = tuple(visit(f"v{day}", "b", day=day) for day in range(3))
    shifts = (shift("aina", day=0), shift("aina", day=1), shift("biel", day=2))
    found = assign(two(visits=visits, shifts=shifts, days=3), QUICK)
    assert {one.carer: one.visits for one in found.taken} == {"aina": ("v0", "v1"), "biel": ("v2",)}


def test_nothing_to_do_is_an_answer():
    found = assign(two(visits=()), QUICK)
    assert found.taken == ()
    assert found.proved


def test_an_unknown_language_is_refused():
    with pytest.raises(EngineError, match="choose one of"):
        assign(two(), QUICK, "fr")


def test_a_competency_is_asked_for():
    people = (Carer("aina"), Carer("biel", competencies=(Competency("hoist"),)))
    told = two(carers=people, visits=(replace(visit("v", "b"), needs=(Need("hoist"),)),))
    assert carers(assign(told, QUICK)) == {"b midday 1": "biel"}


# -- against everything ------------------------------------------------------------------------------------------------


def first_of_the_best(known: Tables) -> tuple[int, list[int]]:
    """The fewest points, and the first picks of so many: carers in order of id, nobody last."""
    options = [[*np.flatnonzero(row).tolist(), NOBODY] for row in known.allowed]
    tried = ((picks, np.array(picks)) for picks in itertools.product(*options))
    best, first = min(
        ((points(known, picks), told) for told, picks in tried if allowed(known, picks)), key=lambda o: o[0]
    )
    return best, list(first)


def tiny(seed: int) -> Problem:
    return random_problem(seed, days=3, carers=3, clients=3, visits=8)


@pytest.mark.parametrize("seed", [*range(25), 361, 8281])  # the last two: shifts of one day in two travel modes
def test_no_other_assignment_costs_less_and_of_equal_ones_the_first_is_taken(seed):
    known = tables(tiny(seed))
    found = assign(tiny(seed), QUICK)
    assert found.proved
    best, first = first_of_the_best(known)
    assert found.cost == known.prices.cost(best)
    row = {carer.id: place for place, carer in enumerate(known.problem.carers)}
    assert [NOBODY if one.carer is None else row[one.carer] for one in found.taken] == first


@pytest.mark.parametrize("seed", range(25))
def test_no_bound_is_above_the_best(seed):
    known = tables(tiny(seed))
    best, _ = first_of_the_best(known)
    assert bound(known, Prices.none(known)).points <= best
    relaxed = relax(known, layout(known, known.allowed), Clock(QUICK), 10)
    assert relaxed is not None
    assert bound(known, relaxed.prices).points <= best
    rng = np.random.default_rng(seed)
    known_prices = relaxed.prices
    wild = replace(
        known_prices,
        unit=rng.normal(0, 1e4, known_prices.unit.shape),
        slot=rng.normal(0, 1e2, known_prices.slot.shape),
        total=rng.normal(0, 1e2, known_prices.total.shape),
    )
    assert bound(known, wild).points <= best


def test_a_middling_problem_is_held_by_bound_and_check():
    week = generate(clients=25, carers=6, seed=3)
    found = assign(week, Limits(seconds=6))
    assert found.bound <= found.cost
    assert audit(week, found.taken).broken == []
    assert sum(len(one.visits) for one in found.taken) == len(week.visits)


# -- order and tampering -----------------------------------------------------------------------------------------------


def shuffled(told: Problem, rng: Random) -> Problem:
    names = ("carers", "shifts", "clients", "visits", "links", "pins", "published")
    return replace(told, **{name: tuple(rng.sample(getattr(told, name), len(getattr(told, name)))) for name in names})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(seed, rng):
    told = tiny(seed)
    one, other = assign(told, QUICK), assign(shuffled(told, rng), QUICK)
    assert one.proved
    assert other.cost == one.cost
    assert other.taken == one.taken


@pytest.mark.parametrize("seed", range(6))
def test_the_check_finds_what_was_tampered_with(seed):
    week = generate(clients=4, carers=3, days=3, seed=seed)
    found = assign(week, QUICK)
    honest = audit(week, found.taken)
    assert honest.broken == []
    assert week.visits
    place = next(p for p, one in enumerate(found.taken) if one.carer is not None)
    one = found.taken[place]
    others = [carer.id for carer in week.carers if carer.id != one.carer]
    for carer in (None, *others):
        changed = (*found.taken[:place], replace(one, carer=carer), *found.taken[place + 1 :])
        again = audit(week, changed)
        assert again.broken or again.total >= honest.total
    lost = Taken(one.unit, one.client, one.part, one.visits[1:], one.carer)
    assert audit(week, (*found.taken[:place], lost, *found.taken[place + 1 :])).broken
