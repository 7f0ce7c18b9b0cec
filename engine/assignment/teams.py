"""Teams of carers and clients in neighbouring places: built from nothing, or kept as stable as an earlier list.

First centres are spread over the places (k-medoids, Kaufman and Rousseeuw 1987), then CP-SAT puts each client and each
carer with one of the nearest centres. What that costs, in points like everything: the ways to the centre by the weight
of `travel`, a client without any usual carer by that of `usual_carer`, care that nobody in the team could take by that
of `unplanned`, and the constants below. The numbers of people are bounds that only bend, dearly, where they cannot be
kept: then `notes` says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.assignment.phrases import phrase
from engine.assignment.supply import VISITS_PER_WAY
from engine.assignment.tables import Tables, stand_in
from engine.limits import Clock
from engine.model.teams import Need, Sheet, solve
from engine.problem import Carer, Problem
from engine.units import Ticks

NEAREST = 6
"""Centres that are thought of for each person."""
BALANCE = 0.2
"""Cost of each minute by which a team's care lies away from its share of the hours that carers want."""
FEW = 4
"""Units are looked at that at most so many times a team's carers could take."""
OUTSIDE = 20_000
"""Cost of each person too many or too few."""
MOVED = 100
"""Cost of each person who leaves the team of an earlier list."""
SHARE = 0.25
"""Share of the time that is left for building teams."""


@dataclass(frozen=True, slots=True)
class Team:
    """Some carers and the clients whom they look after, by id."""

    name: str
    carers: tuple[str, ...]
    clients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Teams:
    """What teams are asked for: fewest and most carers and clients; keep: an earlier list; moved: what it costs when
    somebody leaves a team of that list."""

    size: tuple[int, int] = (10, 15)
    clients: tuple[int, int] = (40, 70)
    keep: tuple[Team, ...] = ()
    moved: float = MOVED


@dataclass(frozen=True)
class TeamsFound:
    """Teams; cost, and a bound on it, of the model that built them. notes: sizes that could not be kept, in words;
    moved: who left their team."""

    teams: tuple[Team, ...]
    cost: float
    bound: float
    notes: tuple[str, ...]
    moved: tuple[str, ...]

    @property
    def gap(self) -> float:
        """Share of the cost of dividing that is not accounted for by its bound."""
        return max(0.0, self.cost - self.bound) / self.cost if self.cost > 0 else 0.0

    @cached_property
    def _number(self) -> tuple[dict[str, int], dict[str, int]]:
        told = [[(one, number) for number, team in enumerate(self.teams) for one in team.carers]]
        told.append([(one, number) for number, team in enumerate(self.teams) for one in team.clients])
        return dict(told[0]), dict(told[1])

    def mates(self, client: str, carer: str) -> bool:
        """Whether a client and a carer are in one team."""
        carers, clients = self._number
        return clients[client] == carers[carer]


def mates(tables: Tables, found: TeamsFound) -> np.ndarray:
    """Shape (units, carers): who are in one team."""
    carers, clients = found._number
    mine = np.array([clients[unit.client] for unit in tables.units], np.int64)
    return mine[:, None] == np.array([carers[carer.id] for carer in tables.problem.carers], np.int64)[None, :]


def find_teams(tables: Tables, asked: Teams, clock: Clock, language: str = "en") -> TeamsFound:
    """Divide all clients and carers into teams, in a quarter of the time that is left. language: of the notes."""
    problem, prices = tables.problem, tables.prices
    count = len(asked.keep) or _count(len(problem.carers), len(problem.clients), asked)
    sheet = _Sheets(tables, asked, count).sheet()
    found = solve(sheet, clock, min(120.0, clock.left * SHARE))
    people = [*(carer.id for carer in problem.carers), *(client.id for client in problem.clients)]
    names = [team.name for team in asked.keep] or [f"team-{number + 1:0{len(str(count))}}" for number in range(count)]
    carers = len(problem.carers)
    teams = tuple(
        Team(
            name,
            tuple(people[one] for one in np.flatnonzero(found.team[:carers] == number).tolist()),
            tuple(people[carers + one] for one in np.flatnonzero(found.team[carers:] == number).tolist()),
        )
        for number, name in enumerate(names)
    )
    before, now = _before(problem, asked), found.team.tolist()
    left = tuple(one for one, old, new in zip(people, before, now, strict=True) if old not in (None, new))
    notes = tuple(_notes(teams, asked, language))
    return TeamsFound(teams, prices.cost(found.points), prices.cost(found.bound), notes, left)


