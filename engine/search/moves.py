"""The moves of the search: each makes one change, and says whether there is a change to score and judge.

A move neither scores nor judges: that is the search's. Rows are chosen by the plan's own generator, mostly near ones.
"""

from engine.search import layout as at
from engine.search.change import put_in, room, take_out
from engine.search.compiled import compiled, inner
from engine.search.places import (
    TRIES,
    fitting_shift,
    neighbour,
    place_near,
    planned,
    released,
    start_at,
    target,
    timely,
    wished,
)
from engine.search.rebuild import rebuild
from engine.search.register import begin, below, random, touch

RELOCATE, SWAP, SEGMENT, TAILS, IDLEST, RELEASED, BREAKS, MATES, OPTIONAL, ROUNDS, REBUILD = range(11)
MOVES = 11
_TRIED = (0.40, 0.40, 0.10, 0.20, 0.05, 0.06, 0.04, 0.04, 0.04, 0.01, 0.02)
SHARES = tuple(share / sum(_TRIED) for share in _TRIED)
"""How often each move is tried, in the order above."""

MOST_SEGMENT = 3

FITTING, FRESH = 0.4, 0.3
"""How often a visit, where it goes, waits for the window that it can keep there, and how often for any."""


@compiled
def propose(tables, state, move):
    """Make one move. False = there was nothing to change; call undo all the same."""
    begin(state)
    if move == RELOCATE:
        return _relocate(tables, state)
    if move == SWAP:
        return _swap(tables, state)
    if move == SEGMENT:
        return _segment(tables, state)
    if move == TAILS:
        return _tails(tables, state)
    if move == IDLEST:
        return _fill_idlest(tables, state)
    if move == RELEASED:
        return _release(tables, state)
    if move == BREAKS:
        return _break(tables, state)
    if move == MATES:
        return _mates(tables, state)
    if move == OPTIONAL:
        return _optional(tables, state)
    if move == ROUNDS:
        return _rounds(tables, state)
    return rebuild(tables, state)


@inner
def _move_to(tables, state, v, s, place):
    """Take a visit, planned or not, to a place of a round counted before it is taken out."""
    if state.stop[v, at.SHIFT] >= 0:
        same = state.stop[v, at.SHIFT] == s
        before = state.stop[v, at.POSITION]
        take_out(tables, state, v)
        if same and place > before:
            place -= 1
    place = min(place, state.day[s, at.LENGTH])
    put_in(tables, state, v, s, place)
    chance = random(state)
    if chance < FITTING:
        start = start_at(tables, state, v, s, place)
        later = released(tables, tables.visit[v], start)
        state.stop[v, at.RELEASE] = tables.visit[v, at.EARLIEST] if later == start else later
    elif chance < FITTING + FRESH:
        state.stop[v, at.RELEASE] = tables.visit[v, at.EARLIEST] if random(state) < 0.5 else wished(tables, state, v)


# -- the moves -------------------------------------------------------------------------------------------------------


@inner
def _relocate(tables, state):
    v = planned(tables, state)
    if v < 0:
        return False
    s, place = target(tables, state, v, 0.75)
    if s < 0:
        return False
    here, position = state.stop[v, at.SHIFT], state.stop[v, at.POSITION]
    if s == here and (place == position or place == position + 1):
        return False
    _move_to(tables, state, v, s, place)
    return True


@inner
def _swap(tables, state):
    v = planned(tables, state)
    if v < 0:
        return False
    u = neighbour(tables, state, v)
    if u < 0:
        return False
    if random(state) < 0.4:
        w = state.day[state.stop[u, at.SHIFT], at.LENGTH]
        u = state.order[state.stop[u, at.SHIFT], below(state, w)]
    if u == v:
        return False
    s, q = state.stop[v, at.SHIFT], state.stop[u, at.SHIFT]
    if not tables.fits[v, q] or not tables.fits[u, s]:
        return False
    i, j = state.stop[v, at.POSITION], state.stop[u, at.POSITION]
    take_out(tables, state, v)
    take_out(tables, state, u)
    if s == q and i > j:
        v, u, i, j = u, v, j, i
    put_in(tables, state, u, s, min(i, state.day[s, at.LENGTH]))
    put_in(tables, state, v, q, min(j, state.day[q, at.LENGTH]))
    return True


