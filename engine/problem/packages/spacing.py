"""How visits that have several days to choose from are kept apart: by bounds on the gap between their starts."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from engine.problem.packages.days import Due
from engine.units import MINUTES_PER_DAY

WIDEST = 11 * 60
"""Windows of so many minutes are too wide.

Two starts in windows of w hours, d days apart, lie 24 d - w to 24 d + w hours from each other, and an hour more or
less over a clock change. A bound of 12 hours beyond the days between tells too few days from enough, while w is
below 11.
"""

_TWO_WEEKS = 14


def kept_apart(found: Sequence[Due], between: int) -> Iterator[tuple[Due, Due, int]]:
    """Two visits that could come too close or in the wrong order, and the minutes from start to start that prevent it.

    Not neighbours only: the one between two others may be left out.
    """
    least = between * MINUTES_PER_DAY + MINUTES_PER_DAY // 2
    for place, one in enumerate(found):
        for other in found[place + 1 : place + _TWO_WEEKS]:
            if other.days[0] - one.days[-1] <= timedelta(days=between):
                yield one, other, least
