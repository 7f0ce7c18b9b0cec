"""The cheapest round of a shift that remembers where it has been, as far as each client's neighbourhood reaches.

Rounds are ng-routes (Baldacci, Mingozzi and Roberti 2011): at a visit a round remembers only those earlier visits that
are in the visit's neighbourhood, and may not go back to them. A row of states is a visit, whether the break has been
taken, and the set of what is remembered; its columns are buckets of time.
"""

from engine.search.compiled import compiled, inner


@compiled
def cheapest(
    step, price, start, end, seed, ahead, rests, rest_from, rest_until, rest_step, rest_price, bucket,
    visit_of, first_of, target, upper, arrive, begin, ends, values,
):  # fmt: skip
    """Go forwards in time, and note for each visit the cheapest round that ends with it and costs less than `upper`.

    See `completion.complete` for the first arguments. seed (2, m, K): what it costs until the first start; visit_of
    (rows,): the visit of each row; first_of (m,): its row that remembers nothing; target (rows, m): the row in which
    the next visit is done, -1 where it is remembered; arrive (2, rows, K), begin (K,): work space; ends (m, 3): break
    taken, row and bucket of the last state, values (m,): what the round costs, `upper` where there is none.
    """
    m, buckets = start.shape
    rows = len(visit_of)
    layers = 2 if rests else 1
    stride = buckets
    for v in range(m):
        for w in range(m):
            stride = min(stride, step[v, w])
    for bit in range(layers):
        for r in range(rows):
            for k in range(buckets):
                arrive[bit, r, k] = float("inf")
        for v in range(m):
            for k in range(buckets):
                arrive[bit, first_of[v], k] = seed[bit, v, k]
    for v in range(m):
        values[v] = upper
    for low in range(0, buckets, stride):
        high = min(buckets, low + stride)
        for r in range(rows):
            v = visit_of[r]
            for bit in range(layers):
                here = arrive[bit, r]
                if low > 0:
                    here[low] = min(here[low], here[low - 1])
                for k in range(low + 1, high):
                    here[k] = min(here[k], here[k - 1])
                if here[high - 1] == float("inf"):
                    continue
                if bit == 0 and rests:
                    _rest(here, arrive[1, r], low, high, rest_from, rest_until, rest_step[v], rest_price[v], bucket)
                some = False
                for k in range(low, high):
                    begin[k] = here[k] + start[v, k]
                    if begin[k] + ahead[bit, v, k] >= upper:
                        begin[k] = float("inf")
                    else:
                        some = True
                        if begin[k] + end[bit, v, k] < values[v]:
                            values[v] = begin[k] + end[bit, v, k]
                            ends[v, 0], ends[v, 1], ends[v, 2] = bit, r, k
                if not some:
                    continue
                for w in range(m):
                    if target[r, w] < 0 or price[v, w] == float("inf"):
                        continue
                    there, leg, d = arrive[bit, target[r, w]], price[v, w], step[v, w]
                    for k in range(low, min(high, buckets - d)):
                        there[k + d] = min(there[k + d], begin[k] + leg)


@inner
def _rest(here, rested, low, high, rest_from, rest_until, rest_step, rest_price, bucket):
    for k in range(low, high):
        if k * bucket <= rest_until:
            back = (max(k * bucket, rest_from) + rest_step) // bucket
            if back < len(rested):
                rested[back] = min(rested[back], here[k] + rest_price)


@compiled
def trace(
    step, price, start, seed, rests, rest_from, rest_until, rest_step, rest_price, bucket, visit_of, first_of, target,
    arrive, bit, row, k, stops,
):  # fmt: skip
    """The round that leads to a state, backwards; stops (·, 3): visit, bucket and break taken. Returns its length, or
    -1 where it is longer than that."""
    rows = len(visit_of)
    count = 0
    while count < len(stops):
        v = visit_of[row]
        stops[count, 0], stops[count, 1], stops[count, 2] = v, k, bit
        count += 1
        value = arrive[bit, row, k]
        while k > 0 and arrive[bit, row, k - 1] == value:
            k -= 1
        if row == first_of[v] and seed[bit, v, k] == value:
            return count
        if bit == 1 and rests:
            before = k
            while before >= 0:
                back = (max(before * bucket, rest_from) + rest_step[v]) // bucket
                if back <= k and before * bucket <= rest_until and arrive[0, row, before] + rest_price[v] == value:
                    break
                before -= 1
            if before >= 0:
                bit, k = 0, before
                value = arrive[0, row, k]
                while k > 0 and arrive[0, row, k - 1] == value:
                    k -= 1
                if row == first_of[v] and seed[0, v, k] == value:
                    return count
        came = -1
        for r in range(rows):
            u = visit_of[r]
            if target[r, v] == row and k >= step[u, v]:
                begins = k - step[u, v]
                if arrive[bit, r, begins] + start[u, begins] + price[u, v] == value:
                    came, k = r, begins
                    break
        if came < 0:
            return -1
        row = came
    return -1