@inner
def _segment(tables, state):
    """Two or three stops in a row to another place, sometimes the other way round."""
    v = planned(tables, state)
    if v < 0:
        return False
    s, first = state.stop[v, at.SHIFT], state.stop[v, at.POSITION]
    size = min(2 + below(state, MOST_SEGMENT - 1), state.day[s, at.LENGTH] - first)
    if size < 2:
        return False
    q, place = target(tables, state, v, 0.85)
    if q < 0 or state.day[q, at.LENGTH] + size > state.order.shape[1]:
        return False
    if q == s and first <= place <= first + size:
        return False
    taken = state.lists[at.SEGMENT_LIST]
    for k in range(size):
        taken[k] = state.order[s, first + k]
        if not tables.fits[taken[k], q]:
            return False
    for k in range(size):
        take_out(tables, state, taken[k])
    if q == s and place > first:
        place -= size
    reverse = random(state) < 0.25
    for k in range(size):
        put_in(tables, state, taken[k], q, place if reverse else place + k)
    return True


@inner
def _tails(tables, state):
    """Two rounds exchange their ends (2-opt*, Potvin and Rousseau 1995)."""
    v = planned(tables, state)
    if v < 0:
        return False
    u = neighbour(tables, state, v)
    if u < 0:
        return False
    s, q = state.stop[v, at.SHIFT], state.stop[u, at.SHIFT]
    if s == q:
        return False
    return _exchange(tables, state, s, state.stop[v, at.POSITION] + 1, q, state.stop[u, at.POSITION])


@inner
def _exchange(tables, state, s, i, q, j):
    """The stops of s from i on and those of q from j on change places."""
    tail, other = state.day[s, at.LENGTH] - i, state.day[q, at.LENGTH] - j
    if (tail == 0 and other == 0) or i + other > state.order.shape[1] or j + tail > state.order.shape[1]:
        return False
    for k in range(tail):
        if not tables.fits[state.order[s, i + k], q]:
            return False
    for k in range(other):
        if not tables.fits[state.order[q, j + k], s]:
            return False
    for k in range(other):
        w = state.order[q, j]
        take_out(tables, state, w)
        put_in(tables, state, w, s, i + k)
    for k in range(tail):
        w = state.order[s, i + other]
        take_out(tables, state, w)
        put_in(tables, state, w, q, j + k)
    return True


@inner
def _rounds(tables, state):
    """Two shifts exchange their whole rounds."""
    v = planned(tables, state)
    if v < 0:
        return False
    s, q = state.stop[v, at.SHIFT], fitting_shift(tables, state, v)
    if q < 0 or q == s:
        return False
    return _exchange(tables, state, s, 0, q, 0)


@inner
def _fill_idlest(tables, state):
    """A visit goes to the round whose total is the worst of its group."""
    if len(tables.team) == 0:
        return False
    for _ in range(4 * TRIES):
        t = below(state, len(tables.team))
        team = tables.team[t]
        if team[at.FOLD] != at.WORST_DAYS:
            continue
        first, worst = team[at.PART_SLOT], 0
        for p in range(team[at.PARTS]):
            if state.slot[first + p] > state.slot[first + worst]:
                worst = p
        lo = team[at.MEMBER_LO]
        for m in range(below(state, team[at.MEMBER_HI] - lo), team[at.MEMBER_HI] - lo):
            s = tables.member[lo + m, 0]
            if tables.member[lo + m, 1] == worst and room(state, s):
                return _fill_round(tables, state, s)
    return False


@inner
def _fill_round(tables, state, s):
    for _ in range(TRIES):
        v = planned(tables, state)
        if v >= 0 and tables.fits[v, s] and state.stop[v, at.SHIFT] != s:
            _move_to(tables, state, v, s, place_near(tables, state, s, state.stop[v, at.BEGIN]))
            return True
    return False


@inner
def _release(tables, state):
    """A visit may begin no earlier than another tick: its earliest, a later window, a little sooner or later."""
    v = planned(tables, state)
    if v < 0:
        return False
    if tables.visit[v, at.TIE_HI] == tables.visit[v, at.TIE_LO] and random(state) < 0.5:
        v = planned(tables, state)
        if v < 0:
            return False
    chance, begin_now = random(state), state.stop[v, at.BEGIN]
    if chance < 0.35:
        release = tables.visit[v, at.EARLIEST]
    elif chance < 0.65:
        release = wished(tables, state, v)
    else:
        span = max(tables.visit[v, at.DURATION], 2)
        release = begin_now + below(state, 2 * span + 1) - span
    if release == state.stop[v, at.RELEASE]:
        return False
    touch(state, state.stop[v, at.SHIFT])
    state.stop[v, at.RELEASE] = release
    return True


