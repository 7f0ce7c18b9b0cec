"""Ruin and recreate: parts of neighbouring rounds are taken out and planned anew, visit by visit where it costs least.

After Schrimpf and others (2000); which visits go, and that good places are overlooked now and then, after Christiaens
and Vanden Berghe (2020). Where days are full, many visits must move at once before one more finds room.
"""

from engine.search import layout as at
from engine.search.change import put_in, room, take_out
from engine.search.compiled import compiled
from engine.search.fitting import MANY
from engine.search.places import planned, released
from engine.search.pricing import price_start
from engine.search.register import below, random

STRINGS, STRING = 3, 6
"""From how many rounds visits are taken at most, and how many in a row."""

WAITING = 6
"""How many unplanned visits are tried as well, at most."""

OVERLOOKED = 0.01
"""How often a place is not looked at, so that the same visits do not always come back in the same way."""

SAMPLE = 4
"""How many rounds are looked at by lot where a visit fits into very many, beside those of near visits."""


@compiled
def rebuild(tables, state):
    """Take strings of stops out of rounds near each other, and plan them and some unplanned visits again."""
    listed = state.lists[at.SEGMENT_LIST]
    v = _middle(tables, state)
    if v < 0:
        return False
    count = _list_waiting(tables, state, v, listed)
    strings = 1 + below(state, STRINGS)
    for k in range(-1, tables.near.shape[1]):
        u = v if k < 0 else tables.near[v, k]
        if u < 0 or state.stop[u, at.SHIFT] < 0 or state.day[state.stop[u, at.SHIFT], at.TOUCHED]:
            continue
        count = _take_string(tables, state, u, listed, count)
        strings -= 1
        if strings == 0:
            break
    _sort(tables, state, listed, count)
    for i in range(count):
        _plan(tables, state, listed[i])
    return True


@compiled
def _middle(tables, state):
    """The visit around which rounds are ruined: now and then one that is unplanned."""
    waiting = state.own[at.N_WAITING]
    if waiting > 0 and random(state) < 0.5:
        return state.lists[at.WAITING_LIST, below(state, waiting)]
    return planned(tables, state)


@compiled
def _list_waiting(tables, state, v, listed):
    """List unplanned visits, those near v first; how many there are."""
    waiting, count = state.own[at.N_WAITING], 0
    if waiting <= WAITING:
        for i in range(waiting):
            listed[i] = state.lists[at.WAITING_LIST, i]
        return waiting
    if state.stop[v, at.SHIFT] < 0:
        listed[0] = v
        count = 1
    for k in range(tables.near.shape[1]):
        u = tables.near[v, k]
        if u >= 0 and state.stop[u, at.SHIFT] < 0 and count < WAITING:
            listed[count] = u
            count += 1
    return count


@compiled
def _take_string(tables, state, u, listed, count):
    """Take out some stops in a row, one of them u, and list them behind the first so many."""
    s, place = state.stop[u, at.SHIFT], state.stop[u, at.POSITION]
    length = state.day[s, at.LENGTH]
    size = 1 + below(state, min(STRING, length))
    first = max(0, place - below(state, size))
    first = min(first, length - size)
    for _ in range(size):
        w = state.order[s, first]
        take_out(tables, state, w)
        listed[count] = w
        count += 1
    _time(tables, state, s)
    return count


@compiled
def _sort(tables, state, listed, count):
    """Into the order in which to plan them: by lot, or the earliest, the longest or the hardest to place first."""
    kind = below(state, 4)
    for i in range(1, count):
        if kind == 0:
            k = below(state, i + 1)
            listed[i], listed[k] = listed[k], listed[i]
            continue
        v, k = listed[i], i
        mine = _rank(tables, kind, v)
        while k > 0 and mine < _rank(tables, kind, listed[k - 1]):
            listed[k] = listed[k - 1]
            k -= 1
        listed[k] = v


@compiled
def _rank(tables, kind, v):
    visit = tables.visit[v]
    if kind == 1:
        return visit[at.EARLIEST]
    if kind == 2:
        return -visit[at.DURATION]
    return visit[at.CAND_HI] - visit[at.CAND_LO]


@compiled
def _plan(tables, state, v):
    """Plan a visit where it looks cheapest; not at all where that is cheaper still."""
    lo, count = tables.visit[v, at.CAND_LO], tables.visit[v, at.CAND_HI] - tables.visit[v, at.CAND_LO]
    if count == 0:
        return
    found = (tables.visit[v, at.NOBODY], -1, 0, 0)
    if found[0] >= at.FORBIDDEN:
        found = (at.UNBOUNDED, -1, 0, 0)
    if count <= MANY:
        for c in range(lo, lo + count):
            found = _look(tables, state, v, tables.choice[c], found)
    else:
        for k in range(tables.near.shape[1]):
            u = tables.near[v, k]
            if u >= 0 and state.stop[u, at.SHIFT] >= 0 and tables.fits[state.stop[u, at.SHIFT], v]:
                found = _look(tables, state, v, state.stop[u, at.SHIFT], found)
        for _ in range(SAMPLE):
            found = _look(tables, state, v, tables.choice[lo + below(state, count)], found)
    _, s, place, start = found
    if s < 0:
        return
    put_in(tables, state, v, s, place)
    later = released(tables, tables.visit[v], start)
    state.stop[v, at.RELEASE] = tables.visit[v, at.EARLIEST] if later == start else later
    state.stop[v, at.READY] = later
    _time(tables, state, s)


