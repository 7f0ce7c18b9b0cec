"""`ronda roll`, `next-week` and `replan`: weeks that follow each other, and the rest of one, from files to files."""

import json
from pathlib import Path

import pytest

from api.cli.exit_codes import ExitCode
from datasets.eixample import generate
from engine.accounts import after, of_problem
from engine.data import canonical
from engine.rolling import day_after
from tests.api.cli_runs import ronda

FEW = ("--iterations", "4000")
NOTED, NEXT = ("--history", "history.json"), ("-o", "n.json")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(name: str, days: int) -> str:
    canonical.write_problem(generate(clients=4, carers=3, days=days, seed=2), Path(name))
    return name


def test_roll_plans_weeks_and_says_what_each_did() -> None:
    file = written("weeks.json", 14)
    run = ronda("roll", file, "-o", "plan.json", *FEW, "--write-history", "history.json", "--json")
    assert run.code == ExitCode.FINE
    assert [week["start"] for week in run.json["weeks"]] == ["2026-11-23", "2026-11-30"]
    assert run.json["strategy"] == "rolling"
    assert ronda("check", file, "plan.json", "--json").json["cost"] == run.json["cost"]
    history = canonical.read_history(Path("history.json"))
    assert sum(one.visits for one in history.familiar) == sum(week["planned"] for week in run.json["weeks"])
    shown = ronda("roll", file, "-o", "plan.json", *FEW)
    assert "2026-11-30" in shown.out
    assert "Carers per client" in shown.out


def test_a_standing_week_is_planned_week_after_week() -> None:
    """The commands of the README, from folder to folder, with one history kept."""
    assert ronda("generate", "my-week", "--clients", "4", "--carers", "3").code == 0
    assert ronda("plan", "my-week", *FEW).code == ExitCode.FINE
    told = ("--history", "history.json")
    kept = ("--write-history", "history.json")
    run = ronda("next-week", "my-week", "my-week.plan.csv", "my-week", "--repeat", "-o", "week-2", *kept)
    assert run.code == ExitCode.FINE
    assert "7 days from 2026-11-30, after 7 that are over: week-2" in run.out
    assert ronda("plan", "week-2", *FEW).code == ExitCode.FINE
    first = canonical.read_history(Path("history.json"))
    again = ronda("next-week", "week-2", "week-2.plan.csv", "my-week", "--repeat", "-o", "week-3.json", *told, *kept)
    assert again.code == ExitCode.FINE
    second, third = canonical.read_history(Path("history.json")), canonical.read_problem(Path("week-3.json"))
    assert (second.until - first.until).days == 7
    assert sum(one.visits for one in second.familiar) > sum(one.visits for one in first.familiar)
    assert str(day_after(third)) == "2026-12-14"
    assert any(client.usual for client in third.clients)
    assert ronda("plan", "week-3.json", *FEW).code == ExitCode.FINE


