"""Care days that every tool can be told in full: skills, windows, homes, and visits that may be left out.

Nothing else is weighed, so that no tool is asked for what another cannot know: an unplanned visit costs more than any
way, then travel counts. Missing competencies, lateness and overtime are forbidden.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from engine.problem import (
    Carer,
    Client,
    Competency,
    Need,
    Place,
    Problem,
    Shift,
    TravelMatrix,
    Visit,
    Weights,
    Window,
)
from engine.units import HARD

TICKS_PER_MINUTE = 60
"""Seconds, in which most of the tools count too."""

UNPLANNED = 1_000
"""Minutes of travel that an unplanned visit costs."""

WEIGHTS = Weights(
    {"unplanned": UNPLANNED, "travel": 1, "competence": HARD, "lateness": HARD, "overtime": HARD},
    others="off",
    name="peers",
)

METRES_PER_SECOND = 12 / 3.6
"""A bicycle."""

SPACING = 450
"""Metres: a square kilometre holds about five visits, whatever the size."""

QUARTER_SPREAD = 700
"""Metres: most people live around a few centres; the rest anywhere."""

SKILLS = (("personal care", 0.6, 0.35), ("medication", 0.35, 0.15), ("dementia", 0.25, 0.1), ("hoist", 0.12, 0.05))
"""Each with the share of the carers who hold it and of the visits that need it: hoists are for few."""

LENGTHS = (15, 15, 20, 30, 30, 30, 45, 45)
"""Minutes of a visit, drawn evenly."""

TIMES = ((0.45, 450, 660), (0.2, 720, 840), (0.2, 870, 1050), (0.15, 1080, 1200))
"""When clients want somebody: a share of the visits, and the earliest and latest middle of their windows in minutes."""

SHIFTS = ((0.5, 390, 450), (0.15, 540, 660), (0.35, 780, 840))
"""When carers begin: a share of them, and the earliest and latest start, in minutes."""

HOURS = (6, 7, 8)


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of day. width: minutes from the earliest to the latest start of a visit, the least and the most of them.
    seconds: what a run gets where nothing else is asked for."""

    name: str
    visits: int
    carers: int
    width: tuple[int, int]
    seconds: float


LOOSE, NORMAL = (180, 300), (45, 120)

CASES = (
    Case("200 loose", 200, 30, LOOSE, 20),
    Case("200 normal", 200, 30, NORMAL, 20),
    Case("200 tight", 200, 17, NORMAL, 20),
    Case("1000 normal", 1_000, 140, NORMAL, 60),
)

SMOKE = Case("60 tight", 60, 6, NORMAL, 2)


def care_day(case: Case, seed: int) -> Problem:
    """A day of a case; the same seed gives the same day."""
    rng = np.random.default_rng(seed)
    points = _points(rng, case.visits + case.carers)
    homes = [f"home-{carer:03d}" for carer in range(case.carers)]
    doors = [f"door-{visit:04d}" for visit in range(case.visits)]
    return Problem(
        name=f"{case.name}, seed {seed}",
        start=date(2026, 3, 2),
        days=1,
        places=tuple(Place(name) for name in doors + homes),
        travel=(TravelMatrix("bicycle", _seconds(points)),),
        carers=_carers(rng, case.carers),
        shifts=tuple(_shift(rng, carer, home) for carer, home in enumerate(homes)),
        clients=tuple(Client(f"client-{number:04d}", door) for number, door in enumerate(doors)),
        visits=tuple(_visit(rng, number, case.width) for number in range(case.visits)),
        weights=WEIGHTS,
        ticks_per_minute=TICKS_PER_MINUTE,
    )


def _points(rng: np.random.Generator, count: int) -> np.ndarray:
    """Metres, shape (count, 2): two thirds around centres, the rest anywhere in a square."""
    side = SPACING * count**0.5
    centres = rng.uniform(0, side, (max(2, count // 40), 2))
    near = centres[rng.integers(len(centres), size=count)] + rng.normal(0, QUARTER_SPREAD, (count, 2))
    anywhere = rng.uniform(0, side, (count, 2))
    return np.where(rng.random((count, 1)) < 2 / 3, near, anywhere)


def _seconds(points: np.ndarray) -> np.ndarray:
    """As the crow cycles, rounded up, so that no detour is ever shorter."""
    apart = np.hypot(*np.moveaxis(points[:, None] - points[None, :], 2, 0))
    return np.ceil(apart / METRES_PER_SECOND).astype(np.int32)


def _carers(rng: np.random.Generator, count: int) -> tuple[Carer, ...]:
    """Of each skill, the same share of the carers holds it in every day, and never fewer than two."""
    held: list[list[Competency]] = [[] for _ in range(count)]
    for skill, share, _ in SKILLS:
        for carer in rng.permutation(count)[: max(2, round(share * count))]:
            held[carer].append(Competency(skill))
    return tuple(Carer(_carer(number), tuple(skills)) for number, skills in enumerate(held))


def _carer(number: int) -> str:
    return f"carer-{number:03d}"


def _shift(rng: np.random.Generator, carer: int, home: str) -> Shift:
    start = _moment(rng, SHIFTS)
    end = start + int(rng.choice(HOURS)) * 60
    return Shift(
        f"shift-{carer:03d}",
        _carer(carer),
        start * TICKS_PER_MINUTE,
        end * TICKS_PER_MINUTE,
        home,
        home,
        "bicycle",
    )


def _visit(rng: np.random.Generator, number: int, width: tuple[int, int]) -> Visit:
    middle = _moment(rng, TIMES)
    half = int(rng.integers(width[0], width[1], endpoint=True)) // 2
    window = Window((middle - half) * TICKS_PER_MINUTE, (middle + half) * TICKS_PER_MINUTE)
    duration = int(rng.choice(LENGTHS)) * TICKS_PER_MINUTE
    return Visit(f"visit-{number:04d}", f"client-{number:04d}", duration, (window,), _needs(rng))


def _needs(rng: np.random.Generator) -> tuple[Need, ...]:
    """One skill at most."""
    drawn = rng.random()
    for skill, _, share in SKILLS:
        if drawn < share:
            return (Need(skill),)
        drawn -= share
    return ()


def _moment(rng: np.random.Generator, spans: tuple[tuple[float, int, int], ...]) -> int:
    """A time of the day in minutes, on a quarter of an hour, out of spans drawn by their shares."""
    _, first, last = spans[int(rng.choice(len(spans), p=[share for share, _, _ in spans]))]
    return first + 15 * int(rng.integers((last - first) // 15, endpoint=True))
