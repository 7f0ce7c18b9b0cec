"""At which ticks a visit may begin in one place of a round so that no better start, and no allowed one, is overlooked.

Between them every rule's charge is linear in the start, and none begins or ends to be broken.
"""

from engine.search import layout as at
from engine.search.compiled import inner


@inner
def gap(tables, state, v, s, place, now):
    """The first and the last tick at which a visit could begin in a place if no other visit moved; first > last = none.

    now: who is with a client then goes on from there, and nobody sets out before.
    """
    shift, visit = tables.shift[s], tables.visit[v]
    way, here = tables.way[shift[at.MODE]], visit[at.PLACE]
    clock, origin = shift[at.START], shift[at.FROM]
    if place > 0:
        u = state.order[s, place - 1]
        clock, origin = state.stop[u, at.BEGIN] + tables.visit[u, at.DURATION], tables.visit[u, at.PLACE]
    first = max(max(clock, now) + way[origin, here], visit[at.EARLIEST])
    if place == state.day[s, at.LENGTH]:
        return first, at.FAR
    u = state.order[s, place]
    begins = state.stop[u, at.BEGIN]
    if begins <= now:
        return at.FAR, 0
    return first, begins - way[here, tables.visit[u, at.PLACE]] - visit[at.DURATION]


@inner
def list_ticks(tables, state, v, s, place, first, last, pushing, ticks):
    """List the ticks from first to last that need a look; how many. pushing: later visits of the round may move."""
    shift, visit, length = tables.shift[s], tables.visit[v], state.day[s, at.LENGTH]
    way = tables.way[shift[at.MODE]]
    found = _add(ticks, 0, first, first, last)
    found = _add(ticks, found, last, first, last)
    found = _of_visit(tables, state, v, 0, first, last, ticks, found)
    rest, here, ahead = shift[at.REST], visit[at.PLACE], visit[at.DURATION]
    for k in range(place, length if pushing else min(place + 1, length)):
        u = state.order[s, k]
        there = tables.visit[u, at.PLACE]
        ahead += way[here, there]
        pause = ahead + rest + way[there, there]
        found = _add(ticks, found, state.stop[u, at.BEGIN] - ahead, first, last)
        if rest:
            found = _add(ticks, found, state.stop[u, at.BEGIN] - pause, first, last)
        if pushing:
            found = _of_visit(tables, state, u, ahead, first, last, ticks, found)
            if rest:
                found = _of_visit(tables, state, u, pause, first, last, ticks, found)
        here, ahead = there, ahead + tables.visit[u, at.DURATION]
    if place == 0 and not shift[at.AT_START]:
        found = _of_neighbours(tables, state, s, -way[shift[at.FROM], visit[at.PLACE]], True, first, last, ticks, found)
    if place == length or pushing:
        ahead += way[here, shift[at.TO]]
        found = _add(ticks, found, shift[at.END] - ahead, first, last)
        found = _of_neighbours(tables, state, s, ahead, False, first, last, ticks, found)
    return found


@inner
def _add(ticks, found, tick, first, last):
    """Put a tick on the list if it is in time and not on it; how many there are then."""
    if tick < first or tick > last or found == len(ticks):
        return found
    for i in range(found):
        if ticks[i] == tick:
            return found
    ticks[found] = tick
    return found + 1


@inner
def _of_visit(tables, state, u, ahead, first, last, ticks, found):
    """Ticks so much ahead of those at which a visit's own start begins or ends to cost, or to keep a link."""
    visit = tables.visit[u]
    for g in range(visit[at.SEG_LO], visit[at.SEG_HI]):
        piece = tables.segment[g]
        found = _add(ticks, found, piece[at.SINCE] - ahead, first, last)
        found = _add(ticks, found, piece[at.UNTIL] - 1 - ahead, first, last)
        found = _add(ticks, found, piece[at.LOW] - ahead, first, last)
        found = _add(ticks, found, piece[at.HIGH] - ahead, first, last)
    if visit[at.TIE_HI] == visit[at.TIE_LO]:
        return found
    for b in range(visit[at.V_TEAM_LO], visit[at.V_TEAM_HI]):
        team = tables.team[tables.belongs[b, 0]]
        if team[at.FOLD] != at.GAP:
            continue
        one, other = tables.member[team[at.MEMBER_LO], 0], tables.member[team[at.MEMBER_LO] + 1, 0]
        partner, sign = (other, -1) if one == u else (one, 1)
        if state.stop[partner, at.SHIFT] >= 0:
            begins = state.stop[partner, at.BEGIN] - ahead
            found = _add(ticks, found, begins + sign * team[at.LEAST], first, last)
            found = _add(ticks, found, begins + sign * team[at.MOST], first, last)
    return found


@inner
def _of_neighbours(tables, state, s, ahead, leaving, first, last, ticks, found):
    """Ticks so much ahead of those at which the rest before or after the round is just long enough.

    leaving: it is when the round leaves that matters, and the rest before it; else when it is home, and the rest after.
    """
    for b in range(tables.shift[s, at.S_TEAM_LO], tables.shift[s, at.S_TEAM_HI]):
        team = tables.team[tables.belongs[b, 0]]
        if team[at.FOLD] != at.APART and team[at.FOLD] != at.STRETCH:
            continue
        if team[at.FLOOR]:
            found = _of_pool(tables, state, team, s, ahead, leaving, first, last, ticks, found)
            continue
        least = team[at.LEAST]
        if team[at.FOLD] == at.STRETCH:
            edge = team[at.OPENS] + least if leaving else team[at.CLOSES] - least
            found = _add(ticks, found, edge - ahead, first, last)
        for m in range(team[at.MEMBER_LO], team[at.MEMBER_HI]):
            other = tables.member[m, 0]
            if other != s and state.day[other, at.D_USED]:
                edge = state.day[other, at.D_HOME] + least if leaving else state.day[other, at.D_LEAVE] - least
                found = _add(ticks, found, edge - ahead, first, last)
    return found


@inner
def _of_pool(tables, state, team, s, ahead, leaving, first, last, ticks, found):
    """The same where several free stretches count: ticks at which the one beside the round is long enough to count, and
    at which all come to enough, with the one on the round's other side and without it."""
    floor, home, passed, within = team[at.FLOOR], team[at.OPENS], False, False
    before, after, kept = team[at.OPENS], team[at.CLOSES], 0
    for m in range(team[at.MEMBER_LO], team[at.MEMBER_HI]):
        other = tables.member[m, 0]
        if other == s:
            before, passed, within = home, True, True
        elif state.day[other, at.D_USED]:
            free = state.day[other, at.D_LEAVE] - home
            if within:
                after, within = state.day[other, at.D_LEAVE], False
            elif free >= floor:
                kept += free
            home = state.day[other, at.D_HOME]
    if passed and not within and team[at.CLOSES] - home >= floor:
        kept += team[at.CLOSES] - home
    beside = 0
    if state.day[s, at.D_USED]:
        beside = after - state.day[s, at.D_HOME] if leaving else state.day[s, at.D_LEAVE] - before
    lacks = team[at.LEAST] - kept
    edge, step = (before, 1) if leaving else (after, -1)
    found = _add(ticks, found, edge + step * floor - ahead, first, last)
    found = _add(ticks, found, edge + step * lacks - ahead, first, last)
    if beside >= floor:
        found = _add(ticks, found, edge + step * (lacks - beside) - ahead, first, last)
    return found
