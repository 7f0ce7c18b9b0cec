"""Ruin and recreate: parts of neighbouring rounds are taken out and planned anew, visit by visit where it costs least.

After Schrimpf and others (2000); which visits go, and that good places are overlooked now and then, after Christiaens
and Vanden Berghe (2020). Where days are full, many visits must move at once before one more finds room.
"""

from engine.search import layout as at
from engine.search.change import put_in_inlined, room, take_out_inlined
from engine.search.compiled import inlined, inner
from engine.search.familiar import strange
from engine.search.fitting import MANY
from engine.search.places import fitting_shift, planned, released, waiting
from engine.search.pricing import detour, price_of_overtime, price_start
from engine.search.register import below, random

STRINGS, STRING = 3, 6
"""From how many rounds visits are taken at most, and how many in a row."""

WAITING = 6
"""How many unplanned visits are tried as well, at most."""

OVERLOOKED = 0.01
"""How often a place is not looked at, so that the same visits do not always come back in the same way."""

SAMPLE = 4
"""How many rounds are looked at by lot where a visit fits into very many, beside those of near visits."""


@inner
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
        s = state.stop[u, at.SHIFT] if u >= 0 else -1
        if s < 0 or state.day[s, at.TOUCHED] or state.day[s, at.CLOSED]:
            continue
        count = _take_string(tables, state, u, listed, count)
        strings -= 1
        if strings == 0:
            break
    _sort(tables, state, listed, count)
    for i in range(count):
        _plan(tables, state, listed[i])
    return True


@inner
def _middle(tables, state):
    """The visit around which rounds are ruined: now and then one that is unplanned."""
    if state.own[at.N_WAITING] and random(state) < 0.5:
        return waiting(state)
    return planned(tables, state)


@inner
def _list_waiting(tables, state, v, listed):
    """List unplanned visits, those near v first; how many there are."""
    count = 0
    if state.own[at.N_WAITING] <= WAITING:
        for i in range(state.own[at.N_WAITING]):
            u = state.lists[at.WAITING_LIST, i]
            if not state.lists[at.SHUT, u]:
                listed[count] = u
                count += 1
        return count
    if state.stop[v, at.SHIFT] < 0:
        listed[0] = v
        count = 1
    for k in range(tables.near.shape[1]):
        u = tables.near[v, k]
        if u >= 0 and state.stop[u, at.SHIFT] < 0 and not state.lists[at.SHUT, u] and count < WAITING:
            listed[count] = u
            count += 1
    return count


@inlined
def _take_string(tables, state, u, listed, count):
    """Take out some stops in a row, one of them u, and list them behind the first so many."""
    s, place = state.stop[u, at.SHIFT], state.stop[u, at.POSITION]
    length = state.day[s, at.LENGTH]
    size = 1 + below(state, min(STRING, length))
    first = max(0, place - below(state, size))
    first = min(first, length - size)
    for _ in range(size):
        w = state.order[s, first]
        take_out_inlined(tables, state, w)
        listed[count] = w
        count += 1
    _time(tables, state, s)
    return count


@inner
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


@inner
def _rank(tables, kind, v):
    visit = tables.visit[v]
    if kind == 1:
        return visit[at.EARLIEST]
    if kind == 2:
        return -visit[at.DURATION]
    return visit[at.CAND_HI] - visit[at.CAND_LO]


@inlined
def _plan(tables, state, v):
    """Plan a visit where it looks cheapest; not at all where that is cheaper still."""
    visit, lists = tables.visit[v], state.lists
    found = (visit[at.NOBODY] if visit[at.NOBODY] < at.FORBIDDEN else at.UNBOUNDED, -1, 0, 0, 0)
    least = _tied(tables, state, v)
    state.own[at.LOOK] += 1
    near, count = tables.near.shape[1], visit[at.CAND_HI] - visit[at.CAND_LO]
    known = count <= MANY
    for i in range(count if known else near + SAMPLE):
        s = tables.choice[visit[at.CAND_LO] + i] if known else _draw(tables, state, v, i)
        if s >= 0 and lists[at.LOOKED, s] < state.own[at.LOOK] and room(state, s):
            lists[at.LOOKED, s] = state.own[at.LOOK]
            found = look(tables, state, v, s, least, found)
    _, s, place, ready, start = found
    if s >= 0:
        put_in_inlined(tables, state, v, s, place)
        state.stop[v, at.RELEASE] = visit[at.EARLIEST] if start == ready else start
        state.stop[v, at.READY] = start
        _time(tables, state, s)