def test_a_year_is_opened_once_and_goes_on_with_the_history() -> None:
    """From 30 November on there are 32 days left of the year, of 40 hours a week; a week later what was not worked."""
    assert ronda("plan", written("week.json", 7), "-o", "plan.json", *FEW).code == ExitCode.FINE
    year, kept = ("--year-from", "2026-01-01"), ("--write-history", "history.json")
    assert ronda("next-week", "week.json", "plan.json", "week.json", "--repeat", *year, *kept, *NEXT).code == 0
    second = canonical.read_problem(Path("n.json"))
    assert {one.year_left for one in second.carers} == {2400 * 32 // 7}
    assert ronda("plan", "n.json", "-o", "n.plan.json", *FEW).code == ExitCode.FINE
    more = ("--repeat", *year, *NOTED, *kept, "-o", "third.json")
    assert ronda("next-week", "n.json", "n.plan.json", "week.json", *more).code == 0
    third = canonical.read_problem(Path("third.json"))
    weeks = after(second, canonical.read_plan(Path("n.plan.json")), of_problem(second))
    assert {one.id: one.year_left for one in third.carers} == {one.carer: one.year_left for one in weeks}
    assert min(one.year_left or 0 for one in third.carers) < 2400 * 32 // 7


def test_the_start_that_is_written_is_a_plan_of_the_next_week() -> None:
    assert ronda("plan", written("week.json", 7), "-o", "plan.json", *FEW).code == ExitCode.FINE
    words = (
        "next-week",
        "week.json",
        "plan.json",
        "week.json",
        "--repeat",
        "-o",
        "next.json",
        "--write-start",
        "s.json",
    )
    assert ronda(*words).code == ExitCode.FINE
    pinned = {one.visit for one in canonical.read_problem(Path("next.json")).pins}
    assert {name for name, _, _ in canonical.read_plan(Path("s.json")).visits()} == pinned
    assert ronda("plan", "next.json", "--start", "s.json", "-o", "next.plan.json", *FEW).code == ExitCode.FINE


def test_replan_keeps_what_has_begun_and_says_what_changes() -> None:
    file = written("week.json", 7)
    assert ronda("plan", file, "-o", "plan.json", *FEW).code == ExitCode.FINE
    words = ("replan", file, "plan.json", "--from", "2026-11-25T12:00", "--away", "carer-01")
    run = ronda(*words, "-o", "new.json", *FEW, "--json")
    assert run.code in (ExitCode.FINE, ExitCode.VIOLATED)  # a visit that must be made may have nobody else
    since = (2 * 24 + 12) * 60
    assert run.json["changes"]["moves"], "the carer who is away had no visits"
    assert all(one["old_start"] is None or one["old_start"] >= since for one in run.json["changes"]["moves"])
    given = canonical.read_problem(Path(file))
    late = [shift for _, shift, stop in canonical.read_plan(Path("new.json")).visits() if stop.start >= since]
    assert "carer-01" not in {given.shift[shift].carer for shift in late}
    assert "Changed against the published plan" in ronda(*words, "-o", "new.json", *FEW).out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("replan", "week.json", "plan.json", "--from", "noon"), "--from noon: give a date, or a date and a time"),
        (("replan", "week.json", "plan.json", "--from", "2027-01-01"), "lies outside of the horizon"),
        (("replan", "week.json", "plan.json", "--from", "2026-11-24", "--away", "zoe"), "zoe"),
        (
            ("next-week", "week.json", "plan.json", "week.json", "-o", "n.json"),
            "begins no later than the problem before",
        ),
        (
            ("next-week", "week.json", "plan.json", "week.json", "--repeat", *NEXT, "--year-from", "2025-01-01"),
            "year = 2025-01-01: lasts until 2026-01-01, and the problem begins on 2026-11-30",
        ),
        (("roll", "week.json", "--history", "week.json"), "format"),
        (("plan", "history.json"), "a history"),
    ],
)
def test_what_cannot_be_used_is_refused(words: tuple[str, ...], told: str) -> None:
    given = generate(clients=4, carers=3, days=7, seed=2)
    canonical.write_problem(given, Path("week.json"))
    Path("plan.json").write_text(json.dumps({"format": "ronda-plan-1", "problem": "w", "routes": []}))
    Path("history.json").write_text(json.dumps({"format": "ronda-history-1", "until": "2026-11-23"}))
    run = ronda(*words)
    assert run.code == ExitCode.BAD_INPUT
    assert told in run.err


@pytest.mark.parametrize(
    "words",
    [
        ("roll", "week.json", *NOTED, "-o", "history.json"),
        ("next-week", "week.json", "plan.json", "week.json", "--repeat", *NOTED, "-o", "history.json"),
        (
            "next-week",
            "week.json",
            "plan.json",
            "week.json",
            "--repeat",
            *NOTED,
            *NEXT,
            "--write-start",
            "history.json",
        ),
    ],
)
def test_the_history_is_written_by_its_own_option_only(words: tuple[str, ...]) -> None:
    written("week.json", 7)
    Path("plan.json").write_text(json.dumps({"format": "ronda-plan-1", "problem": "w", "routes": []}))
    Path("history.json").write_text(kept := json.dumps({"format": "ronda-history-1", "until": "2026-11-23"}))
    run = ronda(*words)
    assert run.code == ExitCode.UNWRITABLE
    assert "would overwrite what is read" in run.err
    assert Path("history.json").read_text() == kept
