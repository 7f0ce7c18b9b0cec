"""How far from perfect a plan may be, at most: a cost that no plan undercuts."""

import math

from engine.bounds.master import OverError
from engine.bounds.relaxation import Relaxation
from engine.check import check
from engine.limits import Clock, Limits
from engine.plan import Plan
from engine.price import Prices
from engine.problem import Problem
from engine.result import Bound


def lower_bound(problem: Problem, limits: Limits, plan: Plan | None = None) -> Bound:
    """A cost that no plan undercuts which breaks nothing, and whose breaks are taken at the next client's place.

    plan: a good plan, from which the work begins; it makes the bound better in a given time, and is proved to be the
    best where the bound reaches its cost. One iteration is a look at all shifts; a time limit and a stop request are
    kept between two shifts. Where there is no time for more, the bound is the simple one (`bounds.simple`).
    """
    clock = Clock(limits)
    verdict = None if plan is None else check(problem, plan)
    prices = Prices(problem)
    cost = math.inf if verdict is None or not verdict.clean else round(verdict.cost * prices.points_per_cost)
    left = 0 if verdict is None else len(verdict.unplanned)

    def over() -> bool:
        told = None if verdict is None else verdict.cost
        clock.tell(told, left, relaxation.iterations, "bound", prices.cost(math.ceil(relaxation.points)))
        return clock.over

    relaxation = Relaxation(problem, plan, over)
    try:
        relaxation.prepare()
        relaxation.run(cost, limits.iterations)
    except OverError:
        pass
    found = min(cost, math.ceil(relaxation.points))
    return Bound(prices.cost(int(found)), proved=found == cost)
