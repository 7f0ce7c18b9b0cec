"""What no weight can soften: a person is in one place at a time, and time runs forward.

These are no rules of the co-op, so they have no weight to vote on; the referee checks them on every plan all the same.
"""

from engine.languages import Texts
from engine.shapes import Rule, Unit
from engine.units import HARD


def _fact(name: str, unit: Unit, uses: tuple[str, ...], title: str, sentence: str) -> Rule:
    return Rule(id=name, title=title, sentence=sentence, unit=unit, weight=HARD, uses=uses)


NOT_THERE_YET = _fact(
    "not_there_yet",
    Unit.MINUTES,
    (
        "shift.start",
        "shift.leaves",
        "travel.times",
    ),
    "Begins before arriving",
    "{carer} reaches {visit} {amount} minutes after it should begin.",
)
TOO_EARLY = _fact(
    "too_early",
    Unit.MINUTES,
    ("visit.windows",),
    "Begins before its first window",
    "{visit} at {client} begins {amount} minutes before its first window opens.",
)
BEFORE_SHIFT = _fact(
    "before_shift",
    Unit.MINUTES,
    (
        "shift.start",
        "shift.leaves",
        "travel.times",
    ),
    "Leaves before the shift begins",
    "{carer} would have to leave {amount} minutes before the shift begins.",
)
OTHER_DAY = _fact(
    "other_day",
    Unit.TIMES,
    (
        "visit.windows",
        "shift.start",
        "shift.end",
    ),
    "In a shift of another day",
    "{visit} is planned in a shift of {carer} on another day.",
)
WRONG_LENGTH = _fact(
    "wrong_length",
    Unit.MINUTES,
    ("visit.duration",),
    "Not as long as agreed",
    "{visit} by {carer} is {amount} minutes off its agreed length.",
)
MISPLACED_BREAK = _fact(
    "misplaced_break",
    Unit.TIMES,
    ("shift.rest",),
    "Break out of place",
    "{carer}'s break does not fit: {detail}.",
)

# Why a break is out of place: the first word of the finding's detail; the numbers after it are ticks, or a count.
NO_BREAK, TOO_MANY, NOBODY_AFTER, WRONG_SPAN, EARLY, LATE = "none", "many", "last", "length", "early", "late"

BREAK_DETAILS = Texts(
    "breaks",
    {
        NO_BREAK: "the shift has none",
        TOO_MANY: "{0} breaks in one round",
        NOBODY_AFTER: "nobody is visited after it",
        WRONG_SPAN: "it lasts {0} instead of {1} minutes",
        EARLY: "it begins {0} minutes too early",
        LATE: "it begins {0} minutes too late",
    },
)

FACTS: tuple[Rule, ...] = (NOT_THERE_YET, TOO_EARLY, BEFORE_SHIFT, OTHER_DAY, WRONG_LENGTH, MISPLACED_BREAK)
