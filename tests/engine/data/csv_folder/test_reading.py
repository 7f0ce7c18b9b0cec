from datetime import date
from pathlib import Path

import pytest

from engine.data import csv_folder
from engine.data.csv_folder.reading import read_files
from engine.errors import DataError
from engine.problem import PROTECTED, Break, Competency, Link, Need, Pin, Want, Window
from engine.travel.crow_fly import crow_fly
from engine.units import HARD
from tests.engine.data.csv_folder.block import block


def faults_of(files: dict[str, str]) -> list[str]:
    with pytest.raises(DataError) as caught:
        read_files(files, "folder")
    return [str(fault) for fault in caught.value.faults]


def changed(file: str, old: str, new: str) -> dict[str, str]:
    files = block()
    assert old in files[file]
    files[file] = files[file].replace(old, new)
    return files


# -- what is read ------------------------------------------------------------------------------------------------------


def test_clock_times_become_ticks_of_the_horizon() -> None:
    problem = read_files(block(), "folder")
    rosa, pau = problem.shifts
    assert (rosa.start, rosa.end) == (8 * 60, 14 * 60)
    assert (pau.start, pau.end) == (22 * 60, 30 * 60)
    assert problem.visit["v1"].windows == (Window(480, 600), Window(960, 1080))
    assert problem.visit["v1"].preferred == 510
    assert problem.visit["v2"].windows == (Window(23 * 60 + 30, 24 * 60 + 30),)
    assert problem.visit["v2"].preferred == 24 * 60 + 10
    assert problem.pins == (Pin("v1", "rosa", 495),)


def test_cells_become_the_words_of_the_trade() -> None:
    problem = read_files(block(), "folder")
    assert problem.carer["rosa"].competencies == (Competency("dementia", 2, date(2027, 1, 31)), Competency("hoist"))
    assert problem.carer["rosa"].attributes == ("catalan", "woman")
    assert (problem.carer["rosa"].contract, problem.carer["pau"].contract) == (20 * 60, None)
    assert problem.client["ada"].wishes == (Want("catalan"), Want("smoker", False))
    assert problem.client["ada"].refuses == ("pau",)
    v1, v2 = problem.visits
    assert (v1.needs, v1.must, v1.priority, v1.lateness) == ((Need("dementia", 2),), True, 3, "start")
    assert (v2.needs, v2.must, v2.priority, v2.lateness) == ((), False, 1, "end")
    assert problem.links == (Link("v1", "v2", 60, None, "different", both=False),)
    assert problem.shifts[0].rest == Break(15, 660, 780, "end", 360)
    assert problem.shifts[1].rest is None


def test_settings_become_the_head() -> None:
    problem = read_files(block(), "folder")
    assert (problem.name, problem.start, problem.days) == ("block week", date(2026, 3, 27), 3)
    assert problem.weights.values == {"travel": 1.5, "lateness": HARD}
    assert (problem.labour.longest_day, problem.labour.weekly_rest) == (None, 2160)


def test_without_places_and_matrices_homes_are_the_places_and_travel_is_estimated() -> None:
    problem = read_files(block(), "folder")
    assert [place.id for place in problem.places] == ["ada", "ben", "rosa home", "pau home"]
    assert problem.shifts[0].start_place == problem.shifts[0].end_place == "rosa home"
    assert problem.travel == (crow_fly(problem.places, "walk"),)
    assert problem.travel[0].estimated


def test_a_given_matrix_goes_before_an_estimate() -> None:
    files = block()
    files["travel_walk.csv"] = (
        "from,ben,ada,pau home,rosa home\nada,3,0,5,6\nben,0,3.0,7,8\nrosa home,1,,0,0\npau home,1,1,0,1\n"
    )
    matrix = read_files(files, "folder").travel[0]
    assert not matrix.estimated
    # Rows and columns in the order of the places: ada, ben, rosa home, pau home.
    assert matrix.times.tolist() == [[0, 3, 6, 5], [3, 0, 8, 7], [-1, 1, 0, 0], [1, 1, 1, 0]]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_spreadsheets_with_another_delimiter_and_a_bom(delimiter: str, tmp_path: Path) -> None:
    expected = read_files(block(), tmp_path.name)
    for name, text in block().items():
        rows = [[f'"{cell}"' if ";" in cell else cell for cell in line.split(",")] for line in text.splitlines()]
        text = "\r\n".join(delimiter.join(row) for row in rows) + "\r\n"
        if delimiter == ";":
            text = text.replace("1.5", "1,5")
        (tmp_path / name).write_text(text, encoding="utf-8-sig", newline="")
    assert csv_folder.read(tmp_path) == expected


