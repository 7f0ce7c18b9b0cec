"""What a pair rule says that it sees is all that it sees: the table by kinds and names equals asking of every pair."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from engine.problem import Problem
from engine.rules import RULES
from engine.search.pairs import pairs
from engine.shapes import Pair
from tests.problems import random_problem

SEEDS = range(8)
PRICE = 7
PAIR_RULES = [pytest.param(rule, id=rule.id) for rule in RULES if isinstance(rule, Pair)]


@cache
def case(seed: int) -> Problem:
    """Many visits of few kinds: what two of them have in common, and nothing else, must make them alike."""
    return random_problem(seed, carers=6, clients=12, visits=90)


def table(problem: Problem, *rules: Pair) -> tuple[np.ndarray, np.ndarray]:
    return pairs(problem, [(rule, PRICE) for rule in rules], lambda: None)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("rule", PAIR_RULES)
def test_the_table_equals_asking_every_pair(rule: Pair, seed: int) -> None:
    problem = case(seed)
    found, nobody = table(problem, rule)
    asked = [[PRICE * rule.amount(problem, visit, carer) for carer in problem.carers] for visit in problem.visits]
    assert found.tolist() == asked
    assert nobody.tolist() == [PRICE * rule.amount(problem, visit, None) for visit in problem.visits]


@pytest.mark.parametrize("rule", PAIR_RULES)
def test_every_rule_pays_here(rule: Pair) -> None:
    assert any(part.any() for seed in SEEDS for part in table(case(seed), rule))


@pytest.mark.parametrize("rule", PAIR_RULES)
def test_a_rule_that_tells_nothing_of_what_it_sees_is_asked_of_every_pair(rule: Pair) -> None:
    told, untold = table(case(0), rule), table(case(0), replace(rule, sees=None))
    assert np.array_equal(told[0], untold[0])
    assert np.array_equal(told[1], untold[1])


def test_rules_add_up() -> None:
    rules = [rule for rule in RULES if isinstance(rule, Pair)]
    parts = [table(case(1), rule) for rule in rules]
    found = table(case(1), *rules)
    assert np.array_equal(found[0], sum(pair for pair, _ in parts))
    assert np.array_equal(found[1], sum(nobody for _, nobody in parts))
