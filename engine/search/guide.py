"""A guide that leads the search where the cost itself is flat, or a cliff; it never counts for the best plan.

Moves are judged by the cost plus the guide. Where several rounds share the worst value of a group, no single move makes
it better: there the guide is the difference between a soft maximum (mean of exponentials) and the worst itself. And
where an unplanned visit costs far more than anything else, no plan would ever be left for one with a visit less: there
the guide takes off what lies above a cap. And where waiting is dearer than travel, the rounds of carers who meet at a
visit could only change all at once, to the minute: there waiting counts less, down to what travel costs. All wear off
while the search cools.
"""

import math

from engine.search import layout as at
from engine.search.compiled import compiled, inner
from engine.search.familiar import guided, scatter
from engine.search.register import set_slot

UNIT = 1 << 20
"""The weight of a part whose value equals the middle one; weights are whole numbers, so that undoing them is exact."""

STEEPEST = 20.0

PER_TICK = 1000
"""Softness is counted in thousandths of a tick."""


@inner
def soften(tables, state, t, part):
    """Bring a group's guide up to date after one of its running values has changed."""
    team, slot, own = tables.team[t], state.slot, state.own
    if own[at.SOFTNESS] == 0 or team[at.PRICE] >= at.FORBIDDEN or team[at.PRICE] <= 0:
        return
    soft, first = own[at.SOFTNESS] / PER_TICK, team[at.PART_SLOT]
    weights = first + team[at.PARTS]
    own_slots = weights + team[at.PARTS]
    weight = _weight(slot[first + part], slot[own_slots + at.MIDDLE], soft)
    set_slot(state, own_slots + at.WEIGHTS, slot[own_slots + at.WEIGHTS] + weight - slot[weights + part])
    set_slot(state, weights + part, weight)
    _guide(tables, state, t, soft)


@compiled
def judged(own, total, guide):
    """What a plan of that cost is taken for: with the guide, and each unit of a HARD rule at the toll."""
    if own[at.TOLL] == 0:
        return total + guide
    return total % at.FORBIDDEN + total // at.FORBIDDEN * own[at.TOLL] + guide


@inner
def spared(tables, state, v):
    """What the guide takes off from the price of leaving a visit out; nothing where it must be planned."""
    cap, price = state.own[at.CAP], tables.visit[v, at.NOBODY]
    if cap == 0 or price >= at.FORBIDDEN:
        return 0
    return max(0, price - cap)


@compiled
def set_guide(tables, state, softness, cap, toll, faces, ease):
    """From now on smooth the worst-of groups by so many thousandths of a tick, and cap what leaving a visit out costs.

    toll: what a unit of a HARD rule costs meanwhile. softness 0 = not at all, cap or toll 0 = the full price (points).
    faces: how much it counts that a client's visits are scattered over carers, see `familiar`; 0 = not at all.
    ease: so many points less are counted for a tick of waiting.
    """
    own, slot = state.own, state.slot
    own[at.SOFTNESS] = softness
    own[at.CAP] = cap
    own[at.TOLL] = toll
    own[at.FACES] = faces
    own[at.EASE] = ease
    own[at.GUIDE] = 0
    own[at.N_LOGGED] = 0
    for i in range(own[at.N_WAITING]):
        own[at.GUIDE] -= spared(tables, state, state.lists[at.WAITING_LIST, i])
    for s in range(len(tables.shift) if ease else 0):
        own[at.GUIDE] -= ease * state.day[s, at.D_WAITING]
    for t in range(len(tables.team) if faces else 0):
        if guided(tables.team[t]):
            own[at.GUIDE] += scatter(tables, state, t)
    if softness == 0:
        return
    soft = softness / PER_TICK
    for t in range(len(tables.team)):
        team = tables.team[t]
        if team[at.PRICE] >= at.FORBIDDEN or team[at.PRICE] <= 0 or team[at.PARTS] == 0:
            continue
        if team[at.FOLD] != at.WORST_DAYS and team[at.FOLD] != at.WORST_STARTS:
            continue
        first, parts = team[at.PART_SLOT], team[at.PARTS]
        own_slots = first + 2 * parts
        total = 0
        for p in range(parts):
            slot[first + parts + p] = _weight(slot[first + p], slot[t], soft)
            total += slot[first + parts + p]
        slot[own_slots + at.WEIGHTS] = total
        slot[own_slots + at.MIDDLE] = slot[t]
        slot[own_slots + at.CHARGED] = 0
        _guide(tables, state, t, soft)
        own[at.N_LOGGED] = 0


@inner
def _weight(value, middle, soft):
    return int(math.exp(min(STEEPEST, (value - middle) / soft)) * UNIT)


@inner
def _guide(tables, state, t, soft):
    team, slot = tables.team[t], state.slot
    parts = team[at.PARTS]
    own_slots = team[at.PART_SLOT] + 2 * parts
    mean = max(slot[own_slots + at.WEIGHTS], 1) / (float(UNIT) * parts)
    below = slot[own_slots + at.MIDDLE] + soft * math.log(mean) - slot[t]
    # Weights are counted from a middle that was the worst once; far from it, only these bounds still hold.
    guide = int(team[at.PRICE] * min(0.0, max(below, -soft * math.log(float(parts)))))
    state.own[at.GUIDE] += guide - slot[own_slots + at.CHARGED]
    set_slot(state, own_slots + at.CHARGED, guide)
