"""Carers and clients into teams, in CP-SAT: near their centre, in number, balanced, skilled and with whom they know."""

from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from engine.limits import Clock
from engine.model.bare import run


@dataclass(frozen=True, slots=True)
class Need:
    """A client whose team needs so many of the able carers, or it costs points."""

    client: int
    able: tuple[int, ...]
    least: int
    points: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """People are rows: first the carers, then the clients. near, cost: shape (people, few), teams and points.

    size, clients: fewest and most in a team, each person outside costs `outside`. usual: by client rows of carers, one
    of whom should be in the team, or it costs `parted`. hours: by carer the care that is theirs by share; service: by
    client; each tick between a team's two sums costs `balance`.
    """

    carers: int
    near: np.ndarray
    cost: np.ndarray
    teams: int
    size: tuple[int, int]
    clients: tuple[int, int]
    outside: int
    usual: tuple[tuple[int, ...], ...]
    parted: list[int]
    hours: list[int]
    service: list[int]
    balance: int
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Divided:
    """team: by person. points: what it costs; bound: no division among these centres costs less."""

    team: np.ndarray
    points: int
    bound: int


def solve(sheet: Sheet, clock: Clock, seconds: float) -> Divided:
    """Divide everybody within a clock's limits; whoever is stopped before there is an answer goes to the nearest, which
    costs what it costs."""
    model = _Model(sheet)
    found = run(model.model, clock, seconds)
    if found.values is None:
        return Divided(sheet.near[:, 0], points(sheet, sheet.near[:, 0]), found.bound)
    team = np.full(len(sheet.near), -1, np.int64)
    for (person, number), name in model.joins.items():
        if found.values[name.index]:
            team[person] = number
    return Divided(team, found.points, found.bound)


def points(sheet: Sheet, team: np.ndarray) -> int:
    """What a division costs."""
    carers, clients = team[: sheet.carers], team[sheet.carers :]
    found = int(sheet.cost[sheet.near == team[:, None]].sum())
    for mine, (least, most) in ((carers, sheet.size), (clients, sheet.clients)):
        count = np.bincount(mine, minlength=sheet.teams)
        found += sheet.outside * int(np.maximum(0, np.maximum(count - most, least - count)).sum())
    apart = np.zeros(sheet.teams, np.int64)
    np.add.at(apart, clients, np.array(sheet.service, np.int64))
    np.subtract.at(apart, carers, np.array(sheet.hours, np.int64))
    found += sheet.balance * int(np.abs(apart).sum())
    for mine, usual, parted in zip(clients.tolist(), sheet.usual, sheet.parted, strict=True):
        found += parted * (len(usual) > 0 and mine not in carers[list(usual)])
    for need in sheet.needs:
        able = int((carers[list(need.able)] == clients[need.client]).sum())
        found += need.points * (able < need.least)
    return found


class _Model:
    """The variables and constraints of a sheet."""

    def __init__(self, sheet: Sheet):
        self.sheet, self.model = sheet, cp_model.CpModel()
        self.joins: dict[tuple[int, int], cp_model.IntVar] = {}
        self.costs: list[cp_model.LinearExprT] = []
        for person, (teams, costs) in enumerate(zip(sheet.near.tolist(), sheet.cost.tolist(), strict=True)):
            mine = [self.model.new_bool_var("") for _ in teams]
            self.model.add_exactly_one(mine)
            self.model.add_hint(mine[0], True)
            self.joins.update(zip(((person, team) for team in teams), mine, strict=True))
            self.costs.append(cp_model.LinearExpr.weighted_sum(mine, costs))
        self._sizes_and_balance()
        self._usual()
        self._needs()
        self.model.minimize(sum(self.costs))

    def _sizes_and_balance(self) -> None:
        sheet = self.sheet
        for team in range(sheet.teams):
            inside = [(person, name) for (person, number), name in self.joins.items() if number == team]
            carers = [(person, name) for person, name in inside if person < sheet.carers]
            clients = [(person - sheet.carers, name) for person, name in inside if person >= sheet.carers]
            for some, (least, most) in ((carers, sheet.size), (clients, sheet.clients)):
                count = sum(name for _, name in some)
                off = self.model.new_int_var(0, len(sheet.near), "")
                self.model.add(off >= count - most)
                self.model.add(off >= least - count)
                self.costs.append(sheet.outside * off)
            work = sum(sheet.service[row] * name for row, name in clients)
            hours = sum(sheet.hours[row] * name for row, name in carers)
            apart = self.model.new_int_var(0, sum(sheet.service) + sum(sheet.hours), "")
            self.model.add(apart >= work - hours)
            self.model.add(apart >= hours - work)
            self.costs.append(sheet.balance * apart)

    def _usual(self) -> None:
        """A client whose team has none of the usual carers."""
        for client, (carers, points) in enumerate(zip(self.sheet.usual, self.sheet.parted, strict=True)):
            if not carers:
                continue
            parted = self.model.new_bool_var("")
            for team in self.sheet.near[self.sheet.carers + client].tolist():
                known = [self.joins[key] for carer in carers if (key := (carer, team)) in self.joins]
                self.model.add_bool_or([parted, self.joins[self.sheet.carers + client, team].negated(), *known])
            self.costs.append(points * parted)

    def _needs(self) -> None:
        sheet = self.sheet
        for need in sheet.needs:
            lacks = self.model.new_bool_var("")
            for team in sheet.near[sheet.carers + need.client].tolist():
                able = [self.joins[key] for carer in need.able if (key := (carer, team)) in self.joins]
                here = self.joins[sheet.carers + need.client, team]
                if len(able) < need.least:
                    self.model.add_implication(here, lacks)
                else:
                    self.model.add(sum(able) >= need.least).only_enforce_if(here, lacks.negated())
            self.costs.append(need.points * lacks)
