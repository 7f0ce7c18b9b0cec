"""The moves of the search: each makes one change, and says whether there is a change to score and judge.

A move neither scores nor judges: that is the search's. Rows are chosen by the plan's own generator, mostly near ones.
"""

from engine.search import layout as at
from engine.search.change import put_in, put_in_inlined, room, take_out, take_out_inlined
from engine.search.compiled import inlined, inlined_too, inner
from engine.search.familiar import familiar_shift
from engine.search.places import (
    TRIES,
    fitting_shift,
    neighbour,
    place_near,
    planned,
    released,
    start_at,
    target,
    target_inlined,
    timely,
    waiting,
    wished,
)
from engine.search.rebuild import rebuild
from engine.search.register import begin, below, random, touch

RELOCATE, SWAP, SEGMENT, TAILS, IDLEST, RELEASED, BREAKS, MATES, OPTIONAL, ROUNDS, REBUILD, FACES = range(12)
MOVES = 12
_TRIED = (0.40, 0.40, 0.10, 0.20, 0.05, 0.06, 0.04, 0.04, 0.04, 0.01, 0.02, 0.0)
SHARES = tuple(share / sum(_TRIED) for share in _TRIED)
"""How often each move is tried, in the order above; the last one only where few carers are to come to a client."""

MOST_SEGMENT = 3

MOST_HANDED = 6
"""Visits that go to other carers at once, at most."""

MENDING = 0.1
"""How often, when something is forbidden, moves for unplanned visits look after that instead."""

FITTING, FRESH = 0.4, 0.3
"""How often a visit, where it goes, waits for the window that it can keep there, and how often for any."""


@inlined_too
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
    if move == REBUILD:
        return rebuild(tables, state)
    return _faces(tables, state)


@inner
def _move_to(tables, state, v, s, place):
    """Take a visit, planned or not, to a place of a round counted before it is taken out."""
    _move_to_inlined(tables, state, v, s, place)


@inlined
def _move_to_inlined(tables, state, v, s, place):
    if state.stop[v, at.SHIFT] >= 0:
        same = state.stop[v, at.SHIFT] == s
        before = state.stop[v, at.POSITION]
        take_out_inlined(tables, state, v)
        if same and place > before:
            place -= 1
    place = min(place, state.day[s, at.LENGTH])
    put_in_inlined(tables, state, v, s, place)
    chance = random(state)
    if chance < FITTING:
        start = start_at(tables, state, v, s, place)
        later = released(tables, tables.visit[v], start)
        state.stop[v, at.RELEASE] = tables.visit[v, at.EARLIEST] if later == start else later
    elif chance < FITTING + FRESH:
        state.stop[v, at.RELEASE] = tables.visit[v, at.EARLIEST] if random(state) < 0.5 else wished(tables, state, v)


# -- the moves -------------------------------------------------------------------------------------------------------


@inlined
def _relocate(tables, state):
    v = planned(tables, state)
    if v < 0:
        return False
    s, place = target_inlined(tables, state, v, 0.75)
    if s < 0:
        return False
    here, position = state.stop[v, at.SHIFT], state.stop[v, at.POSITION]
    if s == here and (place == position or place == position + 1):
        return False
    _move_to_inlined(tables, state, v, s, place)
    return True


@inlined
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
    if s == q and i > j:
        v, u, i, j = u, v, j, i
    for w in (v, u):
        take_out_inlined(tables, state, w)
    for w, there, place in ((u, s, i), (v, q, j)):
        put_in_inlined(tables, state, w, there, min(place, state.day[there, at.LENGTH]))
    return True


@inlined
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


@inlined
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


@inlined
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


@inlined
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


@inlined
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
    chance = random(state)
    if state.own[at.TOTAL] >= at.FORBIDDEN and random(state) < MENDING:
        return _mend(tables, state)
    if state.own[at.N_WAITING] and chance < 0.8:
        w = waiting(state)
        if w < 0:
            return False
        return _exchange_for(tables, state, w) if chance < 0.5 else _plan_all(tables, state, w)
    v = planned(tables, state)
    if v < 0 or tables.visit[v, at.NOBODY] >= at.FORBIDDEN:
        return False
    _leave_out(tables, state, v)
    return True


