"""What an assignment costs, from the tables: points in whole numbers, and whether it is allowed."""

import numpy as np

from engine.assignment.sheets import by_total, load
from engine.assignment.tables import Tables


def points(tables: Tables, picks: np.ndarray) -> int:
    """Points of an assignment. picks: by unit a carer's row, or below 0 for nobody."""
    taken = np.flatnonzero(picks >= 0)
    found = int(tables.cost[taken, picks[taken]].sum()) + int(tables.nobody[picks < 0].sum())
    return found + outside(tables, by_total(tables, load(tables, picks))) + faces(tables, picks)


def outside(tables: Tables, ticks: np.ndarray, only: int | None = None) -> int:
    """Points of all totals, or of one, given the ticks of each; what is forbidden costs nothing here."""
    numbers = range(len(tables.totals)) if only is None else (only,)
    found = 0
    for number in numbers:
        for term in tables.totals[number].terms:
            below = 0 if term.least is None else max(0, term.least - int(ticks[number]))
            above = 0 if term.most is None else max(0, int(ticks[number]) - term.most)
            found += (term.price or 0) * (below + above)
    return found


def more_faces(tables: Tables, picks: np.ndarray) -> np.ndarray:
    """By client the different carers above the target."""
    taken = np.flatnonzero(picks >= 0)
    met = np.unique(tables.client[taken] * tables.allowed.shape[1] + picks[taken]) // tables.allowed.shape[1]
    return np.maximum(0, np.bincount(met, minlength=len(tables.target)) - tables.target)


def faces(tables: Tables, picks: np.ndarray) -> int:
    """Points of different carers above what is fine."""
    return 0 if not tables.face else tables.face * int(more_faces(tables, picks).sum())


def allowed(tables: Tables, picks: np.ndarray) -> bool:
    """Whether an assignment keeps all that is HARD."""
    taken = np.flatnonzero(picks >= 0)
    used = load(tables, picks)
    return bool(
        tables.allowed[taken, picks[taken]].all()
        and (used <= tables.room).all()
        and all(
            amount <= term.most
            for total, amount in zip(tables.totals, by_total(tables, used).tolist(), strict=True)
            for term in total.terms
            if term.price is None and term.most is not None
        )
        and all(picks[one] < 0 or picks[one] != picks[other] for one, other in tables.apart)
        and len(np.unique(tables.group[picks >= 0])) + len(np.unique(tables.group[picks < 0])) == tables.group.max() + 1
        and (tables.face is not None or not more_faces(tables, picks).any())
    )
