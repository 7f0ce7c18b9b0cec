"""Rule packs: what a file may say, which version holds when, and what a problem becomes under one."""

import json
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from engine.data import csv_folder
from engine.data.canonical import problem_text, read_problem
from engine.data.csv_folder.reading import read_files
from engine.data.labour_file import LabourFile
from engine.errors import DataError, ProblemError
from engine.packs import labour_under, named, pack_text, read_pack, shipped, under
from engine.problem import BOUNDS, Break, Labour, Pack, PackNumber, Problem, Weights
from engine.rules import BY_ID, weight_of
from engine.units import HARD
from tests.engine.data.csv_folder.block import block
from tests.problems import random_problem
from tests.twins import pause, problem, shift

OURS = """
id = "ours"
version = "2026"
title = "Agreement of our co-op"
from = 2026-01-01
until = 2026-12-31

[rest_between_days]
value = 13
unit = "hours"
source = "our agreement, art. 21"
weight = 40
note = 'Word for word: "one hour more"'
"""


def faults_of(text: str) -> list[str]:
    with pytest.raises(DataError) as caught:
        read_pack(text, "ours.toml")
    return [str(fault) for fault in caught.value.faults]


# -- files -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pack", shipped(), ids=lambda pack: pack.name)
def test_a_pack_survives_being_written(pack: Pack) -> None:
    assert read_pack(pack_text(pack)) == pack


@pytest.mark.parametrize("pack", shipped(), ids=lambda pack: pack.name)
def test_every_number_that_comes_with_ronda_has_a_source_with_its_year(pack: Pack) -> None:
    assert [one.bound for one in pack.numbers if not (one.source and one.year)] == []


def test_a_pack_of_ones_own() -> None:
    pack = read_pack(OURS)
    assert (pack.name, pack.since, pack.until) == ("ours 2026", date(2026, 1, 1), date(2026, 12, 31))
    assert pack.amount("rest_between_days") == 13 * 60
    assert pack.weight("rest_between_days") == 40
    assert read_pack(pack_text(pack)) == pack


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[rest_between_days]", "[rest]", "bound = 'rest': no such bound: correct it"),
        ('"hours"', '"fathoms"', "rest_between_days.unit = 'fathoms': give minutes or hours or days"),
        ("13", "-1", "rest_between_days.value = -1: give a number of hours"),
        ("13", "0.001", "comes to no whole number of minutes"),
        ("13", "true", "rest_between_days.value = True: give a number of hours"),
        ("13", '"13"', "rest_between_days.value = '13': give a number"),
        ("40", '"SOFT"', "rest_between_days.weight = 'SOFT': give \"HARD\""),
        ("40", "1.0001", "give at most three decimals"),
        ("note", "notes", "rest_between_days.notes"),
        ('"2026"', "2026", "version = 2026: give a text, in quotes"),
        ("2026-01-01", '"today"', "from = 'today': give a date such as"),
        ("2026-12-31", "2025-12-31", "until = 2025-12-31: lies before the pack's first day"),
        ('title = "Agreement of our co-op"', "", "title = '': is missing"),
        ("[rest_between_days]", "colour = 1\n[rest_between_days]", "colour = 1: no such field"),
        ('"hours"', "hours", "no TOML"),
    ],
)
def test_a_fault_names_the_field_and_the_next_step(old: str, new: str, told: str) -> None:
    assert old in OURS
    found = faults_of(OURS.replace(old, new, 1))
    assert len(found) == 1
    assert found[0].startswith("ours.toml: ")
    assert told in found[0]


def test_two_numbers_of_one_rule_have_one_weight() -> None:
    told = (
        '\n[break_minutes]\nvalue = 15\nsource = "s"\nweight = 1\n[break_after]\nvalue = 6\nsource = "s"\nweight = 2\n'
    )
    assert "break_minutes of the same rule has 1: give both the same" in faults_of(OURS + told)[0]


def test_the_version_that_holds_on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = read_pack(OURS), replace(read_pack(OURS), version="2027", since=date(2027, 1, 1), until=None)
    monkeypatch.setattr("engine.packs.reading.shipped", lambda: (old, new))
    assert named("ours", date(2026, 12, 31)) is old
    assert named("ours", date(2027, 1, 1)) is named("ours") is new
    with pytest.raises(
        DataError, match=r"does not hold on 2025-06-01 .2026 from 2026-01-01 until 2026-12-31; 2027 from"
    ):
        named("ours", date(2025, 6, 1))
    with pytest.raises(DataError, match=r"no such pack .there are: ours"):
        named("theirs")


# -- what a problem becomes under a pack -------------------------------------------------------------------------------


def test_bounds_are_the_packs_unless_the_co_op_sets_them() -> None:
    labour = labour_under(named("eu-minimum"), weekly_rest=2400)
    assert (labour.rest_between_days, labour.weekly_rest, labour.longest_day) == (660, 2400, None)
    assert labour.weekends_in_a_row == Labour().weekends_in_a_row
    assert labour_under(None) == Labour()


def test_a_number_without_source_is_off() -> None:
    assert labour_under(read_pack(OURS.replace("our agreement, art. 21", ""))).rest_between_days is None


def test_every_bound_is_a_field_of_labour_or_of_how_travel_counts() -> None:
    known = {one.name for one in fields(Labour)} - {"pack"}
    assert set(BOUNDS) - known == {"travel_between_clients", "travel_from_home"}
    assert {bound.rule for bound in BOUNDS.values()} - {""} <= set(BY_ID)
    assert [one.name for one in fields(LabourFile)][1:] == [one.name for one in fields(Labour) if one.name != "pack"]


