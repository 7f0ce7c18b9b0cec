"""From group rules and links to the table of teams, with their members and the slots of their running values."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from engine.problem import Problem
from engine.search import layout as at
from engine.shapes import DAY_FIELDS, Fold, Group, Linked, Team, total_of

_FOLDS = {
    Fold.DISTINCT: at.DISTINCT,
    Fold.TOGETHER: at.TOGETHER,
    Fold.SUM: at.SUM,
    Fold.WORST: at.WORST_DAYS,
    Fold.SPREAD: at.SPREAD,
    Fold.APART: at.APART,
    Fold.STRETCH: at.STRETCH,
    Fold.RUN: at.RUN,
}

_BY_PARTS = (Fold.WORST, Fold.SPREAD)
"""The folds that keep a running value for each part."""


def factors(total: Callable[[Any], Any]) -> list[int]:
    """What each day field counts for in a total of days, and its constant."""
    found = total_of(total)
    return [*(found.factors.get(name, 0) for name in DAY_FIELDS), found.constant]


class Groups:
    """Collects the teams of all group rules, and of each link its two visits."""

    def __init__(
        self,
        problem: Problem,
        row_of_visit: Mapping[str, int],
        row_of_shift: Mapping[str, int],
        visit: np.ndarray,
        shift: np.ndarray,
        first: int = 0,
    ):
        """visit, shift: the tables that will say where each row's teams begin and end. first: the first team's row."""
        self.first = first
        self.row: dict[tuple[str, str], int] = {}
        self.problem, self.visit, self.shift = problem, visit, shift
        self.row_of_visit, self.row_of_shift = row_of_visit, row_of_shift
        self.teams: list[list[int]] = []
        self.members: list[tuple[int, int]] = []
        self.of_visit: dict[int, list[tuple[int, int]]] = {}
        self.of_shift: dict[int, list[tuple[int, int]]] = {}
        self.worst_starts: list[tuple] = []
        self.slots = 0

    def add(self, rule: Group, price: int) -> None:
        """The teams of a rule; price: points for one unit."""
        for team in rule.teams(self.problem):
            self.add_team(rule, price, team)

    def add_team(self, rule: Group, price: int, team: Team) -> None:
        """One team of a rule."""
        self.row[rule.id, team.name] = self._number
        bounds = (team.least, team.most, team.opens, team.closes, team.floor)
        if rule.fold in (Fold.DISTINCT, Fold.TOGETHER):
            self._visits(team.visits)
            parts = len(self.problem.carers) + 2 if rule.fold == Fold.DISTINCT else 1
            self._row(_FOLDS[rule.fold], price, bounds, parts)
        elif rule.wishes is not None:
            self.worst_starts.append((rule.wishes, self._number))
            self._shifts({row: row for row in self.row_of_shift.values()})
            self._row(at.WORST_STARTS, price, bounds, len(self.problem.shifts))
        else:
            parts = self._parts(rule, team)
            self._shifts({self.row_of_shift[name]: part for name, part in zip(team.shifts, parts, strict=True)})
            slots = max(parts, default=0) + 1 if rule.fold in _BY_PARTS else 1
            self._row(_FOLDS[rule.fold], price, bounds, slots, rule.total)

    @property
    def _number(self) -> int:
        """The row of the team that comes next."""
        return self.first + len(self.teams)

    def add_links(self, rule: Linked, price: int) -> None:
        """Each link of which a rule speaks, as a team of its two visits."""
        for link in self.problem.links:
            gap = rule.gap(link)
            if gap is not None:
                self.row[rule.id, link.key] = self._number
                self._visits((link.first, link.second))
                self._row(at.GAP, price, (gap.least, gap.most, 0, 0, 0), 0)

    def _parts(self, rule: Group, team: Team) -> list[int]:
        """The part of each shift: numbered from 0 where each part has a slot, as it is where only neighbours count."""
        if not team.parts:
            return [0] * len(team.shifts)
        slot = {part: place for place, part in enumerate(sorted(set(team.parts)))}
        return [slot[part] for part in team.parts] if rule.fold in _BY_PARTS else list(team.parts)

    def _visits(self, names: Iterable[str]) -> None:
        for name in names:
            row = self.row_of_visit[name]
            self.members.append((row, 0))
            self.of_visit.setdefault(row, []).append((self._number, 0))

    def _shifts(self, parts: Mapping[int, int]) -> None:
        for row, part in parts.items():
            self.members.append((row, part))
            self.of_shift.setdefault(row, []).append((self._number, part))

    def _row(
        self,
        fold: int,
        price: int,
        bounds: tuple[int | None, int | None, int, int, int],
        slots: int,
        total: Callable[[Any], Any] | None = None,
    ) -> None:
        """The team of the members that came last. bounds: least, most, opens, closes, floor."""
        least, most, opens, closes, floor = bounds
        low, high = -at.FAR if least is None else least, at.FAR if most is None else most
        counted = [0] * (at.FIELDS + 1) if total is None else factors(total)
        before = self.teams[-1][at.MEMBER_HI] if self.teams else 0
        span = (before, len(self.members))
        self.teams.append([fold, price, low, high, opens, closes, floor, *span, self.slots, slots, *counted])
        self.slots += 2 * slots + at.SOFT_SLOTS if fold in at.SOFTENED else slots
        self.slots += at.SPREAD_SLOTS if fold == at.SPREAD else 0

    def tables(self, room: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
        """The tables team, member and belongs of `layout.Tables`, and how many slots all amounts and values take.

        The amount of each team has the slot of its row; the running values follow, after room for so many more teams.
        """
        team = at.rows(self.teams, at.FACTORS + at.FIELDS + 1)
        team[:, at.PART_SLOT] += len(team) + room
        belongs: list[tuple[int, int]] = []
        for table, known, lo, hi in (
            (self.visit, self.of_visit, at.V_TEAM_LO, at.V_TEAM_HI),
            (self.shift, self.of_shift, at.S_TEAM_LO, at.S_TEAM_HI),
        ):
            for row in range(len(table)):
                table[row, lo] = len(belongs)
                belongs += known.get(row, ())
                table[row, hi] = len(belongs)
        return (
            team,
            at.rows(self.members or [(0, 0)], 2),
            at.rows(belongs or [(0, 0)], 2),
            len(team) + room + self.slots,
        )
