"""What others reached: the published costs of the instances, and what our own prototype did before."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

EARLIER = Path(__file__).with_name("earlier.csv")
FAMILY_SECONDS = 60.0
"""What an instance of the families gets where nothing else is asked for: their table tells no times."""


class Set(StrEnum):
    """The two sets of instances: the twelve of the unified benchmark, and the older families in the same format."""

    UHHC = "uhhc"
    FAMILIES = "families"


@dataclass(frozen=True, slots=True)
class Published:
    """An instance and what is known of it: costs in its own unit, None where nothing was published.

    best: of all published runs (of ten, in the set uhhc), without CP-SAT's. earlier: the prototype's mean.
    """

    name: str
    file: Path
    seconds: float
    best: float
    mean: float | None = None
    cp_sat: float | None = None
    earlier: float | None = None


def published(data: Path, which: Set) -> list[Published]:
    """The instances of a set in the order of its table. data: the folder that holds `uhhc/`."""
    folder = data / "uhhc"
    found = _twelve(folder) if which is Set.UHHC else _families(folder)
    return list(found)


def chosen(instances: Sequence[Published], names: Sequence[str]) -> list[Published]:
    """The instances whose names begin with one of the given; all where none is given.

    Raises LookupError when a name fits nothing.
    """
    lost = [name for name in names if not any(one.name.startswith(name) for one in instances)]
    if lost:
        raise LookupError(f"no instance begins with {', '.join(lost)}: use {', '.join(one.name for one in instances)}")
    return [one for one in instances if not names or one.name.startswith(tuple(names))]


def _twelve(folder: Path) -> Iterator[Published]:
    for row in _rows(folder / "published.csv"):
        name, best = row["instance"], float(row["sa_best_of_10"])
        yield Published(
            name,
            folder / "instances" / f"{name}.json",
            float(row["sa_mean_seconds"]),
            best,
            _number(row["sa_mean"]),
            _number(row["cp_sat_best"]),
            _earlier(name, best),
        )


def _families(folder: Path) -> Iterator[Published]:
    for row in _rows(folder / "families.csv"):
        file, best = folder / "families" / row["instance"], float(row["best_published_total"])
        yield Published(file.stem, file, FAMILY_SECONDS, best, earlier=_earlier(file.stem, best))


def _earlier(name: str, best: float) -> float | None:
    """The prototype's mean: its table tells the cost, or how many times the published best it was."""
    for row in _rows(EARLIER):
        if row["instance"] == name:
            return float(row["mean"]) if row["mean"] else float(row["ratio"]) * best
    return None


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as table:
        return list(csv.DictReader(table))


def _number(text: str) -> float | None:
    return float(text) if text else None
