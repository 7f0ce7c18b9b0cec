"""Nothing half-written is ever left, and no plan is lost."""

from pathlib import Path

import pytest

from api.cli.guard import OutputError
from api.cli.outputs import Target, save_plan, write_folder, write_whole
from engine.data import canonical
from engine.data.recognise import Format
from engine.plan import Plan, Route, Stop
from tests.api.cli_runs import small


class _CrashError(Exception):
    pass


def half(path: Path) -> None:
    path.write_text("half")
    raise _CrashError


def test_a_crash_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text("old")
    with pytest.raises(_CrashError):
        write_whole(path, half)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_crash_leaves_no_half_folder(tmp_path: Path) -> None:
    with pytest.raises(_CrashError):
        write_folder(tmp_path / "week", lambda folder: half(folder / "visits.csv"))
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "week").mkdir()
    write_folder(tmp_path / "week", lambda folder: (folder / "a.csv").write_text("a"))
    assert (tmp_path / "week" / "a.csv").read_text() == "a"


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    write_whole(tmp_path / "link.json", lambda path: path.write_text("new"))
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text() == "new"


def test_a_device_is_written_to_and_never_replaced() -> None:
    null = Path("/dev/null")
    if not null.exists():
        pytest.skip("no /dev/null on this system")
    write_whole(null, lambda path: path.write_text("gone"))
    assert not null.is_file()


def test_a_plan_that_its_format_cannot_hold_is_kept_as_json(tmp_path: Path) -> None:
    problem = small()
    visit, shift = problem.visits[0], problem.shifts[0]
    backwards = (Stop(visit.id, 900, 930), Stop(problem.visits[2].id, 500, 530))
    plan = Plan((Route(shift.id, backwards),))  # a CSV file is read back in order of time
    with pytest.raises(OutputError, match=r"kept as JSON instead: .*plan\.csv\.plan\.json"):
        save_plan(Target(tmp_path / "plan.csv", Format.CSV), problem, plan, {})
    assert canonical.read_plan(tmp_path / "plan.csv.plan.json") == plan
    assert not (tmp_path / "plan.csv").exists()