@compiled
def _time(tables, state, s):
    """About when the stops of a round under change begin: as early as they may, partners as they were."""
    shift, day, order = tables.shift[s], state.day[s], state.order[s]
    way = tables.way[shift[at.MODE]]
    clock, place = shift[at.START], shift[at.FROM]
    for k in range(day[at.LENGTH]):
        v = order[k]
        visit = tables.visit[v]
        clock += way[place, visit[at.PLACE]]
        if k == day[at.BREAK_AT]:
            clock = max(clock, shift[at.REST_FROM]) + shift[at.REST]
        clock = max(clock, visit[at.EARLIEST], state.stop[v, at.RELEASE])
        for e in range(visit[at.TIE_LO], visit[at.TIE_HI]):
            other = tables.tie[e, 0]
            if state.stop[other, at.SHIFT] >= 0:
                clock = max(clock, state.stop[other, at.READY] + tables.tie[e, 1])
        state.stop[v, at.BEGIN] = clock
        clock += visit[at.DURATION]
        place = visit[at.PLACE]
    day[at.D_HOME] = clock + way[place, shift[at.TO]]
    day[at.D_OVERTIME] = max(0, day[at.D_HOME] - shift[at.END])


@compiled
def _look(tables, state, v, s, found):
    """The best place of a round, if it is better than what was found: cost, shift, place and about when it starts."""
    if not room(state, s):
        return found
    shift, visit, day, order = tables.shift[s], tables.visit[v], state.day[s], state.order[s]
    leg, way = tables.leg[shift[at.MODE]], tables.way[shift[at.MODE]]
    here, length = visit[at.PLACE], day[at.LENGTH]
    last = tables.opening[visit[at.OPENS_HI] - 1]
    base = tables.pair[shift[at.CARER], v]
    origin, clock = shift[at.FROM], shift[at.START]
    tied = visit[at.EARLIEST]
    for e in range(visit[at.TIE_LO], visit[at.TIE_HI]):
        other = tables.tie[e, 0]
        if state.stop[other, at.SHIFT] >= 0:
            tied = max(tied, state.stop[other, at.READY] + tables.tie[e, 1])
    for place in range(length + 1):
        if base >= found[0]:
            break
        ready = clock + way[origin, here]
        if place == day[at.BREAK_AT]:
            ready = max(ready, shift[at.REST_FROM]) + shift[at.REST]
        ready = max(ready, tied)
        start = released(tables, visit, ready)
        cost = base + price_start(tables, visit, start)
        if cost >= found[0] and ready > last:
            break
        goal = tables.visit[order[place], at.PLACE] if place < length else shift[at.TO]
        cost += leg[origin, here] + leg[here, goal] - leg[origin, goal]
        if cost < found[0] and random(state) >= OVERLOOKED:
            cost = _push(tables, state, s, place, start + visit[at.DURATION], here, cost, found[0])
            if cost < found[0]:
                found = (cost, s, place, ready)
        if place < length:
            after = tables.visit[order[place]]
            clock += way[origin, after[at.PLACE]]
            if place == day[at.BREAK_AT]:
                clock = max(clock, shift[at.REST_FROM]) + shift[at.REST]
            clock = max(clock, after[at.EARLIEST], state.stop[order[place], at.RELEASE])
            clock += after[at.DURATION]
            origin = after[at.PLACE]
    return found


@compiled
def _push(tables, state, s, place, clock, here, cost, most):
    """A cost, and what it costs to push the stops from a place on, the first of them ready at a tick from here."""
    shift, day, order = tables.shift[s], state.day[s], state.order[s]
    way = tables.way[shift[at.MODE]]
    for k in range(place, day[at.LENGTH]):
        u = order[k]
        after = tables.visit[u]
        clock += way[here, after[at.PLACE]]
        if k == day[at.BREAK_AT] and k > place:
            clock = max(clock, shift[at.REST_FROM]) + shift[at.REST]
        planned_start = state.stop[u, at.BEGIN]
        if clock <= planned_start:
            return cost
        cost += price_start(tables, after, clock) - price_start(tables, after, planned_start)
        if cost >= most:
            return cost
        clock += after[at.DURATION]
        here = after[at.PLACE]
    home = clock + way[here, shift[at.TO]]
    over = max(0, home - shift[at.END]) - day[at.D_OVERTIME]
    if over > 0:
        for r in range(len(tables.daily)):
            cost += over * tables.daily[r, at.D_OVERTIME] * tables.daily[r, at.FIELDS + 1]
    return cost
