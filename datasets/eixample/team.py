"""The invented team: who they are, what they can do, and the roster of their shifts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from datasets.eixample.clock import Days, clock
from engine.problem import Carer, Competency, Shift, Want

HOUR = 60
LEGAL_WEEK = 40 * HOUR


@dataclass(frozen=True)
class Pattern:
    """A kind of working week: its shifts on a day, the days off in turn, the contract and what carers often want."""

    name: str
    spans: tuple[tuple[int, int], ...]
    days_off: tuple[tuple[int, int], ...]
    contract: int
    wanted: tuple[int, ...]


WEEKEND = (5, 6)
MORNING = Pattern("morning", ((7 * HOUR, clock("14:30")),), (WEEKEND, (0, 1), WEEKEND, (3, 4)), 34, (34, 36, 38))
SHORT = Pattern("short", ((7 * HOUR, clock("12:30")),), (WEEKEND, (1, 2), (3, 4), (4, 5)), 23, (23, 26, 30))
SPLIT = Pattern(
    "split",
    ((clock("7:45"), clock("12:15")), (clock("16:15"), clock("19:30"))),
    ((2, 3), WEEKEND, (0, 1)),
    32,
    (28, 32, 35),
)
EVENING = Pattern("evening", ((clock("15:00"), clock("21:30")),), (WEEKEND, (0, 1), (2, 3)), 26, (26, 30, 32))

TEAM = (MORNING, SHORT, SPLIT, EVENING, MORNING, SHORT, EVENING, MORNING, SHORT, SPLIT, MORNING, EVENING, SHORT, SPLIT)
"""The patterns of fourteen carers; larger teams repeat them. Twelve hours lie between any two days of a pattern, and
two days off in a row make the weekly rest."""

LANGUAGES = (
    ("ca", "es"),
    ("es",),
    ("ar", "es"),
    ("ca", "es"),
    ("ur", "es"),
    ("ca", "es", "en"),
    ("es", "ro"),
    ("ca", "es"),
)


def roster(
    days: Days, carers: int, home: list[str], office: str, patterns: tuple[Pattern, ...] = TEAM
) -> Iterator[Shift]:
    """The shifts of every carer; some start from home, the others from the team's office. Breaks come with the labour
    rules."""
    for index, name in enumerate(names(carers)):
        pattern, turn = patterns[index % len(patterns)], _turn(index, patterns)
        place = office if index % 5 == 3 else home[index]
        mode = "bicycle" if index % 6 == 5 else "walk"
        for day in range(days.count):
            off = pattern.days_off[(turn + day // 7) % len(pattern.days_off)]
            if days.weekday(day) in off:
                continue
            for part, (opens, closes) in enumerate(pattern.spans):
                start, end = days.tick(day, opens), days.tick(day, closes)
                label = f"{name}-{days.name(day)}" + ("-am", "-pm")[part] * (len(pattern.spans) > 1)
                yield Shift(label, name, start, end, place, place, mode)


def team(rng: np.random.Generator, days: Days, count: int, patterns: tuple[Pattern, ...] = TEAM) -> tuple[Carer, ...]:
    """The carers with their competencies, languages, allergies, contracts and wishes."""
    found: list[Carer] = []
    for index, name in enumerate(names(count)):
        pattern = patterns[index % len(patterns)]
        man = index % 7 == 4
        found.append(
            Carer(
                name,
                _competencies(rng, days, index, patterns),
                _attributes(rng, index, man),
                requires=_allergies(index),
                wishes=(Want("smoker", present=False),) if index % 4 == 1 else (),
                contract=pattern.contract * HOUR,
                wanted=int(rng.choice(pattern.wanted)) * HOUR,
                legal_most=LEGAL_WEEK,
            )
        )
    return tuple(found)


def refusing(carers: tuple[Carer, ...], refusals: dict[str, tuple[str, ...]]) -> tuple[Carer, ...]:
    """The same carers, with the clients whom they will not serve."""
    return tuple(replace(carer, refuses=refusals.get(carer.id, ())) for carer in carers)


def names(count: int) -> list[str]:
    width = max(2, len(str(count)))
    return [f"carer-{index + 1:0{width}d}" for index in range(count)]


def _turn(index: int, patterns: tuple[Pattern, ...]) -> int:
    """How many carers before this one have the same pattern: whose turn it is to have which days off."""
    pattern = patterns[index % len(patterns)]
    rounds, rest = divmod(index, len(patterns))
    return rounds * patterns.count(pattern) + patterns[:rest].count(pattern)


def _competencies(
    rng: np.random.Generator, days: Days, index: int, patterns: tuple[Pattern, ...]
) -> tuple[Competency, ...]:
    pattern = patterns[index % len(patterns)]
    evening = pattern.name == EVENING.name
    held = [Competency("personal_care", 2 if rng.random() < 0.6 else 1)]
    if pattern.name in (EVENING.name, SPLIT.name) or index % 2 == 0:
        held.append(Competency("hoist", 1 if index else 2))  # level 2 is held once: see unservable.py
    if evening or index % 2 == 1:
        # One certificate in twenty runs out in the middle of the first week.
        ends = days.start + timedelta(days=2) if index % 20 == 13 else None
        held.append(Competency("medication", 2, expires=ends))
    elif pattern.name == MORNING.name or rng.random() < 0.4:
        held.append(Competency("medication", 1))
    if evening or index % 3 == 0:
        held.append(Competency("dementia", 3 if index % 9 == 0 else 2))
    elif rng.random() < 0.4:
        held.append(Competency("dementia", 1))
    if pattern.name == MORNING.name and _turn(index, patterns) % 4 == 0:  # the first weekend off: see unservable.py
        held.append(Competency("tube_feeding", 1))
    if rng.random() < 0.2:
        held.append(Competency("wound_care", 1))
    return tuple(held)


def _attributes(rng: np.random.Generator, index: int, man: bool) -> tuple[str, ...]:
    spoken = LANGUAGES[index % len(LANGUAGES)]
    if man and "ur" in spoken:
        spoken = ("es", "ca")  # so that no man of the team speaks Urdu: see unservable.py
    signs = ("sign_language",) if index % len(TEAM) == 6 else ()  # an evening carer
    smoker = ("smoker",) if rng.random() < 0.15 else ()
    return ("man" if man else "woman", *spoken, *signs, *smoker)


def _allergies(index: int) -> tuple[Want, ...]:
    if index % 6 == 2:
        return (Want("cat", present=False),)
    return (Want("dog", present=False),) if index % 9 == 7 else ()
