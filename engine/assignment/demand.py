"""What is assigned: a client's care in one part of the day as a whole, a second carer's as a unit of its own.

Visits of several parts of the day or several clients that need one and the same carer stay in their units, which are
tied to each other.
"""

import itertools
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

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


@dataclass(frozen=True, slots=True)
class Bundles:
    """Visits that are for one and the same carer.

    whole: those that somebody can make all of; torn: visits of the others, and of those that need different carers as
    well. Such visits are units of their own, so that some may be left out for the sake of the others; hopeless: visits
    that nobody can make, not even as a stand-in, which are left out whatever the others do.
    """

    whole: tuple[tuple[str, ...], ...]
    torn: frozenset[str]
    hopeless: frozenset[str]


def bundles(problem: Problem, tied: Ties, can: np.ndarray) -> Bundles:
    """What `tied.same` makes of the visits. can: shape (visits, carers), who can make which."""
    row = {visit.id: place for place, visit in enumerate(problem.visits)}
    hopeless = frozenset(name for name, place in row.items() if not can[place].any())
    first = _joined(sorted(row.keys() - hopeless), tied.same)
    apart = {(first[one], first[other]) for one, other in tied.different if one in first and other in first}
    members: dict[str, list[str]] = defaultdict(list)
    for name, head in first.items():
        members[head].append(name)
    whole, torn = [], set()
    for head, names in members.items():
        if len(names) == 1:
            continue
        if (head, head) in apart or not can[[row[name] for name in names]].all(axis=0).any():
            torn |= set(names)
        else:
            whole.append(tuple(names))
    return Bundles(tuple(whole), frozenset(torn), hopeless)


def units(problem: Problem, tied: Ties, joined: Bundles) -> tuple[Unit, ...]:
    """All visits as units, in order of client, part and number."""
    bundle = {visit: visit for visit in sorted(visit.id for visit in problem.visits)}
    bundle |= {name: names[0] for names in joined.whole for name in names}
    apart: dict[str, set[str]] = defaultdict(set)
    for one, other in tied.different:
        apart[bundle[one]].add(bundle[other])
        apart[bundle[other]].add(bundle[one])
    strand: dict[str, int] = {}
    for name in sorted(set(bundle.values())):  # the first strand has all that is not tied
        taken = {strand[other] for other in apart[name] if other in strand}
        strand[name] = next(number for number in itertools.count() if number not in taken)
    found: dict[tuple[str, int, bool, str, int], list[str]] = defaultdict(list)
    for name, first in bundle.items():
        visit, alone = problem.visit[name], name if name in joined.torn else ""
        hopeless = name in joined.hopeless
        found[visit.client, part_of(problem, visit), hopeless, alone, strand[first]].append(name)
    ordered = itertools.groupby(sorted(found), key=lambda key: key[:2])
    return tuple(
        Unit(f"{client} {PARTS[part]} {number}", client, PARTS[part], _in_time(problem, found[key]))
        for (client, part), keys in ordered
        for number, key in enumerate(keys, 1)
    )


def _in_time(problem: Problem, names: list[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (problem.visit[name].earliest, name)))


def _joined(names: list[str], pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """For each name the first of all that it is joined with, directly or through others; pairs with a name that is not
    among them do not count."""
    root = {name: name for name in names}

    def find(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for one, other in pairs:
        if one in root and other in root:
            first, second = sorted((find(one), find(other)))
            root[second] = first
    return {name: find(name) for name in names}