@inner
def _mend(tables, state):
    """A visit that has part in something forbidden goes elsewhere, or is left out."""
    v = _forbidden(tables, state)
    if v < 0:
        return False
    if random(state) < 0.5 and tables.visit[v, at.NOBODY] < at.FORBIDDEN:
        _leave_out(tables, state, v)
        return True
    return _plan_all(tables, state, v)


@inner
def _forbidden(tables, state):
    """A planned visit in a group that is as it must not be, or -1."""
    count = len(tables.team)
    first = below(state, count) if count else 0
    for k in range(count):
        t = (first + k) % count
        team = tables.team[t]
        if team[at.PRICE] < at.FORBIDDEN or state.slot[t] == 0:
            continue
        size = team[at.MEMBER_HI] - team[at.MEMBER_LO]
        start = below(state, size)
        for m in range(size):
            row = tables.member[team[at.MEMBER_LO] + (start + m) % size, 0]
            if team[at.FOLD] == at.DISTINCT or team[at.FOLD] == at.TOGETHER or team[at.FOLD] == at.GAP:
                if state.stop[row, at.SHIFT] >= 0:
                    return row
            elif state.day[row, at.LENGTH] > 0:
                return state.order[row, below(state, state.day[row, at.LENGTH])]
    return -1


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


@inner
def _faces(tables, state):
    """A client's visits go to carers who come already: one of them in the place of another client's, or all by one."""
    v = planned(tables, state)
    if v < 0 or tables.visit[v, at.CIRCLE] < 0:
        return False
    return _instead(tables, state, v) if random(state) < 0.5 else _hand_over(tables, state, v)


@inner
def _instead(tables, state, v):
    """A visit goes to a familiar carer, in the place of a visit at that time, which goes elsewhere."""
    q = familiar_shift(tables, state, v)
    if q < 0 or state.day[q, at.LENGTH] == 0:
        return False
    place = min(place_near(tables, state, q, state.stop[v, at.BEGIN]), state.day[q, at.LENGTH] - 1)
    u, s = state.order[q, place], state.stop[v, at.SHIFT]
    known = familiar_shift(tables, state, u)
    begins, there = state.stop[u, at.BEGIN], state.stop[v, at.POSITION]
    take_out(tables, state, u)
    _move_to(tables, state, v, q, place)
    if known >= 0 and known != q and random(state) < 0.5:
        s, there = known, place_near(tables, state, known, begins)
    if not tables.fits[u, s] or not room(state, s):
        return False
    put_in(tables, state, u, s, min(there, state.day[s, at.LENGTH]))
    return True


@inner
def _hand_over(tables, state, v):
    """All that a carer does for a client goes to others who come already; if it is little."""
    team, carer = tables.team[tables.visit[v, at.CIRCLE]], tables.shift[state.stop[v, at.SHIFT], at.CARER]
    if state.slot[team[at.PART_SLOT] + 2 + carer] > MOST_HANDED:
        return False
    taken, count = state.lists[at.SEGMENT_LIST], 0
    for m in range(team[at.MEMBER_LO], team[at.MEMBER_HI]):
        u = tables.member[m, 0]
        if state.stop[u, at.SHIFT] >= 0 and tables.shift[state.stop[u, at.SHIFT], at.CARER] == carer:
            taken[count] = u
            count += 1
    for k in range(count):
        found = -1
        for _ in range(TRIES):
            q = familiar_shift(tables, state, taken[k])
            if q >= 0 and tables.shift[q, at.CARER] != carer and room(state, q):
                found = q
                break
        if found < 0:
            return False
        _move_to(tables, state, taken[k], found, place_near(tables, state, found, state.stop[taken[k], at.BEGIN]))
    return True
