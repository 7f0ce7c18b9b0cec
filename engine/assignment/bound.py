"""What no assignment can cost less than, whatever arcs were looked at: a Lagrangian bound (Geoffrion 1974).

Whoever takes the prices of the relaxation as given may decide on each pair of client and carer, each carer's week and
each group left out by itself, so that the bound is a sum that is checked over ALL pairs, in whole numbers: prices are
rounded to 1/FINENESS of a point first, and any prices give a valid bound.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.assignment.relaxation import Prices
from engine.assignment.supply import DAY
from engine.assignment.tables import Tables
from engine.model.assignment import Term

FINENESS = 1024
_NEVER = 2**60
BATCH = 256
"""Units reckoned at once."""


@dataclass(frozen=True, slots=True)
class Bound:
    """points: no assignment costs less. lacking: mask (units, carers) of the arcs that would be cheaper than the prices
    say: those that the relaxation did not know are of use there. extra: what each pair costs beyond what the unit
    brings in, in 1/FINENESS points."""

    points: int
    lacking: np.ndarray
    extra: np.ndarray


def bound(tables: Tables, prices: Prices) -> Bound:
    """The bound at some prices."""
    whole = _whole(tables, prices)
    cost = np.where(tables.allowed, reduced(tables, whole), _NEVER)
    unit, met = whole.unit.copy(), 0
    lacking = np.zeros_like(tables.allowed)
    for client, few in enumerate(tables.target.tolist()):
        first, last = np.searchsorted(tables.client, [client, client + 1])
        some, face = slice(first, last), int(whole.face[client])
        lacking[some] = _over(cost[some], unit[some], face)
        options = {0, face, (tables.face or 0) * FINENESS * (last - first > few)}
        found = [
            _Client.of(cost[some], unit[some], tables.nobody[some] * FINENESS, one, few) for one in sorted(options)
        ]
        best = max(found, key=lambda one: one.worth)
        unit[some], met = best.unit, met + best.met
    brought = np.bincount(tables.group, unit, tables.group.max() + 1).astype(np.int64)
    left_out = np.bincount(tables.group, tables.nobody, len(brought)).astype(np.int64) * FINENESS
    found = int(np.minimum(brought, left_out).sum()) + _weeks(tables, whole.total)
    found -= int((whole.slot * tables.room).sum()) + met + int(whole.apart.sum())
    return Bound(-(-found // FINENESS), lacking, cost - unit[:, None])


@dataclass(frozen=True, slots=True)
class _Client:
    """What a client's units bring in where each further face costs so much, less the faces that are fine anyway."""

    unit: np.ndarray
    met: int
    worth: int

    @classmethod
    def of(cls, cost: np.ndarray, unit: np.ndarray, nobody: np.ndarray, face: int, few: int) -> "_Client":
        brings = _affordable(cost, unit + face, face)
        return cls(brings, face * few, int(np.minimum(brings, np.maximum(unit, nobody)).sum()) - face * few)


def _over(cost: np.ndarray, brings: np.ndarray, face: int) -> np.ndarray:
    """The arcs of a client with a carer who would gain more by these prices than a face costs."""
    gains = np.maximum(0, brings[:, None] - cost)
    return (gains.sum(axis=0) > face) & (gains > 0)


def _affordable(cost: np.ndarray, brings: np.ndarray, face: int) -> np.ndarray:
    """What a client's units may bring in (at most `brings`) so that no carer gains more than a face costs: raised one
    by one, as by dual ascent (Erlenkotter 1978). cost: shape (units, carers)."""
    found = np.minimum(brings, cost.min(axis=1))
    slack = np.full(cost.shape[1], face)
    for unit in np.argsort(found - brings, kind="stable").tolist():
        found[unit] = min(brings[unit], (cost[unit] + slack).min())
        slack = slack - np.maximum(0, found[unit] - cost[unit])
    return found


def reduced(tables: Tables, whole: Prices) -> np.ndarray:
    """What each carer would cost each unit at these prices, in 1/FINENESS points: shape (units, carers)."""
    found = tables.cost * FINENESS
    starts = np.append(tables.starts(), len(tables.unit))
    daily = np.zeros((tables.room.shape[0], tables.problem.days), np.int64)
    for number_of in tables.totals_of:
        daily += np.where(number_of >= 0, whole.total[number_of] if len(whole.total) else 0, 0)
    for first in range(0, len(tables.units), BATCH):
        some = slice(first, min(first + BATCH, len(tables.units)))
        visits = slice(starts[some.start], starts[some.stop])
        price = daily[:, tables.day[visits]].T.copy()
        for slot in tables.slot[visits].T:
            price += np.where(slot >= 0, whole.slot[:, slot], 0).T
        ticks = tables.service[visits, None] + tables.travel[visits]
        found[some] += np.add.reduceat(price * ticks, starts[some] - starts[some.start])
    for number, pair in enumerate(tables.apart):
        found[list(pair)] += whole.apart[number]
    return found


def _whole(tables: Tables, prices: Prices) -> Prices:
    parts = (prices.unit, prices.slot, prices.total, prices.face, prices.apart)
    unit, slot, total, face, apart = (np.round(part * FINENESS).astype(np.int64) for part in parts)
    many = np.bincount(tables.client, minlength=len(tables.target)) > tables.target
    most = np.iinfo(np.int64).max if tables.face is None else tables.face * FINENESS
    return Prices(unit, np.maximum(0, slot), total, np.where(many, np.clip(face, 0, most), 0), np.maximum(0, apart))


def _weeks(tables: Tables, price: np.ndarray) -> int:
    """The least that all totals come to, where each tick brings in its price: at one of the corners of what the rules
    charge."""
    found = 0
    room = tables.room.reshape(len(tables.room), tables.problem.days, -1)[:, :, DAY]
    for number, total in enumerate(tables.totals):
        most = int(room[total.carer, total.first : total.last].sum())
        most = min([most, *(term.most for term in total.terms if term.price is None and term.most is not None)])
        corners = {0, most}
        for term in total.terms:
            corners |= {corner for corner in (term.least, term.most) if corner is not None and corner < most}
        found += min(_charge(total.terms, at) * FINENESS - int(price[number]) * at for at in corners)
    return found


def _charge(terms: Sequence[Term], at: int) -> int:
    found = 0
    for term in terms:
        below = 0 if term.least is None else max(0, term.least - at)
        above = 0 if term.most is None else max(0, at - term.most)
        found += (term.price or 0) * (below + above)
    return found
