"""When each stop of a round begins.

Only linked visits couple the starts of different rounds: each keeps the tick at which its own round would be ready, and
starts at the latest that its ties ask for; when that moves, the partner's round is queued to be timed again.
"""

from engine.search import layout as at
from engine.search.compiled import inlined, inner
from engine.search.register import queue


@inlined
def time_round(tables, state, s):
    """Start every stop as early as it may, then let the round leave as late as costs nothing. True = ties moved.

    Waiting is taken in by leaving later as long as no start becomes dearer (forward slack, Savelsbergh 1992); a linked
    visit is never pushed by that, its partner waits for it.
    """
    shift, day, stop, order = tables.shift[s], state.day[s], state.stop, state.order[s]
    length = day[at.LENGTH]
    for c in range(at.FIELDS):
        day[c] = 0
    day[at.D_START], day[at.D_END] = shift[at.START], shift[at.END]
    day[at.BREAK_START] = 0
    if length == 0:
        day[at.D_LEAVE] = day[at.D_HOME] = shift[at.START]
        day[at.D_DUE] = int(shift[at.DUE_AFTER] == at.ALWAYS_DUE)
        day[at.BREAK_AT] = -1
        return False
    way = tables.way[shift[at.MODE]]
    frozen = state.own[at.FROZEN]
    late_leaver = shift[at.AT_START] == 0
    slack = 0 if frozen or not late_leaver else at.FAR
    pulled, break_pulled = 0, 0
    clock, place = shift[at.START], shift[at.FROM]
    waiting, travel, service = 0, 0, 0
    first_way, opening_break, moved = 0, False, False
    for k in range(length):
        v = order[k]
        visit = tables.visit[v]
        step = way[place, visit[at.PLACE]]
        travel += step
        clock += step
        if k == 0:
            first_way = step
        if k == day[at.BREAK_AT]:
            begin = max(clock, shift[at.REST_FROM], day[at.BREAK_HELD])
            wait = begin - clock
            if k > 0 or not late_leaver:
                taken = min(wait, slack)
                slack -= taken
                pulled += taken
                waiting += wait - taken
                slack = 0 if wait > taken else slack
            opening_break = k == 0
            slack = min(slack, max(0, shift[at.REST_UNTIL] - begin))
            day[at.BREAK_START] = begin
            break_pulled = pulled
            day[at.D_BREAKS] = 1
            day[at.D_REST] = shift[at.REST]
            doorstep = way[visit[at.PLACE], visit[at.PLACE]]
            travel += doorstep
            clock = begin + shift[at.REST] + doorstep
        ready = max(clock, visit[at.EARLIEST], stop[v, at.RELEASE])
        start = ready
        tied = visit[at.TIE_HI] > visit[at.TIE_LO]
        if tied:
            if not frozen:
                for e in range(visit[at.TIE_LO], visit[at.TIE_HI]):
                    other = tables.tie[e, 0]
                    if stop[other, at.SHIFT] >= 0:
                        start = max(start, stop[other, at.READY] + tables.tie[e, 1])
            if stop[v, at.READY] != ready:
                stop[v, at.READY] = ready
                if not frozen and _wake(tables, state, v):
                    moved = True
        wait = start - clock
        if k > 0 or opening_break or not late_leaver:
            taken = min(wait, slack)
            slack -= taken
            pulled += taken
            if not (k == 0 and opening_break and late_leaver):
                waiting += wait - taken
            slack = 0 if wait > taken else slack
        slack = 0 if tied else min(slack, _spare(tables, visit, start))
        stop[v, at.BEGIN] = start
        stop[v, at.SPARE] = pulled
        service += visit[at.DURATION]
        clock = start + visit[at.DURATION]
        place = visit[at.PLACE]
    back = way[place, shift[at.TO]]
    travel += back
    home = clock + back
    if pulled > 0:
        for k in range(length):
            stop[order[k], at.BEGIN] += pulled - stop[order[k], at.SPARE]
        if day[at.D_BREAKS]:
            day[at.BREAK_START] += pulled - break_pulled
    first = day[at.BREAK_START] if opening_break else stop[order[0], at.BEGIN]
    day[at.D_USED] = 1
    day[at.D_LEAVE] = first - first_way if late_leaver else shift[at.START]
    day[at.D_HOME] = home
    day[at.D_TRAVEL], day[at.D_SERVICE], day[at.D_WAITING] = travel, service, waiting
    day[at.D_OVERTIME] = max(0, home - shift[at.END])
    due = shift[at.DUE_AFTER]
    day[at.D_DUE] = int(due == at.ALWAYS_DUE or (due >= 0 and home - day[at.D_LEAVE] > due))
    return moved


@inner
def _spare(tables, visit, start):
    """How much later a visit may start without costing more."""
    spare = at.FAR
    for g in range(visit[at.SEG_LO], visit[at.SEG_HI]):
        piece = tables.segment[g]
        if piece[at.SINCE] <= start < piece[at.UNTIL]:
            spare = min(spare, max(0, min(piece[at.HIGH], piece[at.UNTIL] - 1) - start))
    return spare


@inner
def _wake(tables, state, v):
    """A linked visit's own readiness has moved: rounds whose start no longer fits it are timed again."""
    woken = False
    stop = state.stop
    for e in range(tables.visit[v, at.TIE_LO], tables.visit[v, at.TIE_HI]):
        other = tables.tie[e, 0]
        if stop[other, at.SHIFT] < 0:
            continue
        start = stop[other, at.READY]
        for f in range(tables.visit[other, at.TIE_LO], tables.visit[other, at.TIE_HI]):
            third = tables.tie[f, 0]
            if stop[third, at.SHIFT] >= 0:
                start = max(start, stop[third, at.READY] + tables.tie[f, 1])
        if start != stop[other, at.BEGIN]:
            woken = True
            queue(state, stop[other, at.SHIFT])
    return woken
