"""Weeks at the sizes that home care has: a team's, a pilot's, a municipal contract's, a city district's."""

from datasets.weeks.cases import CASES, Case, case

__all__ = ["CASES", "Case", "case"]
