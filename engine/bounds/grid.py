"""One shift laid out in buckets of time: its visits, its legs, and what it costs to begin, to start, to go on, to end.

A bucket is a tick where time is coarse. Where it is finer, times are rounded down to buckets and a start costs the
least in its bucket, so that every round fits in and none costs more than it does.

Waiting is paid as a difference: what has passed between the first and the last start, less what legs and visits took.
So a step is credited what it saves of waiting, and the end pays for the time that has passed.
"""

from itertools import pairwise

import numpy as np

from engine.bounds.charges import Charges, told_as_it_goes, told_at_the_end
from engine.bounds.columns import Column, Touch
from engine.bounds.ramps import Ramps
from engine.bounds.starts import start_costs
from engine.search import layout as at

NEVER = float("inf")


class Grid:
    """What of a shift stays whatever the prices. Times are ticks; those of the grid count from its `origin`."""

    def __init__(self, tables: at.Tables, charges: Charges, ramps: Ramps, s: int, margin: int, most_buckets: int):
        """margin: ticks after the last corner of any cost, up to which starts are looked at one by one."""
        self.tables, self.charges, self.ramps, self.s = tables, charges, ramps, s
        self.row = row = tables.shift[s]
        self.members = np.nonzero(tables.fits[:, s])[0]
        visit = tables.visit[self.members]
        self.places, self.duration = visit[:, at.PLACE], visit[:, at.DURATION]
        self.rests = bool(row[at.REST] > 0)
        self.late = row[at.AT_START] == 0
        corners = [self._last_corner(int(v)) for v in self.members]
        last = max([int(row[at.END]), *corners]) if not corners or self._end_matters() else max(corners)
        last = max(last, int(row[at.REST_UNTIL]) if self.rests else 0)
        self.origin = max(int(row[at.START]), int(visit[:, at.EARLIEST].min(initial=last)))
        span = max(1, last + margin - self.origin)
        self.bucket = max(1, min(int(self.duration.min(initial=1)), -(-span // most_buckets)))
        self.buckets = span // self.bucket + 1
        self.all_ways, all_legs = tables.way[row[at.MODE]], tables.leg[row[at.MODE]]
        here = self.places
        self.way_out, self.leg_out = self.all_ways[row[at.FROM], here], _money(all_legs[row[at.FROM], here])
        self.way_back, self.leg_back = self.all_ways[here, row[at.TO]], _money(all_legs[here, row[at.TO]])
        self.door_way, self.door_leg = self.all_ways[here, here], _money(all_legs[here, here])
        self.pair = tables.pair[self.members, row[at.CARER]].astype(float)
        self.rest_step = row[at.REST] + self.door_way
        self.ticks = self.origin + self.bucket * np.arange(self.buckets)
        self.base, self.base_constant, self.finite = self._daily()
        self.seen_by = [i for i, charge in enumerate(charges.all) if s in charge.days]
        self.local = {int(v): i for i, v in enumerate(self.members)}

    def _end_matters(self) -> bool:
        column = at.D_OVERTIME
        days = (charge.factors[column] for charge in self.charges.all if self.s in charge.days)
        return bool(self.tables.daily[:, column].any() or any(days))

    def _last_corner(self, v: int) -> int:
        row = self.tables.visit[v]
        ends = self.tables.segment[row[at.SEG_LO] : row[at.SEG_HI], at.SINCE : at.HIGH + 1]
        known = ends[np.abs(ends) < at.FAR]
        ramps = self.ramps.table[self.ramps.first[v] : self.ramps.first[v + 1]]
        return max([int(row[at.EARLIEST]), *(int(end) + 1 for end in known), *(int(end) for end in ramps.ravel())])

    def _daily(self) -> tuple[np.ndarray, float, list[np.ndarray]]:
        """Rules on the day: what is charged for each field as it goes, a constant, and the rules told at the end."""
        base, constant, finite = np.zeros(at.FIELDS), 0.0, []
        for rule, row in enumerate(self.tables.daily):
            limit = int(self.row[at.SHIFT_COLUMNS + rule])
            if limit >= at.FAR:
                continue
            if told_at_the_end(row):
                finite.append(np.array([*row[: at.FIELDS], row[at.FIELDS] - limit, row[at.FIELDS + 1]]))
            elif told_as_it_goes(row, self.row, limit):
                base += row[at.FIELDS + 1] * row[: at.FIELDS]
                constant += float(row[at.FIELDS + 1] * (row[at.FIELDS] - limit))
        return base, constant, finite

    def ways(self) -> np.ndarray:
        """(m, m) ticks from visit to visit."""
        return self.all_ways[np.ix_(self.places, self.places)]

    def legs(self) -> np.ndarray:
        """(m, m) points of going from visit to visit; no visit follows itself."""
        found = _money(self.tables.leg[self.row[at.MODE]][np.ix_(self.places, self.places)])
        np.fill_diagonal(found, NEVER)
        return found

    # -- what a round is charged -------------------------------------------------------------------------------------

    def fields(self, prices: np.ndarray) -> np.ndarray:
        """What one unit of each day field costs at these prices, what is charged in any case included in `base`."""
        found = self.base.copy()
        for i in self.seen_by:
            found += prices[i] * self.charges.all[i].factors
        return found

    def due(self, used: bool) -> tuple[int, ...]:
        """What may be due: a break, or none."""
        if self.row[at.DUE_AFTER] == at.ALWAYS_DUE:
            return (1,)
        return (0,) if self.row[at.DUE_AFTER] == at.NEVER_DUE or not used else (0, 1)

    def ending(self, fields: np.ndarray, home: np.ndarray, breaks: int, used: int = 1) -> np.ndarray:
        """What the fields that are known at the end cost, for each tick of being home."""
        row = self.row
        overtime = np.maximum(0, home - row[at.END]) if used else np.zeros_like(home)
        costs: list[np.ndarray] = []
        for due in self.due(bool(used)):
            day = {
                at.D_START: row[at.START], at.D_END: row[at.END], at.D_USED: used, at.D_HOME: home,
                at.D_REST: breaks * row[at.REST], at.D_BREAKS: breaks, at.D_DUE: due, at.D_OVERTIME: overtime,
            }  # fmt: skip
            cost = np.full(home.shape, self.base_constant)
            for column, value in day.items():
                cost += fields[column] * value
            for rule in self.finite:
                above = np.maximum(0, rule[at.FIELDS] + sum(rule[column] * value for column, value in day.items()))
                forbidden = rule[at.FIELDS + 1] >= at.FORBIDDEN
                cost += np.where(above > 0, NEVER, 0.0) if forbidden else above * float(rule[at.FIELDS + 1])
            costs.append(cost)
        return np.min(costs, axis=0)

    def empty(self, fields: np.ndarray) -> float:
        """What the shift costs when nobody is visited."""
        leave = np.array([self.row[at.START]])
        return float(self.ending(fields, leave, 0, used=0)[0] + fields[at.D_LEAVE] * self.row[at.START])

    def leaves(self, fields: np.ndarray) -> np.ndarray:
        """(m, K): the tick of leaving for a first start in each bucket; the end of the bucket where late is cheap."""
        spare = self.bucket - 1 if fields[at.D_LEAVE] < 0 else 0
        return self.ticks[None, :] + spare - self.way_out[:, None]

    def leaves_to_rest(self, fields: np.ndarray) -> np.ndarray:
        """The same where the round opens with a break."""
        row, spare = self.row, self.bucket - 1
        soonest = np.maximum(row[at.START] + self.way_out, row[at.REST_FROM])[:, None]
        if fields[at.D_LEAVE] >= 0:
            return np.broadcast_to(soonest - self.way_out[:, None], (len(self.members), self.buckets))
        latest = np.minimum(row[at.REST_UNTIL], self.ticks[None, :] + spare - self.rest_step[:, None])
        return latest - self.way_out[:, None]

    def first_buckets(self, opening_rest: bool) -> np.ndarray:
        """The first bucket in which each visit may start when it is the first of the round; K = in none."""
        arrives = self.row[at.START] + self.way_out
        if not opening_rest:
            return np.maximum(0, (arrives - self.origin) // self.bucket)
        soonest = np.maximum(arrives, self.row[at.REST_FROM]) + self.rest_step
        first = np.maximum(0, (soonest - self.origin) // self.bucket)
        return np.where(arrives <= self.row[at.REST_UNTIL], first, self.buckets)

    def start_costs(self, extra: np.ndarray, ramp_prices: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        cost = np.empty((len(self.members), self.buckets))
        ticks = np.zeros(cost.shape, np.int64)
        start_costs(
            self.members, self.tables.visit, self.tables.segment, extra,
            self.ramps.table, ramp_prices, self.ramps.first, self.origin, self.bucket, cost, ticks,
        )  # fmt: skip
        return cost, ticks

    # -- columns -----------------------------------------------------------------------------------------------------

    def column(self, stops: list[Touch], rest_before: int | None, fields: np.ndarray) -> Column:
        """A round as a column: stops in turn, the break before the stop at that position, None = without."""
        day = np.zeros(at.FIELDS)
        row = self.row
        day[at.D_START], day[at.D_END] = row[at.START], row[at.END]
        if not stops:
            day[at.D_LEAVE] = day[at.D_HOME] = row[at.START]
            return self._column(stops, 0.0, day, False)
        rows = [self.local[stop.visit] for stop in stops]
        legs = list(pairwise(rows))
        ways = sum(int(self.all_ways[self.places[one], self.places[other]]) for one, other in legs)
        took = sum(int(self.duration[v]) for v in rows[:-1]) + ways
        first, last = rows[0], rows[-1]
        passed = (stops[-1].bucket - stops[0].bucket) * self.bucket
        opens = rest_before == 0
        day[at.D_USED] = 1
        day[at.D_TRAVEL] = self.way_out[first] + ways + self.way_back[last]
        day[at.D_SERVICE] = sum(int(self.duration[v]) for v in rows)
        day[at.D_HOME] = self.ticks[stops[-1].bucket] + self.duration[last] + self.way_back[last]
        day[at.D_OVERTIME] = max(0, day[at.D_HOME] - row[at.END])
        day[at.D_WAITING] = passed - took
        points = self.tables.leg[row[at.MODE]]
        money = (
            self.leg_out[first]
            + sum(float(points[self.places[one], self.places[other]]) for one, other in legs)
            + self.leg_back[last]
        )
        if rest_before is not None:
            at_door = rows[rest_before]
            day[at.D_BREAKS], day[at.D_REST] = 1, row[at.REST]
            day[at.D_TRAVEL] += self.door_way[at_door]
            day[at.D_WAITING] -= 0 if opens and self.late else self.rest_step[at_door]
            money += self.door_leg[at_door]
        if self.late:
            leaves = self.leaves_to_rest(fields) if opens else self.leaves(fields)
            day[at.D_LEAVE] = leaves[first, stops[0].bucket]
            day[at.D_WAITING] -= self.bucket - 1
        else:
            day[at.D_LEAVE] = row[at.START]
            day[at.D_WAITING] += self.ticks[stops[0].bucket] - row[at.START] - self.way_out[first]
        return self._column(stops, float(money + sum(self.pair[v] for v in rows)), day, True)

    def _column(self, stops: list[Touch], money: float, day: np.ndarray, used: bool) -> Column:
        """day: its fields, but for whether a break is due."""
        amounts: dict[int, float] = {}
        cost = money + self._cost_of_day(day, used)
        for i in self.seen_by:
            amounts[i] = float(self.charges.all[i].factors @ self._with_due(day, self.charges.all[i].factors, used))
        for stop in stops:
            cost += self.ramps.own_cost(self.tables, stop)
            for i, amount in self.ramps.amounts(stop):
                amounts[i] = amounts.get(i, 0.0) + amount
        rows = sorted(i for i, amount in amounts.items() if amount)
        found = np.array([amounts[i] for i in rows])
        return Column(self.s, cost, tuple(stop.visit for stop in stops), np.array(rows, np.int64), found)

    def _cost_of_day(self, day: np.ndarray, used: bool) -> float:
        known = self.base.copy()
        known[[at.D_TRAVEL, at.D_SERVICE, at.D_WAITING, at.D_LEAVE]] = 0
        along = float((self.base - known) @ day)
        home = np.array([day[at.D_HOME]])
        return along + float(self.ending(known, home, int(day[at.D_BREAKS]), int(used))[0])

    def _with_due(self, day: np.ndarray, factors: np.ndarray, used: bool) -> np.ndarray:
        due = self.due(used)
        whole = day.copy()
        whole[at.D_DUE] = due[0] if factors[at.D_DUE] >= 0 else due[-1]
        return whole


def _money(points: np.ndarray) -> np.ndarray:
    """Points of legs, infinite where a leg is forbidden."""
    return np.where(points >= at.FORBIDDEN, NEVER, points.astype(float))
