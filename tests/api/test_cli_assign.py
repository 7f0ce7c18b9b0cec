"""ronda assign: tables, JSON, files, languages and refusals."""

import csv
from pathlib import Path

import pytest

from api.cli.assigning import HEADS, PARTS, TEXTS
from engine.shapes import LANGUAGES
from tests.api.cli_runs import impossible_file, ronda, small, small_file


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_tables_tell_each_carer_and_what_nobody_takes(tmp_path: Path) -> None:
    run = ronda("assign", small_file(tmp_path), "--time", "10")
    assert run.code == 0
    assert all(carer.id in run.out for carer in small().carers)
    assert "visits assigned" in run.out


def test_json_tells_everything_once(tmp_path: Path) -> None:
    run = ronda("assign", small_file(tmp_path), "--time", "10", "--json")
    assert run.code == 0
    told = run.json
    visits = [visit for one in told["taken"] for visit in one["visits"]]
    assert sorted(visits) == sorted(visit.id for visit in small().visits)
    assert told["bound"] <= told["cost"]
    assert sum(one["cost"] for one in told["charges"]) == pytest.approx(told["cost"])
    assert "competence" in told["facts"]


def test_what_nobody_can_take_is_told_with_its_reason(tmp_path: Path) -> None:
    run = ronda("assign", impossible_file(tmp_path), "--time", "10", "--language", "ca")
    assert run.code == 0
    assert "flying" in run.out
    assert "No ho agafa" in run.out


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_tables_are_in_the_language_that_is_asked_for(language: str, tmp_path: Path) -> None:
    run = ronda("assign", small_file(tmp_path), "--time", "10", "--teams", "--language", language)
    assert run.code == 0
    assert all(head in run.out for head in (HEADS("charges", language)[0], PARTS("evening", language)))
    assert TEXTS("note", language).split(":")[0] in " ".join(run.out.split())


def test_a_file_holds_who_takes_what(tmp_path: Path) -> None:
    week = small_file(tmp_path)
    assert ronda("assign", week, "--time", "10", "-o", "who.csv").code == 0
    with Path("who.csv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    assert sum(len(row["visits"].split()) for row in rows) == len(small().visits)
    assert ronda("assign", week, "--time", "10", "-o", "who.json").code == 0
    assert Path("who.json").read_text(encoding="utf-8").startswith("{")


def test_a_name_without_a_format_is_refused_before_the_work(tmp_path: Path) -> None:
    run = ronda("assign", small_file(tmp_path), "-o", "who.txt")
    assert run.code == 4
    assert "who.txt" in run.err
    assert ".csv or .json" in run.err


def test_the_problem_is_never_overwritten(tmp_path: Path) -> None:
    week = small_file(tmp_path)
    run = ronda("assign", week, "-o", week)
    assert run.code == 4
    assert "would overwrite" in run.err


def test_a_missing_problem_is_told_by_name() -> None:
    run = ronda("assign", "nowhere.json")
    assert run.code == 2
    assert "nowhere.json" in run.err


def test_teams_are_shown_written_and_kept(tmp_path: Path) -> None:
    week = small_file(tmp_path)
    run = ronda("assign", week, "--time", "10", "--teams", "-o", "who.json")
    assert run.code == 0
    assert "team-1 has 2 carers, not 10 to 15" in run.out
    again = ronda("assign", week, "--time", "10", "--keep", "who.json", "--json")
    assert again.code == 0
    assert [team["name"] for team in again.json["teams"]["teams"]] == ["team-1"]
    assert again.json["teams"]["moved"] == []


def test_a_file_without_teams_is_refused(tmp_path: Path) -> None:
    week = small_file(tmp_path)
    run = ronda("assign", week, "--keep", week)
    assert run.code == 2
    assert "holds no teams" in run.err
