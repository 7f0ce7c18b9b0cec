"""What is wrong with a package by itself, told by its fields."""

from collections.abc import Iterator
from datetime import time
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from engine.errors import Fault
from engine.problem.extent import HIGHEST, LONGEST_MINUTES, LONGEST_YEARS
from engine.problem.packages.spacing import WIDEST
from engine.problem.packages.weekdays import WEEKDAYS

if TYPE_CHECKING:
    from engine.problem.packages.package import CarePackage

LONGEST_WEEKS = 53 * LONGEST_YEARS

_DAYS = ", ".join(WEEKDAYS)
_WIDTH = f"the windows of one day must not reach to the next: make it shorter than {WIDEST // 60} hours"


def of(package: "CarePackage") -> Iterator[Fault]:
    """Every fault that can be told without the problem."""
    found = (*_days(package), *_clock(package), *_numbers(package), *_several(package), *_moving(package))
    yield from (Fault(f"package {package.key}", field, value, remedy) for field, value, remedy in found)


Told = Iterator[tuple[str, object, str]]


def _days(package: "CarePackage") -> Told:
    if any(day not in WEEKDAYS for day in package.weekdays) or not (package.weekdays or package.extra):
        yield "weekdays", package.weekdays, f"give some of {_DAYS}"
    for field in ("first", "last", "without", "extra"):
        value = getattr(package, field)
        days = value if isinstance(value, tuple) else () if value is None else (value,)
        yield from ((field, day, "give a date of our times") for day in days if not 1900 <= day.year <= 2900)
    if package.first is not None and package.last is not None and package.last < package.first:
        yield "last", package.last, f"is before the first day ({package.first}): give a later one, or leave it out"
    if package.last is not None and package.weeks is not None:
        yield "weeks", package.weeks, "give the number of weeks or the last day, not both"
    if package.every > 1 and package.first is None:
        yield "first", None, "say from which week on every so many are counted: give the first day"
    for day in sorted(set(package.without) & set(package.extra)):
        yield "without", day, "is a day of extra too: keep one"


def _clock(package: "CarePackage") -> Told:
    clocks = [one for one in (package.opens, package.closes, package.preferred) if one is not None]
    if any(one.tzinfo is not None for one in clocks):
        yield "opens", package.opens.isoformat(), "give local clock times, without an offset"
        return
    opens, closes = package.opens, package.closes
    if closes < opens:
        yield "closes", closes.isoformat("minutes"), f"closes no earlier than it opens ({opens:%H:%M})"
    elif not package.fixed and _minute(closes) - _minute(opens) >= WIDEST:
        yield "closes", closes.isoformat("minutes"), _WIDTH
    if package.preferred is not None and not opens <= package.preferred <= max(opens, closes):
        remedy = f"the preferred time lies between opens and closes ({opens:%H:%M} and {closes:%H:%M})"
        yield "preferred", package.preferred.isoformat("minutes"), remedy


def _numbers(package: "CarePackage") -> Told:
    if package.minutes < 1:
        yield "minutes", package.minutes, "a visit lasts at least one minute"
    if package.minutes > LONGEST_MINUTES:
        yield "minutes", package.minutes, f"is more than {LONGEST_YEARS} years: give minutes"
    if package.weeks is not None and package.weeks < 1:
        yield "weeks", package.weeks, "give 1 or more, or leave it out for the whole horizon"
    if package.weeks is not None and package.weeks > LONGEST_WEEKS:
        yield "weeks", package.weeks, f"give {LONGEST_WEEKS} or less, or leave it out"
    if not 1 <= package.every <= LONGEST_WEEKS:
        yield "every", package.every, f"give 1 for every week, 2 for every other, and {LONGEST_WEEKS} at most"
    if package.at_once not in (1, 2):
        yield "at_once", package.at_once, "one carer, or two at the same time: give 1 or 2"
    if not 0 <= package.priority <= HIGHEST:
        yield "priority", package.priority, f"give 0 to {HIGHEST:,}; 1 is usual"
    for need in package.needs:
        if not 1 <= need.level <= HIGHEST:
            yield f"needs.{need.competency}.level", need.level, f"give a level of 1 to {HIGHEST:,}"


def _several(package: "CarePackage") -> Told:
    """So many times a week."""
    if package.times is None:
        if package.between != 0:
            yield "between", package.between, "days between are kept for so many visits a week: give times too"
        return
    if package.extra:
        yield "extra", package.extra[0], "with times, visits have no days of their own: put it into a package by itself"
    if package.preferred is not None:
        remedy = "with times, a visit has several days and no preferred time: narrow the window instead"
        yield "preferred", package.preferred.isoformat("minutes"), remedy
    if not 1 <= package.times <= len(set(package.weekdays)):
        yield "times", package.times, f"give 1 up to the number of weekdays ({len(set(package.weekdays))})"
    elif package.between < 0:
        yield "between", package.between, "give 0 or more whole days"
    elif not _fits(package):
        remedy = f"so many days between do not fit {package.times} times into these weekdays, week after week"
        yield "between", package.between, f"{remedy}: give fewer, or more weekdays"


def _fits(package: "CarePackage") -> bool:
    """Whether some of the weekdays are far enough apart, from the last to the first of the next week too."""
    open_days = [place for place, name in enumerate(WEEKDAYS) if name in package.weekdays]
    for chosen in combinations(open_days, package.times or 1):
        around = (*chosen, chosen[0] + 7 * max(1, package.every))
        if all(after - before > package.between for before, after in pairwise(around)):
            return True
    return False


def _moving(package: "CarePackage") -> Told:
    moves = package.movable or package.holidays == "move"
    if any(day not in WEEKDAYS for day in package.moves_to):
        yield "moves_to", package.moves_to, f"give some of {_DAYS}"
    if package.times is not None and (moves or package.moves_to):
        remedy = "with times, visits fall on any of the weekdays by themselves: leave it out, and let holidays be skip"
        yield ("movable", True, remedy) if package.movable else ("holidays", package.holidays, remedy)
    elif moves and not package.moves_to:
        yield "moves_to", package.moves_to, f"say onto which weekdays a visit may be moved: give some of {_DAYS}"
    elif package.moves_to and not moves:
        yield "moves_to", package.moves_to, 'nothing is moved: say movable, or holidays "move", or leave it out'
    if package.movable and package.preferred is None:
        yield "preferred", None, "say the usual time: how far a visit is moved from it is what moving costs"


def _minute(clock: time) -> int:
    return 60 * clock.hour + clock.minute
