"""Every slot of a visit in a plan that is held as it stands: in which round, when, and what the whole plan then costs.

Other visits keep their carers and their order. They keep their times too, unless some may be pushed back: then those
that follow in the round begin later, no further than need be. Breaks may move, and one may be taken that was not.
"""

from engine.search import layout as at
from engine.search.change import keep, put_in, room, score, take_out, undo
from engine.search.compiled import compiled, inner
from engine.search.pricing import count as count_member
from engine.search.pricing import fold
from engine.search.register import begin, touch
from engine.search.ticks import gap, list_ticks

POINTS, WHO, ROUND, PLACE, START, BREAK, HELD, LACKS, PUSHED, VISIT, REACHED = range(11)
COLUMNS = 11
"""A slot: points that it adds to the cost of the plan without the visit; carer, shift, place in the round, start; the
place before which the break is (-1 = none), the tick at which it is held, and whether one lacks; how many visits are
pushed back; the visit; and how far it came."""

NO_SHIFT, NO_TIME, FORBIDDEN, FREE = range(4)
"""How far a carer came: no shift that may be asked; no time in it; time, but a hard rule forbids it; a slot."""

NOW, PUSHES, OVERTIME = range(3)
"""What may be done to the plan: see `list_slots`."""

MOST_TICKS = 300
"""Room for the ticks that are looked at in one place of a round."""

STAYS, FOLLOWS, ANEW = range(3)
"""Where the break is tried: where it stands, right after the visit instead of before it, or anywhere from scratch."""


@compiled
def open_teams(tables, state, first):
    """Count the planned visits of groups that have joined, from a row on."""
    for t in range(first, len(tables.team)):
        team = tables.team[t]
        if team[at.FOLD] == at.DISTINCT or team[at.FOLD] == at.TOGETHER:
            for m in range(team[at.MEMBER_LO], team[at.MEMBER_HI]):
                v = tables.member[m, 0]
                if state.stop[v, at.SHIFT] >= 0:
                    count_member(tables, state, t, tables.shift[state.stop[v, at.SHIFT], at.CARER], 1)
        state.own[at.N_LOGGED] = 0
        state.slot[t] = fold(tables, state, t)
        state.own[at.TOTAL] += state.slot[t] * team[at.PRICE]


@compiled
def list_slots(tables, state, v, spans, free, reached, found, ticks):
    """List the best slot of an unplanned visit in each place of each round; how many there are.

    spans (·, 2): ticks between which it may begin. free (3,): nobody sets out before NOW, at most PUSHES others begin
    later, and no round ends more than OVERTIME after its shift, unless it did so before and ends no later. reached
    (carers,): how far each carer came, filled here. found (·, COLUMNS): room for the slots; where a hard rule forbids
    all of a place, the least forbidden one is listed.
    """
    reached[:] = NO_SHIFT
    listed, allowed = 0, allowance(tables, state, v)
    for c in range(tables.visit[v, at.CAND_LO], tables.visit[v, at.CAND_HI]):
        s = tables.choice[c]
        carer = tables.shift[s, at.CARER]
        for place in range(state.day[s, at.LENGTH] + 1):
            best = found[listed]
            best[REACHED] = NO_TIME
            try_place(tables, state, v, s, place, spans, free, allowed, best, ticks)
            reached[carer] = max(reached[carer], best[REACHED])
            if best[REACHED] > NO_TIME and listed < len(found) - 1:
                listed += 1
    return listed


@inner
def try_place(tables, state, v, s, place, spans, free, allowed, best, ticks):
    """Take the cheapest slot in one place of a round for the best, if it is better; clean ones come before others."""
    first, last = gap(tables, state, v, s, place, free[NOW])
    if free[PUSHES] > 0 and last > 0:
        last = at.FAR
    length = state.day[s, at.LENGTH]
    if place == length:
        last = min(last, latest_at_the_end(tables, state, v, s, free))
    if first > last or not room(state, s):
        return
    for w in range(len(spans)):
        opens, closes = max(first, spans[w, 0]), min(last, spans[w, 1])
        if opens > closes:
            continue
        n = list_ticks(tables, state, v, s, place, opens, closes, free[PUSHES] > 0, ticks)
        for i in range(n):
            _try(tables, state, v, s, place, ticks[i], STAYS, 0, spans, free, allowed, best)
        if tables.shift[s, at.REST] == 0:
            continue
        if state.day[s, at.BREAK_AT] == place:
            for i in range(n):
                _try(tables, state, v, s, place, ticks[i], FOLLOWS, 0, spans, free, allowed, best)
        taken = state.day[s, at.D_BREAKS] and state.day[s, at.BREAK_START] <= free[NOW]
        lacks = best[REACHED] > NO_TIME and best[LACKS]
        if not taken and (lacks or (state.day[s, at.D_BREAKS] and best[REACHED] < FREE)):
            for broken in range(length + 1):
                for i in range(n):
                    _try(tables, state, v, s, place, ticks[i], ANEW, broken, spans, free, allowed, best)


