"""What is assigned: a client's care in one part of the day, in as few turns as the carers' rosters allow.

Hardly anybody works seven days a week, so that the care of every day cannot be one carer's. It is divided into turns:
days (or needs) that one carer can take together. First the turn that covers most minutes, for the client's usual carers
if they can, then what is left. Visits with two carers are two units, by which nobody is in two places at once.
"""

import itertools
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.assignment.supply import PARTS, SPANS, part_of
from engine.price import Prices
from engine.problem import Problem
from engine.shapes import Fold, Group


@dataclass(frozen=True, slots=True)
class Unit:
    """One client's care in one part of the day that one carer takes as a whole, or nobody does.

    id: client, part of the day and number, "client-07 morning 2". visits: ids in order of time. minutes: ticks of
    service over the horizon.
    """

    id: str
    client: str
    part: str
    visits: tuple[str, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class Ties:
    """Visits that are tied to each other, as pairs of ids: with different carers, with the same, both or neither."""

    different: tuple[tuple[str, str], ...]
    same: tuple[tuple[str, str], ...]
    together: tuple[tuple[str, str], ...]


def ties(prices: Prices) -> Ties:
    """What HARD rules about pairs of visits demand; and nobody is in two visits at once."""
    problem = prices.problem
    different = [(link.first, link.second) for link in problem.links if link.simultaneous]
    same: list[tuple[str, str]] = []
    together: list[tuple[str, str]] = []
    for rule in prices.rules:
        if prices.points[rule.id] is not None or not isinstance(rule, Group):
            continue
        for team in rule.teams(problem) if rule.fold in (Fold.DISTINCT, Fold.TOGETHER) else ():
            if len(team.visits) == 2:
                pair = (team.visits[0], team.visits[1])
                if rule.fold is Fold.TOGETHER:
                    together.append(pair)
                elif team.least == 2:
                    different.append(pair)
                elif team.most == 1:
                    same.append(pair)
    return Ties(tuple(dict.fromkeys(different)), tuple(same), tuple(together))


def joined(names: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each name the first of all that it is joined with, directly or through others."""
    root = {name: name for name in names}

    def find(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for one, other in pairs:
        first, second = sorted((find(one), find(other)))
        root[second] = first
    return {name: find(name) for name in root}


def units(problem: Problem, tied: Ties, can: np.ndarray, room: np.ndarray) -> tuple[Unit, ...]:
    """Divide all visits into units, in order of client, part and number.

    can: shape (visits, carers), whom the HARD rules and the shifts allow; room: ticks on shift (carers, days, spans).
    """
    return _Division(problem, tied, can, room).units()


class _Division:
    def __init__(self, problem: Problem, tied: Ties, can: np.ndarray, room: np.ndarray):
        self.problem, self.tied = problem, tied
        self.can = can
        self.row = {visit.id: row for row, visit in enumerate(problem.visits)}
        alone = [SPANS.index((part,)) for part in range(len(PARTS))]
        self.spare = room.sum(axis=1)[:, alone].astype(np.float64)
        self.part = {visit.id: part_of(problem, visit) for visit in problem.visits}
        bundle = joined(self.row, tied.same)
        self.bundles: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self.row):
            self.bundles[bundle[name]].append(name)
        self.thought_of: dict[str, int] = {}
        self.apart: dict[str, set[str]] = defaultdict(set)
        for one, other in tied.different:
            self.apart[bundle[one]].add(bundle[other])
            self.apart[bundle[other]].add(bundle[one])

    def units(self) -> tuple[Unit, ...]:
        strand = self._strands()
        groups: dict[tuple[str, int, int], list[str]] = defaultdict(list)
        for name in self.bundles:
            groups[self.problem.visit[name].client, self.part[name][1], strand[name]].append(name)
        turn_of: dict[str, Hashable] = {}
        found: list[Unit] = []
        for (client, part), keys in itertools.groupby(sorted(groups), key=lambda key: key[:2]):
            numbers = itertools.count(1)
            for key in keys:
                for turn in self._turns(groups[key], client, part, turn_of):
                    number = next(numbers)
                    turn_of.update(dict.fromkeys(turn, (part, number)))
                    found.append(self._unit(client, part, number, turn))
        return tuple(found)

    def _strands(self) -> dict[str, int]:
        """Visits with different carers go to different strands; the first has all that is not tied."""
        found: dict[str, int] = {}
        for name in sorted(self.bundles):
            taken = {found[other] for other in self.apart[name] if other in found}
            found[name] = next(number for number in itertools.count() if number not in taken)
        return found

    def _turns(self, names: Sequence[str], client: str, part: int, turn_of: dict[str, Hashable]) -> list[list[str]]:
        """Where a first strand has been divided, its partners are divided alike, and further only if they must."""
        cells: dict[str, list[str]] = defaultdict(list)
        for name in names:
            cells[str(sorted({str(turn_of[other]) for other in self.apart[name] if other in turn_of}))].append(name)
        found = []
        for key in sorted(cells):
            others = {
                self.thought_of[other] for name in cells[key] for other in self.apart[name] & set(self.thought_of)
            }
            found += self._covered(cells[key], client, part, sorted(others))
        return found

    def _covered(self, names: Sequence[str], client: str, part: int, others: Sequence[int]) -> list[list[str]]:
        """Turns, each of which some carer can take who is not one of the others."""
        person = self.problem.client[client]
        known = np.array([carer.id in (*person.prefers, *person.usual) for carer in self.problem.carers])
        able = np.array([self.can[[self.row[one] for one in self.bundles[name]]].all(axis=0) for name in names])
        able[:, others] = False
        minutes = np.array([self._minutes(name) for name in names])
        left = np.ones(len(names), bool)
        found: list[list[str]] = []
        while left.any():
            covers = (able & left[:, None]) * minutes[:, None]
            total = covers.sum(axis=0)
            if not total.any():
                return found + [[names[row]] for row in np.flatnonzero(left).tolist()]
            best = np.lexsort((-np.arange(len(known)), self.spare[:, part], known, total))[-1]
            self.spare[best, part] -= total[best]
            turn = left & able[:, best]
            found.append([names[row] for row in np.flatnonzero(turn).tolist()])
            self.thought_of.update(dict.fromkeys(found[-1], int(best)))
            left &= ~turn
        return found

    def _minutes(self, bundle: str) -> int:
        return sum(self.problem.visit[name].duration for name in self.bundles[bundle])

    def _unit(self, client: str, part: int, number: int, turn: Iterable[str]) -> Unit:
        visits = [self.problem.visit[name] for bundle in turn for name in self.bundles[bundle]]
        visits.sort(key=lambda visit: (visit.earliest, visit.id))
        name = f"{client} {PARTS[part]} {number}"
        return Unit(name, client, PARTS[part], tuple(visit.id for visit in visits), sum(v.duration for v in visits))
