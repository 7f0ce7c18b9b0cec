"""Coordinates filled into a folder's files, and nothing else changed."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.geocoding.address_sheet import AddressSheet
from api.geocoding.csv_cells import CsvCells
from api.geocoding.filling import Filling, fill, read_sheets
from api.geocoding.finding import Finder
from api.geocoding.found import Answer, Found
from api.geocoding.gazetteer import Gazetteer
from engine.data.recognise import read_problem
from engine.errors import DataError
from tests.api.geocoding.hamlet import hamlet
from tests.engine.data.csv_folder.block import block


def filled(folder: Path) -> dict[str, Filling]:
    """The fillings of a folder by file."""
    fillings = fill(read_sheets(folder), Finder(Gazetteer(hamlet())).ask)
    return {one.sheet.path.name: one for one in fillings}


def written(folder: Path, name: str, text: str | bytes) -> Filling:
    """One file's filling."""
    data = text.encode() if isinstance(text, str) else text
    (folder / name).write_bytes(data)
    return filled(folder)[name]


# -- what is filled ----------------------------------------------------------------------------------------------------


def test_only_empty_coordinates_are_filled(tmp_path: Path) -> None:
    one = written(
        tmp_path,
        "clients.csv",
        "id,#address,latitude,longitude,carers_target\n"
        'ada,"Carrer de Mallorca, 401",,,2\n'
        "ben,Carrer de Mallorca 401,41.5,2.2,1\n"
        "cai,,,,\n",
    )
    assert one.data.decode() == (
        "id,#address,latitude,longitude,carers_target\n"
        'ada,"Carrer de Mallorca, 401",41.400000,2.170000,2\n'
        "ben,Carrer de Mallorca 401,41.5,2.2,1\n"
        "cai,,,,\n"
    )
    assert (len(one.found), one.count["given"], one.count["neither"], one.rest) == (1, 1, 1, [])


def test_what_is_not_found_is_told_by_file_row_and_id(tmp_path: Path) -> None:
    one = written(
        tmp_path,
        "carers.csv",
        "id,#address,latitude,longitude\n"
        "rosa,Carrer Malorca 401,,\n"
        "pau,Carrer Major 5,,\n"
        "eva,Carrer Mallorca 4010,,\n"
        'iu,"2.17, 41.40",,\n'
        "mar,xyz,,\n"
        "nil,Carrer de Mallorca 401,41.5,\n"
        ",zzz,,\n",
    )
    told = [str(fault) for fault in one.rest]
    assert [text.split(":")[0] for text in told] == [
        "carers.csv row 2 (rosa)",
        "carers.csv row 3 (pau)",
        "carers.csv row 4 (eva)",
        "carers.csv row 5 (iu)",
        "carers.csv row 6 (mar)",
        "carers.csv row 7 (nil)",
        "carers.csv row 8",
    ]
    for text, part in zip(
        told,
        [
            "not found: did you mean Carrer Mallorca, 401",
            "may be one of 2 places (Carrer Major, 5 (",
            "found only Carrer Mallorca, 503 (Sant Martí), nearest house, up to 35070 m off",
            "seem swapped: latitude comes first: did you mean 41.4, 2.17?",
            "not found",
            "latitude = '41.5': stands alone",
            "not found",
        ],
        strict=True,
    ):
        assert part in text
    assert one.data == (tmp_path / "carers.csv").read_bytes()


def test_a_house_that_is_not_known_itself_is_filled_in_and_told(tmp_path: Path) -> None:
    text = "id,#address,latitude,longitude\nada,Carrer Mallorca 413,,\nben,Pl. Catalunya,,\ncai,Carrer Mallorca 401,,\n"
    one = written(tmp_path, "clients.csv", text)
    assert [row.cells["id"] for row, _ in one.found] == ["ada", "ben", "cai"]
    assert one.doubtful == [
        "clients.csv row 2 (ada): Carrer Mallorca, 409 (Eixample), nearest house, up to 40 m off",
        "clients.csv row 3 (ben): Pla\N{REPLACEMENT CHARACTER}a Catalunya (Eixample), middle of the street, "
        "nobody knows how far off",
    ]


