"""A first plan: visits one by one, the hardest to place first, each with its mates where it costs least."""

import numpy as np

from engine.search import layout as at
from engine.search.change import keep, put_in, room, score, take_out, undo
from engine.search.compiled import compiled, inner
from engine.search.familiar import strange
from engine.search.fitting import CHEAPEST, MANY
from engine.search.places import place_at
from engine.search.pricing import detour, price_of_overtime, price_start
from engine.search.register import begin, below, touch

ANYBODY = -1
NO_BREAK, STAYS = -1, -2
"""Where the break of a round goes, if not before one of its stops: away, or where it was."""

SAMPLE = 30
"""How many shifts of a visit that has many are looked at by lot, beside the cheapest and those of near visits."""

TRIED = 12
"""How many places are tried, those that look best."""


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

    With a carer, at any place of that carer's rounds; with ANYBODY, at one of those that look best about its time.
    """
    listed = state.lists[at.SEGMENT_LIST]
    best, best_shift, best_place, best_rest = 0, -1, 0, STAYS
    for i in range(_list_best(tables, state, v, listed) if carer == ANYBODY else 0):
        s, place = listed[3 * i + 1], listed[3 * i + 2]
        fits, cost, rest = _try(tables, state, v, s, place, STAYS)
        if fits and (best_shift < 0 or cost < best):
            best, best_shift, best_place, best_rest = cost, s, place, rest
    for c in range(tables.visit[v, at.CAND_LO], tables.visit[v, at.CAND_HI] if carer != ANYBODY else 0):
        s = tables.choice[c]
        if tables.shift[s, at.CARER] == carer and room(state, s):
            ways = 2 if state.day[s, at.BREAK_AT] >= 0 else 1  # a visit may fit where the break stood in its way
            for k in range(ways * (state.day[s, at.LENGTH] + 1)):
                fits, cost, rest = _try(tables, state, v, s, k // ways, NO_BREAK if k % ways else STAYS)
                if fits and (best_shift < 0 or cost < best):
                    best, best_shift, best_place, best_rest = cost, s, k // ways, rest
    if best_shift >= 0:
        _put(tables, state, v, best_shift, best_place, best_rest)
        _settle(tables, state)


@inner
def _try(tables, state, v, s, place, rest):
    """Whether a visit can be planned at a place, what the whole plan then costs, and where the break goes: as asked, or
    where one that becomes due is better set: else no round would ever grow past the time when it must not be missed.
    """
    _put(tables, state, v, s, place, rest)
    fits, cost = score(tables, state), state.own[at.TOTAL]
    due = _due(tables, state, s) if fits else NO_BREAK
    undo(state)
    if due != NO_BREAK:
        _put(tables, state, v, s, place, due)
        if score(tables, state) and state.own[at.TOTAL] < cost:
            cost, rest = state.own[at.TOTAL], due
        undo(state)
    return fits, cost, rest


@inner
def _due(tables, state, s):
    """Before which stop a break might be set that a round lacks: the first that begins when one may be had."""
    shift, day = tables.shift[s], state.day[s]
    if shift[at.REST] == 0 or day[at.D_BREAKS] or not day[at.D_DUE]:
        return NO_BREAK
    k = 0
    while k < day[at.LENGTH] - 1 and state.stop[state.order[s, k], at.BEGIN] < shift[at.REST_FROM]:
        k += 1
    return k


@inner
def _put(tables, state, v, s, place, rest):
    """Put a visit in, ready as early as can be: what an earlier try made it wait for must not mislead its partners.

    rest: before which stop the round has its break from now on; NO_BREAK, STAYS.
    """
    begin(state)
    state.stop[v, at.READY] = tables.visit[v, at.EARLIEST]
    put_in(tables, state, v, s, place)
    if rest != STAYS:
        state.day[s, at.BREAK_AT] = rest


@inner
def _list_best(tables, state, v, listed):
    """List the places that look best for a visit, the best first: its looks, a shift and a place each. How many.

    Where it has many shifts those of near visits are the first: what looks well early spares a look at what cannot.
    """
    lo, count = tables.visit[v, at.CAND_LO], tables.visit[v, at.CAND_HI] - tables.visit[v, at.CAND_LO]
    overtime = price_of_overtime(tables)
    found, many = 0, count > MANY
    for k in range(tables.near.shape[1] if many else 0):
        u = tables.near[v, k]
        if u >= 0 and state.stop[u, at.SHIFT] >= 0 and tables.fits[v, state.stop[u, at.SHIFT]]:
            found = _list_round(tables, state, v, state.stop[u, at.SHIFT], overtime, listed, found)
    for c in range(CHEAPEST if many else count):
        found = _list_round(tables, state, v, tables.choice[lo + c], overtime, listed, found)
    offset = below(state, count) if many else 0
    for c in range(SAMPLE if many else 0):
        found = _list_round(tables, state, v, tables.choice[lo + (offset + c) % count], overtime, listed, found)
    return found


@inner
def _list_round(tables, state, v, s, overtime, listed, found):
    """Look at the places of a round that are about a visit's time; how many are listed then."""
    if not room(state, s) or (found == TRIED and _least(tables, state, v, s, overtime) >= listed[3 * TRIED - 3]):
        return found
    visit = tables.visit[v]
    last = tables.opening[visit[at.OPENS_HI] - 1] + 4 * visit[at.DURATION]
    first = max(0, place_at(state, s, visit[at.EARLIEST]) - 1)
    until = min(state.day[s, at.LENGTH], place_at(state, s, last) + 2)
    for place in range(first, until + 1):
        found = _list(listed, found, _looks(tables, state, v, s, place, overtime), s, place)
    return found


