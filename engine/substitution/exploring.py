"""Which scripts are tried: hardest visits first, other orders, other carers, and crews as small as can be."""

from collections.abc import Iterator
from dataclasses import replace

from engine.matching.package import Package
from engine.search import layout as at
from engine.search import slots as found_at
from engine.search.slots import FREE, WHO
from engine.substitution.answer import Aim
from engine.substitution.rehearsal import Rehearsal, Script, Trial

NEAREST = 12
"""So many carers are asked about each visit where there are more: those who cost least at the told time, and in all."""

TRIALS = 120
"""So many scripts are tried for each aim."""

LOOKS = 60_000
"""So many times a place in a round is looked at for each aim: of large crews, fewer scripts are tried."""

CREWS = 12
"""So many crews of each size are tried where few helpers are sought."""

NOBODY = 10**15

Key = tuple


def key(aim: Aim, trial: Trial) -> Key:
    """How good a trial is for an aim: a total order, ties by the ids of who takes what when."""
    left = (trial.musts, len(trial.missing))
    if aim is Aim.CHEAPEST:
        return (*left, trial.points, trial.retold, trial.helpers, trial.where)
    if aim is Aim.FEWEST_HELPERS:
        return (*left, trial.helpers, trial.retold, trial.points, trial.where)
    return (*left, trial.retold, trial.points, trial.helpers, trial.where)


class Exploring:
    """All that has been tried for an absence. Deterministic: it looks at no clock and rolls no dice."""

    def __init__(self, rehearsal: Rehearsal):
        self.rehearsal = rehearsal
        self.trials: dict[Script, Trial] = {}
        told, free = self._alone(True), self._alone(False)
        self.crew = tuple(sorted({row for costs in (told, free) for unit in costs for row in _nearest(unit)}))
        self.everyone = tuple(sorted({row for unit in free for row in unit} | {row for unit in told for row in unit}))
        units = range(len(rehearsal.units))
        self.order = tuple(sorted(units, key=lambda unit: (len(free[unit]), -_regret(free[unit]), unit)))
        places = sum(len(rehearsal.desk.held.on_duty(unit.visits[0])) for unit in rehearsal.units)
        self.budget = max(4, min(TRIALS, LOOKS // max(1, places * len(self.order))))

    def explore(self) -> list[Trial]:
        """Everything worth a look, in no particular order."""
        for aim in (Aim.FEWEST_TOLD, Aim.CHEAPEST):
            as_told = aim is Aim.FEWEST_TOLD
            for crew in dict.fromkeys((self.crew, self.everyone)):
                by_time = tuple(sorted(self.order))
                for order in dict.fromkeys((self.order, by_time, by_time[::-1])):
                    self._try(Script(order, crew, as_told))
            self._improve(aim, as_told)
        self._try_small_crews()
        return list(self.trials.values())

    def _try(self, script: Script) -> Trial:
        if script not in self.trials:
            self.trials[script] = self.rehearsal.play(script)
        return self.trials[script]

    def _improve(self, aim: Aim, as_told: bool, most: int | None = None) -> None:
        """From the best script on to better ones near it, until none is better or enough have been tried."""
        start = len(self.trials)
        best = min(
            (one for one in self.trials.values() if one.script.as_told == as_told), key=lambda one: key(aim, one)
        )
        better = True
        while better:
            better = False
            for script in _near(best):
                if len(self.trials) - start >= (self.budget if most is None else most):
                    return
                trial = self._try(script)
                if key(aim, trial) < key(aim, best):
                    best, better = trial, True
                    break

    def _try_small_crews(self) -> None:
        """Crews of one, two, ... carers, as long as they are smaller than what is known and none does as much."""
        known = min(self.trials.values(), key=lambda one: key(Aim.FEWEST_HELPERS, one))
        if known.helpers < 2:
            return
        rehearsal = self.rehearsal
        visits = [visit for unit in rehearsal.units for visit in unit.visits]
        freedoms = replace(rehearsal.freedoms, without=(rehearsal.absent.carer,))
        crews = Package(rehearsal.desk, rehearsal.problem, visits, freedoms, CREWS).crews(known.helpers - 1)
        for size in range(1, known.helpers):
            chosen = [tuple(sorted(map(int, crew))) for crew in crews if len(crew) == size][:CREWS]
            tried = [self._try(Script(self.order, crew, as_told)) for crew in chosen for as_told in (True, False)]
            if tried and min((one.musts, len(one.missing)) for one in tried) <= (known.musts, len(known.missing)):
                break
        for as_told in (True, False):
            self._improve(Aim.FEWEST_HELPERS, as_told, self.budget // 4)

    def _alone(self, as_told: bool) -> list[dict[int, int]]:
        """For each unit, whoever could take it if it were the only one, and what that costs."""
        return [self._costs(unit, as_told) for unit in range(len(self.rehearsal.units))]

    def _costs(self, unit: int, as_told: bool) -> dict[int, int]:
        """Carer -> points; of two visits at one time, those of both are added where a carer could take either."""
        rehearsal, costs = self.rehearsal, dict[int, int]()
        freedoms = replace(rehearsal.freedoms, without=(rehearsal.absent.carer,))
        spans = rehearsal.told(unit) if as_told else rehearsal.spans(unit)
        for row in rehearsal.rows(unit):
            found, _ = rehearsal.desk.slots(row, spans, freedoms)
            for slot in found:
                if slot[found_at.REACHED] == FREE:
                    who, points = int(slot[WHO]), int(slot[found_at.POINTS])
                    costs[who] = min(points, costs.get(who, NOBODY))
        return costs


def _nearest(costs: dict[int, int]) -> list[int]:
    return sorted(costs, key=lambda row: (costs[row], row))[:NEAREST]


def _regret(costs: dict[int, int]) -> int:
    """How much the second best carer costs more than the best."""
    first, second, *_ = (*sorted(costs.values()), NOBODY, NOBODY)
    return min(second, at.FORBIDDEN) - min(first, at.FORBIDDEN)


def _near(trial: Trial) -> Iterator[Script]:
    """The same script with one unit given away first, or kept from the carer who took it."""
    script = trial.script
    for place in range(1, len(script.order)):
        unit = script.order[place]
        yield replace(script, order=(unit, *script.order[:place], *script.order[place + 1 :]))
    for unit, who in trial.taken:
        yield replace(script, banned=script.banned | {(unit, who)})
