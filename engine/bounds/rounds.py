"""The cheapest round of one shift at given prices, or a value that no round undercuts."""

from dataclasses import dataclass

import numpy as np

from engine.bounds.columns import Column, Touch
from engine.bounds.completion import complete
from engine.bounds.forward import cheapest, trace
from engine.bounds.grid import NEVER, Grid
from engine.bounds.memory import Memory
from engine.search import layout as at

MOST_WORK = 60_000_000
"""Steps from state to state, for all buckets, that one shift may take at most: neighbourhoods grow no further."""

MOST_STOPS = 400
"""Stops that a round found may have; a longer one is not noted."""

MOST_FOUND = 6
"""Rounds that are noted at a time, each with another last visit."""

REGROWTHS = 3
"""How often in a row neighbourhoods grow by the cycles of the best round found."""


@dataclass(frozen=True, slots=True)
class Priced:
    """value: no round of the shift costs less; columns: rounds found on the way, the cheapest last; escaped: the value
    is that of a round beyond the grid."""

    value: float
    columns: tuple[Column, ...] = ()
    escaped: bool = False


@dataclass(slots=True)
class _Laid:
    """A grid at given prices: see the kernels for each."""

    step: np.ndarray
    price: np.ndarray
    start: np.ndarray
    ticks: np.ndarray
    end: np.ndarray
    seed: np.ndarray
    rest_price: np.ndarray
    home: np.ndarray
    escape: float


