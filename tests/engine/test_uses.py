"""A rule looks at exactly what it says that it uses: nothing untold is read, and nothing told is never read."""

from dataclasses import fields, replace
from functools import cache
from random import Random

import pytest

from engine import rules
from engine.check import _FOLDS, Lived, check
from engine.construction import FACTS
from engine.errors import RuleError
from engine.plan import Day, Plan, replay
from engine.problem import Problem, Weights
from engine.problem.kinds import FACTS as KNOWN
from engine.rules import BY_ID, RULES
from engine.shapes import DAY_FIELDS, AnyRule, Daily, Facts, Group, Legs, Linked, Named, Pair, PerLeg, Start
from tests.noting import Notes, noted, noting
from tests.problems import random_plan, random_problem

SEEDS = range(8)
IN_A_WAY = {"service": {"visit.duration"}, "rest": {"shift.rest"}}
"""What a plan itself tells, and only because it keeps to these facts."""


@cache
def case(seed: int) -> tuple[Problem, Plan]:
    problem = random_problem(seed)
    return problem, random_plan(problem, Random(seed))


def read_by(rule: AnyRule) -> Notes:
    """Every fact that the rule reads, asked everything that its shape may ask it."""
    return {fact for seed in SEEDS for fact in _read(rule, *case(seed))}


def _read(rule: AnyRule, problem: Problem, plan: Plan) -> Notes:
    notes: Notes = set()
    problem = noted(problem, notes)
    match rule:
        case Pair():
            _ask_pairs(rule, problem)
        case Start():
            for visit in problem.visits:
                rule.wishes(problem, visit)
        case Linked():
            for link in problem.links:
                rule.gap(link)
        case PerLeg():
            rule.amount(noting(Legs(1, 1, 1, 1), "travel", notes))
        case Daily():
            days, seen = _days(problem, plan, notes)
            for day in days.values():
                rule.total(day)
                rule.limit(problem, problem.shift[day.shift.id])
            notes |= _behind(seen)
        case Group():
            _fold(rule, problem, plan, notes)
    return notes


def _ask_pairs(rule: Pair, problem: Problem) -> None:
    for visit in problem.visits:
        for carer in (*problem.carers, None):
            rule.amount(problem, visit, carer)
            if rule.detail is not None:
                rule.detail(problem, visit, carer)
        if isinstance(rule.sees, Named):
            rule.sees.carers(problem, visit)
        elif isinstance(rule.sees, Facts):
            rule.sees.visit(problem, visit)
            for carer in problem.carers:
                rule.sees.carer(problem, carer)


def _fold(rule: Group, problem: Problem, plan: Plan, notes: Notes) -> None:
    """Teams read a shift's start only to find out which day it is."""
    teams = rule.teams(problem)
    notes.discard("shift.start")
    kept = set(notes)
    lived = Lived(problem, plan)
    lived.days, seen = _days(problem, plan, notes)
    notes.intersection_update(kept)  # reading the plan back is not the rule's doing
    for team in teams:
        _FOLDS[rule.fold](rule, team, lived)
    notes |= _behind(seen)


def _days(problem: Problem, plan: Plan, notes: Notes) -> tuple[dict[str, Day], Notes]:
    """The days as they are lived, and a place for notes of which of their fields are read."""
    kept, seen = set(notes), Notes()
    days = {name: noting(day, "day", seen) for name, day in replay(problem, plan).items()}
    notes.intersection_update(kept)
    seen.clear()
    return days, seen


def _behind(seen: Notes) -> Notes:
    """The facts that stand behind the fields of a day."""
    names = {name.removeprefix("day.") for name in seen} - {"shift"}
    return {fact for name in names for fact in DAY_FIELDS[name]}


# -- the rules ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_looks_at_exactly_what_it_says(rule: AnyRule) -> None:
    assert len(rule.uses) == len(set(rule.uses)) > 0
    assert set(rule.uses) <= KNOWN
    assert read_by(rule) == set(rule.uses)


def test_what_is_hard_by_construction_looks_at_exactly_what_it_says() -> None:
    found = Notes()
    for seed in SEEDS:
        problem, plan = case(seed)
        notes = Notes()
        check(noted(replace(problem, weights=Weights(others="off")), notes), plan)
        found |= notes
    assert found == {fact for one in FACTS for fact in one.uses}


def test_a_rule_that_looks_at_more_than_it_says_is_found_out() -> None:
    rule = BY_ID["competence"]
    assert isinstance(rule, Pair)
    curious = replace(rule, amount=lambda _problem, _visit, carer: 0 if carer is None else len(carer.attributes))
    assert read_by(curious) - set(rule.uses) == {"carer.attributes"}
    partial = replace(BY_ID["refused"], amount=lambda *_: 0, sees=None)
    assert set(partial.uses) - read_by(partial) == {"client.refuses", "carer.refuses"}


@pytest.mark.parametrize(
    ("uses", "told"),
    [((), "does not say what it looks at"), (("carer.charm",), "'carer.charm', which does not exist")],
)
def test_a_rule_that_does_not_say_so_properly_is_refused_by_name(
    uses: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.rules.travel.RULE", replace(BY_ID["travel"], uses=uses))
    with pytest.raises(RuleError, match=f"rule 'travel' .*{told}"):
        rules._told(("travel",))


# -- the fields of a day -----------------------------------------------------------------------------------------------


def _altered(problem: Problem, fact: str) -> Problem:
    """The same problem with one fact of every shift, or of all travel, otherwise."""
    match fact:
        case "shift.start":
            return replace(problem, shifts=tuple(replace(one, start=one.start + 45) for one in problem.shifts))
        case "shift.end":
            return replace(problem, shifts=tuple(replace(one, end=one.end - 60) for one in problem.shifts))
        case "shift.leaves":
            other = {"late": "at_start", "at_start": "late"}
            return replace(problem, shifts=tuple(replace(one, leaves=other[one.leaves]) for one in problem.shifts))
        case "shift.rest":
            return replace(problem, shifts=tuple(replace(one, rest=None) for one in problem.shifts))
    assert fact == "travel.times"
    slower = tuple(replace(one, times=one.times + 30 * one.reachable) for one in problem.travel)
    return replace(problem, travel=slower)


def test_the_fields_of_a_day_depend_on_exactly_the_facts_told_of_them() -> None:
    assert set(DAY_FIELDS) == {field.name for field in fields(Day)} - {"shift", "legs", "arrivals"}
    found: dict[str, Notes] = {name: Notes() for name in DAY_FIELDS}
    told = {fact for facts in DAY_FIELDS.values() for fact in facts} - {"visit.duration"}
    for seed in SEEDS:
        problem, plan = case(seed)
        problem = replace(problem, pins=())
        before = replay(problem, plan)
        for fact in told:
            after = replay(_altered(problem, fact), plan)
            for name in DAY_FIELDS:
                if any(getattr(day, name) != getattr(after[shift], name) for shift, day in before.items() if day.used):
                    found[name].add(fact)
    assert found == {name: set(facts) - IN_A_WAY.get(name, Notes()) for name, facts in DAY_FIELDS.items()}


def test_service_and_rest_are_as_long_as_agreed() -> None:
    served = rested = 0
    for seed in SEEDS:
        problem, plan = case(seed)
        for day in replay(problem, plan).values():
            visits = [problem.visit[one.stop.visit] for one in day.arrivals if one.stop.visit is not None]
            assert day.service == sum(visit.duration for visit in visits)
            assert day.rest == (day.shift.rest.duration if day.breaks and day.shift.rest is not None else 0)
            served, rested = served + day.service, rested + day.rest
    assert served > 0 < rested
