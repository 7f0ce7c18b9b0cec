"""What is assigned: a client's care in one part of the day as a whole, a second carer's as a unit of its own."""

import itertools
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from engine.assignment.supply import PARTS, part_of
from engine.price import Prices
from engine.problem import Problem
from engine.shapes import Fold, Group


@dataclass(frozen=True, slots=True)
class Unit:
    """One client's care in one part of the day: it gets one main carer, or nobody.

    id: client, part of the day and number, "client-07 morning 2". visits: ids in order of time.
    """

    id: str
    client: str
    part: str
    visits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """Pairs of visits by id: with different carers (nobody is in two visits at once), and with the same one."""

    different: tuple[tuple[str, str], ...]
    same: tuple[tuple[str, str], ...]


def ties(prices: Prices) -> Ties:
    """What HARD rules about pairs of visits demand of carers."""
    problem = prices.problem
    different = [(link.first, link.second) for link in problem.links if link.simultaneous]
    same: list[tuple[str, str]] = []
    for rule in prices.rules:
        if prices.points[rule.id] is None and isinstance(rule, Group) and rule.fold is Fold.DISTINCT:
            for team in rule.teams(problem):
                if len(team.visits) == 2:
                    (different if team.least == 2 else same).append((team.visits[0], team.visits[1]))
    return Ties(tuple(dict.fromkeys(different)), tuple(same))


def units(problem: Problem, tied: Ties, hopeless: Collection[str] = ()) -> tuple[Unit, ...]:
    """All visits as units, in order of client, part and number. hopeless: visits that nobody can make, and for whom
    there is no stand-in either: they are units of their own."""
    bundle = _joined(sorted(visit.id for visit in problem.visits), tied.same)
    apart: dict[str, set[str]] = defaultdict(set)
    for one, other in tied.different:
        apart[bundle[one]].add(bundle[other])
        apart[bundle[other]].add(bundle[one])
    strand: dict[str, int] = {}
    for name in sorted(set(bundle.values())):  # the first strand has all that is not tied
        taken = {strand[other] for other in apart[name] if other in strand}
        strand[name] = next(number for number in itertools.count() if number not in taken)
    found: dict[tuple[str, int, bool, int], list[str]] = defaultdict(list)
    for name, first in bundle.items():
        found[
            problem.visit[name].client, part_of(problem, problem.visit[first]), name in hopeless, strand[first]
        ].append(name)
    ordered = itertools.groupby(sorted(found), key=lambda key: key[:2])
    return tuple(
        Unit(f"{client} {PARTS[part]} {number}", client, PARTS[part], _in_time(problem, found[key]))
        for (client, part), keys in ordered
        for number, key in enumerate(keys, 1)
    )


def _in_time(problem: Problem, names: list[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (problem.visit[name].earliest, name)))


def _joined(names: list[str], pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
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
    return {name: find(name) for name in names}
