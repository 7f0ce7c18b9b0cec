"""Where a move might lead: visits near in place and time, and shifts and places that look good for one."""

from engine.search import layout as at
from engine.search.change import room
from engine.search.compiled import inlined, inner
from engine.search.familiar import familiar_shift, strange
from engine.search.pricing import detour, price_start
from engine.search.register import below, random

TRIES = 8

CONTEST = 3
"""Of how many places the best looking is tried; more of them, and moves all look alike."""

ANYWHERE, UNSEEN = 0.15, 0.4
"""How often any place is taken, and how often the first one drawn, without a look."""

KNOWN = 0.3
"""How often a round of a carer who comes to the client already is looked at, where few are to come."""

IN_TIME = 0.7
"""How often a linked visit keeps about its time, since its partner waits for it."""


@inner
def planned(tables, state):
    """A planned visit, or -1."""
    for _ in range(TRIES):
        v = below(state, len(tables.visit))
        if _within_reach(state, v):
            return v
    return -1


@inner
def _within_reach(state, v):
    """Whether a visit is planned, in a round that no other worker looks after."""
    s = state.stop[v, at.SHIFT]
    return s >= 0 and not state.day[s, at.CLOSED]


@inner
def waiting(state):
    """An unplanned visit that no other worker looks after, or -1."""
    for _ in range(TRIES if state.own[at.N_WAITING] else 0):
        v = state.lists[at.WAITING_LIST, below(state, state.own[at.N_WAITING])]
        if not state.lists[at.SHUT, v]:
            return v
    return -1


@inner
def neighbour(tables, state, v):
    """A planned visit near v, the nearest most often, or -1."""
    for _ in range(TRIES):
        chance = random(state)
        u = tables.near[v, int(chance * chance * tables.near.shape[1])]
        if u >= 0 and _within_reach(state, u):
            return u
    return -1


@inner
def fitting_shift(tables, state, v):
    """A shift in which v may be done, or -1."""
    lo, hi = tables.visit[v, at.CAND_LO], tables.visit[v, at.CAND_HI]
    return tables.choice[lo + below(state, hi - lo)] if hi > lo else -1


@inner
def place_at(state, s, tick):
    """Where in a round a visit that begins at a tick would stand."""
    place = 0
    length = state.day[s, at.LENGTH]
    while place < length and state.stop[state.order[s, place], at.BEGIN] < tick:
        place += 1
    return place


@inner
def place_near(tables, state, s, tick):
    place = place_at(state, s, tick) + below(state, 3) - 1
    return min(max(place, 0), state.day[s, at.LENGTH])


@inner
def target(tables, state, v, near_share):
    """A shift and a place for v: the best looking of a few, mostly. (-1, 0) = none.

    Some are taken unseen, at any place of any fitting round: what looks worst may be what a group is waiting for.
    """
    return target_inlined(tables, state, v, near_share)


@inlined
def target_inlined(tables, state, v, near_share):
    if random(state) < ANYWHERE:
        s = fitting_shift(tables, state, v)
        if s < 0 or not room(state, s):
            return -1, 0
        return s, below(state, state.day[s, at.LENGTH] + 1)
    best_shift, best_place, least = -1, 0, at.UNBOUNDED
    for number in range(CONTEST):
        s, place = _draw(tables, state, v, near_share)
        if number == 0 and (s < 0 or random(state) < UNSEEN):
            return s, place
        if s >= 0:
            cost = _looks(tables, state, v, s, place)
            if cost < least:
                least, best_shift, best_place = cost, s, place
    return best_shift, best_place


@inner
def timely(tables, state, v, tick):
    """A shift and a place for v at about a tick: the best looking of a few. (-1, 0) = none."""
    best_shift, best_place, least = -1, 0, at.FAR
    for _ in range(CONTEST):
        s = fitting_shift(tables, state, v)
        if s < 0 or not room(state, s):
            continue
        place = place_near(tables, state, s, tick)
        cost = _looks(tables, state, v, s, place)
        if best_shift < 0 or cost < least:
            least, best_shift, best_place = cost, s, place
    return best_shift, best_place


