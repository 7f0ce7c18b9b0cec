"""A package of visits for a crew of carers: each visit where it costs least, one after the other.

Visits at one time (two carers at once) are planned together, or not at all.
"""

from engine.search import layout as at
from engine.search.change import put_in, room, score, undo
from engine.search.compiled import compiled, inner
from engine.search.register import begin
from engine.search.slots import (
    BREAK,
    FREE,
    HELD,
    NO_SHIFT,
    NOW,
    PLACE,
    POINTS,
    PUSHED,
    PUSHES,
    REACHED,
    ROUND,
    START,
    VISIT,
    WHO,
    allowance,
    home_in_time,
    occupy,
    pushed,
    try_place,
    vacate,
    within,
)
from engine.search.ticks import gap, list_ticks


@compiled
def place_all(tables, state, units, spans, span_lo, crew, free, slots, before, ticks):
    """Plan units with a crew, note where, and take all out again; what those that found a place cost, in points.

    units (·, 2): a visit, and the one at the same time or -1. spans[span_lo[i]:span_lo[i + 1]]: when unit i may begin.
    crew: rows of carers. free: see `slots.list_slots`; its PUSHES are for all units together, and used up here.
    slots (·, 2, COLUMNS): filled, REACHED = FREE where a place was found. before (·, 2, 2): room for the breaks as they
    were.
    """
    start, spared = state.own[at.TOTAL], 0
    for i in range(len(units)):
        mine = spans[span_lo[i] : span_lo[i + 1]]
        one, other = slots[i, 0], slots[i, 1]
        one[REACHED], other[REACHED] = NO_SHIFT, NO_SHIFT
        if units[i, 1] < 0:
            _best_of_crew(tables, state, units[i, 0], mine, crew, free, one, ticks)
        else:
            _best_pair(tables, state, units[i], mine, crew, free, one, other, ticks)
        for k in range(2):
            if units[i, k] >= 0 and slots[i, k, REACHED] == FREE:
                day = state.day[slots[i, k, ROUND]]
                before[i, k, 0], before[i, k, 1] = day[at.BREAK_AT], day[at.BREAK_HELD]
                occupy(tables, state, slots[i, k])
                spared += tables.visit[units[i, k], at.NOBODY]
        if one[REACHED] == FREE:
            free[PUSHES] -= one[PUSHED]  # a round that is pushed twice counts twice: never more than may be
    cost = state.own[at.TOTAL] - start + spared
    for i in range(len(units) - 1, -1, -1):
        for k in range(1, -1, -1):
            if units[i, k] >= 0 and slots[i, k, REACHED] == FREE:
                vacate(tables, state, units[i, k], before[i, k, 0], before[i, k, 1])
    return cost


@inner
def _best_of_crew(tables, state, v, spans, crew, free, best, ticks):
    allowed = allowance(tables, state, v)
    for c in range(tables.visit[v, at.CAND_LO], tables.visit[v, at.CAND_HI]):
        s = tables.choice[c]
        if _is_in(crew, tables.shift[s, at.CARER]):
            for place in range(state.day[s, at.LENGTH] + 1):
                try_place(tables, state, v, s, place, spans, free, allowed, best, ticks)


@inner
def _is_in(crew, carer):
    inside = False
    for c in range(len(crew)):
        inside = inside or crew[c] == carer
    return inside


@inner
def _best_pair(tables, state, pair, spans, crew, free, one, other, ticks):
    """The cheapest two slots at one time, by two carers of the crew."""
    v, w = pair[0], pair[1]
    for c in range(tables.visit[v, at.CAND_LO], tables.visit[v, at.CAND_HI]):
        s = tables.choice[c]
        if not _is_in(crew, tables.shift[s, at.CARER]) or not room(state, s):
            continue
        for d in range(tables.visit[w, at.CAND_LO], tables.visit[w, at.CAND_HI]):
            r = tables.choice[d]
            carer = tables.shift[r, at.CARER]
            if carer == tables.shift[s, at.CARER] or not _is_in(crew, carer) or not room(state, r):
                continue
            for place in range(state.day[s, at.LENGTH] + 1):
                for beside in range(state.day[r, at.LENGTH] + 1):
                    _try_pair(tables, state, v, s, place, w, r, beside, spans, free, one, other, ticks)


@inner
def _try_pair(tables, state, v, s, place, w, r, beside, spans, free, one, other, ticks):
    first, last = gap(tables, state, v, s, place, free[NOW])
    opens, closes = gap(tables, state, w, r, beside, free[NOW])
    first, last = max(first, opens), min(last, closes)
    if free[PUSHES] > 0 and last > 0:
        last = at.FAR
    for i in range(len(spans)):
        opens, closes = max(first, spans[i, 0]), min(last, spans[i, 1])
        if opens > closes:
            continue
        for side in range(2):
            u, t, p = (v, s, place) if side == 0 else (w, r, beside)
            n = list_ticks(tables, state, u, t, p, opens, closes, free[PUSHES] > 0, ticks)
            for k in range(n):
                _try_at(tables, state, v, s, place, w, r, beside, ticks[k], spans, free, one, other)


@inner
def _try_at(tables, state, v, s, place, w, r, beside, tick, spans, free, one, other):
    """Take two slots at a tick for the best, if they are better."""
    begin(state)
    for u in (v, w):
        state.stop[u, at.RELEASE], state.stop[u, at.READY] = tick, tables.visit[u, at.EARLIEST]
    put_in(tables, state, v, s, place)
    put_in(tables, state, w, r, beside)
    counted = score(tables, state)
    start = state.stop[v, at.BEGIN]
    moved = pushed(state, s, v) + pushed(state, r, w)
    timely = home_in_time(state, s, free) and home_in_time(state, r, free)
    if counted and start == state.stop[w, at.BEGIN] and moved <= free[PUSHES] and within(spans, start) and timely:
        spared = tables.visit[v, at.NOBODY] + tables.visit[w, at.NOBODY]
        points = state.own[at.TOTAL] - state.own[at.SAVED] + spared
        better = one[REACHED] < FREE or points < one[POINTS] or (points == one[POINTS] and start < one[START])
        if points < at.FORBIDDEN // 2 and better:
            _note(tables, state, v, s, place, points, moved, one)
            _note(tables, state, w, r, beside, 0, 0, other)
    undo(state)


@inner
def _note(tables, state, v, s, place, points, moved, best):
    best[REACHED], best[POINTS], best[WHO], best[ROUND] = FREE, points, tables.shift[s, at.CARER], s
    best[PLACE], best[START], best[PUSHED], best[VISIT] = place, state.stop[v, at.BEGIN], moved, v
    best[BREAK], best[HELD] = state.day[s, at.BREAK_AT], state.day[s, at.BREAK_HELD]
