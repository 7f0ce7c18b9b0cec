"""The least that a round can still cost from each stop on, where visits may come again: backwards in time."""

from engine.search.compiled import compiled


@compiled
def complete(step, price, start, end, rests, rest_from, rest_until, rest_step, rest_price, bucket, ahead, least):
    """Fill in what is still to come after each start, and after each arrival.

    step (m, m): buckets from start to arrival; price (m, m): of the leg; start (m, K); end (2, m, K): of going home.
    rests: whether there is a break, taken at the next client's place in the ticks [rest_from, rest_until] of the grid;
    rest_step, rest_price (m,): ticks and points of the break there. ahead (2, m, K): least cost after a start, the
    start's own left out; least (2, m, K): least cost from an arrival on. The first index says whether the break has
    been taken. Waiting costs nothing here: it is in the prices, as what legs save of it (see `bounds.grid`).
    """
    m, buckets = start.shape
    stride = buckets
    for v in range(m):
        for w in range(m):
            stride = min(stride, step[v, w])
    high = buckets
    while high > 0:
        low = max(0, high - stride)
        for bit in range(1 if rests else 0, -1, -1):
            for v in range(m):
                row = ahead[bit, v]
                for k in range(low, high):
                    row[k] = end[bit, v, k]
                for w in range(m):
                    after, leg, d = least[bit, w], price[v, w], step[v, w]
                    for k in range(low, min(high, buckets - d)):
                        row[k] = min(row[k], leg + after[k + d])
            for w in range(m):
                for k in range(high - 1, low - 1, -1):
                    best = start[w, k] + ahead[bit, w, k]
                    if k + 1 < buckets:
                        best = min(best, least[bit, w, k + 1])
                    if bit == 0 and rests and k * bucket <= rest_until:
                        back = (max(k * bucket, rest_from) + rest_step[w]) // bucket
                        if back < buckets:
                            best = min(best, rest_price[w] + least[1, w, back])
                    least[bit, w, k] = best
        high = low
