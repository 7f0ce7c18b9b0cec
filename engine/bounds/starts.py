"""What it costs a visit to start in each stretch of time: the rules about starts, and what ties are charged for."""

from engine.search import layout as at
from engine.search.compiled import compiled, inner


@compiled
def start_costs(members, visit, segment, extra, ramps, weights, ramp_at, origin, bucket, cost, ticks):
    """Fill in the cheapest start of each member in each bucket of time, and the tick of it.

    members (m,): rows of visits; visit, segment: see `search.layout`; extra: points a tick on top of each segment's;
    ramps (·, 2) with their weights: what they charge grows from one tick until the other; those of visit v are the rows
    from ramp_at[v] to ramp_at[v + 1]; cost, ticks (m, buckets). No start before the earliest: infinite.
    """
    buckets = cost.shape[1]
    for i in range(len(members)):
        v = members[i]
        for k in range(buckets):
            cost[i, k] = float("inf")
            first = max(origin + k * bucket, visit[v, at.EARLIEST])
            if first < origin + (k + 1) * bucket:
                _offer(visit, segment, extra, ramps, weights, ramp_at, v, first, k, cost[i], ticks[i])
                if bucket > 1:
                    last = origin + (k + 1) * bucket - 1
                    _offer(visit, segment, extra, ramps, weights, ramp_at, v, last, k, cost[i], ticks[i])
        if bucket > 1:
            _at_corners(visit, segment, extra, ramps, weights, ramp_at, v, origin, bucket, cost[i], ticks[i])


@compiled
def cost_at(visit, segment, extra, ramps, weights, ramp_at, v, tick):
    """What visit v is charged for starting at a tick; infinite where that is forbidden."""
    cost = 0.0
    for g in range(visit[v, at.SEG_LO], visit[v, at.SEG_HI]):
        piece = segment[g]
        if piece[at.SINCE] <= tick < piece[at.UNTIL]:
            away = max(0, piece[at.LOW] - tick) + max(0, tick - piece[at.HIGH])
            if away > 0 and piece[at.POINTS] >= at.FORBIDDEN:
                return float("inf")
            cost += away * (piece[at.POINTS] + extra[g])
    for r in range(ramp_at[v], ramp_at[v + 1]):
        cost += weights[r] * (min(max(tick, ramps[r, 0]), ramps[r, 1]) - ramps[r, 0])
    return cost


@inner
def _offer(visit, segment, extra, ramps, weights, ramp_at, v, tick, k, cost, ticks):
    here = cost_at(visit, segment, extra, ramps, weights, ramp_at, v, tick)
    if here < cost[k]:
        cost[k] = here
        ticks[k] = tick


@inner
def _at_corners(visit, segment, extra, ramps, weights, ramp_at, v, origin, bucket, cost, ticks):
    """Between the corners of its charges a cost is a straight line, so that its least lies at a corner or an end."""
    earliest, until = visit[v, at.EARLIEST], origin + len(cost) * bucket
    for g in range(visit[v, at.SEG_LO], visit[v, at.SEG_HI]):
        for column in range(4):
            for tick in range(segment[g, column] - 1, segment[g, column] + 1):
                if max(earliest, origin) <= tick < until:
                    k = (tick - origin) // bucket
                    _offer(visit, segment, extra, ramps, weights, ramp_at, v, tick, k, cost, ticks)
    for r in range(ramp_at[v], ramp_at[v + 1]):
        for column in range(2):
            tick = ramps[r, column]
            if max(earliest, origin) <= tick < until:
                k = (tick - origin) // bucket
                _offer(visit, segment, extra, ramps, weights, ramp_at, v, tick, k, cost, ticks)
