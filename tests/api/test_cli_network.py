"""ronda network, and planning over a network: everything that needs no internet, through the command line."""

import json
from pathlib import Path

import pytest

from tests.api.cli_runs import ronda
from tests.engine.travel.town import SOUTH, STEP, WEST
from tests.engine.travel.transit.feeds import feed

ROWS, COLUMNS = 12, 12


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Networks of a test stay in the test's own folder."""
    monkeypatch.setenv("RONDA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def town_file(folder: Path, kind: str = "residential") -> Path:
    """A grid town as an OpenStreetMap file: a street for each row and each column."""
    number = {(row, column): 1 + row * COLUMNS + column for row in range(ROWS) for column in range(COLUMNS)}
    nodes = [
        f'<node id="{name}" lat="{SOUTH + STEP * row}" lon="{WEST + STEP * column}" version="1"/>'
        for (row, column), name in number.items()
    ]
    lines = [[number[row, column] for column in range(COLUMNS)] for row in range(ROWS)]
    lines += [[number[row, column] for row in range(ROWS)] for column in range(COLUMNS)]
    ways = [
        f'<way id="{index + 1}" version="1">{"".join(f"<nd ref={chr(34)}{name}{chr(34)}/>" for name in line)}'
        f'<tag k="highway" v="{kind}"/><tag k="name" v="Carrer {index + 1}"/></way>'
        for index, line in enumerate(lines)
    ]
    path = folder / "town.osm"
    path.write_text(f'<?xml version="1.0"?><osm version="0.6">{"".join(nodes)}{"".join(ways)}</osm>')
    return path


@pytest.fixture
def town(tmp_path: Path) -> str:
    added = ronda("network", "add", "town", "--file", town_file(tmp_path))
    assert added.code == 0, added.err
    assert "town: 144 junctions, 264 stretches of street. OpenStreetMap" in added.out
    return "town"


def test_without_networks_the_list_says_how_to_add_one(home: Path) -> None:
    assert "ronda network add NAME --file city.osm.pbf" in ronda("network", "list").out


@pytest.mark.usefixtures("town")
def test_a_network_is_listed_shown_and_removed(home: Path) -> None:
    (listed,) = ronda("network", "list", "--json").json["networks"]
    assert (listed["name"], listed["modes"], listed["junctions"]) == ("town", ["walk", "bicycle", "car"], 144)
    assert "town" in ronda("network", "list").out
    shown = ronda("network", "show", "town")
    assert "© OpenStreetMap contributors" in shown.out
    assert "walk: 5 km/h" in shown.out
    assert ronda("network", "show", "town", "--json").json["profiles"]["car"]["access"] == 240
    assert ronda("network", "remove", "town").code == 0
    assert not (home / "networks" / "town").exists()
    gone = ronda("network", "show", "town")
    assert gone.code == 2
    assert "no such network here (there are: none yet): add it with" in gone.err


@pytest.mark.usefixtures("town")
def test_a_network_is_not_replaced_unasked(tmp_path: Path) -> None:
    again = ronda("network", "add", "town", "--file", tmp_path / "town.osm")
    assert again.code == 4
    assert "is there already: add --replace" in again.err


@pytest.mark.usefixtures("town")
def test_a_replaced_network_keeps_timetables_and_own_profiles(tmp_path: Path, home: Path) -> None:
    ronda("network", "timetable", "town", feed(tmp_path))
    (home / "networks" / "town" / "profiles.json").write_text('{"walk": {"access": 5.0}}')
    again = ronda("network", "add", "town", "--file", town_file(tmp_path, "living_street"), "--replace")
    assert again.code == 0, again.err
    shown = ronda("network", "show", "town", "--json").json
    assert shown["timetables"] == ["town.zip"]
    assert shown["profiles"]["walk"]["access"] == 5
    assert sorted(path.name for path in (home / "networks").iterdir()) == ["town"]


@pytest.mark.usefixtures("town")
def test_a_replacement_that_cannot_be_read_leaves_the_network_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "bad.osm").write_text("<osm")
    assert ronda("network", "add", "town", "--file", tmp_path / "bad.osm", "--replace").code == 2
    assert ronda("network", "show", "town", "--json").json["junctions"] == 144