def test_the_day_on_which_the_clocks_change() -> None:
    files = changed("visits.csv", "v2,ben,2026-03-27,23:30-00:30", "v2,ben,2026-03-29,08:00-10:00")
    files["visits.csv"] = files["visits.csv"].replace("00:10", "")
    problem = read_files(files, "folder")
    # 29 March 2026 begins at tick 2880; it loses the hour from two to three.
    assert problem.visit["v2"].windows == (Window(2880 + 7 * 60, 2880 + 9 * 60),)


def test_midnight_at_the_end_of_the_day_and_times_on_another_day() -> None:
    files = changed("visits.csv", "23:30-00:30", "23:30-24:00; 2026-03-28 7:00-9:00")
    assert read_files(files, "f").visit["v2"].windows == (Window(1410, 1440), Window(1860, 1980))


def test_blank_rows_count_in_row_numbers() -> None:
    files = changed("visits.csv", "v2,ben", "\n,,,\nv2,ben")
    files["visits.csv"] = files["visits.csv"].replace(",20,", ",zwanzig,")
    assert faults_of(files)[0].startswith("visits.csv row 5: minutes = 'zwanzig'")


def required(cell: str) -> dict[str, str]:
    """The block, with this cell as what Ada requires of every carer."""
    files = changed("clients.csv", "attributes,wishes,", "attributes,requires,")
    files["clients.csv"] = files["clients.csv"].replace("catalan; no smoker", cell)
    return files


@pytest.mark.parametrize(
    ("cell", "wants"),
    [
        ("woman (intimate care)", (Want("woman", why="intimate care"),)),
        (
            "catalan;no man(washing) ; no smoker",
            (Want("catalan"), Want("man", False, "washing"), Want("smoker", False)),
        ),
        (r"woman (washing \(in bed\)\; dressing)", (Want("woman", why="washing (in bed); dressing"),)),
        (r"catalan \(a little\)", (Want("catalan (a little)"),)),
    ],
)
def test_a_reason_stands_in_brackets_after_what_is_required(cell: str, wants: tuple[Want, ...]) -> None:
    assert read_files(required(cell), "folder").client["ada"].requires == wants


@pytest.mark.parametrize(
    "cell",
    ["woman (washing", "woman washing)", "woman (a) b", "(washing)", "woman (a (b))", "woman (washing; dressing)"],
)
def test_a_bracket_that_is_a_slip_of_the_pen_is_told(cell: str) -> None:
    remedy = "give attributes separated by ;, such as catalan; no smoker; woman (intimate care)"
    assert faults_of(required(cell)) == [f"clients.csv row 2: requires = {cell!r}: {remedy}"]


@pytest.mark.parametrize("cell", ["catalan; woman", "woman ()", "Woman"])
def test_what_is_protected_is_not_required_without_its_reason(cell: str) -> None:
    (told,) = faults_of(required(cell))
    assert told.startswith(f"clients.csv row 2 (client ada): requires = {cell!r}: is protected: give the reason")


def test_what_is_protected_is_told_in_the_settings() -> None:
    assert read_files(block(), "folder").protected == PROTECTED
    files = changed("settings.csv", "days,3", "days,3\nprotected,origin; catalan")
    assert faults_of(files) == [
        "clients.csv row 2 (client ada): wishes = 'catalan; no smoker': is protected and not to be wished:"
        " require it with the care plan's reason, or leave it out"
    ]
    files["settings.csv"] = files["settings.csv"].replace("origin; catalan", "off")
    assert read_files(files, "folder").protected == ()
    files["settings.csv"] = files["settings.csv"].replace("protected,off", "protected,")
    assert faults_of(files) == ["settings.csv row 5: value = '': protected: give names separated by ;, or off"]


