"""What a timed plan costs: rounds by their legs, pairs, starts and day totals, groups by folding running values."""

from engine.search import layout as at
from engine.search.compiled import inlined, inner
from engine.search.familiar import guided, scattered
from engine.search.guide import soften
from engine.search.register import set_slot


@inlined
def price_round(tables, state, s):
    """What the rules that look at one round, one stop or one leg charge for it."""
    shift, day, order = tables.shift[s], state.day[s], state.order[s]
    leg, carer = tables.leg[shift[at.MODE]], shift[at.CARER]
    cost, place = 0, shift[at.FROM]
    length = day[at.LENGTH]
    for k in range(length):
        v = order[k]
        visit = tables.visit[v]
        cost += leg[place, visit[at.PLACE]] + tables.pair[v, carer]
        place = visit[at.PLACE]
        if k == day[at.BREAK_AT]:
            cost += leg[place, place]
        cost += price_start(tables, visit, state.stop[v, at.BEGIN])
    if length:
        cost += leg[place, shift[at.TO]]
        if day[at.D_BREAKS]:
            cost += int(day[at.BREAK_START] > shift[at.REST_UNTIL]) * at.FORBIDDEN
    for r in range(len(tables.daily)):
        rule = tables.daily[r]
        total = rule[at.FIELDS] - shift[at.SHIFT_COLUMNS + r]
        for c in range(at.FIELDS):
            total += rule[c] * day[c]
        if total > 0:
            cost += total * rule[at.FIELDS + 1]
    day[at.COST] = cost


@inlined
def detour(leg, origin, here, goal, alone):
    """What a stop between two others adds to a round's legs; who is alone in a round spares it no way that it had."""
    return leg[origin, here] + leg[here, goal] - (0 if alone else leg[origin, goal])


@inner
def price_start(tables, visit, start):
    """What the rules that look at one start charge for it."""
    cost = 0
    for g in range(visit[at.SEG_LO], visit[at.SEG_HI]):
        piece = tables.segment[g]
        if piece[at.SINCE] <= start < piece[at.UNTIL]:
            cost += piece[at.POINTS] * (max(0, piece[at.LOW] - start) + max(0, start - piece[at.HIGH]))
    return cost


@inner
def price_of_overtime(tables):
    """What the rules about days charge for a tick of it."""
    points = 0
    for r in range(len(tables.daily)):
        points += tables.daily[r, at.D_OVERTIME] * tables.daily[r, at.FIELDS + 1]
    return points


@inlined
def count_visit(tables, state, v, carer, step):
    for b in range(tables.visit[v, at.V_TEAM_LO], tables.visit[v, at.V_TEAM_HI]):
        _count_in(tables, state, tables.belongs[b, 0], carer, step)


@inner
def _count_in(tables, state, t, carer, step):
    count(tables, state, t, carer, step)
    _charge(tables, state, t, fold(tables, state, t))


@inner
def count(tables, state, t, carer, step):
    """Keep count of a team's visits: planned ones in all, and for DISTINCT a carer's own and the different carers."""
    if tables.team[t, at.FOLD] == at.GAP:
        return
    first = tables.team[t, at.PART_SLOT]
    if tables.team[t, at.FOLD] == at.TOGETHER:
        set_slot(state, first, state.slot[first] + step)
        return
    mine = first + 2 + carer
    count = state.slot[mine]
    if (count == 0 and step > 0) or (count == 1 and step < 0):
        set_slot(state, first, state.slot[first] + step)
    if state.own[at.FACES] and guided(tables.team[t]):
        price, share = tables.team[t, at.PRICE], state.own[at.FACES]
        state.own[at.GUIDE] += scattered(price, share, count + step) - scattered(price, share, count)
    set_slot(state, first + 1, state.slot[first + 1] + step)
    set_slot(state, mine, count + step)


