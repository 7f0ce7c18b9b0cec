"""`ronda substitute`: who takes the visits of a carer who cannot come, in tables and as JSON."""

import json
from pathlib import Path

import pytest

from api.cli.exit_codes import ExitCode
from engine.data import canonical
from engine.plan import Plan
from engine.problem import Weights
from tests.api.cli_runs import ronda
from tests.twins import plan, problem, shift, visit


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def street_files(*, days: int = 1) -> tuple[str, str]:
    """Aina's two visits, one of which Berta could only make later than told, and Cleo, who is far off."""
    weights = Weights({"travel": 1}, others="off")
    given = problem(
        *(shift(carer, day=day) for carer in ("aina", "berta", "cleo") for day in range(days)),
        visit("v", "d"),
        visit("u", "a"),
        visit("w", "d", "08:45-08:45"),
        weights,
        days=days,
    )
    canonical.write_problem(given, Path("week.json"))
    canonical.write_plan(plan(given, aina="09:00 v, 11:00 u", berta="08:45 w"), Path("plan.json"), given.name)
    return "week.json", "plan.json"


def written(path: str) -> Plan:
    return canonical.read_plan(Path(path))


def test_tables_name_carers_times_and_costs() -> None:
    run = ronda("substitute", *street_files(), "aina")
    assert run.code == ExitCode.FINE
    assert "aina cannot come on Monday 23 November. Visits that need somebody else: 2, at 2 clients." in run.out
    assert "Fewest new times" in run.out
    assert "berta" in run.out
    assert "cleo" in run.out
    assert "v at d, told 09:00: 2 could take it." in run.out


def test_json_tells_all() -> None:
    found = ronda("substitute", *street_files(), "aina", "--json").json
    assert found["visits"] == ["v", "u"]
    told, cheap = found["proposals"]
    assert (told["aims"], told["retold"]) == (["fewest told", "fewest helpers"], [])
    assert (cheap["aims"], cheap["retold"]) == (["cheapest"], ["d"])
    assert cheap["cost"] < told["cost"]
    assert told["covers"][0]["starts_at"] == "2026-11-23T09:00:00+00:00"
    assert [len(one["stand_ins"]) for one in found["shortlists"]] == [2, 2]
    assert found["plan"] is None


@pytest.mark.parametrize(("take", "start"), [(1, 9 * 60), (2, 9 * 60 + 15)])
def test_the_proposal_that_is_taken_is_written_and_costs_what_was_said(take: int, start: int) -> None:
    week, before = street_files()
    run = ronda("substitute", week, before, "aina", "-o", "new.json", "--take", take, "--json")
    assert (run.code, run.json["plan"]) == (ExitCode.FINE, "new.json")
    starts = {name: stop.start for name, _, stop in written("new.json").visits()}
    assert starts["v"] == start
    old, new = (ronda("check", week, path, "--json").json["cost"] for path in (before, "new.json"))
    assert new - old == run.json["proposals"][take - 1]["against_running"]
    assert json.loads(Path("new.json").read_text())["verdict"]["clean"]


def test_what_has_begun_is_kept() -> None:
    week, before = street_files()
    found = ronda("substitute", week, before, "aina", "--at", "09:10", "--json").json
    assert (found["kept"], found["visits"], found["now"]) == (["v"], ["u"], 9 * 60 + 10)


def test_top_limits_the_carers_of_each_visit() -> None:
    found = ronda("substitute", *street_files(), "aina", "--top", 1, "--json").json
    assert [len(one["stand_ins"]) for one in found["shortlists"]] == [1, 1]
    assert [len(one["further"]) for one in found["shortlists"]] == [1, 1]


@pytest.mark.parametrize("day", ["1", "mon", "Monday", "lunes", "dilluns", "सोम", "સોમવાર", "seg", "2026-11-23"])
def test_a_day_in_many_words(day: str) -> None:
    found = ronda("substitute", *street_files(days=2), "aina", "--day", day, "--json").json
    assert found["day"] == "2026-11-23"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ca", "aina no pot venir"),
        ("es", "aina no puede venir"),
        ("hi", "aina का आना संभव नहीं"),
        ("gu", "aina સોમવાર 23 નવેમ્બરના રોજ આવી શકે તેમ નથી"),
        ("pt-BR", "aina não pode vir"),
    ],
)
def test_languages(language: str, text: str) -> None:
    run = ronda("substitute", *street_files(), "aina", "--language", language)
    assert run.code == ExitCode.FINE
    assert text in run.out
    assert "told" not in run.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["aino"], "no carer 'aino' in the problem: did you mean aina"),
        (["aina"], "which day? Give --day; aina has visits on 2026-11-23"),
        (["aina", "--day", "3"], "--day 3: the horizon has 2 days"),
        (["aina", "--day", "fri"], "--day fri: could be none in 2026-11-23 to 2026-11-24"),
        (["aina", "--day", "someday"], "--day someday: give a date such as 2026-11-23, mon to sun"),
        (["aina", "--day", "2027-01-01"], "outside the horizon"),
        (["aina", "--day", "tue"], "aina has no visits in shifts of that day: the plan gives them some on 2026-11-23"),
        (["aina", "--day", "mon", "--at", "noon"], "--at noon: give a time such as 09:30"),
        (["aina", "--day", "mon", "--at", "12:00"], "all visits of aina have begun by then, the last at 11:00"),
        (["aina", "--day", "mon", "-o", "x.json", "--take", "7"], "there are 2 proposals: give 1 to 2"),
    ],
)
def test_refusals_name_the_thing_and_the_next_step(words: list[str], told: str) -> None:
    run = ronda("substitute", *street_files(days=2), *words)
    assert (run.code, run.out) == (ExitCode.BAD_INPUT, "")
    assert told in run.err


def test_the_running_plan_is_not_overwritten() -> None:
    week, before = street_files()
    run = ronda("substitute", week, before, "aina", "-o", before)
    assert run.code == ExitCode.UNWRITABLE
    assert "would overwrite what is read" in run.err


def test_nobody_works_longer_unless_that_is_allowed_and_the_option_is_told() -> None:
    # v is over at 15:10 and home is ten minutes away: 20 minutes after the end of Berta's shift.
    given = problem(
        shift("aina"),
        shift("berta", "08:00-15:00"),
        visit("v", "a", "14:40-14:40"),
        visit("w", "a", "09:00-09:00"),
        Weights({"travel": 1}, others="off"),
    )
    canonical.write_problem(given, Path("week.json"))
    canonical.write_plan(plan(given, aina="09:00 w, 14:40 v"), Path("plan.json"), given.name)
    words = ("substitute", "week.json", "plan.json", "aina", "--json")
    run = ronda(*words)
    assert [proposal["missing"] for proposal in run.json["proposals"]] == [["v"]]
    assert "--moves 1, --overtime 60, or both" in run.err
    allowed = ronda(*words, "--overtime", 20)
    assert [proposal["missing"] for proposal in allowed.json["proposals"]] == [[]]
    assert "--overtime" not in allowed.err  # it may still say that something is being compiled
    assert ronda(*words, "--overtime", 19).json["proposals"][0]["missing"] == ["v"]
