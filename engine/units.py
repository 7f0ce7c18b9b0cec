"""Units of measure, and the one constant that switches a wish into a prohibition.

Inside the engine time is a whole number of *ticks* counted from the start of the horizon (one minute
unless the problem chooses a finer tick), distance is whole metres and money whole cents.
"""

from typing import Literal

Ticks = int
Metres = int
Cents = int

Hard = Literal["HARD"]
HARD: Hard = "HARD"
"""The weight of a rule that may not be broken."""

Weight = int | float | Hard
"""What one unit of a rule costs: a number >= 0 with at most three decimals, or HARD."""

MINUTES_PER_DAY = 24 * 60
