"""Trips that carers recorded beside what a network says of them: as it assumes, and fitted to these very trips."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from datasets.eixample import generate
from engine import DataError
from engine.data.trips import read_trips
from engine.travel.calibration import FEWEST, Fit, Trip, estimates, fitted
from engine.travel.city import City
from engine.travel.profiles import PROFILES, band_at
from engine.travel.storage import load_network


@dataclass(frozen=True, slots=True)
class Log:
    """A network, trips on it, and a sentence that says where both come from."""

    city: City
    trips: Sequence[Trip]
    source: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The trips of one mode that have a way. before, after: what the network says, assumed and fitted, in minutes;
    recorded: what was written down; band: the part of the day. fit: what was fitted."""

    mode: str
    before: tuple[float, ...]
    after: tuple[float, ...]
    recorded: tuple[float, ...]
    band: tuple[str, ...]
    fit: Fit


def log(asked: Mapping[str, Any]) -> Log:
    """Your own network and trips where both were named, else invented ones. Raises DataError."""
    network, file = asked.get("network"), asked.get("trips")
    if network and file:
        folder, path = Path(str(network)), Path(str(file))
        own = City(folder.name, load_network(folder))
        told = f"The streets are your own network `{folder.name}` ({own.network.origin}), the trips `{path.name}`."
        return Log(own, read_trips(path, own.modes()), told)
    from datasets.eixample.town import town
    from datasets.eixample.trips import trips

    told = (
        "**The trips are invented**: `datasets.eixample.trips` makes them up between the doors of the demo week, with "
        "habits that the network does not know, chance, and a few errands; the streets are `datasets.eixample.town`, "
        "the same idealised grid. Nobody recorded them. For your own: `ronda notebook travel_calibration "
        "--network NAME --trips FILE`, both of them."
    )
    return Log(City("eixample", town()), trips(generate(seed=1)), told)


def compared(found: Log) -> list[Compared]:
    """Each mode of which there are trips enough, with its estimates before and after fitting."""
    modes = dict.fromkeys(trip.mode for trip in found.trips)
    told = (_mode(found.city, mode, [trip for trip in found.trips if trip.mode == mode]) for mode in modes)
    return [one for one in told if one is not None]


def left_out(found: Log, told: Sequence[Compared]) -> str:
    """Of which modes there are too few trips, in a sentence; "" for none."""
    counts = Counter(trip.mode for trip in found.trips)
    few = [f"{mode} ({count})" for mode, count in counts.items() if mode not in {one.mode for one in told}]
    if not few:
        return ""
    return f"Nothing is told of {', '.join(few)}: {FEWEST} trips or more that have a way over the network are needed."


def _mode(city: City, mode: str, trips: Sequence[Trip]) -> Compared | None:
    try:
        fit = fitted(city, mode, trips)
    except DataError:  # too few
        return None
    assumed, own = (replace(city, profiles={**PROFILES, mode: profile}) for profile in (PROFILES[mode], fit.profile))
    before, after = estimates(assumed, mode, trips), estimates(own, mode, trips)
    there = [row for row in range(len(trips)) if before[row] >= 0]
    return Compared(
        mode,
        tuple(float(before[row]) / 60 for row in there),
        tuple(float(after[row]) / 60 for row in there),
        tuple(trips[row].seconds / 60 for row in there),
        tuple(_band(trips[row]) for row in there),
        fit,
    )


def _band(trip: Trip) -> str:
    return "unknown" if trip.minute is None else band_at(trip.minute)
