"""Every reason that an explanation gives is held against the referee, on random problems, by brute force."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import pytest

from engine.check import check
from engine.explain import Candidate, Explanation, Obstacle, why, why_not
from engine.explain.candidates import in_time, shifts_on_its_day
from engine.explain.words import clock_words
from engine.plan import Plan, Route, Stop
from engine.price import Prices
from engine.problem import Carer, Problem, Shift, Visit, Weights
from engine.result import Finding, Verdict
from engine.rules import BY_ID
from engine.shapes import LANGUAGES, Pair
from engine.units import HARD
from tests.speaking import english_in, words_of
from tests.worlds import Remembered, world

SEEDS = range(8)


@cache
def explanations(seed: int) -> tuple[Explanation, ...]:
    given, plan, verdict, place = world(seed)
    return tuple(why(given, plan, visit.id, place, "en", verdict) for visit in given.visits)


@dataclass(frozen=True)
class Case:
    """One visit, the world that it is in, and what was told of it."""

    given: Problem
    plan: Plan
    verdict: Verdict
    place: Remembered
    told: Explanation

    @property
    def visit(self) -> Visit:
        return self.given.visit[self.told.visit]

    def excluded(self, obstacle: Obstacle) -> list[Candidate]:
        return [one for one in self.told.excluded if one.obstacle is obstacle]


def cases() -> Iterator[Case]:
    for seed in SEEDS:
        for explanation in explanations(seed):
            yield Case(*world(seed), explanation)


def with_carer(case: Case, carer: str) -> Plan | None:
    """The plan with the visit moved to another carer, by the placer that the explanations asked."""
    routes: list[Route] = []
    for route in case.plan.routes:
        stops = tuple(stop for stop in route.stops if stop.visit != case.visit.id)
        touched = len(stops) < len(route.stops)
        while touched and stops and stops[-1].visit is None:
            stops = stops[:-1]
        if stops:
            routes.append(Route(route.shift, stops))
    return case.place(Plan(tuple(routes)), case.visit.id, carer)


def single(visit: Visit, shift: Shift, start: int) -> Plan:
    return Plan((Route(shift.id, (Stop(visit.id, start, start + visit.duration),)),))


def violations(verdict: Verdict) -> Counter[str]:
    found: Counter[str] = Counter()
    for finding in verdict.violations:
        found[finding.rule] += finding.amount
    return found


def same(one: Finding, other: Finding) -> bool:
    return (one.rule, one.amount, one.detail) == (other.rule, other.amount, other.detail)


def test_the_random_cases_meet_every_obstacle_planned_and_unplanned():
    seen: Counter[Obstacle] = Counter()
    kinds: Counter[bool] = Counter()
    for case in cases():
        kinds[case.told.carer is None] += 1
        seen.update(candidate.obstacle for candidate in case.told.excluded)
        for way in case.told.alternatives:
            answer = why_not(case.given, case.plan, case.visit.id, way.carer, case.place, "en", case.verdict)
            assert answer.candidate is not None
            seen[answer.candidate.obstacle] += 1
    assert set(seen) == set(Obstacle), seen
    assert min(kinds.values()) > 10


def test_ruled_out_means_that_the_referee_forbids_it_in_every_shift():
    for case in cases():
        for candidate in case.excluded(Obstacle.RULED_OUT):
            assert candidate.findings
            for shift in case.given.shifts_of[candidate.carer]:
                found = check(case.given, single(case.visit, shift, case.visit.earliest)).violations
                for finding in candidate.findings:
                    assert isinstance(BY_ID[finding.rule], Pair)
                    assert any(same(finding, other) and other.about.visit == case.visit.id for other in found)


def test_who_is_not_ruled_out_is_allowed():
    for case in cases():
        ruled = {candidate.carer for candidate in case.excluded(Obstacle.RULED_OUT)}
        for shift in case.given.shifts:
            if shift.carer not in ruled and shift.carer != case.told.carer:
                found = violations(check(case.given, single(case.visit, shift, case.visit.earliest)))
                assert not {"competence", "refused"} & set(found)


def test_no_shift_means_that_every_shift_is_of_another_day():
    for case in cases():
        for candidate in case.excluded(Obstacle.NO_SHIFT):
            for shift in case.given.shifts_of[candidate.carer]:
                alone = single(case.visit, shift, case.visit.earliest)
                assert "other_day" in violations(check(case.given, alone))


@pytest.mark.parametrize("seed", SEEDS)
def test_out_of_reach_means_that_no_start_in_any_shift_is_in_time(seed):
    given = world(seed)[0]
    in_the_shift = Weights(dict.fromkeys(("lateness", "overtime", "unreachable"), HARD), others="off")
    strict = replace(given, weights=in_the_shift)
    for visit in given.visits:
        for carer in given.carers:
            assert in_time(given, visit, carer) == _some_start_is_clean(strict, visit, carer)


def _some_start_is_clean(strict: Problem, visit: Visit, carer: Carer) -> bool:
    # A visit longer than its window is late at any start; only a start at the very opening is then in time.
    slack = {opens: max(0, opens - due) for opens, due in visit.deadlines()}
    for shift in shifts_on_its_day(strict, visit, carer):
        for opens, due in visit.deadlines():
            for start in range(opens, max(opens, due) + 1):
                found = violations(check(strict, single(visit, shift, start)))
                found["lateness"] -= slack[opens]
                if not any(amount > 0 for amount in found.values()):
                    return True
    return False


def test_out_of_reach_is_said_of_nobody_who_is_in_time():
    for case in cases():
        for candidate in case.told.excluded:
            reached = in_time(case.given, case.visit, case.given.carer[candidate.carer])
            if candidate.obstacle is Obstacle.OUT_OF_REACH:
                assert not reached
            elif candidate.obstacle in (Obstacle.BUSY, Obstacle.IMPOSSIBLE, Obstacle.PARTNER):
                assert reached


def test_busy_means_fine_alone_and_forbidden_or_without_a_place_here():
    for case in cases():
        for candidate in case.excluded(Obstacle.BUSY):
            lonely = case.place(Plan(), case.visit.id, candidate.carer)
            assert lonely is not None
            assert not violations(check(case.given, lonely)) - violations(check(case.given, Plan()))
            here = with_carer(case, candidate.carer)
            if here is None:
                assert candidate.alternative is None
                continue
            found = check(case.given, here)
            assert violations(found) - violations(case.verdict)
            assert candidate.findings
            assert all(finding in found.violations for finding in candidate.findings)


def test_impossible_means_forbidden_even_alone():
    for case in cases():
        for candidate in (*case.excluded(Obstacle.IMPOSSIBLE), *case.excluded(Obstacle.PARTNER)):
            lonely = case.place(Plan(), case.visit.id, candidate.carer)
            if lonely is not None:
                found = check(case.given, lonely)
                assert violations(found) - violations(check(case.given, Plan()))
                assert candidate.findings
                assert all(finding in found.violations for finding in candidate.findings)
            only_tied = all(finding.rule == "together" for finding in candidate.findings) and lonely is not None
            assert only_tied == (candidate.obstacle is Obstacle.PARTNER)


def difference(given: Problem, before: Verdict, after: Verdict) -> float:
    """What the referee finds two plans to differ by, in whole points; costs less costs are not exact."""
    prices = Prices(given)
    return prices.cost(round((after.cost - before.cost) * prices.points_per_cost))


def test_an_alternative_costs_what_it_says_to_the_last_digit():
    counted = 0
    for case in cases():
        before = case.verdict
        ways = (*case.told.alternatives, *(one.alternative for one in case.told.excluded if one.alternative))
        for way in ways:
            moved = with_carer(case, way.carer)
            assert moved is not None
            after = check(case.given, moved)
            assert way.cost == difference(case.given, before, after)
            assert sum(part.cost or 0 for part in way.contributions) == pytest.approx(way.cost)
            for part in way.contributions:
                assert part.amount == after.amounts[part.rule] - before.amounts[part.rule]
            where = {visit: (shift, stop.start) for visit, shift, stop in moved.visits()}
            assert where[case.visit.id] == (way.shift, way.start)
            counted += 1
    assert counted > 50


def test_the_alternatives_are_the_three_cheapest_that_break_nothing():
    for case in cases():
        costs = []
        for carer in case.given.carers:
            moved = None if carer.id == case.told.carer else with_carer(case, carer.id)
            if moved is not None:
                after = check(case.given, moved)
                if not violations(after) - violations(case.verdict):
                    costs.append(difference(case.given, case.verdict, after))
        assert [way.cost for way in case.told.alternatives] == sorted(costs)[:3]


def test_contributions_are_the_plan_less_the_plan_without_the_visit():
    for case in cases():
        if case.told.carer is None:
            assert case.told.contributions == ()
            continue
        carer = case.given.carer[case.told.carer]
        amounts = {part.rule: part.amount for part in case.told.contributions}
        for rule, told in BY_ID.items():
            if isinstance(told, Pair) and rule in case.verdict.amounts:
                expected = told.amount(case.given, case.visit, carer) - told.amount(case.given, case.visit, None)
                assert amounts.get(rule, 0) == expected


def test_nobody_holds_is_said_exactly_where_nobody_does():
    said = 0
    for case in cases():
        on = case.given.date_of(case.visit)
        carers = case.given.carers
        lacking = [
            need for need in case.visit.needs if all(one.level(need.competency, on) < need.level for one in carers)
        ]
        assert case.told.carer is None or not lacking
        if any(line.startswith("For ") for line in case.told.summary):
            continue  # the partner's reasons are told instead
        lines = [line for line in case.told.summary if line.startswith("Nobody holds")]
        assert len(lines) == len(lacking)
        for line, need in zip(lines, lacking, strict=True):
            assert line.startswith(f"Nobody holds {need.competency} at level {need.level} on ")
            said += 1
    assert said > 0


def test_what_leaving_out_and_putting_in_cost_differ_by_what_the_plan_would():
    said = 0
    for case in cases():
        for line in case.told.summary:
            best = case.told.alternatives[:1]
            if found := re.search(r"but that costs ([−\d.]+) while leaving it out costs ([−\d.]+):", line):
                cost, left_out = (float(text.replace("−", "-")) for text in found.groups())
                assert cost - left_out == pytest.approx(best[0].cost, abs=0.02)
                assert cost >= left_out >= 0
                said += 1
            elif "the plan would be better for it" in line:
                assert best[0].cost < 0 or best[0].mends
                said += 1
    assert said > 5


def test_none_on_shift_is_said_only_where_it_is_so():
    said = 0
    for case in cases():
        ruled = {candidate.carer for candidate in case.excluded(Obstacle.RULED_OUT)}
        allowed = [carer for carer in case.given.carers if carer.id not in ruled]
        shifts = [shift for carer in allowed for shift in shifts_on_its_day(case.given, case.visit, carer)]
        for line in case.told.summary:
            if line.startswith("For "):
                continue  # about the partner
            if found := re.search(r"none is on shift (before|after) (\d\d:\d\d) on", line):
                side, clock = found.groups()
                early = side == "before"
                edge = min(shift.start for shift in shifts) if early else max(shift.end for shift in shifts)
                assert clock_words(case.given, edge) == clock
                assert edge > max(due for _, due in case.visit.deadlines()) if early else edge <= case.visit.earliest
                said += 1
            elif "none has a shift on" in line:
                assert not shifts
                said += 1
    assert said > 0


def test_all_languages_tell_the_same_reasons():
    for seed in SEEDS:
        given, plan, verdict, place = world(seed)
        for english in explanations(seed)[:3]:
            for language in LANGUAGES[1:]:
                other = why(given, plan, english.visit, place, language, verdict)
                assert replace(other, summary=()) == replace(english, summary=())
                assert len(other.summary) == len(english.summary)
                assert not any("…" in line for line in other.summary)
                assert not any(english_in(line, language, words_of(given)) for line in other.summary), other.summary
