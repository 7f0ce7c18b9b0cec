"""ronda locate: one address, and a folder of them."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from api.cli.guard import Guarded
from api.cli.locate import locate
from api.networks import folder_of
from engine.data.recognise import read_problem
from engine.travel.storage import save_network
from tests.api.cli_runs import Run
from tests.api.geocoding.hamlet import hamlet
from tests.api.geocoding.stand_in import StandIn, listening, place
from tests.engine.data.csv_folder.block import block
from tests.engine.travel.town import network

app = typer.Typer(cls=Guarded)
app.command()(locate)
app.callback()(lambda: None)


def run(*words: object) -> Run:
    found = CliRunner().invoke(app, ["locate", *(str(word) for word in words)], catch_exceptions=False)
    return Run(found.exit_code, found.stdout, found.stderr)


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Networks of our own: one that knows addresses, and one that does not."""
    monkeypatch.setenv("RONDA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "140")
    streets = network([(41.38, 2.15), (41.38, 2.16)], [(0, 1, 800)])
    save_network(streets, folder_of("hamlet"), hamlet())
    save_network(streets, folder_of("bare"))


@pytest.fixture
def server() -> Iterator[StandIn]:
    with listening() as found:
        yield found


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """A folder of CSV files whose clients have addresses, one of them misspelt."""
    folder = tmp_path / "week"
    folder.mkdir()
    clients = "id,latitude,longitude,#address\nada,,,Carrer de Mallorca 401\nben,41.396,2.166,Carrer Lluny 5\n"
    for name, text in (block() | {"clients.csv": clients}).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def misspell(week: Path) -> None:
    path = week / "clients.csv"
    path.write_text(path.read_text().replace("41.396,2.166", ",").replace("Lluny", "Malorca"))


# -- one address -------------------------------------------------------------------------------------------------------


def test_an_address_is_found_on_this_machine() -> None:
    told = run("--network", "hamlet", "C/ Mallorca 405")
    assert told.code == 0
    assert [line.split("  ")[0] for line in told.out.splitlines()[2:]] == ["Carrer Mallorca, 405"]
    for words in ("Eixample", "between houses", "167", "41.400000", "2.172000"):
        assert words in told.out
    assert told.err == ""


def test_every_street_of_a_name_is_told() -> None:
    told = run("--network", "hamlet", "Carrer Major 5", "--json")
    assert told.code == 0
    assert [one["district"] for one in told.json["found"]] == [
        "Gr\N{REPLACEMENT CHARACTER}cia",
        "Sarri\N{REPLACEMENT CHARACTER}-Sant Gervasi",
    ]
    assert "name the district" in told.json["advice"]


def test_a_misspelt_street_is_suggested_and_not_found() -> None:
    told = run("--network", "hamlet", "Carrer Malorca 401")
    assert (told.code, told.out) == (2, "")
    assert "not found: did you mean Carrer Mallorca, 401" in told.err
    told = run("--network", "hamlet", "Carrer Malorca 401", "--json")
    assert (told.code, told.json["found"]) == (2, [])
    assert told.json["suggestions"][0] == "Carrer Mallorca, 401"


def test_coordinates_come_back_and_swapped_ones_are_told() -> None:
    told = run("--network", "hamlet", "41.40, 2.17", "--json")
    assert (told.json["found"][0]["latitude"], told.json["found"][0]["longitude"]) == (41.4, 2.17)
    swapped = run("--network", "hamlet", "141.15, 2.17")
    assert swapped.code == 2
    assert "swapped" in swapped.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--network", "nowhere", "Carrer Nou 5"), "no such network here (there are: bare, hamlet)"),
        (("--network", "bare", "Carrer Nou 5"), "the network bare knows no addresses"),
        (("Carrer Nou 5",), "give the network"),
        (("--network", "hamlet"), "give an address"),
        (("--network", "hamlet", "Carrer Nou 5", "--fill", "."), "give an address, or --fill"),
        (("--network", "hamlet", "Carrer Nou 5", "--dry-run"), "goes with --fill"),
        (("--network", "hamlet", "Carrer Nou 5", "--nominatim", "nominatim.example"), "no address of a server"),
        (("--network", "hamlet", "--fill", "nowhere"), "nowhere: folder = 'nowhere': is no folder"),
    ],
)
def test_what_cannot_be_done_is_told(words: tuple[str, ...], told: str) -> None:
    done = run(*words)
    assert done.code == 2
    assert told in " ".join(done.err.replace("│", " ").split())


# -- the web, if asked -------------------------------------------------------------------------------------------------


