"""How fast people move on streets: by mode, kind of way, time of day and slope; what comes on top at either end.

Most of these numbers are assumptions, and say so in `why`; a co-op replaces them by its own (calibration.py). Measured
on trips of 2 to 30 minutes in Porto against OSRM: walking at 5 km/h errs by 2.6 %, class speeds by car with one second
a junction by 4.3 % on average; free-flowing traffic, both.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np

from engine.travel.network import KINDS

MAIN = ("motorway", "trunk", "primary", "secondary", "tertiary")
"""Where traffic collects; the others are minor."""


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the day, up to the next one: how much longer a way takes on main and on minor roads than at night.

    begins: minutes after midnight; the last band runs on until the first.
    """

    name: str
    begins: int
    main: float = 1.0
    minor: float = 1.0


QUIET = (Band("night", 20 * 60), Band("morning", 7 * 60), Band("midday", 10 * 60), Band("evening", 17 * 60))
"""For whom traffic makes no difference."""

TRAFFIC = (
    Band("night", 20 * 60),
    Band("morning", 7 * 60, 1.45, 1.15),
    Band("midday", 10 * 60, 1.2, 1.05),
    Band("evening", 17 * 60, 1.45, 1.15),
)
"""Assumed: city traffic; the peaks cost nearly half as much again on main roads."""

BANDS = tuple(band.name for band in QUIET)


@dataclass(frozen=True, slots=True)
class Profile:
    """One mode on streets.

    speeds: km/h by kind of way; who has no speed there pushes or does not go. limits: share of a posted limit that is
    driven, 0 = limits do not matter. junction: seconds at each crossing or fork. access: seconds added to every trip,
    for parking, the bicycle's lock, the doorbell. factor: on all time under way, from a co-op's own trips. hills:
    "walk", "bicycle" or "" (an engine does not mind). off_street: km/h between a door and its street.
    """

    mode: str
    speeds: Mapping[str, float]
    junction: float = 0.0
    access: float = 0.0
    limits: float = 0.0
    factor: float = 1.0
    hills: str = ""
    bands: tuple[Band, ...] = QUIET
    off_street: float = 5.0
    why: str = ""
    assumed: bool = field(default=True)

    def band(self, name: str) -> Band:
        """The band of a name, which is one of BANDS."""
        return next(band for band in self.bands if band.name == name)

    @property
    def text(self) -> str:
        """Everything that changes a travel time, as canonical JSON: what a matrix is remembered under."""
        told = asdict(self)
        del told["why"], told["assumed"]
        return json.dumps(told, sort_keys=True)


def band_at(minute: int) -> str:
    """The name of the band that a minute of the day falls into."""
    begun = [band for band in QUIET if band.begins <= minute % 1440]
    return max(begun or QUIET, key=lambda band: band.begins).name


def _at(speed: float, **other: float) -> dict[str, float]:
    """One speed on every kind of way but those named; 0 takes a kind out."""
    return {kind: value for kind, value in (dict.fromkeys(KINDS, speed) | other).items() if value}


WALK = Profile(
    "walk",
    _at(5.0, motorway=0.0, steps=3.0, ferry=10.0),
    access=60.0,
    hills="walk",
    why="5 km/h, 3 on steps, a minute for doorbell and stairs (assumed); slopes after Tobler (1993) where heights are "
    "known",
)

BICYCLE = Profile(
    "bicycle",
    _at(15.0, motorway=0.0, living_street=12.0, service=12.0, pedestrian=8.0, footway=6.0, track=12.0, steps=0.0)
    | {"ferry": 10.0},
    junction=2.0,
    access=90.0,
    hills="bicycle",
    why="15 km/h on streets, two seconds a junction, a minute and a half to lock and unlock (assumed)",
)

CAR = Profile(
    "car",
    {
        "motorway": 90.0,
        "trunk": 85.0,
        "primary": 65.0,
        "secondary": 55.0,
        "tertiary": 40.0,
        "unclassified": 25.0,
        "residential": 25.0,
        "living_street": 10.0,
        "service": 15.0,
        "track": 5.0,
        "ferry": 10.0,
    },
    limits=0.8,
    junction=1.0,
    access=240.0,
    bands=TRAFFIC,
    why="class speeds and 0.8 of posted limits as in OSRM's car profile (2024), one second a junction, four minutes to "
    "park and walk and the traffic of the hour (assumed)",
)

PROFILES: Mapping[str, Profile] = {profile.mode: profile for profile in (WALK, BICYCLE, CAR)}


def with_changes(profile: Profile, changes: Mapping[str, Any]) -> Profile:
    """A profile with a co-op's own numbers in place of the assumed ones. Raises TypeError for a field it has not."""
    given = dict(changes)
    if "bands" in given:
        given["bands"] = tuple(Band(**band) for band in given["bands"])
    return replace(profile, **given, assumed=not changes)


def slope_factor(hills: str, slope: np.ndarray) -> np.ndarray:
    """How much of its flat speed a mode keeps on a slope (rise over run, falling below 0), of the same shape.

    Walking after Tobler (1993): fastest slightly downhill, half at about one in five. Bicycle, assumed: a steady effort
    uphill, half the speed at 6 %; brakes downhill, a third more at most.
    """
    if hills == "walk":
        return np.exp(-3.5 * (np.abs(slope + 0.05) - 0.05))
    if hills == "bicycle":
        return np.where(slope > 0, 1 / (1 + 16 * np.maximum(slope, 0)), np.minimum(1.33, 1 - 5 * slope))
    return np.ones_like(slope)
