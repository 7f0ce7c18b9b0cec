"""A package that makes no sense says which field, and what to do."""

from dataclasses import replace
from datetime import UTC, date, time
from typing import Any

import pytest

from engine.problem import WEEKDAYS, CarePackage, Need, Tie

SOUND = CarePackage("a", 30, ("mon", "wed"), time(9), time(10))
SEVERAL = replace(SOUND, weekdays=WEEKDAYS, times=3, between=1)
MOVABLE = replace(SOUND, movable=True, moves_to=("tue",), preferred=time(9))
DAY = date(2026, 3, 30)

CASES: list[tuple[CarePackage, dict[str, Any], str]] = [
    (SOUND, {"minutes": 0}, "minutes = 0: a visit lasts at least one minute"),
    (SOUND, {"weekdays": ()}, "weekdays = (): give some of mon, tue"),
    (SOUND, {"weekdays": ("monday",)}, "weekdays = ('monday',): give some of mon, tue"),
    (SOUND, {"opens": time(9, tzinfo=UTC)}, "opens = '09:00:00+00:00': give local clock times"),
    (SOUND, {"preferred": time(9, tzinfo=UTC)}, "opens = '09:00:00': give local clock times"),
    (SOUND, {"closes": time(8)}, "closes = '08:00': closes no earlier than it opens (09:00)"),
    (SOUND, {"preferred": time(11)}, "preferred = '11:00': the preferred time lies between opens and closes"),
    (SOUND, {"first": DAY, "last": date(2026, 3, 1)}, "last = 2026-03-01: is before the first day (2026-03-30)"),
    (SOUND, {"last": DAY, "weeks": 2}, "weeks = 2: give the number of weeks or the last day, not both"),
    (SOUND, {"every": 2}, "first = None: say from which week on"),
    (SOUND, {"every": 0}, "every = 0: give 1 for every week, 2 for every other"),
    (SOUND, {"weeks": 0}, "weeks = 0: give 1 or more"),
    (SOUND, {"without": (DAY,), "extra": (DAY,)}, "without = 2026-03-30: is a day of extra too"),
    (SOUND, {"extra": (date(1, 1, 1),)}, "extra = 0001-01-01: give a date of our times"),
    (SOUND, {"at_once": 3}, "at_once = 3: one carer, or two"),
    (SOUND, {"priority": -1}, "priority = -1: give 0 to 1,000,000"),
    (SOUND, {"needs": (Need("hoist", 0),)}, "needs.hoist.level = 0: give a level of 1"),
    (SOUND, {"between": 1}, "between = 1: days between are kept for so many visits a week: give times too"),
    (SOUND, {"holidays": "move"}, "moves_to = (): say onto which weekdays a visit may be moved"),
    (SOUND, {"moves_to": ("tue",)}, "moves_to = ('tue',): nothing is moved"),
    (MOVABLE, {"moves_to": ("die",)}, "moves_to = ('die',): give some of mon"),
    (MOVABLE, {"preferred": None}, "preferred = None: say the usual time"),
    (MOVABLE, {"closes": time(20)}, "closes = '20:00': the windows of one day must not reach to the next"),
    (SEVERAL, {"closes": time(20)}, "closes = '20:00': the windows of one day must not reach to the next"),
    (SEVERAL, {"times": 8}, "times = 8: give 1 up to the number of weekdays (7)"),
    (SEVERAL, {"times": 0}, "times = 0: give 1 up to"),
    (SEVERAL, {"between": -1}, "between = -1: give 0 or more whole days"),
    (SEVERAL, {"between": 2}, "between = 2: so many days between do not fit 3 times into these weekdays"),
    (SEVERAL, {"weekdays": ("mon", "sun"), "times": 2}, "between = 1: so many days between do not fit 2 times"),
    (SEVERAL, {"preferred": time(9)}, "preferred = '09:00': with times, a visit has several days"),
    (SEVERAL, {"extra": (DAY,)}, "extra = 2026-03-30: with times, visits have no days of their own"),
    (SEVERAL, {"movable": True}, "movable = True: with times, visits fall on any of the weekdays"),
    (SEVERAL, {"holidays": "move"}, "holidays = 'move': with times, visits fall on any of the weekdays"),
]


@pytest.mark.parametrize(("sound", "change", "told"), CASES, ids=[told.split(":")[0] for *_, told in CASES])
def test_a_fault_names_package_field_value_and_remedy(sound: CarePackage, change: dict[str, Any], told: str):
    assert list(sound.faults()) == []
    faults = [str(fault) for fault in replace(sound, **change).faults()]
    assert [fault for fault in faults if fault.startswith(f"package care of a: {told}")]


def test_just_short_of_too_wide_is_fine():
    assert list(replace(SEVERAL, closes=time(19, 59)).faults()) == []
    assert list(replace(SOUND, closes=time(23, 59)).faults()) == []


TIE = Tie("a", "insulin", "breakfast", 15, 60)
TIES: list[tuple[dict[str, Any], str]] = [
    ({"second": "insulin"}, "second = 'insulin': tie two different packages"),
    ({"most": 10}, "most = 10: the widest gap is at least the narrowest (15)"),
    ({"least": 0, "most": 0, "carers": "same"}, "carers = 'same': nobody is in two visits at once"),
    ({"most": 10**9}, "most = 1000000000: is more than 10 years"),
]


@pytest.mark.parametrize(("change", "told"), TIES)
def test_a_tie_that_makes_no_sense(change: dict[str, Any], told: str):
    assert list(TIE.faults()) == []
    changed = replace(TIE, **change)
    assert [str(one) for one in changed.faults() if str(one).startswith(f"tie {changed.key}: {told}")]
