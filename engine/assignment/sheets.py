"""From tables to the sheet that is solved: some arcs of some units, around what is held."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.assignment.supply import DAY
from engine.assignment.tables import Tables
from engine.model.assignment import NOBODY, Sheet, Sparse, Term

FREE = -2
"""In `held`: this unit is to be decided; otherwise the row of a carer, or NOBODY."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet, and what its rows mean. units: rows of the tables by the sheet's units. The first limits are those of
    `slot` (carer * slots + slot), the others those of `apart` (number of the pair, carer). total: the number of each
    total; client: of each face."""

    sheet: Sheet
    units: np.ndarray
    slot: np.ndarray
    apart: np.ndarray
    total: np.ndarray
    client: np.ndarray


def arcs_of(mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The arcs of a mask (units, carers), in order of unit and carer."""
    unit, carer = np.nonzero(mask)
    return unit, carer


def cheapest(tables: Tables, cost: np.ndarray, count: int) -> np.ndarray:
    """A mask of the `count` cheapest candidates of each unit, the first of equal ones."""
    dear = np.where(tables.allowed, cost, np.iinfo(np.int64).max)
    found = np.zeros_like(tables.allowed)
    if count >= found.shape[1]:
        return tables.allowed.copy()
    best = np.argpartition(dear, count, axis=1)[:, : count + 1]
    edge = np.sort(np.take_along_axis(dear, best, axis=1), axis=1)[:, count - 1 : count]
    surely = dear < edge
    ties = (dear == edge) & (np.cumsum(dear == edge, axis=1) <= count - surely.sum(axis=1, keepdims=True))
    found |= (surely | ties) & tables.allowed
    return found


def layout(tables: Tables, mask: np.ndarray, held: np.ndarray | None = None) -> Layout:
    """The sheet of a mask's arcs (units, carers). held: by unit a carer's row, NOBODY or FREE; None = all are free.

    A group of units that are left out together is free as a whole or not at all.
    """
    held = np.full(len(tables.units), FREE) if held is None else held
    free = np.flatnonzero(held == FREE)
    place = np.full(len(tables.units), -1)
    place[free] = np.arange(len(free))
    arc_unit, arc_carer = arcs_of(mask & (held == FREE)[:, None] & ~_taken_by_partner(tables, held))
    arc, visit = _visits_of(tables, arc_unit)
    amount = tables.service[visit] + tables.travel[visit, arc_carer[arc]]
    used = load(tables, held)
    slots = tables.room.shape[1]
    keys, limits, most = _slot_limits(tables, arc, arc_carer[arc] * slots, tables.slot[visit], amount, used)
    apart = _apart(tables, place, arc_unit, arc_carer)
    total, totals, base = _totals(tables, arc, arc_carer[arc], tables.day[visit], amount, held)
    person, face, few, client = _faces(tables, arc_unit, arc_carer, held)
    groups, group = np.unique(tables.group[free], return_inverse=True)
    limits = _stacked([limits, _numbered([arcs for _, _, arcs in apart], len(most))])
    sheet = Sheet(
        units=len(free),
        unit=place[arc_unit],
        carer=arc_carer,
        cost=tables.cost[arc_unit, arc_carer],
        group=group,
        nobody=np.bincount(group, tables.nobody[free], len(groups)).astype(np.int64),
        limits=limits,
        most=np.concatenate([most, np.ones(len(apart), np.int64)]),
        totals=totals,
        base=base,
        terms=tuple(tables.totals[number].terms for number in total),
        person=person,
        face=face,
        few=few,
        dear=tables.face,
    )
    named = np.array([told[:2] for told in apart], np.int64).reshape(-1, 2)
    return Layout(sheet, free, keys, named, total, client)


def load(tables: Tables, picks: np.ndarray) -> np.ndarray:
    """Ticks by carer and slot of what is taken, the shape of `room`; picks: by unit a carer's row, or below 0."""
    taken = np.flatnonzero(picks[tables.unit] >= 0)
    carer = picks[tables.unit[taken]]
    amount = tables.service[taken] + tables.travel[taken, carer]
    found = np.zeros(tables.room.size, np.int64)
    for slot in tables.slot[taken].T:
        some = slot >= 0
        flat = carer[some] * tables.room.shape[1] + slot[some]
        found += np.bincount(flat, amount[some], len(found)).astype(np.int64)
    return found.reshape(tables.room.shape)


def by_total(tables: Tables, used: np.ndarray) -> np.ndarray:
    """Ticks of each total, from those by slot."""
    days = used.reshape(len(used), tables.problem.days, -1)[:, :, DAY]
    upto = np.concatenate([np.zeros((len(used), 1), np.int64), np.cumsum(days, axis=1)], axis=1)
    told = np.array([(one.carer, one.first, one.last) for one in tables.totals], np.int64).reshape(-1, 3)
    return upto[told[:, 0], told[:, 2]] - upto[told[:, 0], told[:, 1]]


