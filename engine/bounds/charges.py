"""Rules that look at several rounds at once, taken apart: what each round is charged, at prices that may be chosen.

Whatever prices are chosen within their limits, charging rounds and starts for themselves comes to no more than the rule
charges the plan (Lagrangian relaxation, Geoffrion 1974). So each choice gives a bound, and the best choice the best.

A rule on day totals charges max(0, total - most) at a price p: no less than x times (total - most) for each x from 0 to
p. The worst of many totals is no less than their mean by any weights that sum to 1. A link says that one start comes
before another, so that whatever grows with time has grown no more at the one than at the other. Rules that are taken
apart in no way, as a spread or different carers, charge nothing here, which is no more than they do.
"""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from engine.search import layout as at

STEPS_OF_LINKS = 6
"""Into so many stretches of time a link's span is cut, each with a price of its own."""


@dataclass(slots=True)
class Charge:
    """One price to choose: between 0 and `most` points (None = no limit), and together with the rest of its `family`.

    days: the shifts that it looks at; factors (FIELDS,) what their day fields count for; constant: what is added once.
    segments: rows of the table of segments whose distance it charges; ramps: (visit, from, until, sign).
    """

    most: float | None
    family: int = -1
    days: tuple[int, ...] = ()
    factors: np.ndarray = field(default_factory=lambda: np.zeros(at.FIELDS))
    constant: float = 0
    segments: tuple[int, ...] = ()
    ramps: tuple[tuple[int, int, int, int], ...] = ()


