"""What an assignment costs, from the tables: points in whole numbers, and whether it is allowed."""

import numpy as np

from engine.assignment.tables import Tables


def loads(tables: Tables, picks: np.ndarray) -> np.ndarray:
    """Ticks by carer, week and row of the charges. picks: by unit a carer's row, or below 0 for nobody."""
    found = np.zeros(tables.charges.cap.shape, np.int64)
    taken = np.flatnonzero(picks >= 0)
    carer = picks[taken]
    for kind, week in np.ndindex(tables.load.shape[:2]):
        np.add.at(found, (carer, week, tables.row[kind, taken]), tables.load[kind, week, taken, carer])
    return found


def points(tables: Tables, picks: np.ndarray) -> int:
    """Points of an assignment."""
    taken = np.flatnonzero(picks >= 0)
    found = int(tables.cost[taken, picks[taken]].sum()) + int(tables.nobody[picks < 0].sum())
    found += int(tables.charges.points(loads(tables, picks)).sum())
    return found + tables.face * int(more_faces(tables, picks).sum())


def more_faces(tables: Tables, picks: np.ndarray) -> np.ndarray:
    """By client the different main carers above the target."""
    taken = np.flatnonzero(picks >= 0)
    met = np.unique(tables.client[taken] * tables.allowed.shape[1] + picks[taken]) // tables.allowed.shape[1]
    return np.maximum(0, np.bincount(met, minlength=len(tables.target)) - tables.target)


def allowed(tables: Tables, picks: np.ndarray) -> bool:
    """Whether an assignment keeps all that is HARD."""
    taken = np.flatnonzero(picks >= 0)
    return bool(
        tables.allowed[taken, picks[taken]].all()
        and (loads(tables, picks) <= tables.charges.cap).all()
        and all(picks[one] < 0 or picks[one] != picks[other] for one, other in tables.apart)
        and all(min(picks[one], picks[other]) < 0 or picks[one] == picks[other] for one, other in tables.tied)
    )