def test_weights_come_before_the_pack_and_the_pack_before_the_rule() -> None:
    rule = BY_ID["rest_between_days"]
    given = under(problem(shift("aina"), Weights()), read_pack(OURS))
    assert weight_of(rule, given) == 40
    assert weight_of(rule, replace(given, weights=Weights({rule.id: HARD}))) == HARD
    assert weight_of(rule, replace(given, weights=Weights(others="off"))) == 0
    assert weight_of(BY_ID["longest_day"], given) == BY_ID["longest_day"].weight


def test_a_horizon_outside_of_its_dates_is_told() -> None:
    given = problem(shift("aina"), start=date(2026, 12, 30), days=2)
    assert under(given, read_pack(OURS)).labour.pack is not None
    with pytest.raises(
        ProblemError, match="pack = 'ours 2026': holds from 2026-01-01 until 2026-12-31, and the days to plan"
    ):
        under(replace(given, days=3), read_pack(OURS))


def test_shifts_without_a_break_get_the_packs() -> None:
    own, short = shift("berta", rest=pause()), shift("carla", "08:00-10:14")
    given = under(problem(shift("aina"), own, short), named("catalonia-home-care"))
    # from 9:00 to 15:00, a quarter of an hour, once the round takes longer than six hours
    assert given.shift["aina"].rest == Break(15, 540, 900, due_after=360)
    assert given.shift["berta"].rest == own.rest
    assert given.shift["carla"].rest is None
    fine = under(replace(problem(shift("aina")), ticks_per_minute=60), named("catalonia-home-care"))
    assert fine.shift["aina"].rest is None  # eight "hours" of seconds are eight minutes: too short to hold one
    assert under(problem(shift("aina")), named("eu-minimum")).shift["aina"].rest is None


# -- files of problems -------------------------------------------------------------------------------------------------


def document(**labour: object) -> str:
    told = json.loads(problem_text(problem(shift("aina"))))
    return json.dumps(told | {"labour": labour})


def test_a_json_problem_names_a_pack() -> None:
    given = read_problem(document(pack="catalonia-home-care", longest_day=600, weekly_rest=None))
    labour = given.labour
    assert labour.pack == named("catalonia-home-care")
    assert (labour.longest_day, labour.weekly_rest, labour.rest_between_days) == (600, None, 720)
    assert given.shift["aina"].rest == Break(15, 540, 900, due_after=360)
    assert read_problem(problem_text(given)) == given


def test_a_json_problem_without_pack_is_as_it_was() -> None:
    assert read_problem(document()).labour == Labour()
    assert read_problem(document(longest_day="default", weekly_rest=60)).labour == Labour(weekly_rest=60)


@pytest.mark.parametrize(
    ("labour", "told"),
    [
        ({"pack": "catalonia"}, "labour: pack = 'catalonia': no such pack"),
        ({"pack": "./ours.toml"}, "no such pack"),
        ({"pack": "../../etc/passwd"}, "no such pack"),
        (
            {"pack": {"id": "x", "version": "1", "title": "", "since": "2030-01-01"}},
            "holds from 2030-01-01, and the days to plan",
        ),
        (
            {"pack": {"id": "x", "version": "1", "title": "", "since": "2020-01-01", "numbers": [{"bound": "charm"}]}},
            "bound = 'charm': no such bound",
        ),
        ({"longest_day": "off"}, "give a whole number"),
    ],
)
def test_a_json_problem_with_a_pack_that_makes_no_sense(labour: dict[str, object], told: str) -> None:
    with pytest.raises((DataError, ProblemError), match=told):
        read_problem(document(**labour))


def test_a_folder_names_a_pack_or_holds_its_own(tmp_path: Path) -> None:
    base = random_problem(3)
    for pack in (named("catalonia-home-care"), read_pack(OURS)):
        given = under(base, pack, longest_day=600)
        csv_folder.write(given, tmp_path / pack.id)
        assert csv_folder.read(tmp_path / pack.id) == given
        assert [one.name for one in (tmp_path / pack.id).glob("*.toml")] == ([] if pack.id != "ours" else ["ours.toml"])


@pytest.mark.parametrize(
    ("pack", "told"),
    [
        ("nowhere", "settings.csv row 12: pack = 'nowhere': labour.pack: no such pack"),
        ("theirs.toml", "labour.pack: no such file in the folder (there are: ours.toml)"),
        ("../ours.toml", "labour.pack: no such file in the folder"),
        ("broken.toml", "title = '': labour.pack: is missing"),
    ],
)
def test_a_folder_with_a_pack_that_is_not_there(pack: str, told: str) -> None:
    files = block() | {"ours.toml": OURS}
    if pack == "broken.toml":
        files = block() | {pack: OURS.replace('title = "Agreement of our co-op"', "")}
    rows = files["settings.csv"].count("\n") + 1
    files["settings.csv"] += f"labour.pack,{pack}\n"
    with pytest.raises(DataError) as caught:
        read_files(files, "folder")
    assert told.replace("row 12", f"row {rows}") in "\n".join(str(fault) for fault in caught.value.faults)


def test_what_is_no_number_of_a_known_bound_is_unknown() -> None:
    pack = Pack("x", "1", "", date(2026, 1, 1), numbers=(PackNumber("longest_day", None, "hours", "a source"),))
    assert (pack.amount("longest_day"), pack.amount("weekly_rest"), pack.weight("longest_day")) == (None, None, None)


def test_a_problem_is_not_changed_by_being_read_twice() -> None:
    given: Problem = under(random_problem(5), named("eu-minimum"))
    assert under(given, named("eu-minimum")) == given
