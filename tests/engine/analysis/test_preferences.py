"""Weights inferred from preferences rank plans as those do which the preferences came from."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from engine.analysis import Amounts, Preference, inferred, next_pair, rescore
from engine.analysis.weighing import today as weighing
from engine.problem import Weights
from engine.shapes import LANGUAGES
from engine.units import HARD
from tests.engine.analysis.worlds import drawn, plans, town

SHOWN, UNSEEN = 30, 50
"""Preferences that are told, and pairs of other plans that are then ranked."""

SEEDS = range(6)


def preferred(weights: Weights, one: Amounts, other: Amounts) -> Preference:
    first, second = rescore(town(), [one, other], [weights]).costs[:, 0]
    return Preference(one, other) if first <= second else Preference(other, one)


def pairs_of(some: list[Amounts], weights: Weights, rng: np.random.Generator, many: int) -> list[Preference]:
    """Pairs drawn by lot, of which the weights prefer one."""
    costs = rescore(town(), some, [weights]).costs[:, 0]
    every = [(a, b) for a, b in combinations(range(len(some)), 2) if costs[a] != costs[b]]
    return [preferred(weights, some[a], some[b]) for a, b in rng.permutation(every)[:many]]


def agreement(weights: Weights, unseen: list[Preference]) -> float:
    """The share of the pairs that weights rank as the preferences say."""
    right = 0
    for one in unseen:
        better, worse = rescore(town(), [one.better, one.worse], [weights]).costs[:, 0]
        right += better < worse
    return right / len(unseen)


def by_lot(shown: list[Amounts], hidden: Weights, rng: np.random.Generator) -> list[Preference]:
    return pairs_of(shown, hidden, rng, SHOWN)


def asked(shown: list[Amounts], hidden: Weights, _rng: np.random.Generator) -> list[Preference]:
    found: list[Preference] = []
    for _ in range(SHOWN):
        pair = next_pair(town(), shown, found)
        assert pair is not None
        found.append(preferred(hidden, *(shown[place] for place in pair)))
    return found


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("show", [by_lot, asked])
def test_thirty_preferences_rank_fifty_unseen_pairs(
    show: Callable[[list[Amounts], Weights, np.random.Generator], list[Preference]], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    hidden = drawn(rng)
    order = [plans()[place] for place in rng.permutation(len(plans()))]
    shown, others = order[:25], order[25:]
    unseen = pairs_of(others, hidden, rng, UNSEEN)
    assert len(unseen) == UNSEEN
    found = inferred(town(), show(shown, hidden, rng))
    assert agreement(found.weights, unseen) >= 0.85
    assert found.agreed >= 0.85 * SHOWN


def test_without_preferences_nothing_moves() -> None:
    found = inferred(town(), [])
    assert found.weights.values == weighing(town())
    assert (found.agreed, found.preferences, found.learned) == (0, 0, ())


def test_what_a_preference_asks_for_grows_and_what_it_gives_up_shrinks() -> None:
    plain = plans()[0]

    def with_more(rule: str, amount: int) -> Amounts:
        whole = plain.whole.copy()
        whole[list(weighing(town())).index(rule)] += amount
        return replace(plain, whole=whole)

    choice = Preference(with_more("travel", 60), with_more("continuity", 1))
    found = inferred(town(), [choice] * 4)
    by_rule = {one.rule: one for one in found.learned}
    assert set(by_rule) == {"travel", "continuity"}
    assert by_rule["continuity"].weight > by_rule["continuity"].today
    assert by_rule["travel"].weight < by_rule["travel"].today
    assert all(one.low < one.weight < one.high for one in found.learned)
    assert found.agreed == 4


def test_contradictions_say_that_plans_are_alike() -> None:
    """Weights move no further than that takes: where today's say nearly the same, they stay near those."""

    def gap(weights: Weights, one: Amounts, other: Amounts) -> float:
        first, second = rescore(town(), [one, other], [weights]).costs[:, 0]
        return abs(first - second)

    today = Weights(weighing(town()))
    pairs = sorted(combinations(plans()[:5], 2), key=lambda pair: gap(today, *pair))
    assert gap(today, *pairs[0]) < 0.2 * gap(today, *pairs[-1])
    for place, (one, other) in enumerate(pairs):
        found = inferred(town(), [Preference(one, other), Preference(other, one)])
        assert found.agreed == 1
        assert gap(found.weights, one, other) < gap(today, one, other)
        assert place > 0 or all(0.2 < learned.weight / learned.today < 5 for learned in found.learned)


def test_a_plan_preferred_to_itself_says_nothing() -> None:
    one = plans()[0]
    assert inferred(town(), [Preference(one, one)] * 3).learned == ()


def test_what_is_hard_or_off_stays_so_and_no_weight_falls_below_nothing() -> None:
    rng = np.random.default_rng(5)
    given = replace(town(), weights=Weights({"lateness": HARD, "waiting": 0}))
    found = inferred(given, pairs_of(list(plans()), drawn(rng, 3), rng, 60))
    assert found.weights.values["lateness"] == HARD
    assert found.weights.values["waiting"] == 0
    assert found.weights.values["must_do"] == HARD
    assert all(weight == HARD or weight >= 0 for weight in found.weights.values.values())
    assert list(found.weights.faults()) == []
    assert "lateness" not in {one.rule for one in found.learned}


def test_no_pair_is_asked_twice_and_alike_plans_are_not_asked_about() -> None:
    three = list(plans()[:3])
    found: list[Preference] = []
    for _ in range(3):
        pair = next_pair(town(), three, found)
        assert pair is not None
        found.append(Preference(three[pair[0]], three[pair[1]]))
    assert next_pair(town(), three, found) is None
    assert next_pair(town(), three[:1]) is None
    assert next_pair(town(), [three[0], replace(three[0])]) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_in_every_language(language: str) -> None:
    rng = np.random.default_rng(1)
    found = inferred(town(), pairs_of(list(plans()), drawn(rng), rng, 10))
    lines = found.told(language)
    assert len(lines) == 1 + len(found.learned)
    assert not any("{" in line or "…" in line for line in lines)
    assert "10" in lines[0]