def test_two_timetables_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    feeds = ("--timetable", feed(tmp_path), "--timetable", feed(tmp_path / "other"))
    run = ronda("network", "add", "town", "--file", town_file(tmp_path), *feeds)
    assert run.code == 2
    assert "two timetables have this name" in run.err


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("Town",), 2, "small letters, digits"),
        (("../town",), 2, "small letters, digits"),
        (("town",), 2, "give --file, or --place, or --box"),
        (("town", "--file", "map.osm.pbf"), 2, "map.osm.pbf: file = 'map.osm.pbf': is not there"),
        (("town", "--file", "notes.txt"), 2, "tells no kind of map"),
        (("town", "--place", "Vic", "--box", "41,2,42,3"), 2, "give --file, or --place, or --box"),
        (("town", "--file", "map.graphml", "--box", "41,2,42,3"), 2, "cannot be cut by a box"),
        (("town", "--box", "2,41,3"), 2, "give four numbers in degrees"),
        (("town", "--box", "42,2,41,3"), 2, "south lies below north"),
    ],
)
def test_what_cannot_be_added_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("notes.txt", "map.graphml"):
        (tmp_path / name).write_text("no map")
    place = ("--place", "x") if words[0] != "town" else ()
    run = ronda("network", "add", *words, *place)
    assert (run.code, told in run.err) == (code, True), run.err


def test_a_file_cut_short_leaves_nothing_behind(tmp_path: Path, home: Path) -> None:
    path = town_file(tmp_path)
    path.write_text(path.read_text()[:2000])
    run = ronda("network", "add", "town", "--file", path)
    assert run.code == 2
    assert "town.osm" in run.err
    assert not (home / "networks" / "town").exists()


def test_a_broken_timetable_leaves_the_network_out(tmp_path: Path, home: Path) -> None:
    feed = tmp_path / "bus.zip"
    feed.write_bytes(b"PK no zip")
    run = ronda("network", "add", "town", "--file", town_file(tmp_path), "--timetable", feed)
    assert run.code == 2
    assert "bus.zip" in run.err
    assert not (home / "networks" / "town").exists()


@pytest.mark.usefixtures("town")
def test_a_week_is_generated_planned_judged_and_explained_over_the_streets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = ronda("generate", "week.json", "--clients", 5, "--carers", 3, "--days", 2, "--network", "town")
    assert made.out.startswith("town: 5 clients, 3 carers, 2 days")
    problem = json.loads((tmp_path / "week.json").read_text())
    assert {matrix["mode"]: matrix["estimated"] for matrix in problem["travel"]} == {"walk": False, "bicycle": False}
    planned = ronda("plan", "week.json", "--network", "town", "--iterations", 200, "-o", "p.json", "--report", "r.html",
                    "--json")  # fmt: skip
    assert planned.code == 0, planned.err
    assert "© OpenStreetMap contributors" in (tmp_path / "r.html").read_text()
    judged = ronda("check", "week.json", "p.json", "--network", "town", "--json")
    assert judged.code == 0
    assert judged.json["cost"] == planned.json["cost"]
    visit = problem["visits"][0]["id"]
    assert ronda("explain", "week.json", "p.json", visit, "--network", "town").code == 0


def test_an_hour_changes_what_driving_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ronda("network", "add", "town", "--file", town_file(tmp_path, "living_street"))  # 10 km/h, so that minutes tell
    ronda("generate", "week.json", "--clients", 4, "--carers", 2, "--days", 1, "--network", "town")
    text = (tmp_path / "week.json").read_text().replace('"bicycle"', '"car"')
    (tmp_path / "cars.json").write_text(text)
    for hour in ("night", "morning"):
        run = ronda("convert", "cars.json", f"{hour}.json", "--network", "town", "--hour", hour)
        assert run.code == 0, run.err
    night, morning = (json.loads((tmp_path / f"{hour}.json").read_text())["travel"] for hour in ("night", "morning"))
    car = [matrix for travel in (night, morning) for matrix in travel if matrix["mode"] == "car"]
    assert sum(map(sum, car[1]["times"])) > sum(map(sum, car[0]["times"]))
    assert "morning traffic" in car[1]["source"]


