"""Proposals for all visits of an absence at once: the best that was tried for each aim, judged by the referee."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from engine.explain.reasons import worse
from engine.matching import Desk
from engine.plan import Plan, Route
from engine.recheck import Judged
from engine.substitution.absence import Absence
from engine.substitution.answer import Aim, Cover, Proposal
from engine.substitution.exploring import key
from engine.substitution.rehearsal import Trial

JUDGED = 8
"""So many trials are judged for an aim, at most, until the referee finds one clean."""


class Proposing:
    """The running plan and the plan without the visits of an absence; proposals are measured by both."""

    def __init__(self, desk: Desk, absent: Absence, running: Judged):
        """desk: on the plan with the visits left undone. running: the plan in which none is."""
        self.desk, self.absent, self.running = desk, absent, running
        undone = {route.shift: route for route in desk.plan.routes}
        shifts = {running.lived.shift[name] for name in absent.visits}
        self._undone = tuple(undone.get(shift, Route(shift)) for shift in sorted(shifts))

    @property
    def left_undone(self) -> float:
        """What leaving all visits undone adds to the cost of the running plan."""
        return self.running.changed(self._undone).cost

    def proposals(self, trials: Sequence[Trial]) -> tuple[Proposal, ...]:
        """The best for each aim; what is best for several aims is proposed once."""
        aims: dict[tuple, list[Aim]] = {}
        found: dict[tuple, Proposal] = {}
        for aim in Aim:
            best = next(self._clean(sorted(trials, key=partial(key, aim))), None)
            if best is not None and best.covers:
                name = (best.covers, best.pushes)
                found.setdefault(name, best)
                aims.setdefault(name, []).append(aim)
        return tuple(replace(proposal, aims=tuple(aims[name])) for name, proposal in found.items())

    def _clean(self, trials: Sequence[Trial]) -> Iterator[Proposal]:
        different = list({trial.where: trial for trial in reversed(trials)}.values())[::-1]
        for trial in different[:JUDGED]:
            proposal, clean = self._judged(trial)
            if clean:
                yield proposal

    def _judged(self, trial: Trial) -> tuple[Proposal, bool]:
        """A trial as a proposal, and whether it breaks nothing that leaving the visits undone does not break."""
        problem, absent = self.desk.problem, self.absent
        offer, breaks = self.desk.offer(problem, trial.rows)
        covers = [
            Cover(one.visit, problem.visit[one.visit].client, one.carer, one.shift, one.start, absent.told[one.visit])
            for one in offer.slots
        ]
        change = self.running.changed((*self._undone, *offer.routes))
        proposal = Proposal(
            aims=(),
            covers=tuple(covers),
            missing=tuple(name for name in absent.visits if name in trial.missing),
            pushes=offer.pushes,
            points=offer.points,
            cost=offer.cost,
            against_running=change.cost,
            contributions=offer.contributions,
            broken=worse(change.before, change.after),
            routes=offer.routes,
            plan=put_in(self.desk.plan, offer.routes),
        )
        return proposal, not breaks


def put_in(plan: Plan, routes: Sequence[Route]) -> Plan:
    """A plan with these rounds instead of those that their shifts had; new ones come last."""
    new = {route.shift: route for route in routes}
    kept = [new.pop(route.shift, route) for route in plan.routes]
    return Plan((*kept, *sorted(new.values(), key=lambda route: route.shift)))
