"""What the travel benchmark measures and how it tells it. How fast it is is no matter of tests."""

from pathlib import Path

import pytest
import typer

from benchmarks.travel import tasks
from benchmarks.travel.__main__ import peer_table, table, travel
from benchmarks.travel.peers import TOOLS, measure_all
from benchmarks.travel.peers import Row as PeerRow
from benchmarks.travel.tasks import TASKS, Order, Row, measure
from engine.travel.storage import save_network
from tests.api.test_cli_network import town_file


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A grid town that stands for a city."""
    from engine.travel.sources.osm_file import read_osm

    folder = tmp_path_factory.mktemp("town")
    save_network(read_osm(town_file(folder)).network, folder / "porto")
    return folder / "porto"


def test_a_task_tells_what_its_question_took(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = tasks._matrix(20, "car")
    monkeypatch.setitem(TASKS, "small", tasks.Task("20² by car", "porto", small, 1))
    row = measure(Order("small", town, 2))
    assert (row.task, row.key) == ("small", ("small",))
    assert 0 < row.seconds < row.prepared + 60
    assert small(town)() == 20 * 20 * 8  # bytes of times and lengths


def test_every_tool_finds_the_same_ways(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.travel.peers.GOALS", 12)
    monkeypatch.setattr(
        "benchmarks.travel.peers.TOOLS", {tool: (package, 3, ask) for tool, (package, _, ask) in TOOLS.items()}
    )
    said: list[str] = []
    rows = measure_all(town, said.append)
    assert {"networkx", "osmnx", "scipy, as it is"} <= {row.tool for row in rows}
    assert len(said) == len(TOOLS)
    for row in rows:
        assert row.pairs == 36
        assert row.off <= 0.001 * 300  # pandana rounds each arc to a thousandth of a second


def test_the_tables_tell_the_aim_and_the_pace() -> None:
    lines = table([Row("load", 0.02, 0.0, 3), Row("car10000", 50.0, 1.0, 200)]).splitlines()
    assert [cell.strip() for cell in lines[2].strip("|").split("|")][1:] == ["0.020 s", "0.1 s", "0.00 s", "3 MiB"]
    assert "1024 MiB" in lines[3]
    slow, quick = PeerRow("slow", 1.0, 1_000, 2.0, 0.0), PeerRow("quick", 1.0, 1_000_000, 3.0, 0.0)
    told = peer_table([slow, quick]).splitlines()
    assert told[2].startswith("| quick")
    assert "2,000.0 s" in told[3]


def test_a_task_that_is_none_is_refused_and_absent_cities_are_told(tmp_path: Path) -> None:
    with pytest.raises(typer.BadParameter, match="flying: give some of load"):
        travel(["flying"], data=tmp_path)
    with pytest.raises(typer.Exit) as ended:
        travel(["load"], data=tmp_path)
    assert ended.value.exit_code == 2
    with pytest.raises(typer.Exit) as ended:
        travel(data=tmp_path, smoke=True)
    assert ended.value.exit_code == 0