@pytest.mark.usefixtures("town")
def test_a_timetable_is_put_beside_a_network_and_its_buses_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    far = ROWS - 1
    stops = f"""
        stop_id,stop_name,stop_lat,stop_lon
        A,A,{SOUTH},{WEST}
        B,B,{SOUTH},{WEST + far * STEP}
        C,C,{SOUTH + far * STEP},{WEST}
    """
    path = feed(tmp_path, stops=stops)
    assert ronda("network", "timetable", "town", path).out.startswith("Timetables of town: town")
    assert ronda("network", "show", "town", "--json").json["timetables"] == ["town.zip"]
    ronda("generate", "week.json", "--clients", 4, "--carers", 2, "--days", 1, "--network", "town")
    text = (tmp_path / "week.json").read_text().replace('"bicycle"', '"transit"')
    (tmp_path / "bus.json").write_text(text)
    old = ronda("convert", "bus.json", "out.json", "--network", "town")
    assert old.code == 2
    assert "no trip runs that day, the feed has service from 2026-01-05" in old.err
    for asked in ("2026-01-26", "nearest"):
        run = ronda("convert", "bus.json", f"{asked}.json", "--network", "town", "--timetable-date", asked)
        assert run.code == 0, run.err
    travel = {one["mode"]: one for one in json.loads((tmp_path / "nearest.json").read_text())["travel"]}
    assert "timetables town of 2026-01-26" in travel["transit"]["source"]
    assert not travel["transit"]["estimated"]
    bad = ronda("convert", "bus.json", "x.json", "--network", "town", "--timetable-date", "tomorrow")
    assert bad.code == 2
    assert "--timetable-date" in bad.err


@pytest.mark.usefixtures("town")
def test_a_broken_timetable_is_not_put_there(tmp_path: Path, home: Path) -> None:
    (tmp_path / "bad.zip").write_text("no zip")
    run = ronda("network", "timetable", "town", tmp_path / "bad.zip")
    assert run.code == 2
    assert "bad.zip" in run.err
    assert not (home / "networks" / "town" / "timetables").exists()


def test_an_hour_without_a_network_is_refused(tmp_path: Path) -> None:
    ronda("generate", tmp_path / "week.json", "--clients", 2, "--carers", 1, "--days", 1)
    run = ronda("convert", tmp_path / "week.json", tmp_path / "other.json", "--hour", "night")
    assert run.code == 2
    assert "matters over a network only" in run.err


@pytest.mark.usefixtures("town")
def test_a_week_of_another_city_is_refused_by_place(tmp_path: Path) -> None:
    ronda("generate", tmp_path / "week.json", "--clients", 2, "--carers", 1, "--days", 1)
    path = tmp_path / "week.json"
    path.write_text(path.read_text().replace('"latitude": 41.', '"latitude": 48.'))
    run = ronda("plan", path, "--network", "town")
    assert run.code == 2
    assert "km from the nearest street of town" in run.err


@pytest.mark.usefixtures("town")
def test_trips_calibrate_a_network(tmp_path: Path, home: Path) -> None:
    # Along one street, 83.4 m a block, at 4 km/h with two minutes at the door.
    rows = [f"walk,{SOUTH},{WEST},{SOUTH},{WEST + STEP * blocks},{2 + blocks * 83.4 / 4000 * 60:.3f}"
            for blocks in range(1, 12)]  # fmt: skip
    log = tmp_path / "trips.csv"
    log.write_text("mode,from_latitude,from_longitude,to_latitude,to_longitude,minutes\n" + "\n".join(rows) + "\n")
    tried = ronda("network", "calibrate", "town", log)
    assert tried.code == 0, tried.err
    assert "Not saved" in tried.out
    assert "5 km/h" in ronda("network", "show", "town").out
    fit = ronda("network", "calibrate", "town", log, "--save", "--json").json["fits"]["walk"]
    assert fit["profile"]["factor"] == pytest.approx(1.25, abs=0.02)
    assert fit["profile"]["access"] == pytest.approx(120, abs=5)
    assert fit["after"] < 3 < fit["before"]
    assert "fitted to 11 trips" in ronda("network", "show", "town").out
    assert (home / "networks" / "town" / "profiles.json").exists()


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("ski,41.38,2.15,41.38,2.16,5", "row 2: mode = 'ski': give one of walk, bicycle, car"),
        ("walk,2.15,410.38,41.38,2.16,5", "row 2: from_longitude = '410.38'"),
        ("walk,41.38,2.15,41.38,2.16,long", "row 2: minutes = 'long'"),
        ("walk,41.38,2.15,41.38,2.16,5", "mode = 1: so many trips by walk"),
    ],
)
def test_a_log_that_cannot_be_used_is_told(tmp_path: Path, row: str, told: str) -> None:
    log = tmp_path / "trips.csv"
    log.write_text(f"mode,from_latitude,from_longitude,to_latitude,to_longitude,minutes\n{row}\n")
    run = ronda("network", "calibrate", "town", log)
    assert run.code == 2
    assert told in run.err