@inner
def _try(tables, state, v, s, place, tick, pause, broken, spans, free, allowed, best):
    """Take one slot for the best, if it is better. pause, broken: where the break goes."""
    begin(state)
    _put(tables, state, v, s, place, tick, pause, broken, free[NOW])
    counted = score(tables, state)
    start = state.stop[v, at.BEGIN]
    moved = pushed(state, s, v)
    if counted and moved <= free[PUSHES] and within(spans, start) and home_in_time(state, s, free):
        points = state.own[at.TOTAL] - state.own[at.SAVED] + tables.visit[v, at.NOBODY] - allowed
        reached = FREE if points < at.FORBIDDEN // 2 else FORBIDDEN
        if _better(best, reached, points, start):
            best[REACHED], best[POINTS], best[WHO], best[ROUND] = reached, points, tables.shift[s, at.CARER], s
            best[PLACE], best[START], best[PUSHED], best[VISIT] = place, start, moved, v
            best[BREAK], best[HELD] = state.day[s, at.BREAK_AT], state.day[s, at.BREAK_HELD]
            best[LACKS] = state.day[s, at.D_DUE] * (1 - state.day[s, at.D_BREAKS])
    undo(state)


@inner
def _put(tables, state, v, s, place, tick, pause, broken, since):
    state.stop[v, at.RELEASE] = tick
    state.stop[v, at.READY] = tables.visit[v, at.EARLIEST]
    put_in(tables, state, v, s, place)
    if pause == FOLLOWS:
        state.day[s, at.BREAK_AT] = place + 1
    if pause == ANEW:
        state.day[s, at.BREAK_AT], state.day[s, at.BREAK_HELD] = broken, since


@inner
def _better(best, reached, points, start):
    """Clean ones first, then the cheaper, then the earlier, then the one in the lower shift."""
    if reached != best[REACHED]:
        return reached > best[REACHED]
    return points < best[POINTS] or (points == best[POINTS] and start < best[START])


@inner
def pushed(state, s, v):
    """How many visits of a round other than v begin later than they are held."""
    count = 0
    for k in range(state.day[s, at.LENGTH]):
        u = state.order[s, k]
        if u != v and state.stop[u, at.BEGIN] != state.stop[u, at.RELEASE]:
            count += 1
    return count


@inner
def home_in_time(state, s, free):
    """Whether a round under change ends no longer after its shift than it may, or did before."""
    return state.day[s, at.D_OVERTIME] <= max(free[OVERTIME], state.kept_day[s, at.D_OVERTIME])


@inner
def latest_at_the_end(tables, state, v, s, free):
    """The last tick at which a visit may begin as the last of a round that then ends as `home_in_time` asks."""
    shift, visit = tables.shift[s], tables.visit[v]
    home = shift[at.END] + max(free[OVERTIME], state.kept_day[s, at.D_OVERTIME])
    return home - tables.way[shift[at.MODE], visit[at.PLACE], shift[at.TO]] - visit[at.DURATION]


@inner
def within(spans, start):
    """Whether a start lies in one of the spans."""
    inside = False
    for w in range(len(spans)):
        inside = inside or spans[w, 0] <= start <= spans[w, 1]
    return inside


@inner
def allowance(tables, state, v):
    """What a hard rule charges, or spares, for the partners that a visit is done with or not at all.

    Whether they are planned is not the slot's own merit or fault: they may come later, and who completes a pair does
    not make up for another hard rule.
    """
    points = 0
    for b in range(tables.visit[v, at.V_TEAM_LO], tables.visit[v, at.V_TEAM_HI]):
        t = tables.belongs[b, 0]
        team = tables.team[t]
        if team[at.FOLD] == at.TOGETHER and team[at.PRICE] >= at.FORBIDDEN:
            after = state.slot[team[at.PART_SLOT]] + 1
            points += (min(after, team[at.MEMBER_HI] - team[at.MEMBER_LO] - after) - state.slot[t]) * team[at.PRICE]
    return points


@compiled
def occupy(tables, state, slot):
    """Plan a visit in a slot that was found; the others that are pushed back stay so."""
    v, s = slot[VISIT], slot[ROUND]
    begin(state)
    _put(tables, state, v, s, slot[PLACE], slot[START], STAYS, 0, 0)
    state.day[s, at.BREAK_AT], state.day[s, at.BREAK_HELD] = slot[BREAK], slot[HELD]
    score(tables, state)
    keep(state)


@compiled
def vacate(tables, state, v, broken, held):
    """Take a visit out again that was planned in a slot; broken, held: the break as it was before."""
    s = state.stop[v, at.SHIFT]
    begin(state)
    touch(state, s)
    take_out(tables, state, v)
    state.day[s, at.BREAK_AT], state.day[s, at.BREAK_HELD] = broken, held
    state.stop[v, at.RELEASE] = tables.visit[v, at.WISHED]
    score(tables, state)
    keep(state)


@compiled
def name_broken(tables, state, slot, teams):
    """List the groups of which a HARD rule would charge more in a slot, with the amount then; how many there are.

    teams (·, 2): room for them. 0 = it is another kind of rule that forbids the slot.
    """
    v, s = slot[VISIT], slot[ROUND]
    begin(state)
    _put(tables, state, v, s, slot[PLACE], slot[START], STAYS, 0, 0)
    state.day[s, at.BREAK_AT], state.day[s, at.BREAK_HELD] = slot[BREAK], slot[HELD]
    score(tables, state)
    named = 0
    for i in range(state.own[at.N_LOGGED]):
        t, before = state.log[i, 0], state.log[i, 1]
        hard = t < len(tables.team) and tables.team[t, at.PRICE] >= at.FORBIDDEN
        if hard and state.slot[t] > before and named < len(teams) and tables.team[t, at.FOLD] != at.TOGETHER:
            teams[named, 0], teams[named, 1] = t, state.slot[t]
            named += 1
    undo(state)
    return named
