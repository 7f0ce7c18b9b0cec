import json
from pathlib import Path
from random import Random

import pytest

from engine.check import check
from engine.data import canonical, uhhc
from engine.data.recognise import Format, read_plan, read_problem, write_plan, write_problem
from engine.errors import DataError
from engine.plan import Plan
from tests.engine.data.csv_folder.block import block
from tests.engine.data.uhhc.village import rounds, village
from tests.problems import random_plan, random_problem


@pytest.mark.parametrize(("format", "name"), [(Format.JSON, "week.json"), (Format.CSV, "week")])
def test_what_was_written_is_recognised(format: Format, name: str, tmp_path: Path) -> None:
    problem = random_problem(5)
    write_problem(problem, tmp_path / name, format)
    assert read_problem(tmp_path / name) == (problem, format)


@pytest.mark.parametrize(("format", "name"), [(Format.JSON, "plan.json"), (Format.CSV, "plan.csv")])
def test_a_plan_is_recognised(format: Format, name: str, tmp_path: Path) -> None:
    problem = random_problem(5)
    plan = random_plan(problem, Random(5))
    write_plan(problem, plan, tmp_path / name, format, {"kpis": {"late": 1}})
    assert check(problem, read_plan(problem, tmp_path / name)) == check(problem, plan)


def test_a_uhhc_instance_is_recognised_converted_and_solved_in_any_format(tmp_path: Path) -> None:
    (tmp_path / "village.json").write_text(json.dumps(village()))
    (tmp_path / "rounds.json").write_text(json.dumps(rounds()))
    problem, format = read_problem(tmp_path / "village.json")
    assert format is Format.UHHC
    plan = read_plan(problem, tmp_path / "rounds.json")
    for target in (Format.JSON, Format.CSV):
        write_problem(problem, tmp_path / f"as {target}", target)
        assert read_problem(tmp_path / f"as {target}") == (problem, target)
    for target, name in ((Format.JSON, "p.json"), (Format.CSV, "p.csv"), (Format.UHHC, "s.json")):
        write_plan(problem, plan, tmp_path / name, target)
        assert check(problem, read_plan(problem, tmp_path / name)).cost == 2003


def test_a_plan_in_the_folder_of_its_problem(tmp_path: Path) -> None:
    for name, text in block().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    problem, _ = read_problem(tmp_path)
    write_plan(problem, Plan(), tmp_path, Format.CSV)
    assert (tmp_path / "plan.csv").is_file()
    assert read_plan(problem, tmp_path) == Plan()


def test_instances_of_uhhc_are_only_read(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="found = 'uhhc': instances of UHHC are only read"):
        write_problem(uhhc.read(json.dumps(village())), tmp_path / "x.json", Format.UHHC)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[1, 2]", "week.json: found = a list of 2: neither a problem nor a plan"),
        ('{"a": 1, "b": 2}', "week.json: found = 'an object with a, b': no problem: Ronda's own JSON begins with"),
        ("{}", "week.json: found = 'an object with nothing in it': no problem"),
        (canonical.plan_text(Plan(), "week"), "week.json: found = 'a plan': give the problem that it answers"),
        (json.dumps(rounds()), "week.json: found = 'a plan': give the problem that it answers"),
        ("carers, shifts", "week.json: line 1, column 1 = 'carers, shifts': no JSON"),
    ],
)
def test_a_file_that_is_none_of_them_says_what_was_found(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "week.json").write_text(text)
    with pytest.raises(DataError) as caught:
        read_problem(tmp_path / "week.json")
    assert str(caught.value.faults[0]).startswith(told)


def test_a_folder_that_is_none_says_what_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / "photo.png").touch()
    with pytest.raises(DataError, match=r"found = 'a folder with photo.png': a folder of CSV files has carers.csv"):
        read_problem(tmp_path)


def test_one_file_of_a_folder_says_to_give_the_folder(tmp_path: Path) -> None:
    (tmp_path / "visits.csv").touch()
    with pytest.raises(DataError, match="give the folder that it lies in"):
        read_problem(tmp_path / "visits.csv")


def test_a_problem_given_as_a_plan(tmp_path: Path) -> None:
    problem = random_problem(5)
    canonical.write_problem(problem, tmp_path / "week.json")
    with pytest.raises(DataError, match="no plan: Ronda's own JSON begins with"):
        read_plan(problem, tmp_path / "week.json")


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read_problem(tmp_path / "nowhere.json")