@inlined
def fold_shift(tables, state, s):
    """Bring every group that a changed round belongs to up to date."""
    slot = state.slot
    for b in range(tables.shift[s, at.S_TEAM_LO], tables.shift[s, at.S_TEAM_HI]):
        t, part = tables.belongs[b, 0], tables.belongs[b, 1]
        team = tables.team[t]
        kind = team[at.FOLD]
        if kind == at.WORST_STARTS:
            place = team[at.PART_SLOT] + part
            before, value = slot[place], worst_start(tables, state, t, s)
            if value == before:
                continue
            set_slot(state, place, value)
            if value >= slot[t]:
                _charge(tables, state, t, value)
            elif before == slot[t]:
                _charge(tables, state, t, fold(tables, state, t))
            soften(tables, state, t, part)
            continue
        if kind == at.SUM or kind == at.WORST_DAYS or kind == at.SPREAD:
            change = day_total(team, state.day[s]) - day_total(team, state.kept_day[s])
            if change == 0:
                continue
            place = team[at.PART_SLOT] + part
            before = slot[place]
            set_slot(state, place, before + change)
            if kind == at.WORST_DAYS:
                if change > 0:
                    _charge(tables, state, t, max(slot[t], before + change))
                elif before == slot[t]:
                    _charge(tables, state, t, fold(tables, state, t))
                soften(tables, state, t, part)
                continue
            if kind == at.SPREAD:
                _charge(tables, state, t, _spread_after(state, t, team, before, change))
                continue
        _charge(tables, state, t, fold(tables, state, t))


@inner
def _charge(tables, state, t, amount):
    if amount != state.slot[t]:
        state.own[at.TOTAL] += (amount - state.slot[t]) * tables.team[t, at.PRICE]
        set_slot(state, t, amount)


@inner
def day_total(team, day):
    total = team[at.FACTORS + at.FIELDS]
    for c in range(at.FIELDS):
        if team[at.FACTORS + c]:
            total += team[at.FACTORS + c] * day[c]
    return total


@inner
def worst_start(tables, state, t, s):
    worst = 0
    for k in range(state.day[s, at.LENGTH]):
        v = state.order[s, k]
        start = state.stop[v, at.BEGIN]
        for g in range(tables.visit[v, at.SEG_LO], tables.visit[v, at.SEG_HI]):
            piece = tables.segment[g]
            if piece[at.WORST_TEAM] == t and piece[at.SINCE] <= start < piece[at.UNTIL]:
                worst = max(worst, max(0, piece[at.LOW] - start) + max(0, start - piece[at.HIGH]))
    return worst


@inner
def fold(tables, state, t):
    """The amount of a group from its running values (see engine.shapes.Fold)."""
    team, slot = tables.team[t], state.slot
    kind, first, parts = team[at.FOLD], team[at.PART_SLOT], team[at.PARTS]
    if kind == at.DISTINCT:
        different, planned = slot[first], slot[first + 1]
        return max(0, different - team[at.MOST]) + max(0, min(team[at.LEAST], planned) - different)
    if kind == at.TOGETHER:
        return min(slot[first], team[at.MEMBER_HI] - team[at.MEMBER_LO] - slot[first])
    if kind == at.GAP:
        return _gap(tables, state, team)
    if kind == at.SUM:
        return max(0, slot[first] - team[at.MOST]) + max(0, team[at.LEAST] - slot[first])
    if kind == at.WORST_DAYS or kind == at.WORST_STARTS:
        worst = 0
        for p in range(first, first + parts):
            worst = max(worst, slot[p])
        return worst
    if kind == at.SPREAD:
        return _spread(slot, first, parts)[0]
    return _fold_in_time(tables, state, team, kind)


@inner
def open_spread(state, team):
    """Note what a spread keeps behind its parts."""
    slot, first, parts = state.slot, team[at.PART_SLOT], team[at.PARTS]
    whole = 0
    for p in range(first, first + parts):
        whole += slot[p]
    slot[first + parts + at.WHOLE] = whole
    slot[first + parts + at.BELOW] = _spread(slot, first, parts)[1]


