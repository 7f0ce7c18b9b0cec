"""What no assignment can cost less than, and prices for hours: Lagrangian relaxation of the carers' hours.

With a price on each carer's minutes, every client (`choosing`) and every carer's week (`charges`) decides by itself,
so that any prices give a bound that holds (Geoffrion 1974), here in whole numbers of 1/FINE points. Good prices are
found by the volume algorithm (Barahona and Anbil 2000), which gives shares of all pairs beside them, as a linear
program would. It looks at a few candidates of each client; the bound is then found again over all carers.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.assignment.choosing import Alike, alike, choose
from engine.assignment.tables import NEVER, Tables
from engine.limits import Clock
from engine.model.assignment import NOBODY

FINE = 1024
REACH = 0.05
"""Share of the cost by which the best prices are hoped to be better, to begin with."""
MOST = 0.6
"""Most of a new slope in the mean. Barahona and Anbil take 0.1; measured on weeks of 60 and 1,000 clients, 0.6 gives
better bounds, and shares of which nine in ten are whole."""
BATCH = 2**22
"""Numbers held at once."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """points: no assignment costs less. price: of a tick, in 1/FINE points, by carer, week and row of the charges;
    share: of each pair of unit and carer; extra: points of each pair at these prices."""

    points: int
    price: np.ndarray
    share: np.ndarray
    extra: np.ndarray


def relaxed(tables: Tables, clock: Clock, until: float, candidates: int, rounds: int, passes: int = 4) -> Relaxed:
    """Prices and the best bound. until: when to stop, on the clock; rounds: steps in each of the passes, between which
    the candidates are chosen anew."""
    groups = alike(tables)
    price = np.zeros(tables.charges.cap.shape, np.int64)
    share = np.zeros(tables.allowed.shape, np.float32)
    best = bound(tables, groups, price)
    kept = price
    for number in range(passes):
        if clock.over or clock.elapsed > until:
            break
        extra = _extra(tables, price, slice(None))
        ends = clock.elapsed + (until - clock.elapsed) / (passes - number)
        price, share = _Ascent(tables, groups, extra, share, candidates).run(
            price, rounds, lambda ends=ends: clock.over or clock.elapsed > ends
        )
        found = bound(tables, groups, price)
        if found >= best:
            best, kept = found, price
    return Relaxed(-(-best // FINE), kept, share, _extra(tables, kept, slice(None)) // FINE)


def bound(tables: Tables, groups: list[Alike], price: np.ndarray) -> int:
    """What no assignment costs less than, at some prices, over all carers; in 1/FINE points."""
    found = int(tables.charges.cheapest(price, reach(tables), FINE)[0].sum())
    able = tables.allowed.any(axis=1)
    found += FINE * int(tables.nobody[~able].sum())
    for group in groups:
        size = max(1, BATCH // max(1, group.units.shape[1] * tables.allowed.shape[1]))
        for some in group.parts(size):
            cost = _extra(tables, price, some.units.ravel()).reshape(*some.units.shape, -1)
            found += int(choose(cost, tables.nobody[some.units] * FINE, some, tables.face * FINE)[0].sum())
    return found


def reach(tables: Tables) -> np.ndarray:
    """The most ticks that a carer could come to, by week and row."""
    found = np.zeros(tables.charges.cap.shape, np.int64)
    for kind, week in np.ndindex(tables.load.shape[:2]):
        for row in np.unique(tables.row[kind]):
            mine = tables.row[kind] == row
            found[:, week, row] = np.where(tables.allowed[mine], tables.load[kind, week, mine], 0).sum(axis=0)
    return found


def _extra(tables: Tables, price: np.ndarray, units: np.ndarray | slice) -> np.ndarray:
    """What each pair costs at these prices, in 1/FINE points; that of NEVER where it is not possible."""
    found = tables.cost[units] * FINE
    for kind, week in np.ndindex(tables.load.shape[:2]):
        found += tables.load[kind, week, units] * price[:, week, tables.row[kind, units]].T
    found[~tables.allowed[units]] = NEVER * FINE
    return found


@dataclass(frozen=True, slots=True)
class _Few:
    """Alike clients with their candidates: rows of carers (clients, few), points and ticks of the pairs."""

    group: Alike
    carers: np.ndarray
    cost: np.ndarray
    load: np.ndarray
    nobody: np.ndarray
    row: np.ndarray


class _Ascent:
    """Steps uphill with the prices, over a few candidates of each client."""

    def __init__(self, tables: Tables, groups: list[Alike], extra: np.ndarray, share: np.ndarray, candidates: int):
        self.tables = tables
        self.fixed = FINE * int(tables.nobody[~tables.allowed.any(axis=1)].sum())
        self.few = [self._few(group, extra, share, candidates) for group in groups]
        self.reach = reach(tables)
        # No best price lies outside of what a tick more or less can cost.
        charges = tables.charges
        self.least = -FINE * charges.down.sum(axis=-1)
        self.most = np.where(charges.cap < self.reach, NEVER, FINE * charges.up.sum(axis=-1))

    def _few(self, group: Alike, extra: np.ndarray, share: np.ndarray, candidates: int) -> _Few:
        tables = self.tables
        wide = min(candidates * group.units.shape[1], tables.allowed.shape[1])
        rank = np.stack([_worth(extra[row], share[row], candidates) for row in group.units])
        carers = np.sort(np.argsort(rank, axis=1, kind="stable")[:, :wide], axis=1)
        where = (group.units[:, :, None], carers[:, None, :])
        cost = np.where(tables.allowed[where], tables.cost[where] * FINE, NEVER * FINE)
        load = np.stack(
            [np.where(tables.allowed[where], one[where], 0) for one in tables.load.reshape(-1, *extra.shape)]
        )
        return _Few(group, carers, cost, load, tables.nobody[group.units] * FINE, tables.row[:, group.units])

    def run(self, start: np.ndarray, rounds: int, over: Callable[[], bool]) -> tuple[np.ndarray, np.ndarray]:
        """The best prices found, and shares."""
        best = start.astype(float)
        worth, slope, shares = self._at(start)
        mean, held, step, poor = slope, shares, 1.0, 0
        for _ in range(rounds):
            if over() or step < 1e-4:
                break
            length = float((mean * mean).sum())
            if length < 1e-9:
                break
            price = best + step * REACH * abs(worth) / length * mean
            price = np.clip(price, self.least, self.most)
            told, slope, shares = self._at(np.rint(price).astype(np.int64))
            ahead = float((slope * mean).sum())
            weight = self._weight(mean, slope)
            mean = weight * slope + (1 - weight) * mean
            held = [weight * new + (1 - weight) * old for new, old in zip(shares, held, strict=True)]
            if told > worth:
                best, worth, poor = price, told, 0
                step = min(2.0, step * 1.1) if ahead > 0 else step
            else:
                poor += 1
                if poor >= 10:
                    step, poor = step * 0.66, 0
        return np.rint(best).astype(np.int64), self._spread(held)

    @staticmethod
    def _weight(mean: np.ndarray, slope: np.ndarray) -> float:
        """How much of a new slope to take so that the mean becomes shortest, within what is usual."""
        apart = slope - mean
        length = float((apart * apart).sum())
        best = -float((mean * apart).sum()) / length if length else MOST
        return min(MOST, max(MOST / 10, best))

    def _at(self, price: np.ndarray) -> tuple[int, np.ndarray, list[np.ndarray]]:
        """What these prices are worth, the slope there, and who is chosen: shape (clients, units, few) each."""
        least, ticks = self.tables.charges.cheapest(price, self.reach, FINE)
        found, slope, shares = int(least.sum()) + self.fixed, -ticks.astype(float), []
        for few in self.few:
            clients, units, _ = few.cost.shape
            cost = few.cost.copy()
            for number, (kind, week) in enumerate(np.ndindex(self.tables.load.shape[:2])):
                cost += few.load[number] * price[few.carers[:, None, :], week, few.row[kind][:, :, None]]
            worth, picks = choose(cost, few.nobody, few.group, self.tables.face * FINE)
            found += int(worth.sum())
            client, unit = np.nonzero(picks != NOBODY)
            column = picks[client, unit]
            share = np.zeros((clients, units, few.carers.shape[1]), np.float32)
            share[client, unit, column] = 1
            carer = few.carers[client, column]
            for number, (kind, week) in enumerate(np.ndindex(self.tables.load.shape[:2])):
                amount = few.load[number, client, unit, column]
                np.add.at(slope, (carer, week, few.row[kind, client, unit]), amount)
            shares.append(share)
        return found, slope, shares

    def _spread(self, held: list[np.ndarray]) -> np.ndarray:
        found = np.zeros(self.tables.allowed.shape, np.float32)
        for few, share in zip(self.few, held, strict=True):
            found[few.group.units[:, :, None], few.carers[:, None, :]] = share
        return found


def _worth(extra: np.ndarray, share: np.ndarray, candidates: int) -> np.ndarray:
    """The rank of each carer as a candidate of a client, low = good: by her best place among one unit's cheapest."""
    order = np.argsort(extra, axis=1, kind="stable")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(extra.shape[1])[None, :], axis=1)
    rank[extra >= NEVER * FINE] += extra.shape[1]
    rank[share > 0.01] = -1
    return rank.min(axis=0)
