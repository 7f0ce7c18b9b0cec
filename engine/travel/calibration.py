"""A co-op's own pace: profiles fitted to a log of trips that carers really made, kept beside the network.

What is fitted are two numbers a mode, the seconds that every trip costs and a factor on the time under way, and where
there are trips enough a factor for each part of the day. Loss is linear for large errors, so that a lunch break between
two visits does not bend the fit (least squares with a soft L1 loss: Huber 1964, as scipy has it).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import least_squares

from engine.errors import DataError, Fault
from engine.travel.city import City
from engine.travel.network import DEGREE
from engine.travel.profiles import PROFILES, Profile, band_at, with_changes

OWN = "profiles.json"
FEWEST = 10
"""Trips of a mode, or of a part of the day, with which something can be fitted."""

SOFT = 120.0
"""Seconds; errors beyond count linearly."""

AT_ONCE = 400
"""Trips measured in one matrix."""


@dataclass(frozen=True, slots=True)
class Trip:
    """One way that a carer made: from and to (latitude, longitude), door to door in seconds; minute of the day, if
    known, when it began."""

    mode: str
    start: tuple[float, float]
    goal: tuple[float, float]
    seconds: float
    minute: int | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """A profile fitted to trips: how many were used and how many had no way; mean absolute error in seconds before
    and after, on the trips that it was fitted to."""

    profile: Profile
    trips: int
    lost: int
    before: float
    after: float
    bands: tuple[str, ...]


def fitted(city: City, mode: str, trips: Sequence[Trip]) -> Fit:
    """The profile of a mode that fits trips best. Raises DataError where there are too few of them."""
    plain = replace(city, profiles={**city.profiles, mode: PROFILES[mode]})
    bands = _bands(trips)
    under_way, told = _under_way(plain, mode, trips, bands), np.array([trip.seconds for trip in trips])
    used = under_way >= 0
    if used.sum() < FEWEST:
        remedy = f"so many trips by {mode} have a way on {city.name}: {FEWEST} or more are needed"
        raise DataError([Fault("trips", "mode", int(used.sum()), remedy)])
    before = told - (under_way + PROFILES[mode].access)
    access, factor = _access_and_factor(under_way[used], told[used], PROFILES[mode].access)
    shares = _shares(np.array(bands)[used], under_way[used] * factor + access, told[used], access)
    profile = _changed(PROFILES[mode], access, factor, shares, int(used.sum()))
    pace = factor * np.array([shares.get(band, 1.0) for band in bands])
    after = told - (under_way * pace + access)
    was, now = (float(np.abs(error[used]).mean()) for error in (before, after))
    return Fit(profile, int(used.sum()), int((~used).sum()), was, now, tuple(shares))


def estimates(city: City, mode: str, trips: Sequence[Trip]) -> np.ndarray:
    """Seconds from door to door as the city has them for each trip, at its hour; -1 where there is no way. Shape
    (trips,)."""
    under_way = _under_way(city, mode, trips, _bands(trips))
    return np.where(under_way >= 0, under_way + city.profiles[mode].access, -1)


def _bands(trips: Sequence[Trip]) -> list[str]:
    """The part of the day of each trip; where it is not known, midday."""
    return [band_at(trip.minute) if trip.minute is not None else "midday" for trip in trips]


def _under_way(city: City, mode: str, trips: Sequence[Trip], bands: Sequence[str]) -> np.ndarray:
    """Seconds of each trip without what every trip costs, -1 where there is no way, float64 (trips,)."""
    found = np.full(len(trips), -1.0)
    for band in dict.fromkeys(bands):
        rows = [row for row, one in enumerate(bands) if one == band]
        for first in range(0, len(rows), AT_ONCE):
            some = rows[first : first + AT_ONCE]
            starts, goals = (_points([getattr(trips[row], end) for row in some]) for end in ("start", "goal"))
            seconds = np.diagonal(city.measure(mode, band, starts, goals).seconds)
            found[some] = np.where(seconds > 0, seconds - city.profiles[mode].access, -1)
    return found


def _points(points: Sequence[tuple[float, float]]) -> np.ndarray:
    return np.rint(np.array(points) * DEGREE).astype(np.int64)


def _access_and_factor(under_way: np.ndarray, told: np.ndarray, access: float) -> tuple[float, float]:
    def errors(numbers: np.ndarray) -> np.ndarray:
        return numbers[0] * 60 + numbers[1] * under_way - told

    start, bounds = (access / 60, 1.0), ((0.0, 0.2), (30.0, 5.0))
    found = least_squares(errors, start, bounds=bounds, loss="soft_l1", f_scale=SOFT).x
    return float(found[0] * 60), float(found[1])


def _shares(bands: np.ndarray, expected: np.ndarray, told: np.ndarray, access: float) -> dict[str, float]:
    """How much slower than on the whole each part of the day is, where enough trips tell."""
    found: dict[str, float] = {}
    for band in np.unique(bands).tolist():
        here = bands == band
        if here.sum() >= FEWEST and len(np.unique(bands)) > 1:
            under_way = np.maximum(expected[here] - access, 1)
            found[band] = float(np.clip(np.median((told[here] - access) / under_way), 0.3, 3.0))
    return found


def _changed(profile: Profile, access: float, factor: float, shares: Mapping[str, float], trips: int) -> Profile:
    bands = tuple(
        replace(
            band,
            main=round(band.main * shares.get(band.name, 1.0), 3),
            minor=round(band.minor * shares.get(band.name, 1.0), 3),
        )
        for band in profile.bands
    )
    why = f"fitted to {trips} trips of the co-op's own"
    return replace(profile, access=round(access, 1), factor=round(factor, 3), bands=bands, why=why, assumed=False)


# -- beside the network ------------------------------------------------------------------------------------------------


def own_profiles(folder: Path) -> Mapping[str, Profile]:
    """The profiles of a network's folder, the co-op's own where it has any. Raises DataError for a damaged file."""
    path = folder / OWN
    if not path.exists():
        return PROFILES
    try:
        told = json.loads(path.read_text("utf-8"))
        return {mode: with_changes(profile, told.get(mode, {})) for mode, profile in PROFILES.items()}
    except (ValueError, TypeError, AttributeError, OSError) as error:
        remedy = f"cannot be read ({error}): correct it, or remove it to go back to the assumed profiles"
        raise DataError([Fault(str(path), "file", type(error).__name__, remedy)]) from None


def keep_profile(folder: Path, profile: Profile) -> Path:
    """Write a profile beside a network, in place of an earlier one of its mode."""
    path = folder / OWN
    told = json.loads(path.read_text("utf-8")) if path.exists() else {}
    told[profile.mode] = dict(_differences(profile))
    path.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return path


def _differences(profile: Profile) -> Iterator[tuple[str, object]]:
    usual = asdict(PROFILES[profile.mode])
    for name, value in asdict(profile).items():
        if value != usual[name] and name != "assumed":
            yield name, value
