"""Runs of benchmarks: each is carried out in a process of its own, and its row is stored in a CSV file as it ends."""

import csv
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from dataclasses import asdict, fields
from pathlib import Path
from types import NoneType
from typing import Any, ClassVar, Protocol, TypeVar, get_args

Order = TypeVar("Order")


class Stored(Protocol):
    """A row: a dataclass of texts, whole numbers, floats and floats that may be unknown, with a key that tells runs
    apart."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def key(self) -> tuple[Any, ...]: ...


Row = TypeVar("Row", bound=Stored)


def carry_out(measure: Callable[[Order], Row], orders: Sequence[Order], processes: int = 1) -> Iterator[Row]:
    """Carry out runs, so many side by side, and hand each row over as its run ends."""
    lanes = ThreadPoolExecutor(processes)
    try:
        for done in as_completed([lanes.submit(_alone, measure, order) for order in orders]):
            yield done.result()
    finally:
        lanes.shutdown(cancel_futures=True)


def _alone(measure: Callable[[Order], Row], order: Order) -> Row:
    """In a new process, so that no run finds the memory or the caches of another."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(measure, order).result()


# -- storing -----------------------------------------------------------------------------------------------------------


def load(path: Path, kind: type[Row]) -> dict[tuple[Any, ...], Row]:
    """The stored rows; none where there is no such file."""
    if not path.exists():
        return {}
    with path.open(newline="", encoding="utf-8") as table:
        rows = [
            kind(**{field.name: _value(field.type, told[field.name]) for field in fields(kind)})
            for told in csv.DictReader(table)
        ]
    return {row.key: row for row in rows}


def store(path: Path, rows: Iterable[Row], kind: type[Row]) -> None:
    """Add rows to a file; one that was there for the same run is replaced."""
    kept = load(path, kind) | {row.key: row for row in rows}
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_suffix(".part")
    with whole.open("w", newline="", encoding="utf-8") as table:
        writer = csv.DictWriter(table, [field.name for field in fields(kind)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(kept[key]) for key in sorted(kept))
    whole.replace(path)  # at once: a reader never finds half a file


def _value(kind: Any, text: str) -> str | int | float | None:
    """A cell as the row's field has it: empty = unknown where that may be."""
    sorts = get_args(kind) or (kind,)
    if not text and NoneType in sorts:
        return None
    return sorts[0](text)
