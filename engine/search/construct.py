"""A first plan: visits one by one, the hardest to place first, each with its mates where it costs least."""

import numpy as np

from engine.search import layout as at
from engine.search.change import keep, put_in, room, score, take_out, undo
from engine.search.compiled import compiled
from engine.search.places import place_at
from engine.search.register import begin, below, touch

ANYBODY = -1
MOST_SHIFTS = 120
"""How many fitting shifts are looked at for one visit; of more, a sample."""


@compiled
def construct(tables, state, order, first, last):
    """Plan the visits order[first:last] that are still unplanned, where that is cheaper than to leave them out."""
    for i in range(first, last):
        v = order[i]
        if state.stop[v, at.SHIFT] >= 0:
            continue
        before = state.own[at.TOTAL]
        insert(tables, state, v, ANYBODY)
        for m in range(tables.visit[v, at.MATE_LO], tables.visit[v, at.MATE_HI]):
            if state.stop[tables.mate[m], at.SHIFT] < 0:
                insert(tables, state, tables.mate[m], ANYBODY)
        if state.own[at.TOTAL] > before:
            begin(state)
            if state.stop[v, at.SHIFT] >= 0:
                take_out(tables, state, v)
            for m in range(tables.visit[v, at.MATE_LO], tables.visit[v, at.MATE_HI]):
                if state.stop[tables.mate[m], at.SHIFT] >= 0:
                    take_out(tables, state, tables.mate[m])
            if score(tables, state) and state.own[at.TOTAL] < state.own[at.SAVED]:
                keep(state)
            else:
                undo(state)


@compiled
def insert(tables, state, v, carer):
    """Plan one visit where it costs least, be it dearer than leaving it out.

    With a carer, only in that carer's rounds, but at every place of them; with ANYBODY only about where its time is.
    """
    lo, hi = tables.visit[v, at.CAND_LO], tables.visit[v, at.CAND_HI]
    looked = hi - lo if carer != ANYBODY else min(hi - lo, MOST_SHIFTS)
    best, best_shift, best_place = 0, -1, 0
    offset = below(state, hi - lo) if hi - lo > looked else 0
    for c in range(looked):
        s = tables.choice[lo + (offset + c) % (hi - lo)]
        if not room(state, s) or (carer != ANYBODY and tables.shift[s, at.CARER] != carer):
            continue
        first, until = 0, state.day[s, at.LENGTH]
        if carer == ANYBODY:
            first = max(0, place_at(state, s, tables.visit[v, at.EARLIEST]) - 1)
            last = tables.opening[tables.visit[v, at.OPENS_HI] - 1]
            until = min(until, place_at(state, s, last + 4 * tables.visit[v, at.DURATION]) + 2)
        for place in range(first, until + 1):
            begin(state)
            put_in(tables, state, v, s, place)
            if score(tables, state) and (best_shift < 0 or state.own[at.TOTAL] < best):
                best, best_shift, best_place = state.own[at.TOTAL], s, place
            undo(state)
    if best_shift >= 0:
        begin(state)
        put_in(tables, state, v, best_shift, best_place)
        _settle(tables, state)


@compiled
def set_breaks(tables, state):
    """Give each round its break where it costs least, or none."""
    for s in range(len(tables.shift)):
        if tables.shift[s, at.REST] == 0 or state.day[s, at.LENGTH] == 0:
            continue
        chosen, best = state.day[s, at.BREAK_AT], state.own[at.TOTAL]
        for place in range(-1, state.day[s, at.LENGTH]):
            begin(state)
            touch(state, s)
            state.day[s, at.BREAK_AT] = place
            if score(tables, state) and state.own[at.TOTAL] < best:
                chosen, best = place, state.own[at.TOTAL]
            undo(state)
        if chosen != state.day[s, at.BREAK_AT]:
            begin(state)
            touch(state, s)
            state.day[s, at.BREAK_AT] = chosen
            _settle(tables, state)


@compiled
def _settle(tables, state):
    """Keep a change that was found good before."""
    if score(tables, state):
        keep(state)
    else:
        undo(state)


def hardest_first(tables: at.Tables, generator: np.random.Generator, noise: float = 0.0) -> np.ndarray:
    """Visits in the order in which to plan them: dear to leave out, few fitting shifts, early; with some noise."""
    visit = tables.visit
    choices = (visit[:, at.CAND_HI] - visit[:, at.CAND_LO]).astype(float)
    choices *= 1 + noise * generator.random(len(visit))
    return np.lexsort((visit[:, at.EARLIEST], choices, -visit[:, at.NOBODY])).astype(np.int64)