def _visits_of(tables: Tables, arc_unit: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For every visit of every arc: the arc's number and the visit's row."""
    starts = np.append(tables.starts(), len(tables.unit))
    counts = (starts[1:] - starts[:-1])[arc_unit]
    arc = np.repeat(np.arange(len(arc_unit)), counts)
    offset = np.arange(len(arc)) - np.repeat(np.cumsum(counts) - counts, counts)
    return arc, starts[arc_unit][arc] + offset


def _summed(row: np.ndarray, arc: np.ndarray, amount: np.ndarray, width: int) -> Sparse:
    """Entries with those of one row and arc added up, in order."""
    flat, where = np.unique(row * max(1, width) + arc, return_inverse=True)
    total = np.bincount(where, amount, len(flat)).astype(np.int64)
    return Sparse(flat // max(1, width), flat % max(1, width), total)


def _slot_limits(
    tables: Tables, arc: np.ndarray, first: np.ndarray, slots: np.ndarray, amount: np.ndarray, used: np.ndarray
) -> tuple[np.ndarray, Sparse, np.ndarray]:
    """Only where all arcs together would be too much."""
    row, place = np.nonzero(slots >= 0)
    flat, arc, amount = first[row] + slots[row, place], arc[row], amount[row]
    left = (tables.room - used).ravel()
    tight = np.bincount(flat, amount, len(left)) > left
    keys = np.flatnonzero(tight)
    number = np.full(len(left), -1)
    number[keys] = np.arange(len(keys))
    some = tight[flat]
    entries = _summed(number[flat[some]], arc[some], amount[some], int(arc.max(initial=0)) + 1)
    return keys, entries, left[keys]


_Apart = tuple[int, int, tuple[int, int]]
"""The number of a pair of units, a carer, and the arcs of both with that carer."""


def _apart(tables: Tables, place: np.ndarray, arc_unit: np.ndarray, arc_carer: np.ndarray) -> list[_Apart]:
    """Pairs of arcs with one carer for two units that need different ones."""
    tied = {unit for pair in tables.apart for unit in pair}
    of: dict[int, dict[int, int]] = {unit: {} for unit in tied}
    for arc in np.flatnonzero(np.isin(arc_unit, list(tied))).tolist():
        of[int(arc_unit[arc])][int(arc_carer[arc])] = arc
    return [
        (number, carer, (arc, of[other][carer]))
        for number, (one, other) in enumerate(tables.apart)
        if place[one] >= 0 and place[other] >= 0
        for carer, arc in of[one].items()
        if carer in of[other]
    ]


def _taken_by_partner(tables: Tables, held: np.ndarray) -> np.ndarray:
    found = np.zeros_like(tables.allowed)
    for pair in tables.apart:
        for one, other in (pair, pair[::-1]):
            if held[other] >= 0:
                found[one, held[other]] = True
    return found


def _numbered(pairs: Sequence[tuple[int, int]], first: int) -> Sparse:
    arcs = np.array(pairs, np.int64).ravel()
    return Sparse(first + np.arange(len(arcs)) // 2, arcs, np.ones(len(arcs), np.int64))


def _stacked(parts: Sequence[Sparse]) -> Sparse:
    return Sparse(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("row", "arc", "amount")))


def _totals(
    tables: Tables, arc: np.ndarray, carer: np.ndarray, day: np.ndarray, amount: np.ndarray, held: np.ndarray
) -> tuple[np.ndarray, Sparse, np.ndarray]:
    """The totals that some arc adds to."""
    parts = []
    width = int(arc.max(initial=0)) + 1
    for number_of in tables.totals_of:
        which = number_of[carer, day]
        some = which >= 0
        parts.append(_summed(which[some], arc[some], amount[some], width))
    entries = _stacked(parts) if parts else Sparse(*(np.zeros(0, np.int64) for _ in range(3)))
    numbers, row = np.unique(entries.row, return_inverse=True)
    base = by_total(tables, load(tables, held))[numbers] if len(numbers) else np.zeros(0, np.int64)
    return numbers, Sparse(row, entries.arc, entries.amount), base


def _faces(
    tables: Tables, arc_unit: np.ndarray, arc_carer: np.ndarray, held: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Persons of arcs, faces of persons, how many are fine, and whose: where a client has more units than that."""
    person = np.full(len(arc_unit), -1, np.int64)
    many = np.bincount(tables.client, minlength=len(tables.target)) > tables.target
    if tables.face == 0 or not many.any():
        return person, np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64)
    width = tables.allowed.shape[1]
    known = {int(tables.client[unit]) * width + int(held[unit]) for unit in np.flatnonzero(held >= 0)}
    met = np.bincount(np.array(sorted(known), np.int64) // width, minlength=len(tables.target))
    flat = tables.client[arc_unit] * width + arc_carer
    new = many[tables.client[arc_unit]] & ~np.isin(flat, list(known))
    persons, number = np.unique(flat[new], return_inverse=True)
    person[new] = number
    clients, face = np.unique(persons // width, return_inverse=True)
    return person, face, np.maximum(0, tables.target - met)[clients], clients


__all__ = ["FREE", "NOBODY", "Layout", "Term", "arcs_of", "by_total", "cheapest", "layout", "load"]
