"""The simple bound: each visit costs at least its cheapest carer and its cheapest way there, or being left out."""

import numpy as np

from engine.bounds.master import left_out
from engine.search import layout as at


def simple(tables: at.Tables, together: np.ndarray) -> float:
    """Points that no plan undercuts, found at once for a problem of any size. together: see `Charges`."""
    visit, shift = tables.visit, tables.shift
    if not len(visit):
        return 0.0
    origins = np.unique(np.concatenate([shift[:, at.FROM], visit[:, at.PLACE]]))
    into = tables.leg[:, origins][:, :, visit[:, at.PLACE]].copy()  # (modes, origins, visits)
    alone = np.bincount(visit[:, at.PLACE], minlength=tables.leg.shape[1])[visit[:, at.PLACE]] == 1
    home = np.isin(visit[:, at.PLACE], shift[:, at.FROM])
    own = origins[:, None] == visit[:, at.PLACE][None, :]
    into[:, own & (alone & ~home)[None, :]] = at.FORBIDDEN  # nobody comes from where only this visit is
    way = into.min(axis=(0, 1), initial=at.FORBIDDEN)
    carer = tables.pair.min(axis=1, initial=at.FORBIDDEN)
    return left_out((carer + way).clip(max=at.FORBIDDEN).astype(float), tables, together)