# -- what may be wrong -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("visits.csv", "45,", "1h,", "visits.csv row 2: minutes = '1h': give a number of minutes"),
        ("visits.csv", "45,", "45.5,", "visits.csv row 2: minutes = '45.5': give a number of minutes that falls on"),
        ("visits.csv", "45,", ",", "visits.csv row 2: minutes = '': is empty: give a number of minutes"),
        ("visits.csv", "08:00-10:00;", "8-10;", "visits.csv row 2: windows = '8-10; 16:00-18:00': give spans of clock"),
        ("visits.csv", "08:00-10:00;", "08:60-10:00;", "visits.csv row 2: windows = '08:60-10:00; 16:00-18:00': give"),
        ("visits.csv", "2026-03-27,08", "27/03/2026,08", "visits.csv row 2: date = '27/03/2026': give a date such as"),
        ("visits.csv", "dementia:2", "dementia:two", "visits.csv row 2: needs = 'dementia:two': give competencies"),
        ("visits.csv", "yes", "maybe", "visits.csv row 2: must = 'maybe': give yes or no"),
        ("visits.csv", "minutes,", "minuts,", "visits.csv row 1: minutes = '': this column is missing"),
        ("visits.csv", "minutes,", "minuts,", "visits.csv row 1: minuts = 'minuts': no such column: correct the name"),
        ("visits.csv", "v2,ben", "v1,ben", "visits.csv row 2 (visit v1): id = 'v1': given 2 times"),
        ("visits.csv", "v1,ada", "v1,adda", "visits.csv row 2 (visit v1): client = 'adda': no such client"),
        ("visits.csv", ",45,", ",-45,", "visits.csv row 2 (visit v1): minutes = '-45': a visit lasts at least"),
        (
            "visits.csv",
            "16:00-18:00",
            "09:00-18:00",
            "visits.csv row 2 (visit v1): windows = '08:00-10:00; 09:00-18:00'",
        ),
        ("visits.csv", "v1,ada", 'v1,"ada', "visits.csv row 3: line = "),
        ("visits.csv", "end\n", "end,late\n", "visits.csv row 3: cell 11 = 'late': there is no column above it"),
        ("visits.csv", "08:30", "07:30", "visits.csv row 2 (visit v1): preferred = '07:30': the preferred start lies"),
        ("visits.csv", "08:00-10:00; 16", "16:00-18:00; 08", "visits.csv row 2 (visit v1): windows = '16:00-18:00; 08"),
        ("shifts.csv", ",13:00,", ",10:00,", "shifts.csv row 2 (shift rosa 2026-03-27 08:00): break_to = '10:00': the"),
        ("clients.csv", "id,", "id,id,", "clients.csv row 1: id = 'id': two columns have this name"),
        (
            "clients.csv",
            "41.3950,2.1650",
            ",",
            "clients.csv row 2 (place ada): latitude, longitude = (None, None): give",
        ),
        ("clients.csv", "41.3950", "413950", "clients.csv row 2 (place ada): latitude = '413950': give degrees"),
        ("clients.csv", "pau,2", "paul,2", "clients.csv row 2 (client ada): refuses = 'paul': no such carer"),
        ("carers.csv", "2027-01-31", "2027-13-31", "carers.csv row 2: competencies = 'dementia:2@2027-13-31; hoist': "),
        ("carers.csv", "41.3900,2.1600", ",", "shifts.csv row 2: start_place = '': say where the shift starts"),
        ("shifts.csv", ",11:00,", ",,", "shifts.csv row 2: break_from = '': is empty although break_minutes is not"),
        ("shifts.csv", "pau,2026", "paula,2026", "shifts.csv row 3: carer = 'paula': no such carer: add it to"),
        ("settings.csv", "Europe/Madrid", "Barcelona", "settings.csv row 5: value = 'Barcelona': timezone: give an"),
        ("settings.csv", "Europe/Madrid", "localtime", "settings.csv row 5: value = 'localtime': timezone: give an"),
        ("settings.csv", "days,3", "days,0", "settings.csv row 4: value = 0: days: a horizon has 1 to 366 days"),
        ("settings.csv", "days,3\n", "", "settings.csv: days = '': is missing: give a whole number"),
        ("settings.csv", "1.5", "lots", "settings.csv row 6: value = 'lots': weight.travel: give a number, or HARD"),
        ("settings.csv", "1.5", "-1", "settings.csv (weights default): travel = -1: give a number from 0"),
        ("settings.csv", "days,", "dias,", "settings.csv row 4: setting = 'dias': no such setting"),
        ("settings.csv", "labour.longest_day", "days", "settings.csv row 8: setting = 'days': given in row 4 already"),
        ("links.csv", "v1,v2", "v1,v3", "links.csv row 2 (link v1>v3): second = 'v3': no such visit"),
        ("links.csv", "different", "others", "links.csv row 2: carers = 'others': give any or same or different"),
        ("pins.csv", "2026-03-27", "", "pins.csv row 2: start = '08:15': give a clock time"),
        ("pins.csv", "rosa", "rose", "pins.csv row 2 (pin v1): carer = 'rose': no such carer"),
    ],
)
def test_a_bad_cell_says_file_row_column_value_and_remedy(file: str, old: str, new: str, told: str) -> None:
    faults = faults_of(changed(file, old, new))
    assert any(fault.startswith(told) for fault in faults), faults


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("from,ada\nada,0\n", "travel_walk.csv row 1: ben = '': this place has no column"),
        ("from,ada\nada,0\n", "travel_walk.csv: ben = '': this place has no row"),
        ("from,ada,moon\nada,0,1\n", "travel_walk.csv row 1: moon = 'moon': no such place"),
        ("from,ada\nada,0\nmars,1\n", "travel_walk.csv row 3: from = 'mars': no such place"),
        ("from,ada\nada,0\nada,1\n", "travel_walk.csv row 3: from = 'ada': this place has a row already"),
        ("from,ada\nada,-3\n", "travel_walk.csv row 2: ada = '-3': give a number of minutes"),
        ("from,ada\nada,1e12\n", "travel_walk.csv row 2: ada = '1e12': give a number of minutes"),
        ("", "travel_walk.csv row 1: header = '': the file is empty"),
    ],
)
def test_a_bad_matrix_says_where(text: str, told: str) -> None:
    faults = faults_of(block() | {"travel_walk.csv": text})
    assert any(fault.startswith(told) for fault in faults), faults


