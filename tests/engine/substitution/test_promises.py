"""What is proposed for an absence is clean, costs what is said, and disturbs nobody who is not named."""

from dataclasses import replace
from random import Random

import pytest

from engine.check import check
from engine.explain.reasons import worse
from engine.matching import Freedoms
from engine.plan import Plan
from engine.price import Prices
from engine.substitution import Aim, substitute
from engine.substitution.proposals import put_in
from tests.engine.matching.every_slot import clean_slots
from tests.engine.substitution.absences import Case, clean, hold_promises, random_case

SEEDS = range(16)


def points(case: Case, cost: float) -> int:
    return round(cost * Prices(case.problem).points_per_cost)


def ask(case: Case, pushes: int = 0, most: int = 9):
    return substitute(case.problem, case.plan, case.carer, case.day, case.now, pushes, most)


@pytest.mark.parametrize("pushes", [0, 2])
@pytest.mark.parametrize("seed", SEEDS)
def test_proposals_are_clean_and_cost_what_is_said(seed: int, pushes: int) -> None:
    case = random_case(seed)
    found = ask(case, pushes)
    running, undone = check(case.problem, case.plan), check(case.problem, case.undone)
    assert found.visits == tuple(case.told)
    assert found.kept == case.kept
    assert points(case, found.left_undone) == points(case, undone.cost - running.cost)
    for one in found.proposals:
        verdict = clean(case, one.plan)
        assert set(one.broken) == set(worse(running, verdict))
        assert one.points == points(case, one.cost) == points(case, verdict.cost - undone.cost)
        assert points(case, one.against_running) == points(case, verdict.cost - running.cost)
        charged = sum(part.cost for part in one.contributions if part.cost is not None)
        assert charged == pytest.approx(one.cost)
        assert {cover.visit for cover in one.covers} | set(one.missing) == set(case.told)
        assert len(one.pushes) <= pushes
        moved = {push.client for push in one.pushes}
        moved |= {cover.client for cover in one.covers if cover.start != case.told[cover.visit]}
        assert one.retold == tuple(sorted(moved))
        covered = {cover.visit: (cover.carer, cover.start) for cover in one.covers}
        hold_promises(case, one.plan, covered, {push.visit: push.new for push in one.pushes})


@pytest.mark.parametrize("pushes", [0, 2])
@pytest.mark.parametrize("seed", SEEDS)
def test_everyone_on_a_shortlist_could_take_the_visit(seed: int, pushes: int) -> None:
    case = random_case(seed)
    found = ask(case, pushes)
    undone = check(case.problem, case.undone)
    for one in found.shortlists:
        for way in one.stand_ins:
            plan = put_in(case.undone, way.routes)
            verdict = clean(case, plan, set(way.with_too))
            assert way.points == points(case, way.cost) == points(case, verdict.cost - undone.cost)
            assert len(way.pushes) <= pushes
            hold_promises(
                case,
                plan,
                {one.visit: (way.cover.carer, way.cover.start)},
                {push.visit: push.new for push in way.pushes},
            )
        ranks = [(len(way.retold), way.points, way.cover.carer) for way in one.stand_ins]
        assert ranks == sorted(ranks)
        named = [way.cover.carer for way in one.stand_ins] + [name for name, _ in one.further]
        named += [out.carer for out in one.ruled_out]
        assert sorted([*named, case.carer]) == sorted(carer.id for carer in case.problem.carers)


@pytest.mark.parametrize("seed", range(8))  # slow: every tick of every place is judged whole
def test_nobody_is_ruled_out_who_could_take_the_visit(seed: int) -> None:
    case = random_case(seed, whole_day=True)
    for one in ask(case).shortlists[:2]:
        if one.visit in case.problem.pin:  # undone, it breaks its pin as much as with the wrong carer
            continue
        ways = clean_slots(case.problem, case.undone, case.problem.visit[one.visit], Freedoms(now=-1))
        free = {(way.carer, way.start == one.told) for way in ways if way.carer != case.carer}
        assert {carer for carer, _ in free} <= {way.cover.carer for way in one.stand_ins}
        told = {way.cover.carer for way in one.stand_ins if way.cover.as_told}
        assert {carer for carer, as_told in free if as_told} <= told


@pytest.mark.parametrize("seed", SEEDS)
def test_each_proposal_is_the_best_for_its_aim(seed: int) -> None:
    found = ask(random_case(seed), 1)
    named = [aim for one in found.proposals for aim in one.aims]
    assert sorted(named) == (sorted(Aim) if found.proposals else [])
    assert len({(one.covers, one.pushes) for one in found.proposals}) == len(found.proposals)
    best = {aim: one for one in found.proposals for aim in one.aims}
    for one in found.proposals:
        assert len(one.missing) == len(best[Aim.CHEAPEST].missing)
        assert len(one.retold) >= len(best[Aim.FEWEST_TOLD].retold)
        assert one.points >= best[Aim.CHEAPEST].points
        assert len(one.helpers) >= len(best[Aim.FEWEST_HELPERS].helpers)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_the_problem_does_not_matter(seed: int) -> None:
    case, rng = random_case(seed), Random(seed)
    names = ("carers", "shifts", "clients", "visits", "links", "pins", "published")
    parts = {name: tuple(rng.sample(getattr(case.problem, name), len(getattr(case.problem, name)))) for name in names}
    routes = tuple(rng.sample(case.plan.routes, len(case.plan.routes)))
    other = replace(case, problem=replace(case.problem, **parts), plan=Plan(routes))
    one, two = ask(case, 1), ask(other, 1)
    assert one.shortlists == two.shortlists
    assert [told.summary for told in one.proposals] == [told.summary for told in two.proposals]
    assert [told.covers for told in one.proposals] == [told.covers for told in two.proposals]
