"""Re-scoring says of a plan under any weights what the referee says, to the last digit."""

from dataclasses import replace
from functools import cache
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.analysis import Amounts, amounts, rescore
from engine.check import check
from engine.errors import PlanError, ProblemError, RuleError
from engine.packs import named
from engine.plan import Plan, Route, Stop
from engine.problem import Problem, Weights
from engine.problem.pack import BOUNDS
from engine.rules import RULES, weights_under
from engine.units import HARD
from tests.problems import FIRST_DAY, random_plan, random_problem

SEEDS = 8


@cache
def world(seed: int) -> tuple[Problem, list[Plan], list[Amounts]]:
    """A random problem (every other one under a rule pack, whose own weights count), three plans, and their amounts."""
    problem = random_problem(seed)
    if seed % 2:
        pack = named("catalonia-home-care", FIRST_DAY)
        weighed = tuple(
            replace(one, weight=7 if one.known and BOUNDS[one.bound].rule else None) for one in pack.numbers
        )
        problem = replace(problem, labour=replace(problem.labour, pack=replace(pack, numbers=weighed)))
        assert 7 in weights_under(Weights(), problem.labour.pack).values()
    plans = [Plan(), *(random_plan(problem, Random(10 * seed + number), 0.8) for number in range(2))]
    return problem, plans, [amounts(problem, plan) for plan in plans]


WEIGHT = (
    st.just(HARD)
    | st.just(0)
    | st.integers(1, 1000)
    | st.integers(0, 1_000_000).map(lambda n: n / 1000)
    | st.integers(1, 10**9).map(lambda n: n / 1000)
)
WEIGHTS = st.builds(
    Weights,
    st.dictionaries(st.sampled_from([rule.id for rule in RULES]), WEIGHT),
    others=st.sampled_from(("default", "off")),
)


@settings(deadline=None, max_examples=150)
@given(st.integers(0, SEEDS - 1), st.lists(WEIGHTS, min_size=1, max_size=4))
def test_it_says_what_the_referee_says(seed: int, weights: list[Weights]) -> None:
    problem, plans, known = world(seed)
    scores = rescore(problem, known, weights)
    for row, plan in enumerate(plans):
        for column, one in enumerate(weights):
            verdict = check(replace(problem, weights=one), plan)
            charged = dict(zip(scores.rules, scores.components[row, column].tolist(), strict=True))
            assert scores.costs[row, column] == verdict.cost
            assert {rule: charged[rule] for rule in verdict.components} == verdict.components
            assert not any(charge for rule, charge in charged.items() if rule not in verdict.components)
            assert scores.forbidden[row, column] == len(verdict.violations)
            assert scores.broken[row, column] == sum(finding.amount for finding in verdict.violations)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_amounts_are_those_of_a_verdict_in_which_every_rule_counts(seed: int) -> None:
    problem, plans, known = world(seed)
    every = replace(problem, weights=Weights({rule.id: 1 for rule in RULES}))
    for plan, found in zip(plans, known, strict=True):
        verdict = check(every, plan)
        assert {rule.id: found.of(rule.id) for rule in RULES} == verdict.amounts
        assert found.unplanned == verdict.unplanned


def test_facts_are_forbidden_under_any_weights() -> None:
    problem, _, _ = world(0)
    visit, shift = problem.visits[0], problem.shifts[0]
    broken = Plan((Route(shift.id, (Stop(visit.id, visit.earliest - 5, visit.earliest + visit.duration - 2),)),))
    weights = [Weights(), Weights(others="off"), Weights({"competence": 3})]
    scores = rescore(problem, [broken], weights)
    verdicts = [check(replace(problem, weights=one), broken) for one in weights]
    assert scores.forbidden.tolist() == [[len(verdict.violations) for verdict in verdicts]]
    assert scores.broken.tolist() == [[sum(one.amount for one in verdict.violations) for verdict in verdicts]]
    assert scores.forbidden.min() > 0


def test_sums_beyond_what_floats_hold_are_exact_too() -> None:
    problem, plans, known = world(0)
    huge = [replace(one, whole=one.whole * 10**7 + 1) for one in known]
    weight = {rule.id: 999_999.999 - place for place, rule in enumerate(RULES)}
    weights = Weights(weight)
    found = rescore(problem, huge, [weights]).costs[:, 0].tolist()
    for row, one in enumerate(huge):
        units = [1 if rule.unit == "minutes" else problem.ticks_per_minute for rule in RULES]
        points = sum(
            round(weight[rule.id] * 1000) * unit * int(amount)
            for rule, unit, amount in zip(RULES, units, one.whole, strict=True)
        )
        assert points > 2**53
        assert found[row] == points / (1000 * problem.ticks_per_minute)
    assert len(plans) == len(huge)


def test_each_weights_prefer_what_is_forbidden_least_and_then_cheapest() -> None:
    problem, _, known = world(2)
    dear, cheap = (replace(known[0], whole=np.full_like(known[0].whole, amount)) for amount in (2, 1))
    faulty = replace(cheap, facts=1, fact_findings=1)
    scores = rescore(problem, [faulty, dear, cheap], [Weights(), Weights({"travel": HARD}, others="off")])
    assert scores.best().tolist() == [2, 2]


def test_a_plan_may_be_given_instead_of_its_amounts() -> None:
    problem, plans, known = world(1)
    one, other = (rescore(problem, given, [Weights()]).costs.tolist() for given in (plans, known))
    assert one == other


def test_nothing_to_judge_is_no_fault() -> None:
    problem, _, known = world(0)
    assert rescore(problem, known, []).costs.shape == (3, 0)
    assert rescore(problem, [], [Weights()]).components.shape == (0, 1, len(RULES))


def test_what_cannot_be_judged_is_refused() -> None:
    problem, plans, _ = world(0)
    for weight, told in (
        (1.0001, "at most three decimals"),
        (1 + 1e-9, "at most three decimals"),
        (-1, "give a number from 0 to 1,000,000"),
        (1_000_000.001, "give a number from 0 to 1,000,000"),
        (float("nan"), "give a number"),
        (True, "give a number"),
        ("hard", "give a number"),
    ):
        with pytest.raises(ProblemError, match=told):
            rescore(problem, plans, [Weights(), Weights({"travel": weight})])  # pyright: ignore[reportArgumentType]
    with pytest.raises(RuleError, match="charm"):
        rescore(problem, plans, [Weights({"charm": 1})])
    with pytest.raises(PlanError):
        rescore(problem, [Plan((Route("nobody's", ()),))], [Weights()])