class Rounds:
    """All rounds of one shift, to be asked for the cheapest again and again."""

    def __init__(self, grid: Grid, memory: Memory | None = None):
        """memory: of an earlier grid of the same shift."""
        self.grid = grid
        members = len(grid.members)
        self.memory = memory or Memory(members, MOST_WORK // max(1, members * grid.buckets * (2 if grid.rests else 1)))

    def cheapest(self, duals: np.ndarray, prices: np.ndarray, known: float) -> Priced:
        """The least that a round costs; known: what some round costs that is allowed, NEVER where none is known."""
        grid = self.grid
        fields = grid.fields(prices)
        empty = grid.empty(fields)
        if not len(grid.members):
            return Priced(empty, (grid.column([], None, fields),))
        if min(fields[at.D_HOME], fields[at.D_OVERTIME], fields[at.D_WAITING]) < 0:
            return Priced(-NEVER)  # the later the better, without end
        laid = self._lay(fields, duals, prices)
        ahead = np.empty((2, len(grid.members), grid.buckets))
        least = np.empty_like(ahead)
        rest_from, rest_until = (int(grid.row[column]) - grid.origin for column in (at.REST_FROM, at.REST_UNTIL))
        rest = (grid.rests, rest_from, rest_until, grid.rest_step, laid.rest_price, grid.bucket)
        complete(laid.step, laid.price, laid.start, laid.end, *rest, ahead, least)
        bits = 2 if grid.rests else 1
        plain = float((laid.seed[:bits] + laid.start + ahead[:bits]).min())
        value, escaped = min(known, empty), False
        found = [grid.column([], None, fields)] if empty <= value else []
        if plain < value:
            value, columns, escaped = self._remember(laid, fields, ahead, value, rest)
            found += columns
        if laid.escape < value:
            return Priced(laid.escape, tuple(found), escaped=True)
        return Priced(value, tuple(found), escaped)

    def allows(self, column: Column) -> bool:
        """Whether a round keeps to what rounds of this shift remember by now."""
        return column.elementary or self.memory.allows([self.grid.local[v] for v in column.visits])

    # -- laying out --------------------------------------------------------------------------------------------------

    def _lay(self, fields: np.ndarray, duals: np.ndarray, prices: np.ndarray) -> _Laid:
        grid = self.grid
        travel, wait = fields[at.D_TRAVEL], fields[at.D_WAITING]
        ways, legs = grid.ways(), grid.legs()
        took = grid.duration[:, None] + ways
        price = legs + travel * ways - wait * took
        into = (legs + travel * ways).min(axis=0)
        start, ticks = grid.start_costs(*grid.ramps.at_prices(prices))
        own = grid.pair + fields[at.D_SERVICE] * grid.duration - duals[grid.members]
        start += own[:, None]
        home = grid.ticks[None, :] + (grid.duration + grid.way_back)[:, None]
        back = (grid.leg_back + travel * grid.way_back)[:, None]
        passed = wait * grid.bucket * np.arange(grid.buckets)[None, :]
        home_costs = np.stack([grid.ending(fields, home, breaks) + back for breaks in (0, 1)])
        beyond, alone = self._beyond(fields, start[:, -1], into)
        end = np.minimum(home_costs, beyond[:, :, None]) + passed
        rest_price = grid.door_leg + travel * grid.door_way - wait * grid.rest_step
        seed, escape = self._seeds(fields, rest_price, passed, alone)
        return _Laid(took // grid.bucket, price, start, ticks, end, seed, rest_price, home_costs, escape)

    def _beyond(self, fields: np.ndarray, latest: np.ndarray, into: np.ndarray) -> tuple[np.ndarray, float]:
        """The least that visits cost which start after the grid's last bucket: after each visit that starts earlier and
        by whether the break is taken (2, m), and where there is no such visit.

        latest (m,): what each visit costs in the last bucket; into (m,): the cheapest leg to it from another visit. No
        cost has a corner after that bucket, so that a start costs no less; waiting is not charged.
        """
        grid = self.grid
        home = grid.ticks[-1] + np.arange(2)
        at_end = [grid.ending(fields, home, breaks) for breaks in (0, 1)]
        later = min(float(one[1] - one[0]) for one in at_end) if len(grid.due(True)) == 1 else 0.0
        each = latest + max(0.0, later) * grid.duration  # one after the other, so that each puts off the end
        without, rested = (float(one[0]) for one in at_end)
        rest = rested + min(0.0, float((grid.door_leg + fields[at.D_TRAVEL] * grid.door_way).min()))
        ends = np.array([min(without, rest) if grid.rests else without, rested])
        ends += (grid.leg_back + fields[at.D_TRAVEL] * grid.way_back).min()
        after = np.array([_cheapest_some(np.delete(each + into, v)) for v in range(len(each))])
        alone = _cheapest_some(each + np.minimum(into, self._out(fields)))
        return ends[:, None] + after[None, :], float(ends.min() + alone)

    def _out(self, fields: np.ndarray) -> np.ndarray:
        return self.grid.leg_out + fields[at.D_TRAVEL] * self.grid.way_out

    def _seeds(
        self, fields: np.ndarray, rest_price: np.ndarray, passed: np.ndarray, alone: float
    ) -> tuple[np.ndarray, float]:
        """(2, m, K): what it costs until the first start, waiting as a difference; and a round beyond the grid."""
        grid, wait, row = self.grid, fields[at.D_WAITING], self.grid.row
        base = self._out(fields)[:, None] - passed
        seed = np.full((2, len(grid.members), grid.buckets), NEVER)
        late = grid.late
        for opens in (0, 1) if grid.rests else (0,):
            if late:
                leaves = grid.leaves_to_rest(fields) if opens else grid.leaves(fields)
                cost = base + fields[at.D_LEAVE] * leaves - wait * (grid.bucket - 1)
            else:
                waits = grid.ticks[None, :] - row[at.START] - grid.way_out[:, None]
                cost = base + fields[at.D_LEAVE] * row[at.START] + wait * waits
            if opens:
                door = grid.door_leg + fields[at.D_TRAVEL] * grid.door_way
                cost = cost + (door if late else rest_price)[:, None]
            first = grid.first_buckets(bool(opens))[:, None]
            seed[opens] = np.where(np.arange(grid.buckets)[None, :] >= first, cost, NEVER)
        leave = fields[at.D_LEAVE] * (row[at.START] if fields[at.D_LEAVE] >= 0 or not late else 0)
        unbounded = late and fields[at.D_LEAVE] < 0  # who leaves after the grid's end may leave ever later
        escape = -NEVER if unbounded and fields[at.D_LEAVE] + fields[at.D_HOME] < 0 else alone + leave
        if unbounded and escape > -NEVER:
            escape += fields[at.D_LEAVE] * float(grid.ticks[-1] + grid.bucket)
        return seed, escape

    # -- searching ---------------------------------------------------------------------------------------------------

    def _remember(
        self, laid: _Laid, fields: np.ndarray, ahead: np.ndarray, upper: float, rest: tuple
    ) -> tuple[float, list[Column], bool]:
        """The least cost, `upper` where no round undercuts it; rounds that do; whether the cheapest is beyond."""
        found = self._go_forwards(laid, ahead, upper, rest)
        for _ in range(REGROWTHS):
            if not found or not self.memory.grow([int(v) for v in found[0][1][:, 0]]):
                break
            found = self._go_forwards(laid, ahead, upper, rest)
        if not found:
            return upper, [], False
        noted = [self._noted(chain, laid, fields) for _, chain in found]
        columns = [column for column in reversed(noted) if column is not None]
        return found[0][0], columns, noted[0] is None

    def _go_forwards(self, laid: _Laid, ahead: np.ndarray, upper: float, rest: tuple) -> list[tuple[float, np.ndarray]]:
        """The cheapest rounds below `upper`, each with another last visit: cost, and stops (·, 3) as in `trace`."""
        grid = self.grid
        members, rows = len(grid.members), self.memory.rows()
        arrive = np.empty((2, self.memory.count, grid.buckets))
        ends, values = np.zeros((members, 3), np.int64), np.empty(members)
        cheapest(
            laid.step, laid.price, laid.start, laid.end, laid.seed, ahead, *rest, *rows, upper, arrive,
            np.empty(grid.buckets), ends, values,
        )  # fmt: skip
        found: list[tuple[float, np.ndarray]] = []
        for v in np.argsort(values, kind="stable")[:MOST_FOUND]:
            if values[v] < upper:
                stops = np.zeros((MOST_STOPS, 3), np.int64)
                state = (int(one) for one in ends[v])
                many = trace(laid.step, laid.price, laid.start, laid.seed, *rest, *rows, arrive, *state, stops)
                found.append((float(values[v]), stops[many - 1 :: -1] if many > 0 else stops[:0]))
        return found

    def _noted(self, chain: np.ndarray, laid: _Laid, fields: np.ndarray) -> Column | None:
        """A round as a column; None where it ends beyond the grid."""
        if not len(chain):
            return None
        v, k, bit = (int(one) for one in chain[-1])
        passed = fields[at.D_WAITING] * self.grid.bucket * k
        if laid.end[bit, v, k] < laid.home[bit, v, k] + passed:
            return None
        stops = [Touch(int(self.grid.members[i]), int(k), int(laid.ticks[i, k])) for i, k in chain[:, :2]]
        rested = np.nonzero(chain[:, 2])[0]
        return self.grid.column(stops, int(rested[0]) if len(rested) else None, fields)


def _cheapest_some(costs: np.ndarray) -> float:
    """The least cost of one or more; infinite where there are none."""
    below = costs[costs < 0]
    return float(below.sum() if len(below) else costs.min(initial=NEVER))
