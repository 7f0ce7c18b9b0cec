"""How far things of the library are."""

from enum import StrEnum


class Standing(StrEnum):
    """Of a resource or a course. Only what is published is seen by readers."""

    SUBMITTED = "submitted"  # somebody has handed it in, nobody has looked at it
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"  # refused, or taken off the shelf; it may come back


class Letter(StrEnum):
    """Of what readers write to those who keep the library."""

    OPEN = "open"
    TAKEN = "taken"  # it was done as they said
    CLOSED = "closed"  # it was not
