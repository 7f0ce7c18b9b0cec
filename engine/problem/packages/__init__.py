"""Care that recurs: packages, the days on which they are due, and what ties two of them together."""

from engine.problem.packages.days import Due
from engine.problem.packages.package import CarePackage
from engine.problem.packages.ties import Tie
from engine.problem.packages.weekdays import WEEKDAYS, Weekday

__all__ = ["WEEKDAYS", "CarePackage", "Due", "Tie", "Weekday"]
