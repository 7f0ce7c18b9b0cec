"""A change to a plan: begin, take out and put in, score, and then keep it or undo it."""

from engine.search import layout as at
from engine.search.compiled import compiled, inlined, inlined_too, inner
from engine.search.guide import judged, spared
from engine.search.pricing import count_visit, fold_links, fold_shift, price_round
from engine.search.register import copy_round, now_planned, now_unplanned, queue, touch
from engine.search.timing import time_round

PATIENT, HASTY = 60, 20
"""How often rounds may be timed for one change before it is taken for a deadlock of links. Longer chains exist where
many visits are linked, but changes that set them off are seldom worth keeping: the annealing is hasty."""

RUNS_EACH = 4
"""The same for each round that the change touches: many rounds, many links."""


@compiled
def take_out(tables, state, v):
    """Leave a visit unplanned."""
    take_out_inlined(tables, state, v)


@inlined
def take_out_inlined(tables, state, v):
    s, place = state.stop[v, at.SHIFT], state.stop[v, at.POSITION]
    touch(state, s)
    length = state.day[s, at.LENGTH] - 1
    for k in range(place, length):
        moved = state.order[s, k + 1]
        state.order[s, k] = moved
        state.stop[moved, at.POSITION] = k
    state.day[s, at.LENGTH] = length
    if state.day[s, at.BREAK_AT] > place:
        state.day[s, at.BREAK_AT] -= 1
    if state.day[s, at.BREAK_AT] >= length:
        state.day[s, at.BREAK_AT] = length - 1
    state.stop[v, at.SHIFT] = -1
    now_unplanned(state, v)
    state.own[at.TOTAL] += tables.visit[v, at.NOBODY]
    state.own[at.GUIDE] -= spared(tables, state, v)
    count_visit(tables, state, v, tables.shift[s, at.CARER], -1)
    _touch_tied(tables, state, v)


@compiled
def put_in(tables, state, v, s, place):
    """Plan an unplanned visit as stop number `place` of a round; a break at that place is then before it."""
    put_in_inlined(tables, state, v, s, place)


@inlined
def put_in_inlined(tables, state, v, s, place):
    touch(state, s)
    state.own[at.BARRED] |= state.lists[at.SHUT, v]
    if state.own[at.N_LOOSE] < len(state.lists[at.LOOSE_LIST]):
        state.lists[at.LOOSE_LIST, state.own[at.N_LOOSE]] = v
        state.own[at.N_LOOSE] += 1
    length = state.day[s, at.LENGTH]
    for k in range(length, place, -1):
        moved = state.order[s, k - 1]
        state.order[s, k] = moved
        state.stop[moved, at.POSITION] = k
    state.order[s, place] = v
    state.day[s, at.LENGTH] = length + 1
    if state.day[s, at.BREAK_AT] > place:
        state.day[s, at.BREAK_AT] += 1
    state.stop[v, at.SHIFT] = s
    state.stop[v, at.POSITION] = place
    now_planned(state, v)
    state.own[at.TOTAL] -= tables.visit[v, at.NOBODY]
    state.own[at.GUIDE] += spared(tables, state, v)
    count_visit(tables, state, v, tables.shift[s, at.CARER], 1)
    _touch_tied(tables, state, v)


@inner
def _touch_tied(tables, state, v):
    """Rounds of visits tied to one that comes or goes are timed again."""
    for e in range(tables.visit[v, at.TIE_LO], tables.visit[v, at.TIE_HI]):
        other = tables.tie[e, 0]
        if state.stop[other, at.SHIFT] >= 0:
            touch(state, state.stop[other, at.SHIFT])


@inner
def room(state, s):
    """Whether one more visit may go into a round."""
    return state.day[s, at.LENGTH] < state.order.shape[1] and not state.day[s, at.CLOSED]


@compiled
def score(tables, state):
    """Time and price what the change has touched.

    False = links wait for each other, or the plan breaks more than can be counted (a sum below 0 has run over).
    """
    return score_within(tables, state, at.UNBOUNDED, PATIENT)


