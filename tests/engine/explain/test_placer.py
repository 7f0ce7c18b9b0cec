"""The compiled placer against the plain one: explanations rest on it, so it must not overlook a place."""

import pytest

from engine.check import check
from engine.explain.candidates import ruled_out
from engine.plan import Plan
from engine.price import Prices
from engine.problem import Problem
from engine.strategies.insert import placer
from tests.placing import FACT_IDS
from tests.worlds import world


def carers_of(given: Problem, plan: Plan) -> dict[str, str]:
    return {visit: given.shift[shift].carer for visit, shift, _ in plan.visits()}


@pytest.mark.parametrize("seed", range(8))
def test_where_there_is_a_sound_place_it_finds_one_that_costs_no_more(seed):
    given, plan, _, reference = world(seed)
    compiled = placer(given)
    compared = 0
    for visit in given.visits:
        rest = plan.without(visit.id)
        for carer in given.carers:
            expected = reference(rest, visit.id, carer.id)
            if (
                expected is None
                or not (known := check(given, expected)).clean
                or ruled_out(Prices(given), visit, carer)
            ):
                continue
            found = compiled(rest, visit.id, carer.id)
            assert found is not None
            verdict = check(given, found)
            assert verdict.clean, (visit.id, carer.id, verdict.violations)
            assert verdict.cost <= known.cost + 1e-6, (visit.id, carer.id)
            compared += 1
    assert compared > 0


@pytest.mark.parametrize("seed", range(8))
def test_it_moves_nobody_else_and_breaks_no_fact(seed):
    given, plan, _, _ = world(seed)
    compiled = placer(given)
    mates = {frozenset((link.first, link.second)) for link in given.links if link.both}
    for visit in given.visits:
        rest = plan.without(visit.id)
        before = carers_of(given, rest)
        for carer in given.carers:
            found = compiled(rest, visit.id, carer.id)
            if found is None:
                continue
            after = carers_of(given, found)
            assert after[visit.id] == carer.id
            assert {name: after[name] for name in before} == before
            added = set(after) - set(before) - {visit.id}
            assert all(frozenset((visit.id, name)) in mates for name in added)
            assert not {finding.rule for finding in check(given, found).violations} & FACT_IDS