def test_a_client_whose_place_is_told_elsewhere_needs_no_coordinates(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("id,#address,latitude,longitude\nhome,Carrer Mallorca 401,,\nben,,41.5,2.2\n")
    clients = "id,place,#address,latitude,longitude\nada,home,Carrer Mallorca 409,,\nben,,Carrer Mallorca 409,,\n"
    (tmp_path / "clients.csv").write_text(clients)
    found = filled(tmp_path)
    assert found["clients.csv"].found == []
    assert found["clients.csv"].count["given"] == 2
    assert found["places.csv"].data.decode().splitlines()[1] == "home,Carrer Mallorca 401,41.400000,2.170000"


def test_a_carer_may_bear_the_id_of_a_place(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("id,latitude,longitude\nrosa,41.5,2.2\n")
    one = written(tmp_path, "carers.csv", "id,#address,latitude,longitude\nrosa,Carrer Mallorca 401,,\n")
    assert len(one.found) == 1


def test_a_folder_without_addresses_says_what_to_add(tmp_path: Path) -> None:
    (tmp_path / "clients.csv").write_text("id,address\nada,Carrer Mallorca 401\n")
    with pytest.raises(DataError, match=r"#address.*add it to clients.csv"):
        read_sheets(tmp_path)
    with pytest.raises(DataError, match="is no folder"):
        read_sheets(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"id,#address\nada,Gr\xe0cia 5\n", "no UTF-8"),
        (b'id,#address\nada,"Gran" de 5\n', "check the quotes"),
        (b"id,#address\nada,Mallorca, 401\n", "there is no column above it"),
        (b"id,#address,#address\nada,x,y\n", "two columns have this name"),
        (b"", "the file is empty"),
    ],
)
def test_a_file_that_cannot_be_read_safely_is_refused(data: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "clients.csv").write_bytes(data)
    with pytest.raises(DataError, match=told):
        read_sheets(tmp_path)


# -- how the file looks afterwards -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (  # a semicolon and a decimal comma, as a spreadsheet in Barcelona writes
            "id;#address;latitude;longitude;contract_hours\r\na;Carrer Mallorca 401;;;37,5\r\n",
            "id;#address;latitude;longitude;contract_hours\r\na;Carrer Mallorca 401;41,400000;2,170000;37,5\r\n",
        ),
        (  # a comma in an address is no decimal comma
            "id;#address;latitude;longitude\na;4,01;;\nb;Carrer Mallorca,401;;\n",
            "id;#address;latitude;longitude\na;4,01;;\nb;Carrer Mallorca,401;41.400000;2.170000\n",
        ),
        (  # tabs, a mark at the beginning, no end of line at the end
            "\ufeffid\t#address\tlatitude\tlongitude\na\tCarrer Mallorca 401\t\t",
            "\ufeffid\t#address\tlatitude\tlongitude\na\tCarrer Mallorca 401\t41.400000\t2.170000",
        ),
        (  # everything in quotes
            '"id","#address","latitude","longitude"\n"a","Carrer Mallorca, 401","",""\n',
            '"id","#address","latitude","longitude"\n"a","Carrer Mallorca, 401","41.400000","2.170000"\n',
        ),
        (  # rows that end early, empty rows, a line's end within quotes
            '\nid,#address,# note,latitude,longitude\n\na,Carrer Mallorca 401\n"b",x,"two\nlines ""here"""\n',
            "\nid,#address,# note,latitude,longitude\n\na,Carrer Mallorca 401,,41.400000,2.170000\n"
            '"b",x,"two\nlines ""here"""\n',
        ),
        (  # columns that are missing; the head with a blank
            "id,# Address\na,Carrer Mallorca 401\nb\n\n",
            "id,# Address,latitude,longitude\na,Carrer Mallorca 401,41.400000,2.170000\nb,,,\n\n",
        ),
        (  # one column that is missing, and the other standing first
            "longitude,#address,id\n,Carrer Mallorca 401,a\n",
            "longitude,#address,id,latitude\n2.170000,Carrer Mallorca 401,a,41.400000\n",
        ),
    ],
)
def test_everything_else_stays_as_it_was(before: str, after: str, tmp_path: Path) -> None:
    assert written(tmp_path, "clients.csv", before).data.decode() == after


