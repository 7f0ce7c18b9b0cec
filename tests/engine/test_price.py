"""Costs are whole numbers inside, and the same whatever the tick."""

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from engine.check import check
from engine.plan import Plan, Route, Stop
from engine.price import Prices
from engine.problem import Carer, Client, Link, Problem, TravelMatrix, Weights, Window
from engine.rules import RULES
from engine.units import HARD, Weight
from tests.problems import all_soft, random_plan, random_problem
from tests.twins import at, pause, plan, problem, shift, street, visit


def prices(**values: Any) -> Prices:
    return Prices(replace(GIVEN, weights=Weights(values, others="off")))


GIVEN = problem(
    Carer("aina", contract=600, wanted=700, legal_most=300),
    Client("a", "a", prefers=("berta",)),
    shift("aina", rest=pause("09:00-12:00"), mode="car"),
    shift("berta", leaves="at_start"),
    visit("v", "a", "09:00-09:30", preferred=at("09:10")),
    visit("w", "b"),
    visit("x", "c"),
    Link("v", "w", 60),
    street(),
    street("car", minutes=4, cents_per_km=26),
    Weights(),
    days=7,
)
PLANNED = plan(GIVEN, aina="09:41 v, 10:11 break, 10:50 w", berta="11:00 x")


# one decimal is enough for 0.3, two for 0.25, three for 0.125
@pytest.mark.parametrize(("weight", "decimals"), [(2, 1), (0.3, 10), (0.25, 100), (0.125, 1000), (1.001, 1000)])
def test_points_are_as_fine_as_the_weights_ask(weight, decimals):
    found = prices(travel=weight, lateness=1)
    assert found.decimals == decimals
    assert found.points == {"lateness": decimals, "travel": round(weight * decimals)}


def test_hard_rules_have_no_price_and_switched_off_rules_are_not_there():
    assert prices(travel=HARD, lateness=0, overtime=2).points == {"travel": None, "overtime": 2}


def test_times_cost_by_the_minute_and_other_units_by_the_piece_whatever_the_tick():
    seconds = replace(prices(travel=0.5, usual_carer=3).problem, ticks_per_minute=60)
    found = Prices(seconds)
    assert found.points == {"travel": 5, "usual_carer": 30 * 60}
    assert found.cost(60 * (found.points["travel"] or 0)) == 0.5
    assert found.cost(found.points["usual_carer"] or 0) == 3


def test_many_small_costs_add_up_exactly():
    # 0.1 + 0.2 is not 0.3 in binary; points are whole numbers
    verdict = check(replace(GIVEN, weights=Weights({"lateness": 0.1, "preferred_time": 0.2}, others="off")), PLANNED)
    # 11 late x 0.1 + 31 away x 0.2
    assert verdict.cost == 7.3


def finer(given: Problem, by: int) -> Problem:
    """The same problem told in ticks that are so many times finer."""

    def times(value: int | None) -> int | None:
        return None if value is None else value * by

    def stretch(part: Any, *names: str) -> Any:
        return replace(part, **{name: times(getattr(part, name)) for name in names})

    return replace(
        given,
        ticks_per_minute=given.ticks_per_minute * by,
        carers=tuple(stretch(one, "contract", "wanted", "legal_most", "carried", "year_left") for one in given.carers),
        shifts=tuple(
            replace(
                stretch(one, "start", "end"),
                rest=one.rest and stretch(one.rest, "duration", "earliest", "latest", "due_after"),
            )
            for one in given.shifts
        ),
        visits=tuple(
            replace(
                stretch(one, "duration", "preferred"),
                windows=tuple(Window(span.start * by, span.end * by) for span in one.windows),
            )
            for one in given.visits
        ),
        links=tuple(stretch(one, "least", "most") for one in given.links),
        pins=tuple(stretch(one, "start") for one in given.pins),
        published=tuple(stretch(one, "start") for one in given.published),
        travel=tuple(TravelMatrix(one.mode, one.durations * by, one.metres, one.cents_per_km) for one in given.travel),
    )


def finer_plan(planned: Plan, by: int) -> Plan:
    return Plan(
        tuple(
            Route(route.shift, tuple(Stop(one.visit, one.start * by, one.end * by, one.place) for one in route.stops))
            for route in planned.routes
        )
    )


def test_a_finer_tick_gives_the_same_cost_and_the_same_amounts():
    coarse, fine = check(GIVEN, PLANNED), check(finer(GIVEN, 10), finer_plan(PLANNED, 10))
    assert coarse.cost > 0
    assert (coarse.cost, coarse.components, coarse.amounts) == (fine.cost, fine.components, fine.amounts)
    assert [one.rule for one in coarse.violations] == [one.rule for one in fine.violations]


@pytest.mark.parametrize("seed", range(20))
def test_a_finer_tick_gives_the_same_cost_on_random_plans(seed):
    # All rules at once; two round to whole ticks (the spread's mean, the share of a part of a week) and are left out.
    rounded = {"workload_spread", "below_contract", "above_contract", "wanted_hours", "legal_week"}
    given = all_soft(random_problem(seed))
    reached = tuple(TravelMatrix(one.mode, one.durations, one.metres, one.cents_per_km) for one in given.travel)
    weights: dict[str, Weight] = {rule: weight for rule, weight in given.weights.values.items() if rule not in rounded}
    given = replace(given, travel=reached, weights=Weights(weights, others="off"))
    planned = random_plan(given, Random(seed))
    coarse, fine = check(given, planned), check(finer(given, 10), finer_plan(planned, 10))
    assert coarse.cost > 0
    assert coarse.components == pytest.approx(fine.components, rel=1e-12)


@pytest.mark.parametrize("seed", range(20))
def test_cost_is_amount_times_weight_exactly(seed):
    given = all_soft(random_problem(seed))
    verdict = check(given, random_plan(given, Random(seed)))
    tick = given.ticks_per_minute
    exact = Fraction(0)
    for rule in RULES:
        ticks = Fraction(round(verdict.amounts[rule.id] * tick), tick)
        exact += ticks * Fraction(given.weights.values[rule.id])  # quarters: exact in binary
    assert verdict.cost == float(exact)
