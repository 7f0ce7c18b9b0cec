"""What is measured, each in a process of its own: a city made ready, and one question asked of it a few times."""

import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from engine.problem import Place
from engine.travel.city import City
from engine.travel.faster import installed, junctions_by_rank
from engine.travel.journeys import measured
from engine.travel.matrix import ways
from engine.travel.network import Network
from engine.travel.remembered import Memory
from engine.travel.snapping import Snapped
from engine.travel.storage import load_network
from engine.travel.transit_matrix import measured_transit

SEED = 1
BAND = "midday"
SPREAD = 0.0003
"""Degrees, about 30 m: how far doors lie from the junctions that they are drawn by."""

TRANSIT_DAY = date(2026, 1, 14)
"""A Wednesday that all three timetables of Barcelona know."""


@dataclass(frozen=True, slots=True)
class Order:
    """One task: its name, the folder of the network that it is about, and how often it is repeated."""

    task: str
    folder: Path
    times: int = 3

    @property
    def key(self) -> tuple[str]:
        return (self.task,)


@dataclass(frozen=True, slots=True)
class Row:
    """seconds: the median of the repetitions; prepared: seconds before the first. extra: MiB that the process grew by
    at most, the result left out."""

    task: str
    seconds: float
    prepared: float
    extra: int

    @property
    def key(self) -> tuple[str]:
        return (self.task,)


@dataclass(frozen=True, slots=True)
class Task:
    """What a row of the table is about. ready: prepares, and returns the question as a function whose result counts its
    own bytes. aim: seconds, or MiB where memory is the aim."""

    words: str
    network: str
    ready: Callable[[Path], Callable[[], int]]
    aim: float | None = None
    memory: bool = False
    times: int = 3


def measure(order: Order) -> Row:
    """Carry out one task."""
    began = time.perf_counter()
    ask = TASKS[order.task].ready(order.folder)
    prepared = time.perf_counter() - began
    before, result, seconds = _peak(), 0, []
    for _ in range(order.times):
        began = time.perf_counter()
        result = ask()
        seconds.append(time.perf_counter() - began)
    extra = max(0, _peak() - before - result // 2**20)
    return Row(order.task, round(statistics.median(seconds), 4), round(prepared, 3), extra)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


# -- the questions -----------------------------------------------------------------------------------------------------


def doors(network: Network, edges: np.ndarray, count: int) -> np.ndarray:
    """Points beside junctions of some edges, degrees (count, 2), the same for everyone who asks for as many."""
    rng = np.random.default_rng(SEED)
    node = network.tail[rng.choice(np.flatnonzero(edges), count)]
    return np.stack((network.latitude[node], network.longitude[node]), axis=1) + rng.normal(0, SPREAD, (count, 2))


def _loading(folder: Path) -> Callable[[], int]:
    return lambda: 0 * load_network(folder).nodes


def _matrix(count: int, mode: str, cutoff: int | None = None, fast: bool = False) -> Callable[[Path], Callable]:
    """Points tied to streets and searched between, what the mode needs being ready."""

    def ready(folder: Path) -> Callable[[], int]:
        city = City("city", load_network(folder))
        arcs, streets = city.roads(mode, BAND), city.streets(mode)
        points = doors(city.network, arcs.connected, count)
        streets.snap(points[:1])
        assert arcs.graph.nnz
        assert not fast or len(junctions_by_rank(arcs))

        def ask() -> int:
            tied: Snapped = streets.snap(points)
            found = ways(arcs, tied, tied, cutoff, fast=fast, lengths=not fast)
            return found.time.nbytes + found.length.nbytes

        return ask

    return ready


def _transit(folder: Path) -> Callable[[], int]:
    city = _barcelona(folder)
    places = _places(city, "walk", 2_000)
    return lambda: measured_transit(city, places, 1, BAND, TRANSIT_DAY).matrix.times.nbytes


def _barcelona(folder: Path) -> City:
    city = City("city", load_network(folder), timetables=tuple(sorted((folder / "timetables").glob("*.zip"))))
    city.streets("walk").snap(np.array([[city.network.latitude[0], city.network.longitude[0]]]))
    assert city.feeds
    return city


def _places(city: City, mode: str, count: int) -> list[Place]:
    points = doors(city.network, city.roads(mode, BAND).connected, count)
    return [Place(f"p{row}", *map(float, point)) for row, point in enumerate(points.round(7))]


def _one_more(folder: Path) -> Callable[[], int]:
    """2,000 points are remembered; each time one more is asked for."""
    city = City("city", load_network(folder), memory=Memory(Path(tempfile.mkdtemp())))
    places = _places(city, "car", 2_010)
    measured(city, "car", places[:2_000], 1, BAND)
    more = iter(range(2_001, 2_011))
    return lambda: measured(city, "car", places[: next(more)], 1, BAND).matrix.times.nbytes


TASKS = {
    "load": Task("loading Porto", "porto", _loading, 0.1, times=9),
    "walk500": Task("500² on foot, within 30 minutes", "porto", _matrix(500, "walk", 1_800), 0.5),
    "car2000": Task("2,000² by car, scipy", "porto", _matrix(2_000, "car"), 25),
    "fast2000": Task("2,000² by car, extra `fast`, times only", "porto", _matrix(2_000, "car", fast=True), 3),
    "car10000": Task("10,000² by car, scipy: MiB beyond the result", "porto", _matrix(10_000, "car"), 1024, True, 1),
    "fast10000": Task(
        "10,000² by car, extra `fast`, times only: MiB beyond the result",
        "porto",
        _matrix(10_000, "car", fast=True),
        1024,
        True,
        1,
    ),
    "transit2000": Task("2,000² on foot and by train and tram", "barcelona", _transit, 5),
    "one_more": Task("one client more, to 2,000 points", "porto", _one_more, 0.2, times=5),
}
"""The tasks by name, in the order of the table. The aims are those of the issue that asked for them."""

NEEDS_FAST = ("fast2000", "fast10000")


def usable(task: str) -> bool:
    """Whether what a task needs is installed."""
    return task not in NEEDS_FAST or installed()
