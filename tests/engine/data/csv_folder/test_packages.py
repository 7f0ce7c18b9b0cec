"""packages.csv, ties.csv and the holidays of settings.csv, there and back."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given, settings

from engine.data.csv_folder.reading import read_files
from engine.data.csv_folder.writing import texts
from engine.errors import DataError
from engine.problem import CarePackage, Need, Problem, Tie, Want, expanded
from tests.engine.data.csv_folder.block import block
from tests.packages import HOLIDAYS, packages

PACKAGES = """\
client;name;weekdays;opens;closes;minutes;times;between;holidays;needs;requires;at_once;preferred;lateness;rrule;first
ada;insulin;fri;8:00;08:30;10;;;;medication:2;;;08:15;end;;
ada;breakfast;Fri;08:00;10:00;30;;;skip;;woman (washing);2;;;;
ben;shower;fri;16:00;18:00;45;1;1;;;;;;;;
ben;lunch;;12:00;13:00;30;;;;;;;;;"FREQ=MONTHLY;BYMONTHDAY=28";2026-01-28
"""
TIES = """\
client,first,second,least_minutes,most_minutes,carers,both
ada,insulin,breakfast,10,60,any,no
"""


def week(packages: str = PACKAGES, more_settings: str = "") -> dict[str, str]:
    found = block() | {"packages.csv": packages, "ties.csv": TIES}
    return found | {"settings.csv": found["settings.csv"] + more_settings}


def again(problem: Problem) -> Problem:
    return read_files({name.lower(): text for name, text in texts(problem).items()}, "folder")


def faults(packages: str = PACKAGES, more_settings: str = "") -> list[str]:
    with pytest.raises(DataError) as caught:
        read_files(week(packages, more_settings), "folder")
    return [str(fault) for fault in caught.value.faults]


def test_packages_are_read():
    problem = read_files(week(), "folder")
    first, second, third, fourth = problem.packages
    assert first == CarePackage(
        "ada", 10, ("fri",), time(8), time(8, 30), needs=(Need("medication", 2),), preferred=time(8, 15),
        lateness="end", name="insulin",
    )  # fmt: skip
    assert (second.requires, second.at_once, second.holidays) == ((Want("woman", why="washing"),), 2, "skip")
    assert (third.times, third.between) == (1, 1)
    assert (fourth.weekdays, fourth.extra) == ((), (date(2026, 1, 28), date(2026, 2, 28), date(2026, 3, 28)))
    assert problem.ties == (Tie("ada", "insulin", "breakfast", 10, 60, "any", False),)
    assert [visit.id for visit in problem.visits[2:]] == [
        "ada-insulin-2026-03-27",
        "ada-breakfast-2026-03-27A",
        "ada-breakfast-2026-03-27B",
        "ben-shower-2026-W13-1",
        "ben-lunch-2026-03-28",
    ]
    assert again(problem) == problem


def test_holidays_are_dates_and_names():
    found = read_files(week(more_settings="holidays,ES-CT; 2026-03-28\n"), "folder")
    assert found.holidays == (date(2026, 3, 28),)
    easter = week(more_settings="holidays,2026-03-28; ES-CT\n")
    easter["settings.csv"] = easter["settings.csv"].replace("days,3", "days,14")
    assert read_files(easter, "folder").holidays == (date(2026, 3, 28), date(2026, 4, 3), date(2026, 4, 6))


@given(packages("ada", "one"), packages("ben", "two", "fixed"), packages("ben", "three", "fixed"), HOLIDAYS)
@settings(max_examples=40, deadline=None)
def test_packages_survive_writing_and_reading(one, two, three, holidays):
    held = read_files(block(), "folder")
    told = {name: getattr(held, name) for name in held.__dataclass_fields__}
    told |= {"packages": (one, two, three), "ties": (Tie("ben", "two", "three", None, 30, "different"),)}
    problem = expanded(**told | {"holidays": tuple(holidays)})
    assert again(problem) == problem
    changed = replace(problem, visits=(*problem.visits[1:], replace(problem.visits[0], priority=9)))
    assert again(changed) == changed


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            ("insulin;fri", "insulin;friday"),
            "packages.csv row 2: weekdays = 'friday': give weekdays such as mon; wed; fri",
        ),
        (("08:15", "8.15"), "packages.csv row 2: preferred = '8.15': give a clock time such as 08:30"),
        (
            ("08:15", "11:00"),
            "packages.csv row 2 (package insulin of ada): preferred = '11:00': the preferred time lies",
        ),
        (("ben;shower", "zoe;shower"), "packages.csv row 4 (package shower of zoe): client = 'zoe': no such client"),
        (
            ("BYMONTHDAY=28", "BYMONTHDAY=x"),
            "packages.csv row 5: rrule = 'FREQ=MONTHLY;BYMONTHDAY=X': no rule of iCalendar",
        ),
        (
            ("ada;insulin", "ada;pills"),
            "ties.csv row 2 (tie insulin>breakfast of ada): first = 'insulin': the client has no",
        ),
    ],
)
def test_a_fault_says_file_row_and_column(change: tuple[str, str], told: str):
    assert change[0] in PACKAGES
    found = faults(PACKAGES.replace(*change, 1))
    assert [one for one in found if one.startswith(told)], found


def test_a_holiday_of_nowhere():
    found = faults(more_settings="holidays,ES-ZZ\n")
    assert found[0].startswith("settings.csv row 9: value = 'ES-ZZ': holidays: no such region of it")
