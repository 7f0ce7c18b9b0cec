"""python -m benchmarks.library: questions to a library of 100,000 made-up resources, through the service's API.

The API runs in this process; what the network takes is not in it. Every question is a new one: nothing is answered from
memory but the card index, which is what is measured.
"""

import asyncio
import csv
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Annotated, Any

import httpx
import numpy as np
import typer

from api.library.resource import Resource
from api.library.terms import vocabulary
from api.main import app
from api.routes.service import Service
from api.store.library import resources
from api.store.library.states import Standing
from api.store.store import Store
from benchmarks.library.synthetic import WORDS, words
from benchmarks.library.synthetic import resources as made_up
from benchmarks.written import machine, markdown, say
from tests.databases import stored

RESULTS = Path(__file__).with_name("results.csv")
AIM = 100.0
"""Milliseconds: what p99 is to stay below."""

AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """What one kind of question took, in milliseconds; cpu: p99 of the processor's, whatever else the machine did."""

    database: str
    resources: int
    seed: int
    kind: str
    asked: int
    p50: float
    p99: float
    worst: float
    cpu: float
    found: int


class _Absent:
    """In for queue and answering: nothing here needs them."""

    ready = True

    def dispatch(self, job: Any) -> None:
        raise AssertionError(job)

    async def ask(self, *_given: Any, **_more: Any) -> Any:
        raise AssertionError


Query = list[tuple[str, str]]


def _facets(rng: np.random.Generator, most: int) -> Query:
    """Some terms of one to `most` facets."""
    chosen = rng.choice(list(vocabulary()), int(rng.integers(1, most + 1)), replace=False)
    return [(str(facet), str(term)) for facet in chosen for term in _terms(rng, str(facet))]


def _terms(rng: np.random.Generator, facet: str) -> Iterable[Any]:
    known = list(vocabulary()[facet])
    return rng.choice(known, int(rng.integers(1, 4)), replace=False)


def _word(rng: np.random.Generator, first: int, last: int) -> str:
    return words()[int(rng.integers(first, last))]


KINDS: dict[str, Callable[[np.random.Generator], Query]] = {
    "nothing chosen": lambda rng: [("sort", str(rng.choice(["added", "published", "favourites"])))],
    "facets": lambda rng: _facets(rng, 4),
    "facets, by date": lambda rng: [*_facets(rng, 3), ("sort", "published")],
    "a rare word": lambda rng: [("q", _word(rng, 2_000, WORDS))],
    "a frequent word": lambda rng: [("q", _word(rng, 20, 500))],
    "two words and facets": lambda rng: [("q", f"{_word(rng, 5, 200)} {_word(rng, 5, 2_000)}"), *_facets(rng, 3)],
    "one of the ten words that stand in most": lambda rng: [("q", _word(rng, 0, 10) + " " * int(rng.integers(100)))],
}


def library(
    count: Annotated[int, typer.Option("--resources", help="How many resources.")] = 100_000,
    asked: Annotated[int, typer.Option(help="How many questions of each kind.")] = 300,
    seed: Annotated[int, typer.Option(help="Of resources and questions.")] = 1,
    database: Annotated[str, typer.Option(help="sqlite or postgresql.")] = "sqlite",
    smoke: Annotated[bool, typer.Option("--smoke", help="2,000 resources, 20 questions; nothing is stored.")] = False,
) -> None:
    """Measure what finding takes."""
    if smoke:
        count, asked = 2_000, 20
    with stored(database) as store:
        _fill(store, count, seed)
        rows = asyncio.run(_measure(store, database, count, asked, seed))
    print(f"{machine()}; {count:,} resources, {database}")
    print(table(rows))
    if not smoke:
        _keep(rows)


def _fill(store: Store, count: int, seed: int) -> None:
    began = time.perf_counter()
    for some in _portions(made_up(count, seed)):
        with store.of("sol") as books:
            resources.take_in(books, some, "benchmark", Standing.PUBLISHED)
    say(f"{count:,} resources put in: {time.perf_counter() - began:.0f} s")


def _portions(given: Iterator[Resource]) -> Iterator[list[Resource]]:
    part: list[Resource] = []
    for one in given:
        part.append(one)
        if len(part) == AT_ONCE:
            yield part
            part = []
    if part:
        yield part


async def _measure(store: Store, database: str, count: int, asked: int, seed: int) -> list[Row]:
    absent = _Absent()
    service = app(service=Service(store.settings, store, absent, absent))
    rng = np.random.default_rng(seed)
    rows: list[Row] = []
    async with httpx.AsyncClient(transport=httpx.ASGITransport(service), base_url="http://ronda") as client:
        began = time.perf_counter()
        await _ask(client, [])
        say(f"first answer, with the card index filled: {time.perf_counter() - began:.2f} s")
        for kind, make in KINDS.items():
            told = [await _ask(client, make(rng)) for _ in range(asked)]
            took, worked = [one for one, _, _ in told], [one for _, one, _ in told]
            rows.append(
                Row(
                    database=database,
                    resources=count,
                    seed=seed,
                    kind=kind,
                    asked=asked,
                    p50=round(statistics.median(took), 1),
                    p99=_p99(took),
                    worst=round(max(took), 1),
                    cpu=_p99(worked),
                    found=int(statistics.median(total for _, _, total in told)),
                )
            )
    return rows


def _p99(took: list[float]) -> float:
    return round(float(np.quantile(took, 0.99)), 1)


async def _ask(client: httpx.AsyncClient, query: Query) -> tuple[float, float, int]:
    """Milliseconds, those of the processor, and how many resources were found."""
    began, working = time.perf_counter(), time.process_time()
    answer = await client.get("/v1/library/resources", params=tuple(query))
    took, worked = time.perf_counter() - began, time.process_time() - working
    return 1000 * took, 1000 * worked, answer.raise_for_status().json()["total"]


def _keep(rows: list[Row]) -> None:
    """A new run replaces what was stored of the same kind."""
    names = [field.name for field in fields(Row)]
    key = ("database", "resources", "kind")
    old: list[dict[str, Any]] = []
    if RESULTS.exists():
        with RESULTS.open(newline="") as file:
            old = list(csv.DictReader(file))
    new = [{name: str(value) for name, value in asdict(row).items()} for row in rows]
    replaced = {tuple(row[name] for name in key) for row in new}
    kept = [row for row in old if tuple(row[name] for name in key) not in replaced]
    with RESULTS.open("w", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows([*kept, *new])


def table(rows: list[Row]) -> str:
    """A line for each kind of question."""
    heads = ["Question", "asked", "found (median)", "p50", "p99", "aim, below", "worst", "p99 of the processor"]
    body = [
        [
            row.kind,
            str(row.asked),
            f"{row.found:,}",
            *(f"{one:.1f} ms" for one in (row.p50, row.p99, AIM, row.worst, row.cpu)),
        ]
        for row in rows
    ]
    return markdown(heads, body)


if __name__ == "__main__":
    typer.run(library)
