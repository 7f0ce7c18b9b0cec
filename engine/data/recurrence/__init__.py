"""Packages from and to the recurrence rules of iCalendar (RFC 5545): DTSTART, RRULE, EXDATE and RDATE.

A rule says when something begins; everything else (whose care, minutes, how long the window is) a package says beside
it. What weekdays cannot say, such as the first Monday of a month, becomes single dates.
"""

from engine.data.recurrence.reading import with_recurrence
from engine.data.recurrence.writing import recurrence

__all__ = ["recurrence", "with_recurrence"]