def test_nothing_is_sent_anywhere_unless_somebody_asks(server: StandIn) -> None:
    server.answer(place(41.45, 2.2, road="Carrer Lluny", house_number="5"))
    assert run("--network", "hamlet", "Carrer Lluny 5").code == 2
    assert server.queries == []
    told = run("--network", "hamlet", "Carrer Lluny 5", "--nominatim", server.url)
    assert told.code == 0
    assert "Carrer Lluny 5" in told.out
    assert "Privacy: addresses leave Ronda and are sent unencrypted to 127.0.0.1" in told.err
    assert server.queries == ["Carrer Lluny 5"]
    assert {"viewbox", "bounded"} <= set(server.asked[0][1])


def test_no_warning_where_nothing_is_sent(server: StandIn) -> None:
    told = run("--network", "hamlet", "Carrer de Mallorca 401", "--nominatim", server.url)
    assert (told.code, told.err, server.queries) == (0, "", [])


def test_a_server_alone_will_do(server: StandIn) -> None:
    server.answer(place(41.45, 2.2, road="Carrer Lluny", house_number="5"))
    for words in ((), ("--network", "bare")):
        assert run(*words, "Carrer Lluny 5", "--nominatim", server.url).code == 0


def test_a_server_in_trouble_is_told(server: StandIn) -> None:
    server.code = 403
    told = run("Carrer Lluny 5", "--nominatim", server.url)
    assert told.code == 2
    assert "127.0.0.1: refuses to answer (403)" in told.err


# -- a folder ----------------------------------------------------------------------------------------------------------


def test_a_folder_is_filled_in_place_and_can_be_planned(week: Path) -> None:
    done = run("--network", "hamlet", "--fill", week)
    assert done.code == 0
    assert "clients.csv: 1 found, 1 given, 0 still to do" in done.out
    assert (week / "clients.csv").read_text() == (
        "id,latitude,longitude,#address\n"
        "ada,41.400000,2.170000,Carrer de Mallorca 401\n"
        "ben,41.396,2.166,Carrer Lluny 5\n"
    )
    problem, _ = read_problem(week)
    assert next(one for one in problem.places if one.id == "ada").latitude == 41.4
    assert sorted(path.name for path in week.iterdir()) == sorted(block())


def test_what_is_left_is_told_and_the_rest_is_written(week: Path) -> None:
    misspell(week)
    done = run("--network", "hamlet", "--fill", week)
    assert done.code == 2
    assert "clients.csv: 1 found, 1 still to do" in done.out
    told = " ".join(done.out.split())
    assert (
        "- clients.csv row 3 (ben): #address = 'Carrer Malorca 5': not found: did you mean Carrer Mallorca, 5" in told
    )
    assert "ada,41.400000,2.170000" in (week / "clients.csv").read_text()


def test_a_dry_run_writes_nothing(week: Path) -> None:
    before = {path.name: path.read_bytes() for path in week.iterdir()}
    done = run("--network", "hamlet", "--fill", week, "--dry-run")
    assert done.code == 0
    assert "clients.csv: 1 found" in done.out
    assert "Nothing is written" in done.out
    assert {path.name: path.read_bytes() for path in week.iterdir()} == before


def test_the_same_as_json(week: Path) -> None:
    misspell(week)
    done = run("--network", "hamlet", "--fill", week, "--json")
    assert done.code == 2
    (file,) = done.json["files"]
    assert [(one["row"], one["id"], one["how"]) for one in file["found"]] == [(2, "ada", "house")]
    assert [(one["where"], one["value"]) for one in file["rest"]] == [("clients.csv row 3 (ben)", "Carrer Malorca 5")]
    assert json.dumps(done.json)


def test_doubtful_finds_are_told(week: Path) -> None:
    path = week / "clients.csv"
    path.write_text(path.read_text().replace("401", "413"))
    done = run("--network", "hamlet", "--fill", week)
    assert done.code == 0
    assert "have a look" in done.out
    assert "clients.csv row 2 (ada): Carrer Mallorca, 409 (Eixample), nearest house, up to 40 m off" in done.out


def test_who_may_read_a_file_stays_as_it_was(week: Path) -> None:
    (week / "clients.csv").chmod(0o600)
    assert run("--network", "hamlet", "--fill", week).code == 0
    assert stat.S_IMODE((week / "clients.csv").stat().st_mode) == 0o600


def test_a_file_that_cannot_be_kept_whole_is_left_alone_with_all_others(week: Path) -> None:
    (week / "places.csv").write_text('id,#address\nhome,"Gran" 5\n')
    before = {path.name: path.read_bytes() for path in week.iterdir()}
    done = run("--network", "hamlet", "--fill", week)
    assert done.code == 2
    assert "places.csv" in done.err
    assert {path.name: path.read_bytes() for path in week.iterdir()} == before


def test_a_file_that_cannot_be_read_is_told_before_anything_is_sent(week: Path, server: StandIn) -> None:
    misspell(week)
    (week / "carers.csv").unlink()
    (week / "carers.csv").symlink_to(week / "gone.csv")
    done = run("--network", "hamlet", "--fill", week, "--nominatim", server.url)
    assert done.code == 2
    assert "cannot be read" in done.err
    assert server.queries == []