@inlined
def score_within(tables, state, most, patience):
    """The same, given up as soon as the rounds that the change itself touches cost so many points more than before.

    What links then do to other rounds, and groups to the whole, is not waited for: False although it might have helped.
    False too for a change to what another worker looks after.
    """
    own, lists = state.own, state.lists
    own[at.N_QUEUE] = 0
    if own[at.BARRED]:
        return False
    direct = own[at.N_TOUCHED]
    runs = patience + RUNS_EACH * direct
    for i in range(direct):
        queue(state, lists[at.TOUCHED_LIST, i])
    done, change = 0, 0
    while done < own[at.N_QUEUE]:
        s = lists[at.QUEUE_LIST, done % len(lists[at.QUEUE_LIST])]
        done += 1
        state.day[s, at.QUEUED] = 0
        touch(state, s)
        time_round(tables, state, s)
        if done == direct:
            change = _price_touched(tables, state, direct)
            total = own[at.TOTAL] + change
            guide = own[at.GUIDE] + _eased(state, direct)
            own[at.DIRECT] = judged(own, total, guide) - judged(own, own[at.SAVED], own[at.SAVED_GUIDE])
        if done > runs or own[at.BARRED] or (done == direct and own[at.DIRECT] > most):
            while done < own[at.N_QUEUE]:
                state.day[lists[at.QUEUE_LIST, done % len(lists[at.QUEUE_LIST])], at.QUEUED] = 0
                done += 1
            return False
    if done > direct:  # links have timed other rounds, or some of these again
        change = _price_touched(tables, state, own[at.N_TOUCHED])
    own[at.TOTAL] += change
    own[at.GUIDE] += _eased(state, own[at.N_TOUCHED])
    for i in range(own[at.N_TOUCHED]):
        fold_shift(tables, state, lists[at.TOUCHED_LIST, i])
        fold_links(tables, state, lists[at.TOUCHED_LIST, i])
    return own[at.TOTAL] >= 0


@inner
def _price_touched(tables, state, count):
    """Price the first so many touched rounds; what they cost more than before."""
    change = 0
    for i in range(count):
        s = state.lists[at.TOUCHED_LIST, i]
        price_round(tables, state, s)
        change += state.day[s, at.COST] - state.kept_day[s, at.COST]
    return change


@inner
def _eased(state, count):
    """How the guide changes with the waiting in the first so many touched rounds."""
    if state.own[at.EASE] == 0:
        return 0
    longer = 0
    for i in range(count):
        s = state.lists[at.TOUCHED_LIST, i]
        longer += state.day[s, at.D_WAITING] - state.kept_day[s, at.D_WAITING]
    return -state.own[at.EASE] * longer


@inlined_too
def undo(state):
    """Take the change back."""
    own, lists = state.own, state.lists
    for i in range(own[at.N_LOGGED] - 1, -1, -1):
        state.slot[state.log[i, 0]] = state.log[i, 1]
    own[at.N_LOGGED] = 0
    for i in range(own[at.N_LOOSE]):
        v = lists[at.LOOSE_LIST, i]
        if state.stop[v, at.SHIFT] >= 0:
            state.stop[v, at.SHIFT] = -1
            now_unplanned(state, v)
    for i in range(own[at.N_TOUCHED]):
        s = lists[at.TOUCHED_LIST, i]
        for c in range(at.DAY_COLUMNS):
            state.day[s, c] = state.kept_day[s, c]
        for k in range(state.day[s, at.LENGTH]):
            v = state.kept_order[s, k]
            state.order[s, k] = v
            if state.stop[v, at.SHIFT] < 0:
                now_planned(state, v)
            for c in range(at.STOP_COLUMNS):
                state.stop[v, c] = state.kept_stop[v, c]
    own[at.TOTAL] = own[at.SAVED]
    own[at.GUIDE] = own[at.SAVED_GUIDE]


@inlined_too
def keep(state):
    """Let the change stand; note the plan if it is the best so far."""
    own, lists = state.own, state.lists
    for i in range(own[at.N_TOUCHED]):
        s = lists[at.TOUCHED_LIST, i]
        state.day[s, at.TOUCHED] = 0
        if not state.day[s, at.DIRTY]:
            state.day[s, at.DIRTY] = 1
            lists[at.DIRTY_LIST, own[at.N_DIRTY]] = s
            own[at.N_DIRTY] += 1
    own[at.N_LOGGED] = 0
    if own[at.TOTAL] < own[at.BEST]:
        note_best(state)


@inner
def note_best(state):
    own, lists = state.own, state.lists
    for i in range(own[at.N_DIRTY]):
        s = lists[at.DIRTY_LIST, i]
        state.day[s, at.DIRTY] = 0
        copy_round(state.order, state.stop, state.day, s, state.best_order, state.best_stop, state.best_day)
    own[at.N_DIRTY] = 0
    own[at.BEST] = own[at.TOTAL]
    own[at.BEST_UNPLANNED] = own[at.UNPLANNED]
