"""A whole plan at once: empty it, fill its rounds, score it from scratch."""

from engine.search import layout as at
from engine.search.change import note_best
from engine.search.compiled import compiled, inner
from engine.search.guide import set_guide
from engine.search.pricing import count, day_total, fold, open_spread, price_round, worst_start
from engine.search.register import copy_round, now_planned, now_unplanned
from engine.search.timing import time_round

MOST_PASSES = 60
"""How often all rounds may be timed anew before their links are taken for a deadlock."""


@compiled
def restart(tables, state):
    """Back to the empty plan, which is then the best so far."""
    state.own[at.TOTAL] = 0
    state.own[at.N_LOGGED] = 0
    state.own[at.N_TOUCHED] = 0
    state.own[at.N_LOOSE] = 0
    state.own[at.FROZEN] = 0
    state.slot[:] = 0
    state.day[:] = 0
    state.stop[:] = 0
    state.lists[at.SHUT, :] = 0
    state.own[at.N_DIRTY] = 0
    state.own[at.UNPLANNED] = len(tables.visit)
    state.own[at.N_WAITING] = len(tables.visit)
    for v in range(len(tables.visit)):
        state.stop[v, at.SHIFT] = -1
        state.stop[v, at.RELEASE] = tables.visit[v, at.WISHED]
        state.lists[at.WAITING_LIST, v] = v
        state.lists[at.WAITING_AT, v] = v
    for s in range(len(tables.shift)):
        state.day[s, at.BREAK_AT] = -1
    settle(tables, state)


@compiled
def fill(tables, state, s, visits):
    """Give an empty shift its round, without scoring it."""
    for k in range(len(visits)):
        v = visits[k]
        state.order[s, k] = v
        state.stop[v, at.SHIFT] = s
        state.stop[v, at.POSITION] = k
        now_planned(state, v)
    state.day[s, at.LENGTH] = len(visits)


@compiled
def settle(tables, state):
    """Score the whole plan from scratch, and take it for the best so far. What is False: see `_count_anew`."""
    sound = _count_anew(tables, state)
    note_best(state)
    return sound


@compiled
def resume(tables, state):
    """Score the whole plan from scratch; it is noted if it is the best so far. What is False: see `_count_anew`."""
    sound = _count_anew(tables, state)
    if sound and state.own[at.TOTAL] < state.own[at.BEST]:
        note_best(state)
    return sound


@compiled
def join(tables, state, other, theirs):
    """Take over those rounds of another plan, and what it leaves unplanned of them; both differ in no other round.

    theirs (shifts,): 1 = this round. Nothing is scored.
    """
    for s in range(len(theirs)):
        for k in range(state.day[s, at.LENGTH] if theirs[s] else 0):
            v = state.order[s, k]
            state.stop[v, at.SHIFT] = -1
            now_unplanned(state, v)
    for s in range(len(theirs)):
        if theirs[s]:
            copy_round(other.order, other.stop, other.day, s, state.order, state.stop, state.day)
            for k in range(state.day[s, at.LENGTH]):
                now_planned(state, state.order[s, k])


@inner
def _count_anew(tables, state):
    """Score the whole plan from scratch.

    False = links wait for each other, so that the starts never come to rest; or more is forbidden than can be counted.
    """
    own = state.own
    state.slot[:] = 0
    for t in range(len(tables.team)):
        team = tables.team[t]
        if team[at.FOLD] == at.DISTINCT or team[at.FOLD] == at.TOGETHER:
            for m in range(team[at.MEMBER_LO], team[at.MEMBER_HI]):
                v = tables.member[m, 0]
                if state.stop[v, at.SHIFT] >= 0:
                    count(tables, state, t, tables.shift[state.stop[v, at.SHIFT], at.CARER], 1)
                own[at.N_LOGGED] = 0
    moved = True
    for _ in range(MOST_PASSES):
        moved = False
        for s in range(len(tables.shift)):
            moved = time_round(tables, state, s) or moved
        own[at.N_QUEUE] = 0
        state.day[:, at.QUEUED] = 0
        if not moved:
            break
    total = 0
    for v in range(len(tables.visit)):
        if state.stop[v, at.SHIFT] < 0:
            total += tables.visit[v, at.NOBODY]
    for s in range(len(tables.shift)):
        price_round(tables, state, s)
        total += state.day[s, at.COST]
    for t in range(len(tables.team)):
        team = tables.team[t]
        kind = team[at.FOLD]
        if kind == at.WORST_DAYS or kind == at.SPREAD or kind == at.SUM or kind == at.WORST_STARTS:
            for m in range(team[at.MEMBER_LO], team[at.MEMBER_HI]):
                s, part = tables.member[m, 0], tables.member[m, 1]
                if kind == at.WORST_STARTS:
                    state.slot[team[at.PART_SLOT] + s] = worst_start(tables, state, t, s)
                else:
                    state.slot[team[at.PART_SLOT] + part] += day_total(team, state.day[s])
            if kind == at.SPREAD:
                open_spread(state, team)
        state.slot[t] = fold(tables, state, t)
        total += state.slot[t] * team[at.PRICE]
    own[at.TOTAL] = total
    set_guide(tables, state, own[at.SOFTNESS], own[at.CAP], own[at.TOLL], own[at.FACES], own[at.EASE])
    mark_all(state)
    return not moved and total >= 0


@compiled
def mark_all(state):
    """Every round may differ from the best plan's."""
    for s in range(len(state.day)):
        state.day[s, at.DIRTY] = 1
        state.lists[at.DIRTY_LIST, s] = s
    state.own[at.N_DIRTY] = len(state.day)