@inner
def _draw(tables, state, v, i):
    """Of a visit that fits into very many shifts: those of near visits, then some by lot; -1 = not this one."""
    if i >= tables.near.shape[1]:
        return fitting_shift(tables, state, v)
    u = tables.near[v, i]
    s = state.stop[u, at.SHIFT] if u >= 0 else -1
    return s if s >= 0 and tables.fits[v, s] else -1


@inlined
def look(tables, state, v, s, least, found):
    """The best place of a round if better than what was found: cost, shift, place, when it can and had better start."""
    shift, visit, day, order = tables.shift[s], tables.visit[v], state.day[s], state.order[s]
    leg, way = tables.leg[shift[at.MODE]], tables.way[shift[at.MODE]]
    here, length = visit[at.PLACE], day[at.LENGTH]
    carer = tables.pair[v, shift[at.CARER]] + strange(tables, state, v, shift[at.CARER])
    if carer >= found[0]:
        return found
    done = visit[at.EARLIEST] + visit[at.DURATION]
    origin, clock = shift[at.FROM], shift[at.START]
    later = state.stop[order[length - 1], at.SPARE] if length else 0  # stops begin later where the round leaves late
    for place in range(length + 1):
        if place > 0:
            u = order[place - 1]
            origin = tables.visit[u, at.PLACE]
            clock = state.stop[u, at.BEGIN] - later + state.stop[u, at.SPARE] + tables.visit[u, at.DURATION]
            if clock > visit[at.LATEST]:
                break
        goal = shift[at.TO]
        if place < length:
            goal = tables.visit[order[place], at.PLACE]
            if done > tables.visit[order[place], at.LATEST]:
                continue
        cost = carer + detour(leg, origin, here, goal, length == 0)
        if cost >= found[0]:
            continue
        ready = max(_rested(shift, day, place, clock + way[origin, here]), least)
        start = released(tables, visit, ready)
        price = price_start(tables, visit, start)
        if carer + price >= found[0] and ready > tables.opening[visit[at.OPENS_HI] - 1]:
            break
        cost += price
        if cost < found[0] and random(state) >= OVERLOOKED:
            cost = _push(tables, state, s, place, start + visit[at.DURATION], here, cost, found[0])
            if cost < found[0]:
                found = (cost, s, place, ready, start)
    return found


@inlined
def _push(tables, state, s, place, clock, here, cost, most):
    """A cost, and what it costs to push the stops from a place on, where the one before is done at a tick."""
    shift, day, order = tables.shift[s], state.day[s], state.order[s]
    way = tables.way[shift[at.MODE]]
    for k in range(place, day[at.LENGTH]):
        after, begin = tables.visit[order[k]], state.stop[order[k], at.BEGIN]
        clock += way[here, after[at.PLACE]]
        if k > place:
            clock = _rested(shift, day, k, clock)
        if clock <= begin:
            return cost
        cost += price_start(tables, after, clock) - price_start(tables, after, begin)
        if cost >= most:
            return cost
        clock += after[at.DURATION]
        here = after[at.PLACE]
    over = max(0, clock + way[here, shift[at.TO]] - shift[at.END]) - day[at.D_OVERTIME]
    return cost + max(0, over) * price_of_overtime(tables)


@inner
def _time(tables, state, s):
    """About when the stops of a round under change begin: as early as they may, partners as they were."""
    shift, day, order = tables.shift[s], state.day[s], state.order[s]
    way = tables.way[shift[at.MODE]]
    clock, place = shift[at.START], shift[at.FROM]
    for k in range(day[at.LENGTH]):
        visit, stop = tables.visit[order[k]], state.stop[order[k]]
        clock = _rested(shift, day, k, clock + way[place, visit[at.PLACE]])
        stop[at.BEGIN] = max(clock, stop[at.RELEASE], _tied(tables, state, order[k]))
        stop[at.SPARE] = 0
        clock = stop[at.BEGIN] + visit[at.DURATION]
        place = visit[at.PLACE]
    day[at.D_OVERTIME] = max(0, clock + way[place, shift[at.TO]] - shift[at.END])


@inner
def _rested(shift, day, place, clock):
    """A tick, and after the break where that comes before the stop at a place."""
    return max(clock, shift[at.REST_FROM]) + shift[at.REST] if place == day[at.BREAK_AT] else clock


@inner
def _tied(tables, state, v):
    """The earliest tick at which a visit may begin: its own, or when those that it is linked to are ready."""
    tick = tables.visit[v, at.EARLIEST]
    for e in range(tables.visit[v, at.TIE_LO], tables.visit[v, at.TIE_HI]):
        other = tables.tie[e, 0]
        if state.stop[other, at.SHIFT] >= 0:
            tick = max(tick, state.stop[other, at.READY] + tables.tie[e, 1])
    return tick
