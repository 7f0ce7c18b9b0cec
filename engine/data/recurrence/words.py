"""What reading and writing recurrences have in common."""

from engine.errors import DataError, Fault

BY_DAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The weekdays as iCalendar names them, in the order of ours."""


def refused(key: str, value: str, remedy: str) -> DataError:
    return DataError([Fault(f"package {key}", "rrule", value, remedy)])
