"""The small change of a change: random numbers, the log of slots, the memory of touched rounds, the list of unplanned.

Nothing here knows what a plan costs.
"""

import numpy as np

from engine.search import layout as at
from engine.search.compiled import compiled, inlined, inner


@inner
def random(state):
    """A number in [0, 1) from the plan's own generator (xorshift64*, Vigna 2016)."""
    x = np.uint64(state.own[at.RANDOM])
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state.own[at.RANDOM] = np.int64(x)
    return np.float64((x * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


@inner
def below(state, count):
    """A whole number from 0 to count - 1."""
    return min(int(random(state) * count), count - 1)


@compiled
def begin(state):
    own = state.own
    own[at.SAVED] = own[at.TOTAL]
    own[at.SAVED_GUIDE] = own[at.GUIDE]
    own[at.N_TOUCHED] = 0
    own[at.N_LOOSE] = 0
    own[at.N_LOGGED] = 0
    own[at.BARRED] = 0


@inlined
def copy_round(order, stop, day, s, to_order, to_stop, to_day):
    """Copy a round: its rows of State.order and State.day, and the row of State.stop of each of its visits."""
    for c in range(at.DAY_COLUMNS):
        to_day[s, c] = day[s, c]
    for k in range(day[s, at.LENGTH]):
        v = order[s, k]
        to_order[s, k] = v
        for c in range(at.STOP_COLUMNS):
            to_stop[v, c] = stop[v, c]


@inner
def touch(state, s):
    """Remember a round as it was before the change; one that another worker looks after must not change."""
    day = state.day
    if day[s, at.TOUCHED]:
        return
    copy_round(state.order, state.stop, day, s, state.kept_order, state.kept_stop, state.kept_day)
    day[s, at.TOUCHED] = 1
    state.own[at.BARRED] |= day[s, at.CLOSED]
    state.lists[at.TOUCHED_LIST, state.own[at.N_TOUCHED]] = s
    state.own[at.N_TOUCHED] += 1


@inner
def set_slot(state, place, value):
    own = state.own
    log = own[at.N_LOGGED]
    state.log[log, 0] = place
    state.log[log, 1] = state.slot[place]
    own[at.N_LOGGED] = log + 1
    state.slot[place] = value


@inner
def queue(state, s):
    if not state.day[s, at.QUEUED]:
        state.day[s, at.QUEUED] = 1
        state.lists[at.QUEUE_LIST, state.own[at.N_QUEUE] % len(state.lists[at.QUEUE_LIST])] = s
        state.own[at.N_QUEUE] += 1


@inner
def now_planned(state, v):
    own, lists = state.own, state.lists
    own[at.UNPLANNED] -= 1
    last = own[at.N_WAITING] - 1
    place, moved = lists[at.WAITING_AT, v], lists[at.WAITING_LIST, last]
    lists[at.WAITING_LIST, place] = moved
    lists[at.WAITING_AT, moved] = place
    own[at.N_WAITING] = last


@inner
def now_unplanned(state, v):
    own, lists = state.own, state.lists
    own[at.UNPLANNED] += 1
    lists[at.WAITING_LIST, own[at.N_WAITING]] = v
    lists[at.WAITING_AT, v] = own[at.N_WAITING]
    own[at.N_WAITING] += 1