class Charges:
    """All prices of a problem. families: the most that the prices of each may sum to, None = no limit."""

    def __init__(self, tables: at.Tables):
        self.tables = tables
        self.all: list[Charge] = []
        self.families: list[float | None] = []
        self.together = _together(tables)
        for t, team in enumerate(tables.team):
            kind = team[at.FOLD]
            if kind == at.SUM:
                self._sum(team)
            elif kind == at.WORST_DAYS:
                self._worst_days(team)
            elif kind == at.WORST_STARTS:
                self._worst_starts(t, team)
            elif kind == at.GAP:
                self._gap(team)
        for rule, row in enumerate(tables.daily):
            self._daily(rule, row)

    def _sum(self, team: np.ndarray) -> None:
        days = tuple(int(row) for row, _ in self._members(team))
        factors, constant = _factors(team)
        if team[at.MOST] < at.FAR:
            self._add(team, days, factors, constant * len(days) - float(team[at.MOST]))
        if team[at.LEAST] > -at.FAR:
            self._add(team, days, -factors, float(team[at.LEAST]) - constant * len(days))

    def _worst_days(self, team: np.ndarray) -> None:
        parts: dict[int, list[int]] = {}
        for row, part in self._members(team):
            parts.setdefault(int(part), []).append(int(row))
        family = self._family(team)
        factors, constant = _factors(team)
        for days in parts.values():
            self._add(team, tuple(days), factors, constant * len(days), family)

    def _worst_starts(self, t: int, team: np.ndarray) -> None:
        family = self._family(team)
        visit, segment = self.tables.visit, self.tables.segment
        for row in visit:
            pieces = tuple(g for g in range(int(row[at.SEG_LO]), int(row[at.SEG_HI])) if segment[g, at.WORST_TEAM] == t)
            if pieces:
                self.all.append(Charge(_price(team), family, segments=pieces))

    def _gap(self, team: np.ndarray) -> None:
        first, second = (int(row) for row, _ in self._members(team))
        if not self._both_or_none(first, second):
            return
        if team[at.LEAST] > -at.FAR:
            self._ramps(team, first, second, int(team[at.LEAST]))
        if team[at.MOST] < at.FAR:
            self._ramps(team, second, first, -int(team[at.MOST]))

    def _ramps(self, team: np.ndarray, earlier: int, later: int, gap: int) -> None:
        """The start of `later` is at least that of `earlier` plus the gap."""
        corners = [tick - shift for v, shift in ((earlier, 0), (later, gap)) for tick in self._corners(v)]
        low, high = min(corners), max(corners)
        cuts = sorted({low + (high - low) * step // STEPS_OF_LINKS for step in range(STEPS_OF_LINKS + 1)})
        for one, other in pairwise(cuts):
            ramps = ((earlier, one, other, 1), (later, one + gap, other + gap, -1))
            self.all.append(Charge(_price(team), ramps=ramps))

    def _corners(self, v: int) -> list[int]:
        row = self.tables.visit[v]
        ends = self.tables.segment[row[at.SEG_LO] : row[at.SEG_HI], at.SINCE : at.HIGH + 1].ravel()
        return [int(row[at.EARLIEST]), *(int(end) for end in ends if abs(end) < at.FAR and end >= row[at.EARLIEST])]

    def _both_or_none(self, first: int, second: int) -> bool:
        """Whether no clean plan has one without the other."""
        must = self.tables.visit[[first, second], at.NOBODY] >= at.FORBIDDEN
        return bool(must.all()) or self.together[first] == self.together[second]

    def _daily(self, rule: int, row: np.ndarray) -> None:
        """Of the rules on one round, those that neither its end nor its parts can be charged for exactly."""
        price = None if row[at.FIELDS + 1] >= at.FORBIDDEN else float(row[at.FIELDS + 1])
        for s, shift in enumerate(self.tables.shift):
            limit = int(shift[at.SHIFT_COLUMNS + rule])
            if limit < at.FAR and not told_at_the_end(row) and not told_as_it_goes(row, shift, limit):
                factors = row[: at.FIELDS].astype(float)
                self.all.append(Charge(price, -1, (s,), factors, float(row[at.FIELDS] - limit)))

    def _add(
        self, team: np.ndarray, days: tuple[int, ...], factors: np.ndarray, constant: float, family: int = -1
    ) -> None:
        self.all.append(Charge(_price(team), family, days, factors, constant))

    def _family(self, team: np.ndarray) -> int:
        self.families.append(_price(team))
        return len(self.families) - 1

    def _members(self, team: np.ndarray) -> np.ndarray:
        return self.tables.member[team[at.MEMBER_LO] : team[at.MEMBER_HI]]


FOR_THE_END = [at.D_START, at.D_END, at.D_USED, at.D_HOME, at.D_REST, at.D_BREAKS, at.D_DUE, at.D_OVERTIME]
NEVER_NEGATIVE = [at.D_USED, at.D_TRAVEL, at.D_SERVICE, at.D_WAITING, at.D_REST, at.D_BREAKS, at.D_DUE, at.D_OVERTIME]


def told_at_the_end(row: np.ndarray) -> bool:
    """Whether a rule on a day is known once the carer is home, and only the dearer for a later end."""
    others = [column for column in range(at.FIELDS) if column not in FOR_THE_END]
    return not row[others].any() and row[at.D_HOME] >= 0 and row[at.D_OVERTIME] >= 0


def told_as_it_goes(row: np.ndarray, shift: np.ndarray, limit: int) -> bool:
    """Whether what a rule on a day measures is never below its limit, so that it is charged tick by tick."""
    if row[at.FIELDS + 1] >= at.FORBIDDEN or row[[at.D_LEAVE, at.D_HOME]].any():
        return False
    least = row[at.FIELDS] - limit + row[at.D_START] * shift[at.START] + row[at.D_END] * shift[at.END]
    return bool(least >= 0 and (row[NEVER_NEGATIVE] >= 0).all())


def _price(team: np.ndarray) -> float | None:
    return None if team[at.PRICE] >= at.FORBIDDEN else float(team[at.PRICE])


def _factors(team: np.ndarray) -> tuple[np.ndarray, float]:
    return team[at.FACTORS : at.FACTORS + at.FIELDS].astype(float), float(team[at.FACTORS + at.FIELDS])


def _together(tables: at.Tables) -> np.ndarray:
    """For each visit the first of those with which it is planned or left out, by rules that forbid anything else."""
    root = np.arange(len(tables.visit))
    for team in tables.team:
        if team[at.FOLD] == at.TOGETHER and team[at.PRICE] >= at.FORBIDDEN:
            rows = tables.member[team[at.MEMBER_LO] : team[at.MEMBER_HI], 0]
            held = np.isin(root, root[rows])
            root[held] = root[rows].min()
    return root