@inner
def _spread(slot, first, parts):
    """How far the parts lie from their mean, each rounded up; and how many are no more than it, rounded down.

    The mean is that of what the parts are noted to come to. One division for all: there may be a thousand carers.
    """
    whole = slot[first + parts + at.WHOLE]
    away, low, mean = 0, 0, whole // parts
    short = int(mean * parts < whole)
    for p in range(first, first + parts):
        if slot[p] > mean:
            away += slot[p] - mean
        else:
            away += mean - slot[p] + short
            low += 1
    return away, low


@inner
def _spread_after(state, t, team, before, change):
    """What a spread comes to after one of its parts has changed.

    The mean of many parts seldom passes a whole number: as long as it does not, no other part need be looked at.
    """
    slot, first, parts = state.slot, team[at.PART_SLOT], team[at.PARTS]
    kept = first + parts
    was, low = slot[kept + at.WHOLE], slot[kept + at.BELOW]
    now, value = was + change, before + change
    mean = now // parts
    set_slot(state, kept + at.WHOLE, now)
    if mean != was // parts:
        away, low = _spread(slot, first, parts)
        set_slot(state, kept + at.BELOW, low)
        return away
    after = low + int(value <= mean) - int(before <= mean)
    away = slot[t] - int(mean * parts < was) * low + abs(value - mean) - abs(before - mean)
    if after != low:
        set_slot(state, kept + at.BELOW, after)
    return away + int(mean * parts < now) * after


@inner
def _gap(tables, state, team):
    first, second = tables.member[team[at.MEMBER_LO], 0], tables.member[team[at.MEMBER_LO] + 1, 0]
    if state.stop[first, at.SHIFT] < 0 or state.stop[second, at.SHIFT] < 0:
        return 0
    gap = state.stop[second, at.BEGIN] - state.stop[first, at.BEGIN]
    return max(0, team[at.LEAST] - gap) + max(0, gap - team[at.MOST])


@inlined
def fold_links(tables, state, s):
    """Bring the links of a changed round's visits up to date."""
    for k in range(state.day[s, at.LENGTH]):
        v = state.order[s, k]
        if tables.visit[v, at.TIE_HI] == tables.visit[v, at.TIE_LO]:
            continue
        for b in range(tables.visit[v, at.V_TEAM_LO], tables.visit[v, at.V_TEAM_HI]):
            t = tables.belongs[b, 0]
            if tables.team[t, at.FOLD] == at.GAP:
                _charge(tables, state, t, _gap(tables, state, tables.team[t]))


@inner
def _fold_in_time(tables, state, team, kind):
    """Folds over a carer's used shifts in order of time."""
    home, last, seen = team[at.OPENS], 0, False
    lacking, longest, run = 0, 0, 0
    for m in range(team[at.MEMBER_LO], team[at.MEMBER_HI]):
        s, part = tables.member[m, 0], tables.member[m, 1]
        day = state.day[s]
        if not day[at.D_USED]:
            continue
        if kind == at.APART:
            if seen and part != last:
                lacking += max(0, team[at.LEAST] - (day[at.D_LEAVE] - home))
        elif kind == at.STRETCH:
            longest = _rested(team, longest, day[at.D_LEAVE] - home)
        elif not seen or part != last:
            run = run + 1 if seen and part == last + 1 else 1
            lacking += int(run > team[at.MOST])
        home, last, seen = day[at.D_HOME], part, True
    if kind == at.STRETCH:
        longest = _rested(team, longest, team[at.CLOSES] - home)
        return max(0, team[at.LEAST] - longest)
    return lacking


@inner
def _rested(team, longest, free):
    """The longest of the free stretches so far; with a floor, the sum of those that reach it."""
    if not team[at.FLOOR]:
        return max(longest, free)
    return longest + free if free >= team[at.FLOOR] else longest