CELLS = st.text(st.sampled_from('ab 1,;\t"\r\n\u00e0.#'), max_size=6)


@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6),
    delimiter=st.sampled_from(",;\t"),
    style=st.sampled_from(
        [(csv.QUOTE_MINIMAL, "\r\n"), (csv.QUOTE_ALL, "\r\n"), (csv.QUOTE_ALL, "\n"), (csv.QUOTE_ALL, "\r")]
    ),
    chosen=st.sets(st.integers(0, 5)),
)
def test_whatever_is_in_the_other_cells_survives(
    rows: list[list[str]], delimiter: str, style: tuple[int, str], chosen: set[int], tmp_path_factory
) -> None:
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=delimiter, quoting=style[0], lineterminator=style[1])  # pyright: ignore
    head = ["id", "#address", "latitude", "longitude", "# note"]
    table = [[f"i{number}", row[0], "", "", row[1]] for number, row in enumerate(rows)]
    writer.writerows([head, *table])
    path = tmp_path_factory.mktemp("any") / "clients.csv"
    path.write_bytes(target.getvalue().encode())
    points = {number + 2: (41.5, -2.25) for number in chosen if number < len(rows)}
    data = AddressSheet.read(path).with_coordinates(points)
    read = list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter, strict=True))
    wanted = [
        [*row[:2], "41.500000", "-2.250000", row[4]] if number + 2 in points else row
        for number, row in enumerate(table)
    ]
    assert read == [head, *wanted]


@pytest.mark.parametrize("text", ['a,"b', 'a,"b"c\n', '"'])
def test_cells_that_two_readers_see_differently_are_not_touched(text: str) -> None:
    with pytest.raises(DataError, match="cannot be changed without risk"):
        CsvCells("clients.csv", text)


def test_a_value_with_a_separator_in_it_is_quoted() -> None:
    assert CsvCells("x.csv", "a,b\n1,\n").with_rows({1: {1: "2,5", 2: "3,5"}}) == 'a,b\n1,"2,5","3,5"\n'


# -- and the engine reads it -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("decimal_comma", [False, True])
def test_the_planner_reads_what_was_filled_in(decimal_comma: bool, tmp_path: Path) -> None:
    files = block()
    files["clients.csv"] = (
        "id,latitude,longitude,attributes,#address\nada,,,cat,Carrer Mallorca 401\nben,41.396,2.166,,\n"
    )
    files["carers.csv"] = (
        "id,attributes,contract_hours,latitude,longitude,competencies,#address\n"
        "rosa,catalan; woman,20.5,,,dementia:2; hoist,Pg. de Gràcia 92\npau,,,41.4,2.17,medication,\n"
    )
    for name, text in files.items():
        if decimal_comma and name in ("clients.csv", "carers.csv"):
            text = text.replace("; ", "|").replace(",", ";").replace(".", ",").replace("|", ",").replace("Pg,", "Pg.")
            text = text.replace("catalan,woman", '"catalan; woman"').replace("dementia:2,hoist", '"dementia:2; hoist"')
        (tmp_path / name).write_text(text, encoding="utf-8")
    for one in filled(tmp_path).values():
        one.sheet.path.write_bytes(one.data)
    problem, _ = read_problem(tmp_path)
    at = {place.id: (place.latitude, place.longitude) for place in problem.places}
    assert at["ada"] == (41.4, 2.17)
    assert at["rosa home"] == (41.391, 2.161)
    assert at["ben"] == (41.396, 2.166)


def test_a_find_that_may_be_anywhere_is_not_filled_in(tmp_path: Path) -> None:
    """An avenue of ten kilometres, without a house number."""
    (tmp_path / "clients.csv").write_text("id,#address\nada,Avinguda Llarga\n")
    answer = Answer((Found(41.4, 2.17, "Avinguda Llarga", "street", "Eixample", 5000),))
    (one,) = fill(read_sheets(tmp_path), lambda _address: answer)
    assert one.found == []
    assert "middle of the street, up to 5000 m off: correct the house number" in str(one.rest[0])
