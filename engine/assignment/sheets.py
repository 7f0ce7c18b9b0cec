"""Part of an assignment as CP-SAT reads it: some units are free, all others stay with whom they have."""

from dataclasses import dataclass

import numpy as np

from engine.assignment.tables import Tables
from engine.assignment.worth import loads
from engine.model.assignment import NOBODY, Sheet, Sparse, Term


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet, with the row of the tables for each of its units."""

    sheet: Sheet
    units: np.ndarray

    def arcs(self, picks: np.ndarray) -> np.ndarray:
        """By unit of the sheet the arc that picks take."""
        found = np.full(len(self.units), NOBODY)
        same = np.flatnonzero(picks[self.units[self.sheet.unit]] == self.sheet.carer)
        found[self.sheet.unit[same]] = same
        return found

    def picks(self, arcs: np.ndarray, picks: np.ndarray) -> np.ndarray:
        """Picks with those of the sheet's units as the arcs say."""
        found = picks.copy()
        found[self.units] = NOBODY
        taken = arcs[arcs >= 0]
        found[self.units[self.sheet.unit[taken]]] = self.sheet.carer[taken]
        return found


def layout(tables: Tables, picks: np.ndarray, units: np.ndarray, near: list[np.ndarray]) -> Layout:
    """The sheet in which these units are free to go to the carers near to them."""
    held = picks.copy()
    held[units] = NOBODY
    options = [_options(tables, held, picks, unit, near[unit]) for unit in units.tolist()]
    unit = np.repeat(np.arange(len(units)), [len(some) for some in options])
    carer = np.concatenate([*options, np.zeros(0, np.int64)]).astype(np.int64)
    totals, base, terms = _totals(tables, loads(tables, held), units[unit], carer)
    person, face, few = _faces(tables, held, units[unit], carer)
    sheet = Sheet(
        units=len(units),
        unit=unit,
        carer=carer,
        cost=tables.cost[units[unit], carer],
        nobody=tables.nobody[units],
        apart=_apart(tables, units, unit, carer),
        tied=_tied(tables, units, unit, carer),
        totals=totals,
        base=base,
        terms=terms,
        person=person,
        face=face,
        few=few,
        dear=tables.face,
    )
    return Layout(sheet, units)


def _options(tables: Tables, held: np.ndarray, picks: np.ndarray, unit: int, near: np.ndarray) -> np.ndarray:
    taken = [held[other] for other in tables.partners.get(unit, ())]
    mine = [picks[unit]] if picks[unit] != NOBODY else []
    found = np.setdiff1d(np.union1d(near, mine), taken).astype(np.int64)
    for other in tables.companions.get(unit, ()):
        found = found[(held[other] == NOBODY) | (found == held[other])]
    return found


def _totals(
    tables: Tables, ticks: np.ndarray, unit: np.ndarray, carer: np.ndarray
) -> tuple[Sparse, np.ndarray, tuple[tuple[Term, ...], ...]]:
    """The rows of the carers' weeks that some arc adds to, and what rules say of them."""
    shape, arcs = tables.charges.cap.shape, np.arange(len(unit))
    flat, arc, amount = [], [], []
    for kind, week in np.ndindex(tables.load.shape[:2]):
        flat.append(np.ravel_multi_index((carer, np.full_like(carer, week), tables.row[kind, unit]), shape))
        arc.append(arcs)
        amount.append(tables.load[kind, week, unit, carer])
    rows, number = np.unique(np.concatenate(flat), return_inverse=True)
    entries = Sparse(number, np.concatenate(arc), np.concatenate(amount))
    where = zip(*(part.tolist() for part in np.unravel_index(rows, shape)), strict=True)
    return entries, ticks.ravel()[rows], tuple(_terms(tables, one) for one in where)


def _terms(tables: Tables, where: tuple[int, ...]) -> tuple[Term, ...]:
    charges = tables.charges
    told = zip(*(part[where].tolist() for part in (charges.most, charges.up, charges.least, charges.down)), strict=True)
    found = []
    for most, up, least, down in told:
        if up:
            found.append(Term(None, most, up))
        if down:
            found.append(Term(least, None, down))
    return (*found, Term(None, int(charges.cap[where]), None))


def _apart(tables: Tables, units: np.ndarray, unit: np.ndarray, carer: np.ndarray) -> tuple[tuple[int, int], ...]:
    place = {row: number for number, row in enumerate(units.tolist())}
    arcs = {key: arc for arc, key in enumerate(zip(unit.tolist(), carer.tolist(), strict=True))}
    return tuple(
        (arc, arcs[place[other], carer])
        for one, other in tables.apart
        if one in place and other in place
        for (owner, carer), arc in arcs.items()
        if owner == place[one] and (place[other], carer) in arcs
    )


def _tied(
    tables: Tables, units: np.ndarray, unit: np.ndarray, carer: np.ndarray
) -> tuple[tuple[int, int, int | None], ...]:
    place = {row: number for number, row in enumerate(units.tolist())}
    arcs = {key: arc for arc, key in enumerate(zip(unit.tolist(), carer.tolist(), strict=True))}
    return tuple(
        (arc, place[other], arcs.get((place[other], carer)))
        for (owner, carer), arc in arcs.items()
        for other in tables.companions.get(int(units[owner]), ())
        if other in place
    )


def _faces(
    tables: Tables, held: np.ndarray, unit: np.ndarray, carer: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Persons of arcs, faces of persons, and how many are fine: where a client has more units than that."""
    width = tables.allowed.shape[1]
    many = np.array([len(home) for home in tables.homes]) > tables.target
    person = np.full(len(unit), -1, np.int64)
    if not tables.face or not len(unit):
        return person, np.zeros(0, np.int64), np.zeros(0, np.int64)
    kept = np.flatnonzero(held >= 0)
    known = np.unique(tables.client[kept] * width + held[kept])
    met = np.bincount(known // width, minlength=len(tables.target))
    flat = tables.client[unit] * width + carer
    new = many[tables.client[unit]] & ~np.isin(flat, known)
    persons, number = np.unique(flat[new], return_inverse=True)
    person[new] = number
    clients, face = np.unique(persons // width, return_inverse=True)
    return person, face, np.maximum(0, tables.target - met)[clients]