@inlined
def _draw(tables, state, v, near_share):
    """Beside a near visit, or where its time is in any fitting round; for a linked visit its time matters more.

    Where few carers are to come to a client, a round of one who comes already is drawn more often.
    """
    if tables.visit[v, at.CIRCLE] >= 0 and random(state) < KNOWN:
        s = familiar_shift(tables, state, v)
        if s >= 0 and room(state, s):
            return s, place_near(tables, state, s, _about(tables, state, v))
    if random(state) < near_share:
        u = neighbour(tables, state, v)
        if u >= 0:
            s = state.stop[u, at.SHIFT]
            if tables.fits[v, s] and room(state, s):
                tied = tables.visit[v, at.TIE_HI] > tables.visit[v, at.TIE_LO]
                if tied and state.stop[v, at.SHIFT] >= 0 and random(state) < IN_TIME:
                    return s, place_near(tables, state, s, state.stop[v, at.BEGIN])
                return s, state.stop[u, at.POSITION] + below(state, 2)
    s = fitting_shift(tables, state, v)
    if s < 0 or not room(state, s):
        return -1, 0
    return s, place_near(tables, state, s, _about(tables, state, v))


@inner
def _about(tables, state, v):
    """When v begins, or would like to."""
    return state.stop[v, at.BEGIN] if state.stop[v, at.SHIFT] >= 0 else wished(tables, state, v)


@inlined
def _looks(tables, state, v, s, place):
    """About what v would cost at a place: detour, carer and start, but not what it does to others."""
    shift, visit = tables.shift[s], tables.visit[v]
    leg, here = tables.leg[shift[at.MODE]], visit[at.PLACE]
    before, after = place - 1, place
    if before >= 0 and state.order[s, before] == v:
        before -= 1
    if after < state.day[s, at.LENGTH] and state.order[s, after] == v:
        after += 1
    origin, goal = shift[at.FROM], shift[at.TO]
    if before >= 0:
        origin = tables.visit[state.order[s, before], at.PLACE]
    if after < state.day[s, at.LENGTH]:
        goal = tables.visit[state.order[s, after], at.PLACE]
    alone = before < 0 and after >= state.day[s, at.LENGTH]
    cost = detour(leg, origin, here, goal, alone) + tables.pair[v, shift[at.CARER]]
    start = start_at(tables, state, v, s, before + 1)
    for e in range(visit[at.TIE_LO], visit[at.TIE_HI]):
        other = tables.tie[e, 0]
        if state.stop[other, at.SHIFT] >= 0:
            start = max(start, state.stop[other, at.READY] + tables.tie[e, 1])
    return (
        cost + strange(tables, state, v, shift[at.CARER]) + price_start(tables, visit, released(tables, visit, start))
    )


@inner
def released(tables, visit, start):
    """When a visit that could start at a tick had better start: then, or when a later window opens."""
    best, least = start, price_start(tables, visit, start)
    if least == 0:
        return start
    for o in range(visit[at.OPENS_LO], visit[at.OPENS_HI]):
        if tables.opening[o] > start:
            cost = price_start(tables, visit, tables.opening[o])
            if cost < least:
                best, least = tables.opening[o], cost
    return best


@inner
def start_at(tables, state, v, s, place):
    """About when v could start right after the stop before `place` of a round."""
    clock, here = tables.shift[s, at.START], tables.shift[s, at.FROM]
    if place > 0:
        u = state.order[s, place - 1]
        clock, here = state.stop[u, at.BEGIN] + tables.visit[u, at.DURATION], tables.visit[u, at.PLACE]
    way = tables.way[tables.shift[s, at.MODE]]
    return max(clock + way[here, tables.visit[v, at.PLACE]], tables.visit[v, at.EARLIEST])


@inner
def wished(tables, state, v):
    lo, hi = tables.visit[v, at.OPENS_LO], tables.visit[v, at.OPENS_HI]
    return tables.opening[lo + below(state, hi - lo)]
