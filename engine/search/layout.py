"""How the compiled search lays out a problem and its state: a few integer tables, and the names of their columns.

Few arrays, because a compiled function is handed every array field by field: one table of visits and one of shifts
is twice as fast as forty small arrays. All costs are points (see engine.price); all times are ticks.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

FORBIDDEN = 10**12
"""Points for one unit of a HARD rule: far more than any change of soft costs. Millions of units still count right."""

FAR = 10**15
"""A tick that never comes."""

UNBOUNDED = 2**62
"""More points than any plan costs."""

# -- Tables.visit: one row a visit
PLACE, DURATION, EARLIEST, WISHED, NOBODY = range(5)
SEG_LO, SEG_HI, TIE_LO, TIE_HI, MATE_LO, MATE_HI, V_TEAM_LO, V_TEAM_HI, CAND_LO, CAND_HI, OPENS_LO, OPENS_HI = range(
    5, 17
)
CIRCLE, LATEST = 17, 18
VISIT_COLUMNS = 19

# -- Tables.shift: one row a shift, the limits of the daily rules behind the fixed columns
CARER, START, END, FROM, TO, MODE, REST, REST_FROM, REST_UNTIL, DUE_AFTER, AT_START, S_TEAM_LO, S_TEAM_HI = range(13)
DUTY_LO, DUTY_HI = 13, 14
SHIFT_COLUMNS = 15
ALWAYS_DUE, NEVER_DUE = -1, -2

# -- Tables.segment: what a start costs from one tick until another
SINCE, UNTIL, LOW, HIGH, POINTS, WORST_TEAM = range(6)

# -- Tables.team: one row a group; the factors of its day total behind the fixed columns
FOLD, PRICE, LEAST, MOST, OPENS, CLOSES, FLOOR, MEMBER_LO, MEMBER_HI, PART_SLOT, PARTS, FACTORS = range(12)
DISTINCT, TOGETHER, SUM, WORST_DAYS, SPREAD, APART, STRETCH, RUN, WORST_STARTS, GAP = range(10)
SOFTENED = (WORST_DAYS, WORST_STARTS)
"""The folds whose running values are followed, in State.slot, by a weight for each part and these three."""
WEIGHTS, MIDDLE, CHARGED = range(3)
SOFT_SLOTS = 3
WHOLE, BELOW = range(2)
SPREAD_SLOTS = 2
"""SPREAD keeps behind its parts what they come to in all, and how many are no more than their mean, rounded down."""

# -- day fields, in the order of engine.shapes.DAY_FIELDS, as they stand in State.day
D_START, D_END, D_USED, D_LEAVE, D_HOME, D_TRAVEL, D_SERVICE, D_WAITING, D_REST, D_BREAKS, D_DUE, D_OVERTIME = range(12)
FIELDS = 12

# -- State.day: one row a shift, the day fields first
LENGTH, BREAK_AT, BREAK_START, BREAK_HELD, COST, TOUCHED, QUEUED, DIRTY, CLOSED = range(FIELDS, FIELDS + 9)
DAY_COLUMNS = FIELDS + 9

# -- State.stop: one row a visit
SHIFT, POSITION, BEGIN, READY, RELEASE, SPARE = range(6)
STOP_COLUMNS = 6

# -- State.own: counters and registers
TOTAL, SAVED, BEST, RANDOM, FROZEN, UNPLANNED, BEST_UNPLANNED = range(7)
N_TOUCHED, N_LOGGED, N_LOOSE, N_QUEUE, N_DIRTY, N_WAITING = range(7, 13)
SOFTNESS, GUIDE, SAVED_GUIDE, DIRECT, CAP, TOLL, FACES, BARRED, EASE, LOOK = range(13, 23)
REGISTERS = 23


class Tables(NamedTuple):
    """A problem as the search reads it.

    visit (visits, VISIT_COLUMNS), shift (shifts, SHIFT_COLUMNS + daily rules), segment (·, 6);
    tie (·, 2): another visit and the least start after its ready time, for either end of a link;
    mate (·,): the visits that each is planned with; pair (visits, carers) points;
    leg (modes, places, places) points, way (modes, places, places) ticks;
    daily (rules, FIELDS + 2): factors, constant, points; team (teams, FACTORS + FIELDS + 1);
    member (·, 2): visit or shift, part; belongs (·, 2): team, part; near (visits, k);
    fits (visits, shifts): 1 where the visit may be done in the shift;
    choice (·,): the fitting shifts of each visit, where there are many the cheapest first;
    opening (·,): ticks of its windows' openings and its preferred start;
    duty (·,): the shifts of each carer.
    """

    visit: np.ndarray
    shift: np.ndarray
    segment: np.ndarray
    tie: np.ndarray
    mate: np.ndarray
    leg: np.ndarray
    way: np.ndarray
    pair: np.ndarray
    daily: np.ndarray
    team: np.ndarray
    member: np.ndarray
    belongs: np.ndarray
    near: np.ndarray
    fits: np.ndarray
    choice: np.ndarray
    opening: np.ndarray
    duty: np.ndarray


class State(NamedTuple):
    """A plan under change, with all that is needed to score it by differences and to take a change back.

    order (shifts, most stops): visits of each round; stop, day, slot: what the layout names; the kept_ arrays hold the
    rows of what a move has touched, the best_ arrays the best plan so far; lists are registers for touched and queued
    shifts, loose visits, dirty shifts, unplanned visits, those that others look after, and in which look each shift was
    last looked at (9, ·); log (·, 2): slot and old value.
    """

    order: np.ndarray
    stop: np.ndarray
    day: np.ndarray
    slot: np.ndarray
    own: np.ndarray
    kept_order: np.ndarray
    kept_stop: np.ndarray
    kept_day: np.ndarray
    lists: np.ndarray
    log: np.ndarray
    best_order: np.ndarray
    best_stop: np.ndarray
    best_day: np.ndarray


TOUCHED_LIST, LOOSE_LIST, QUEUE_LIST, DIRTY_LIST, WAITING_LIST, WAITING_AT, SEGMENT_LIST, SHUT, LOOKED = range(9)
LISTS = 9


def rows(found: Sequence[Sequence[int]], columns: int) -> np.ndarray:
    """Rows as a table, also where there are none."""
    return np.array(found, np.int64).reshape(len(found), columns)
