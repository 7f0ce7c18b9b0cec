"""Travel times from coordinates alone: the great circle, stretched to a street's length, at one speed per mode.

A rule of thumb for when no network is at hand; every matrix made here says so (estimated=True). Against routes on the
streets of Barcelona the walking profile errs by 7.6 % on average on walks under half an hour, 19 % at the 95th
percentile. The profiles of the other modes are assumptions, meant to be replaced by a co-op's own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from engine.errors import Fault, ProblemError
from engine.problem import Place, TravelMatrix
from engine.units import Cents

FARTHEST = 1_000_000_000
"""Ticks; more would not fit the matrix. 30 years of it at a tick of a second."""

EARTH_RADIUS = 6_371_009
"""Metres; the mean radius of the International Union of Geodesy and Geophysics."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How one travel mode gets about: how much longer its ways are than the crow's, how fast, and what goes before.

    detour: way over crow-fly distance. speed: km/h under way. access: minutes added to every way (unlocking, parking,
    waiting for the bus). or_walk: nobody takes it where walking is faster. why: where the numbers come from.
    """

    mode: str
    detour: float
    speed: float
    access: float
    or_walk: bool
    why: str


WALK = Profile("walk", 1.21, 5.0, 0.0, False, "measured against the street graph of Barcelona")

PROFILES = (
    WALK,
    Profile("bicycle", 1.30, 14.0, 2.0, False, "assumed: city traffic, two minutes to lock and unlock"),
    Profile("car", 1.35, 22.0, 5.0, False, "assumed: city traffic, five minutes to park and walk"),
    Profile("transit", 1.30, 16.6, 12.0, True, "a median trip across Barcelona: 33 minutes where walking takes 65"),
)
"""The last follows from the first: 65 minutes of walking are 5.4 km of street and 4.5 km of crow-fly; 12 minutes of
walking and waiting (assumed) leave 21 for 5.8 km."""


def crow_fly(
    places: Sequence[Place],
    mode: str = "walk",
    ticks_per_minute: int = 1,
    profile: Profile | None = None,
    cents_per_km: Cents = 0,
) -> TravelMatrix:
    """The estimated travel matrix of a mode over places in the order given: ticks and metres, both rounded up.

    profile: if not the one of PROFILES for that mode. Raises ProblemError naming every place without coordinates, or
    the mode if it has no profile.
    """
    chosen = profile if profile is not None else next((one for one in PROFILES if one.mode == mode), None)
    faults = tuple(_faults(places, mode, chosen))
    if faults or chosen is None:
        raise ProblemError(faults)
    crow = great_circle(places)
    minutes = _minutes(crow, chosen)
    if chosen.or_walk:
        minutes = np.minimum(minutes, _minutes(crow, WALK))
    far = tuple(_far_faults(places, minutes * ticks_per_minute))
    if far:
        raise ProblemError(far)
    return TravelMatrix(
        mode=mode,
        times=_up(minutes * ticks_per_minute),
        metres=_up(crow * chosen.detour),
        cents_per_km=cents_per_km,
        estimated=True,
        source=f"crow-fly x {chosen.detour:g} at {chosen.speed:g} km/h plus {chosen.access:g} min ({chosen.why})",
    )


def great_circle(places: Sequence[Place]) -> np.ndarray:
    """Metres from every place to every place along the great circle, float64 of shape (places, places).

    By the haversine formula, which keeps its digits over short distances (Sinnott 1984).
    """
    latitude = np.radians(np.array([place.latitude for place in places], dtype=float))
    longitude = np.radians(np.array([place.longitude for place in places], dtype=float))
    north = np.sin((latitude[:, None] - latitude[None, :]) / 2) ** 2
    east = np.sin((longitude[:, None] - longitude[None, :]) / 2) ** 2
    chord = north + np.cos(latitude)[:, None] * np.cos(latitude)[None, :] * east
    return 2 * EARTH_RADIUS * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))


def _minutes(crow: np.ndarray, profile: Profile) -> np.ndarray:
    """Nobody unlocks a bicycle to visit the flat next door: no distance takes no time."""
    under_way = crow * profile.detour / (profile.speed * 1000 / 60)
    return np.where(crow > 0, under_way + profile.access, 0)


def _up(values: np.ndarray) -> np.ndarray:
    return np.ceil(values - 1e-9).clip(0).astype(np.int32)


def _far_faults(places: Sequence[Place], ticks: np.ndarray) -> Iterator[Fault]:
    if ticks.max(initial=0) > FARTHEST:
        here, there = divmod(int(ticks.argmax()), len(places))
        remedy = f"too far from another place ({places[there].id}) for so fine a tick: correct one's coordinates"
        where = places[here]
        yield Fault(f"place {where.id}", "latitude, longitude", (where.latitude, where.longitude), remedy)


def _faults(places: Sequence[Place], mode: str, profile: Profile | None) -> Iterator[Fault]:
    if profile is None:
        known = ", ".join(one.mode for one in PROFILES)
        yield Fault("travel", "mode", mode, f"cannot be estimated (known: {known}): give a matrix, or a profile")
    for place in places:
        if place.latitude is None or place.longitude is None:
            remedy = f"give coordinates, so that travel can be estimated (by {mode}), or give a matrix"
            yield Fault(f"place {place.id}", "latitude, longitude", (place.latitude, place.longitude), remedy)