@inner
def _break(tables, state):
    v = planned(tables, state)
    if v < 0:
        return False
    s = state.stop[v, at.SHIFT]
    if tables.shift[s, at.REST] == 0:
        return False
    place = state.stop[v, at.POSITION]
    if state.day[s, at.BREAK_AT] == place:
        place = -1
    touch(state, s)
    state.day[s, at.BREAK_AT] = place
    return True


@inner
def _mates(tables, state):
    """Visits that belong together move together."""
    v = -1
    for _ in range(TRIES):
        v = planned(tables, state)
        if v >= 0 and tables.visit[v, at.MATE_HI] > tables.visit[v, at.MATE_LO]:
            break
    if v < 0 or tables.visit[v, at.MATE_HI] == tables.visit[v, at.MATE_LO]:
        return False
    return _plan_all(tables, state, v)


@inner
def _plan_all(tables, state, v):
    """Give a visit and its mates new places at about the same time."""
    s, place = target(tables, state, v, 0.6)
    if s < 0:
        return False
    tick = _tick(tables, state, v, s, place)
    _move_to(tables, state, v, s, place)
    return _plan_mates(tables, state, v, tick)


@inner
def _plan_mates(tables, state, v, tick):
    """The mates of a visit go to places at about a tick; False = for one there is none."""
    for m in range(tables.visit[v, at.MATE_LO], tables.visit[v, at.MATE_HI]):
        mate = tables.mate[m]
        q, near = timely(tables, state, mate, tick)
        if q < 0:
            return False
        _move_to(tables, state, mate, q, near)
    return True


@inner
def _tick(tables, state, v, s, place):
    """About when a visit would begin at a place of a round."""
    if place < state.day[s, at.LENGTH]:
        return max(state.stop[state.order[s, place], at.BEGIN], tables.visit[v, at.EARLIEST])
    return tables.visit[v, at.WISHED]


@inner
def _optional(tables, state):
    """An unplanned visit comes in, by itself or in another's place, or a planned one goes; each with its mates."""
    waiting = state.own[at.N_WAITING]
    chance = random(state)
    if waiting > 0 and chance < 0.8:
        w = state.lists[at.WAITING_LIST, below(state, waiting)]
        return _exchange_for(tables, state, w) if chance < 0.5 else _plan_all(tables, state, w)
    v = planned(tables, state)
    if v < 0 or tables.visit[v, at.NOBODY] >= at.FORBIDDEN:
        return False
    _leave_out(tables, state, v)
    return True


@inner
def _leave_out(tables, state, v):
    take_out(tables, state, v)
    for m in range(tables.visit[v, at.MATE_LO], tables.visit[v, at.MATE_HI]):
        if state.stop[tables.mate[m], at.SHIFT] >= 0:
            take_out(tables, state, tables.mate[m])


@inner
def _belong_together(tables, v, w):
    together = False
    for m in range(tables.visit[v, at.MATE_LO], tables.visit[v, at.MATE_HI]):
        together = together or tables.mate[m] == w
    return together


@inner
def _exchange_for(tables, state, w):
    """A near visit makes room for an unplanned one, and is left out or goes elsewhere (an ejection chain of two)."""
    v = neighbour(tables, state, w)
    if v < 0 or not tables.fits[w, state.stop[v, at.SHIFT]] or _belong_together(tables, v, w):
        return False
    s, place, tick = state.stop[v, at.SHIFT], state.stop[v, at.POSITION], state.stop[v, at.BEGIN]
    goes_on = random(state) < 0.5
    if goes_on:
        take_out(tables, state, v)
    elif tables.visit[v, at.NOBODY] < at.FORBIDDEN:
        _leave_out(tables, state, v)
    else:
        return False
    if random(state) < 0.5:
        place = below(state, state.day[s, at.LENGTH] + 1)
    _move_to(tables, state, w, s, min(place, state.day[s, at.LENGTH]))
    if goes_on:
        q, there = target(tables, state, v, 0.75)
        if q < 0 or q == s:
            return False
        _move_to(tables, state, v, q, there)
    return _plan_mates(tables, state, w, tick)
