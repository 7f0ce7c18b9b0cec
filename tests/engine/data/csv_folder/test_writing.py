from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.data import csv_folder
from engine.data.csv_folder.reading import read_files
from engine.data.csv_folder.writing import texts
from engine.errors import DataError
from engine.problem import Carer, Competency, Problem, TravelMatrix, Want, Window
from tests.engine.data.csv_folder.block import block
from tests.problems import random_problem


def again(problem: Problem) -> Problem:
    return read_files({name.lower(): text for name, text in texts(problem).items()}, "folder")


@given(st.integers(0, 10_000))
@example(372)  # a pin late on the last day
@settings(max_examples=25, deadline=None)
def test_a_problem_survives_writing_and_reading(seed: int) -> None:
    problem = random_problem(seed)
    assert again(problem) == problem


def test_it_survives_on_disk_too(tmp_path: Path) -> None:
    problem = read_files(block(), "folder")
    csv_folder.write(problem, tmp_path / "week")
    assert csv_folder.read(tmp_path / "week") == problem
    assert (tmp_path / "week" / "links.csv").is_file()


names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6)


@given(st.lists(names, max_size=3, unique=True), st.lists(names, max_size=2, unique=True), st.sampled_from([1, 3]))
@settings(max_examples=60, deadline=None)
def test_names_may_hold_any_sign(attributes: list[str], skills: list[str], level: int) -> None:
    problem = read_files(block(), "folder")
    odd = Carer(
        "odd",
        tuple(Competency(name, level, date(2027, 1, 1) if level > 1 else None, f"u:{name}") for name in skills),
        tuple(attributes),
        tuple(Want(name, level > 1, why) for name in attributes for why in ("", name)),
    )
    problem = replace(problem, carers=(*problem.carers, odd), protected=())
    assert again(problem) == problem


@pytest.mark.parametrize("protected", [(), ("woman",), ("off",), ("off", "on"), ("Roma; or (not)", "no one")])
def test_the_words_for_what_is_protected_survive(protected: tuple[str, ...]) -> None:
    problem = replace(read_files(block(), "folder"), protected=protected)
    assert again(problem) == problem


@pytest.mark.parametrize("why", ["intimate care", "washing (in bed); dressing", "\\", " ", "(", "no"])
def test_the_reason_of_a_care_plan_survives(why: str) -> None:
    problem = read_files(block(), "folder")
    wanted = (Want("catalan"), Want("woman (or girl)", True, why), Want("no man", False, why))
    visit = replace(problem.visits[0], requires=wanted)
    client = replace(problem.clients[1], requires=(Want("woman", why="washing"), *wanted))
    problem = replace(problem, visits=(visit, problem.visits[1]), clients=(problem.clients[0], client))
    assert again(problem) == problem
    assert "woman (washing); catalan; " in texts(problem)["clients.csv"]


def test_the_hour_that_comes_twice_when_summer_ends() -> None:
    problem = read_files(block(), "folder")
    problem = replace(problem, start=date(2026, 10, 25))
    # 02:30 comes at tick 150 and, an hour later, at tick 210.
    visit = replace(problem.visits[0], windows=(Window(150, 180), Window(210, 240)), preferred=210)
    problem = replace(problem, visits=(visit, problem.visits[1]), pins=())
    assert "2026-10-25 01:30Z" in texts(problem)["visits.csv"]
    assert again(problem) == problem


@pytest.mark.parametrize("tick", [2, 7, 60, 1000])
def test_ticks_finer_than_a_minute_survive(tick: int) -> None:
    problem = replace(read_files(block(), "folder"), ticks_per_minute=tick, pins=())
    visit = replace(problem.visits[0], duration=31, windows=(Window(481, 485),), preferred=484)
    problem = replace(problem, visits=(visit, problem.visits[1]))
    assert again(problem) == problem


def test_what_a_spreadsheet_would_lose_is_refused_by_name() -> None:
    problem = read_files(block(), "folder")
    carers = (*problem.carers, Carer("blank ", attributes=("",)))
    with pytest.raises(DataError, match=r"carers blank: .* does not survive a CSV file: use JSON"):
        texts(replace(problem, carers=carers))


def test_a_mode_that_is_no_file_name_is_refused(tmp_path: Path) -> None:
    problem = read_files(block(), "folder")
    travel = (TravelMatrix("walk/run", problem.travel[0].times),)
    shifts = tuple(replace(shift, mode="walk/run") for shift in problem.shifts)
    with pytest.raises(DataError, match="travel walk/run: mode = 'walk/run': is part of a file's name"):
        csv_folder.write(replace(problem, travel=travel, shifts=shifts), tmp_path / "week")
    assert not (tmp_path / "week").exists()
