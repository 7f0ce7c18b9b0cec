"""python -m benchmarks.travel: loading a city, matrices over its streets, and the same by others."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.quality.given import SHARED
from benchmarks.runs import carry_out
from benchmarks.travel.peers import Row as PeerRow
from benchmarks.travel.peers import measure_all
from benchmarks.travel.tasks import TASKS, Order, Row, measure, usable
from benchmarks.written import NOTHING, machine, markdown, say
from engine.travel.sources.recognise import read_map
from engine.travel.storage import save_network

SOURCES = {"porto": "porto/porto_portugal.osm.pbf", "barcelona": "barcelona"}
SMOKE = ("load", "walk500", "one_more")


def travel(
    tasks: Annotated[list[str] | None, typer.Argument(help=f"Of {', '.join(TASKS)}; by default all.")] = None,
    data: Annotated[Path, typer.Option(help="The folder that holds roads/; RONDA_SHARED sets it too.")] = SHARED,
    peers: Annotated[bool, typer.Option(help="Measure the others too.")] = True,
    out: Annotated[
        Path | None, typer.Option("--markdown", show_default=False, help="Write the tables there too.")
    ] = None,
    smoke: Annotated[
        bool, typer.Option("--smoke", help="A few short tasks; says so where the data is absent.")
    ] = False,
) -> None:
    """Measure travel times on real cities, each task in a process of its own, one after the other.

    Exit code 2: the cities are not there, or a task is none.
    """
    wanted = list(SMOKE) if smoke else tasks or [task for task in TASKS if usable(task)]
    unknown = [task for task in wanted if task not in TASKS]
    if unknown:
        raise typer.BadParameter(f"{', '.join(unknown)}: give some of {', '.join(TASKS)}")
    if not (data / "roads").exists():
        say(f"travel: no cities in {data / 'roads'}: name another place by --data or RONDA_SHARED")
        raise typer.Exit(0 if smoke else 2)
    with tempfile.TemporaryDirectory() as folder:
        for network in dict.fromkeys(TASKS[task].network for task in wanted):
            bring(network, data / "roads", Path(folder))
        orders = [Order(task, Path(folder) / TASKS[task].network, TASKS[task].times) for task in wanted]
        rows = []
        for row in carry_out(measure, orders):
            rows.append(row)
            say(f"{len(rows)}/{len(orders)} {TASKS[row.task].words}: {row.seconds:g} s, {row.extra} MiB")
        others = measure_all(Path(folder) / "porto", say) if peers and not smoke and not tasks else []
    text = f"{machine()}\n\n{table(rows)}" + (f"\n{peer_table(others)}" if others else "")
    print(text)
    if out is not None:
        out.write_text(text, encoding="utf-8")


def bring(network: str, roads: Path, folder: Path) -> None:
    """Import a city into a folder, as `ronda network add` does."""
    imported = read_map(roads / SOURCES[network])
    save_network(imported.network, folder / network, imported.addresses)
    (folder / network / "timetables").mkdir()
    for path in sorted((roads / network).glob("*.zip")):
        (folder / network / "timetables" / path.name).symlink_to(path.resolve())


def table(rows: list[Row]) -> str:
    """A line for each task, with what was asked of it."""
    lines = []
    for row in rows:
        task = TASKS[row.task]
        aim = NOTHING if task.aim is None else f"{task.aim:g} {'MiB' if task.memory else 's'}"
        lines.append([task.words, f"{row.seconds:.3f} s", aim, f"{row.prepared:.2f} s", f"{row.extra:,} MiB"])
    return markdown(["Task", "median", "aim, below", "made ready in", "beyond the result"], lines)


def peer_table(rows: list[PeerRow]) -> str:
    """A line for each tool."""
    lines = [
        [row.tool, f"{row.made:.2f} s", f"{row.pairs:,}", f"{row.seconds:.2f} s", f"{row.per_million:,.1f} s",
         f"{row.off:g} s"]
        for row in sorted(rows, key=lambda row: row.per_million)
    ]  # fmt: skip
    return markdown(["Tool", "graph made in", "pairs", "took", "a million pairs", "off by at most"], lines)


if __name__ == "__main__":
    typer.run(travel)