def test_metres_without_times_are_refused() -> None:
    assert faults_of(block() | {"metres_walk.csv": "from,ada\n"})[-1].startswith("metres_walk.csv: file = ''")


def test_a_mode_that_nobody_can_estimate_needs_a_matrix() -> None:
    files = block()
    files["shifts.csv"] = files["shifts.csv"].replace("_minutes\n", "_minutes,mode\n").replace(",360", ",360,gondola")
    assert faults_of(files)[0].startswith("shifts.csv (travel): mode = 'gondola': cannot be estimated")


def test_all_faults_of_all_files_are_told_at_once() -> None:
    files = changed("visits.csv", "45,", "1h,")
    files["clients.csv"] = files["clients.csv"].replace("41.3960", "north")
    del files["carers.csv"]
    assert {fault.split(" = ")[0] for fault in faults_of(files)} >= {
        "carers.csv: file",
        "clients.csv row 3: latitude",
        "visits.csv row 2: minutes",
    }


def test_a_carer_who_cannot_be_read_is_no_fault_of_their_shifts() -> None:
    assert [fault.split(" = ")[0] for fault in faults_of(changed("carers.csv", "; hoist", "| hoist"))] == [
        "carers.csv row 2: competencies"
    ]


def test_a_file_full_of_faults_is_counted() -> None:
    files = block()
    files["pins.csv"] = "visit,carer,date,start\n" + "v1,rosa,soon,08:15\n" * 250
    faults = faults_of(files)
    assert len(faults) == 101
    assert faults[-1] == "pins.csv: rows = 150: so many faults more in this file"


def test_a_file_that_is_no_utf8(tmp_path: Path) -> None:
    for name, text in block().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "clients.csv").write_text("id\nnúria\n", encoding="cp1252")
    with pytest.raises(DataError, match=r"clients.csv: line 2, byte 2 = .*save the file as UTF-8"):
        csv_folder.read(tmp_path)


@pytest.mark.parametrize(("told", "meant"), [("", 0), ("always", None), ("360", 360)])
def test_a_break_is_due_in_every_round_unless_told_otherwise(tmp_path: Path, told: str, meant: int | None) -> None:
    problem = read_files(changed("shifts.csv", "13:00,360", f"13:00,{told}"), "folder")
    rest = problem.shifts[0].rest
    assert rest is not None
    assert rest.due_after == meant
    csv_folder.write(problem, tmp_path / "again")
    assert csv_folder.read(tmp_path / "again").shifts[0].rest == rest
