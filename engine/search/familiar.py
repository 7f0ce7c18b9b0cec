"""Who already comes to a client: moves towards familiar carers, and a guide that makes visits by many carers dear.

A rule that counts a client's different carers says nothing until the last visit of one of them is gone: to spare a
carer who comes four times, three moves must be made for nothing. So the search is guided by how scattered a client's
visits are: the second visit by the same carer costs less than the first, the third less than the second, and so on.
"""

import math

import numpy as np

from engine.search import layout as at
from engine.search.compiled import inner
from engine.search.register import below

PER_PRICE = 1000
"""How much the guide counts is told in thousandths of what another carer costs."""

FADES = 4.0
"""After so many visits by one carer a further one adds a third of what the first one did, nearly."""

TRIES = 4


def circles(team: np.ndarray, member: np.ndarray, visit: np.ndarray) -> None:
    """Note in the table of visits the largest group of each that asks for few carers at a price: its circle."""
    size = team[:, at.MEMBER_HI] - team[:, at.MEMBER_LO]
    for row in sorted(np.flatnonzero(_asks_for_few(team.T)), key=lambda row: int(size[row])):
        visit[member[team[row, at.MEMBER_LO] : team[row, at.MEMBER_HI], 0], at.CIRCLE] = row


def duties(shift: np.ndarray) -> np.ndarray:
    """The rows of shifts carer by carer; where its carer's lie is noted in each shift's row."""
    order = np.argsort(shift[:, at.CARER], kind="stable").astype(np.int64)
    carers = shift[order, at.CARER]
    shift[:, at.DUTY_LO] = np.searchsorted(carers, shift[:, at.CARER], "left")
    shift[:, at.DUTY_HI] = np.searchsorted(carers, shift[:, at.CARER], "right")
    return order if len(order) else np.zeros(1, np.int64)


@inner
def scattered(price, share, visits):
    """What so many visits by one carer count for in the guide."""
    return int(price * (share / PER_PRICE) * (1.0 - math.exp(-visits / FADES)))


def _asks_for_few(team):
    """Whether a group asks for few carers, and may be broken at a price. Of many groups at once too, a column each."""
    priced = (team[at.PRICE] > 0) & (team[at.PRICE] < at.FORBIDDEN)
    return priced & (team[at.FOLD] == at.DISTINCT) & (team[at.MOST] < at.FAR)


guided = inner(_asks_for_few)
"""The same, compiled: whether the guide looks at a group."""


@inner
def scatter(tables, state, t):
    """What the guide takes a group's carers for. Visit by visit: a group has few visits, and a town many carers."""
    team, slot = tables.team[t], state.slot
    total = 0
    for m in range(team[at.MEMBER_LO], team[at.MEMBER_HI]):
        carer = _carer(tables, state, tables.member[m, 0])
        first = carer >= 0
        for k in range(team[at.MEMBER_LO], m):
            if first and _carer(tables, state, tables.member[k, 0]) == carer:
                first = False
        if first:
            total += scattered(team[at.PRICE], state.own[at.FACES], slot[team[at.PART_SLOT] + 2 + carer])
    return total


@inner
def _carer(tables, state, v):
    s = state.stop[v, at.SHIFT]
    return tables.shift[s, at.CARER] if s >= 0 else -1


@inner
def strange(tables, state, v, carer):
    """What it costs, guide included, that a carer comes to a visit's client once more, or for the first time."""
    t = tables.visit[v, at.CIRCLE]
    if t < 0:
        return 0
    team = tables.team[t]
    first = team[at.PART_SLOT]
    visits, carers = state.slot[first + 2 + carer], state.slot[first]
    if _carer(tables, state, v) == carer:
        visits -= 1
        carers -= int(visits == 0)
    cost = team[at.PRICE] if visits == 0 and carers >= team[at.MOST] else 0
    share = state.own[at.FACES]
    if share == 0:
        return cost
    return cost + scattered(team[at.PRICE], share, visits + 1) - scattered(team[at.PRICE], share, visits)


@inner
def familiar_shift(tables, state, v):
    """A shift, not its own, of somebody who already comes to a visit's client, most likely who comes most; or -1."""
    t = tables.visit[v, at.CIRCLE]
    if t < 0:
        return -1
    lo, hi = tables.team[t, at.MEMBER_LO], tables.team[t, at.MEMBER_HI]
    for _ in range(TRIES):
        u = tables.member[lo + below(state, hi - lo), 0]
        s = state.stop[u, at.SHIFT]
        if u == v or s < 0:
            continue
        first, last = tables.shift[s, at.DUTY_LO], tables.shift[s, at.DUTY_HI]
        start = below(state, last - first)
        for k in range(last - first):
            q = tables.duty[first + (start + k) % (last - first)]
            if tables.fits[v, q] and q != state.stop[v, at.SHIFT]:
                return q
    return -1
