"""Whatever is wrong is told in words that name the thing, with the exit code that is documented."""

import json
from pathlib import Path

import pytest

from api.cli.exit_codes import MEANINGS, ExitCode
from api.cli.options import Language
from engine.data import canonical
from engine.plan import Plan
from engine.shapes import LANGUAGES
from tests.api.cli_runs import block_folder, ronda, small_file, village_files


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "week.json: line 1, column 1 = ''"),
        ('{"format": "ronda-problem-1", "days": NaN}', "number = NaN: JSON has finite numbers only"),
        ("[]", "neither a problem nor a plan"),
        ('{"name": "x"}', "an object with name"),
    ],
)
def test_a_problem_that_cannot_be_read(text: str, told: str) -> None:
    Path("week.json").write_text(text)
    run = ronda("plan", "week.json")
    assert run.code == ExitCode.BAD_INPUT
    assert told in run.err
    assert run.err.startswith("Error: week.json")
    assert run.err.count("\n") == 1
    assert run.out == ""


def test_what_is_not_there() -> None:
    run = ronda("check", "nowhere.json", "plan.json")
    assert (run.code, run.err.startswith("Error: nowhere.json: file")) == (2, True)


def test_a_folder_without_csv_files() -> None:
    Path("photos").mkdir()
    run = ronda("plan", "photos")
    assert run.code == 2
    assert "a folder of CSV files has carers.csv" in run.err


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    week = small_file(tmp_path)
    document = json.loads(week.read_text())
    document["visits"][0]["duration"] = -5
    document["clients"][0]["carers_target"] = 0
    week.write_text(json.dumps(document))
    run = ronda("plan", week)
    assert run.code == 2
    assert "the problem has 2 faults" in run.err
    assert "duration = -5" in run.err
    assert "carers_target = 0" in run.err


@pytest.mark.parametrize("command", ["check", "plan", "explain", "convert"])
def test_a_plan_of_another_problem(command: str, tmp_path: Path) -> None:
    week = small_file(tmp_path)
    stop = {"visit": "somebody-else", "start": 1, "end": 2, "place": None}
    plan = {"format": "ronda-plan-1", "problem": "other", "routes": [{"shift": "s", "stops": [stop]}]}
    Path("other.json").write_text(json.dumps(plan))
    words = {
        "check": ("check", week, "other.json"),
        "plan": ("plan", week, "--start", "other.json", "--iterations", 1),
        "explain": ("explain", week, "other.json"),
        "convert": ("convert", week, "new.csv", "--plan", "other.json"),
    }[command]
    run = ronda(*words)
    assert run.code == 2
    assert "visit = 'somebody-else': no such visit in the problem" in run.err
    assert not Path("new.csv").exists()
    assert not Path("week.plan.json").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-o", "nowhere/plan.json"), "nowhere/plan.json: cannot be written (No such file or directory)"),
        (("--report", "nowhere/report.html"), "nowhere/report.html: cannot be written"),
        (("--report", "."), ".: cannot be written (it is a folder)"),
        (("-o", "week.json"), "week.json: would overwrite what is read"),
        (("-o", "x.json", "--report", "x.json"), "x.json: is named for two outputs"),
    ],
)
def test_outputs_are_looked_at_before_planning(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    week = small_file(tmp_path)
    before = week.read_bytes()
    run = ronda("plan", week, "--time", 3600, *words)  # it would take an hour if it planned first
    assert run.code == ExitCode.UNWRITABLE
    assert told in run.err
    assert week.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["week.json"]


def test_a_sheet_of_the_problem_is_not_overwritten(tmp_path: Path) -> None:
    folder = block_folder(tmp_path)
    run = ronda("plan", folder, "-o", folder / "visits.csv", "--time", 3600)
    assert run.code == 4
    assert "would overwrite what is read" in run.err


def test_what_a_format_cannot_hold_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    week = small_file(tmp_path)
    canonical.write_plan(Plan(), tmp_path / "plan.json", "empty")
    run = ronda("convert", week, "solution.json", "--to", "uhhc", "--plan", "plan.json")
    assert run.code == 2
    assert "a UHHC solution has one round per carer" in run.err
    assert not Path("solution.json").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("plan", "week.json", "--time", "nan"),
        ("plan", "week.json", "--time", "0"),
        ("plan", "week.json", "--time", "soon"),
        ("plan", "week.json", "--iterations", "0"),
        ("plan", "week.json", "--workers", "0"),
        ("plan", "week.json", "--seed", "-1"),
        ("plan", "week.json", "--language", "fr"),
        ("plan",),
        ("generate", "x", "--visits", "5", "--days", "2"),
        ("explain", "week.json", "plan.json", "--carer", "rosa"),
        ("rules", "--markdown", "--json"),
        ("nonsense",),
    ],
)
def test_wrong_options_are_told_with_how_to_get_help(words: tuple[str, ...], tmp_path: Path) -> None:
    small_file(tmp_path)
    run = ronda(*words)
    assert run.code == 2
    assert "Usage: ronda" in run.err
    assert "Traceback" not in run.err


@pytest.mark.parametrize(
    ("strategy", "told"),
    [
        ("luck", "unknown strategy 'luck': use one of default, search, exact, polish, rolling"),
        ("polish", "'polish' improves a plan, and there is none"),
    ],
)
def test_a_strategy_that_does_not_fit(strategy: str, told: str, tmp_path: Path) -> None:
    run = ronda("plan", small_file(tmp_path), "--strategy", strategy)
    assert run.code == 2
    assert told in run.err


def test_a_visit_or_carer_that_does_not_exist_is_told_with_those_like_it(tmp_path: Path) -> None:
    instance, solution = village_files(tmp_path)
    run = ronda("explain", instance, solution, "adda/wash")
    assert (run.code, "did you mean ada/wash" in run.err) == (2, True)
    run = ronda("explain", instance, solution, "ada/wash", "--carer", "pua")
    assert (run.code, "no carer 'pua' in the problem: did you mean pau?" in run.err) == (2, True)


def test_exit_codes_are_all_told_in_the_help() -> None:
    text = " ".join(ronda("--help").out.split())
    assert set(MEANINGS) == set(ExitCode)
    for code, meaning in MEANINGS.items():
        assert f"{code.value}: {meaning}" in text


def test_the_languages_are_those_of_the_rules() -> None:
    assert tuple(Language) == LANGUAGES