@inner
def _list(listed, found, looks, s, place):
    """Put a place on the list, if it belongs there and is not on it; how many there are then."""
    row = found
    while row > 0 and looks < listed[3 * row - 3]:
        row -= 1
    for k in range(row - 1, -1, -1):
        if listed[3 * k] != looks:
            break
        if listed[3 * k + 1] == s and listed[3 * k + 2] == place:
            return found
    if row == TRIED:
        return found
    for k in range(3 * min(found, TRIED - 1) + 2, 3 * row + 2, -1):
        listed[k] = listed[k - 3]
    listed[3 * row], listed[3 * row + 1], listed[3 * row + 2] = looks, s, place
    return min(found + 1, TRIED)


@inner
def _least(tables, state, v, s, overtime):
    """The least that a visit may look like in a round, wherever it stands: its carer, its start and its overtime."""
    shift, visit = tables.shift[s], tables.visit[v]
    start = max(shift[at.START], visit[at.EARLIEST], state.stop[v, at.RELEASE])
    over = max(0, start + visit[at.DURATION] - shift[at.END] - state.day[s, at.D_OVERTIME])
    return tables.pair[v, shift[at.CARER]] + price_start(tables, visit, start) + overtime * over


@inner
def _looks(tables, state, v, s, place, overtime):
    """About what a visit costs at a place: carer, detour, start, the next one's start, overtime; but not its groups."""
    shift, visit, day = tables.shift[s], tables.visit[v], state.day[s]
    leg, way, here = tables.leg[shift[at.MODE]], tables.way[shift[at.MODE]], visit[at.PLACE]
    origin, clock, goal = shift[at.FROM], shift[at.START], shift[at.TO]
    if place > 0:
        before = state.order[s, place - 1]
        origin, clock = tables.visit[before, at.PLACE], state.stop[before, at.BEGIN] + tables.visit[before, at.DURATION]
    start = max(clock + way[origin, here], visit[at.EARLIEST], state.stop[v, at.RELEASE])
    for e in range(visit[at.TIE_LO], visit[at.TIE_HI]):
        other = tables.tie[e, 0]
        if state.stop[other, at.SHIFT] >= 0:
            start = max(start, state.stop[other, at.READY] + tables.tie[e, 1])
    cost = tables.pair[v, shift[at.CARER]] + strange(tables, state, v, shift[at.CARER])
    cost += price_start(tables, visit, start)
    done = start + visit[at.DURATION]
    if place < day[at.LENGTH]:
        after = tables.visit[state.order[s, place]]
        goal, planned = after[at.PLACE], state.stop[state.order[s, place], at.BEGIN]
        pushed = max(planned, done + way[here, goal])
        cost += price_start(tables, after, pushed) - price_start(tables, after, planned)
        home = day[at.D_HOME] + pushed - planned
    else:
        home = done + way[here, goal]
    cost += detour(leg, origin, here, goal, day[at.LENGTH] == 0)
    return cost + overtime * (max(0, home - shift[at.END]) - day[at.D_OVERTIME])


@compiled
def set_breaks(tables, state):
    """Give each round its break where it costs least, or none."""
    for s in range(len(tables.shift)):
        set_break(tables, state, s)


@compiled
def set_break(tables, state, s):
    """Give a round its break where it costs least, or none."""
    if tables.shift[s, at.REST] == 0 or state.day[s, at.LENGTH] == 0:
        return
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
def release(tables, state, s):
    """Let the visits of a round begin when they are wished again, whenever they began until now."""
    begin(state)
    touch(state, s)
    for k in range(state.day[s, at.LENGTH]):
        v = state.order[s, k]
        state.stop[v, at.RELEASE] = tables.visit[v, at.WISHED]
    _settle(tables, state)


@inner
def _settle(tables, state):
    """Keep a change that was found good before."""
    if score(tables, state):
        keep(state)
    else:
        undo(state)


def hardest_first(tables: at.Tables) -> np.ndarray:
    """Visits in the order in which to plan them: dear to leave out, few fitting shifts, early."""
    visit = tables.visit
    choices = visit[:, at.CAND_HI] - visit[:, at.CAND_LO]
    return np.lexsort((visit[:, at.EARLIEST], choices, -visit[:, at.NOBODY])).astype(np.int64)