def _count(carers: int, clients: int, asked: Teams) -> int:
    """How many teams: of those that keep all sizes the middle, else as near to that as clients allow."""
    least = max(-(-carers // asked.size[1]), -(-clients // asked.clients[1]), 1)
    most = min(carers // max(1, asked.size[0]), clients // max(1, asked.clients[0]))
    return (least + most) // 2 if most >= least else max(1, min(least, carers))


def _before(problem: Problem, asked: Teams) -> list[int | None]:
    """By person, first the carers and then the clients, the team of the earlier list. An id may be that of a carer and
    of a client as well."""
    carers = {one: number for number, team in enumerate(asked.keep) for one in team.carers}
    clients = {one: number for number, team in enumerate(asked.keep) for one in team.clients}
    return [*(carers.get(one.id) for one in problem.carers), *(clients.get(one.id) for one in problem.clients)]


def _notes(teams: Iterable[Team], asked: Teams, language: str) -> Iterable[str]:
    for team in teams:
        for name, people, (least, most) in (
            ("size_carers", team.carers, asked.size),
            ("size_clients", team.clients, asked.clients),
        ):
            if not least <= len(people) <= most:
                yield phrase(name, language, name=team.name, count=len(people), least=least, most=most)


class _Sheets:
    """What the model is told: who could be in which team, and what that costs."""

    def __init__(self, tables: Tables, asked: Teams, count: int):
        self.tables, self.asked, self.count = tables, asked, count
        self.problem: Problem = tables.problem
        points = tables.prices.points
        self.unit = tables.prices.points_per_cost
        self.way = points.get("travel") or tables.prices.decimals
        durations = next(iter(self.problem.matrix.values())).durations.astype(np.int64)
        self.ways = durations + durations.T
        index = self.problem.place_index
        self.homes = np.array([index[client.place] for client in self.problem.clients], np.int64)
        self.visits = np.array([len(self.problem.visits_of[client.id]) for client in self.problem.clients])

    def sheet(self) -> Sheet:
        problem, asked = self.problem, self.asked
        centres = self._centres()
        ways = np.concatenate([self._carer_ways(centres), self._client_ways(centres)])
        moved = round(asked.moved * self.unit)
        for row, team in enumerate(_before(problem, asked)):
            if team is not None:
                ways[row] += moved
                ways[row, team] -= moved
        near = np.argsort(ways, axis=1, kind="stable")[:, : min(NEAREST, self.count)]
        carer_row = {carer.id: row for row, carer in enumerate(problem.carers)}
        usual = [tuple(carer_row[name] for name in client.usual) for client in problem.clients]
        service = [sum(visit.duration for visit in problem.visits_of[client.id]) for client in problem.clients]
        return Sheet(
            carers=len(problem.carers),
            near=near,
            cost=np.take_along_axis(ways, near, axis=1),
            teams=self.count,
            size=asked.size,
            clients=asked.clients,
            outside=OUTSIDE * self.unit,
            usual=tuple(usual),
            parted=(self.visits * stand_in(self.tables.prices)).tolist(),
            hours=_shares(problem, sum(service)),
            service=service,
            balance=max(1, round(BALANCE * self.tables.prices.decimals)),
            needs=self._needs(),
        )

    def _centres(self) -> np.ndarray:
        """Rows of places: of an earlier list's teams, or spread out and then moved into the middle of their clients."""
        if self.asked.keep:
            row = {client.id: place for place, client in enumerate(self.problem.clients)}
            mine = [[row[one] for one in team.clients if one in row] for team in self.asked.keep]
            everyone = np.arange(len(self.homes))
            return np.array([self._middle(np.array(some) if some else everyone) for some in mine], np.int64)
        found = [self._middle(np.arange(len(self.homes)))]
        while len(found) < self.count:
            found.append(int(self.homes[self.ways[self.homes[:, None], found].min(axis=1).argmax()]))
        for _ in range(20):
            nearest = self.ways[self.homes[:, None], found].argmin(axis=1)
            mine = [np.flatnonzero(nearest == number) for number in range(len(found))]
            better = [self._middle(some) if len(some) else old for some, old in zip(mine, found, strict=True)]
            if better == found:
                break
            found = better
        return np.array(found, np.int64)

    def _middle(self, clients: np.ndarray) -> int:
        homes = self.homes[clients]
        return int(homes[(self.ways[np.ix_(homes, homes)] * self.visits[clients, None]).sum(axis=0).argmin()])

    def _client_ways(self, centres: np.ndarray) -> np.ndarray:
        there = self.ways[np.ix_(self.homes, centres)]
        return -(-there // VISITS_PER_WAY) * self.visits[:, None] * self.way

    def _carer_ways(self, centres: np.ndarray) -> np.ndarray:
        found = np.zeros((len(self.problem.carers), len(centres)), np.int64)
        for row, carer in enumerate(self.problem.carers):
            for shift in self.problem.shifts_of[carer.id]:
                found[row] += self.ways[self.problem.place_index[shift.start_place], centres] * self.way
        return found

    def _needs(self) -> tuple[Need, ...]:
        """Units that few carers could take: skilled, not refused, on shift. Those with a partner need one more."""
        tables, few = self.tables, FEW * len(self.problem.carers) // self.count
        row = {client.id: place for place, client in enumerate(self.problem.clients)}
        return tuple(
            Need(
                row[unit.client],
                tuple(np.flatnonzero(tables.allowed[number]).tolist()),
                1 + len(tables.partners.get(number, ())),
                int(tables.nobody[number]),
            )
            for number, unit in enumerate(tables.units)
            if 0 < tables.allowed[number].sum() <= few
        )


def _shares(problem: Problem, service: Ticks) -> list[Ticks]:
    """All care, divided by the hours that carers want, or have in their contract or on shift."""
    hours = [_hours(problem, carer) for carer in problem.carers]
    return [one * service // max(1, sum(hours)) for one in hours]


def _hours(problem: Problem, carer: Carer) -> Ticks:
    on_shift = sum(shift.end - shift.start for shift in problem.shifts_of[carer.id])
    return next((known for known in (carer.wanted, carer.contract) if known is not None), on_shift)
