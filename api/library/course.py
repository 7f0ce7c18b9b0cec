"""A course: resources in the order in which they are best read, with a competency as its goal."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """competency, level: what whoever has taken it can do, as in the matching; level None: any. steps: numbers of
    resources, in order."""

    title: str
    competency: str
    level: int | None = None
    summary: str = ""
    language: str = ""
    steps: tuple[int, ...] = ()
