import json
import os
import signal
import threading
import time
from io import StringIO
from pathlib import Path

import pytest
import typer
from rich.console import Console

from api.cli.interrupt import stop_on_request
from api.cli.progress import display
from api.cli.reasons import reasons
from api.cli.solving import limits_from, watch
from datasets.eixample import generate
from engine.check import check
from engine.data import canonical
from engine.data.recognise import read_plan, read_problem
from engine.limits import Limits
from engine.plan import Plan
from engine.result import Progress, StopReason
from tests.api.cli_runs import block_folder, impossible_file, ronda, small, small_file, village_files

SHORT = ("--iterations", 2000, "--seed", 7)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def judged(problem_path: Path, plan_path: Path):
    problem, _ = read_problem(problem_path)
    return check(problem, read_plan(problem, plan_path))


def test_the_same_seed_and_iterations_give_the_same_file(tmp_path: Path) -> None:
    week = small_file(tmp_path)
    first = ronda("plan", week, *SHORT, "-o", "first.json")
    assert first.code == 0
    assert ronda("plan", week, *SHORT, "-o", "second.json").code == 0
    assert Path("first.json").read_bytes() == Path("second.json").read_bytes()
    assert judged(week, Path("first.json")).clean


def test_a_plan_goes_into_the_current_folder_under_the_name_of_its_problem(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    run = ronda("plan", small_file(tmp_path / "data"), *SHORT)
    assert "week.plan.json" in run.out
    assert canonical.read_plan(tmp_path / "week.plan.json").routes
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "week.plan.json"]


def test_json_is_one_object_on_stdout_that_the_referee_confirms(tmp_path: Path) -> None:
    week = small_file(tmp_path)
    found = ronda("plan", week, *SHORT, "--json").json
    verdict = judged(week, Path(found["plan"]))
    assert found["cost"] == verdict.cost
    assert found["components"] == verdict.components
    assert found["amounts"] == verdict.amounts
    assert found["violations"] == []
    assert [one["visit"] for one in found["unplanned"]] == list(verdict.unplanned)
    assert all("is not planned" in one["reasons"][0] for one in found["unplanned"])
    assert (found["seed"], found["stopped"], found["strategy"]) == (7, "iteration limit", "default")
    assert found["iterations"] >= 1
    assert {"seconds", "bound", "kpis", "estimated"} <= found.keys()
    assert found["estimated"] is True


def test_the_summary_tells_figures_charges_reasons_and_where_the_plan_is(tmp_path: Path) -> None:
    run = ronda("plan", small_file(tmp_path), *SHORT)
    assert f"of {len(small().visits)} visits planned in" in run.out
    for words in ("Carers per client", "Travel time", "No hard rule is broken.", "Travel times are estimates", "Plan:"):
        assert words in run.out
    left_out = judged(tmp_path / "week.json", tmp_path / "week.plan.json").unplanned
    assert left_out
    for visit in left_out:
        assert f"  {visit}\n    - " in run.out


def test_a_uhhc_instance_gets_a_uhhc_solution_of_the_cost_that_was_told(tmp_path: Path) -> None:
    instance, _ = village_files(tmp_path)
    found = ronda("plan", instance, *SHORT, "--json").json
    assert found["plan"] == "village.solution.json"
    written = json.loads(Path("village.solution.json").read_text())
    assert {route["caregiver_id"] for route in written["routes"]} == {"rosa", "pau"}
    assert ronda("check", instance, "village.solution.json", "--json").json["cost"] == found["cost"]


def test_a_folder_of_csv_files_gets_a_csv(tmp_path: Path) -> None:
    folder = block_folder(tmp_path)
    ronda("plan", folder, *SHORT, "-o", folder)
    assert "carer,shift,visit" in (folder / "plan.csv").read_text().replace("date,", "")
    found = ronda("plan", folder, *SHORT, "--json").json
    assert found["plan"] == "block.plan.csv"
    assert found["cost"] == judged(folder, folder / "plan.csv").cost


def test_the_name_of_the_output_has_its_say(tmp_path: Path) -> None:
    week = small_file(tmp_path)
    assert ronda("plan", week, *SHORT, "-o", "plan.csv").code == 0
    assert ronda("plan", week, *SHORT, "-o", "plan.json").code == 0
    assert Path("plan.csv").read_text().startswith("date,")
    assert judged(week, Path("plan.csv")) == judged(week, Path("plan.json"))


def test_a_plan_to_start_from_is_never_made_worse(tmp_path: Path) -> None:
    week = small_file(tmp_path)
    good = ronda("plan", week, "--iterations", 20000, "-o", "good.json", "--json").json
    again = ronda("plan", week, "--iterations", 1, "--start", "good.json", "-o", "again.json", "--json").json
    assert again["cost"] <= good["cost"]
    assert ronda("plan", week, "--iterations", 1, "-o", "worse.json", "--json").json["cost"] >= again["cost"]


def test_exact_proves_a_small_problem(tmp_path: Path) -> None:
    instance, _ = village_files(tmp_path)
    run = ronda("plan", instance, "--strategy", "exact", "--time", 60, "--json")
    assert run.json["bound"] == {"value": run.json["cost"], "proved": True, "gap": 0.0}
    assert run.json["stopped"] == "optimal"


def test_a_report_is_written_with_the_reasons(tmp_path: Path) -> None:
    week = small_file(tmp_path)
    run = ronda("plan", week, *SHORT, "--report", "report.html", "--language", "ca")
    assert "Report: report.html" in run.out
    page = Path("report.html").read_text()
    assert page.lower().startswith("<!doctype html>")
    assert 'lang="ca"' in page
    assert "no està planificada" in page


def test_a_plan_that_breaks_hard_rules_is_written_and_told_by_its_exit_code(tmp_path: Path) -> None:
    week = impossible_file(tmp_path)
    run = ronda("plan", week, *SHORT)
    assert run.code == 3
    assert "Hard rules are broken" in run.out
    assert not judged(week, Path("impossible.plan.json")).clean
    assert ronda("plan", week, *SHORT, "--json").json["violations"][0]["rule"] == "must_do"


def test_time_is_half_a_minute_unless_something_is_told() -> None:
    assert limits_from(None, None, 1, None).seconds == 30
    told = limits_from(None, 500, 1, None)
    assert (told.seconds, told.iterations, told.workers) == (None, 500, 1)
    assert limits_from(5, 500, 1, 3).workers == 3


def test_ctrl_c_brings_the_best_plan_so_far() -> None:
    before = signal.getsignal(signal.SIGINT)

    def press() -> None:
        while signal.getsignal(signal.SIGINT) is before:  # the solver is not under way yet
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=press).start()
    problem = small()
    result = watch(problem, Limits(seconds=600), "search")
    assert result.stopped is StopReason.REQUEST
    assert check(problem, result.plan) == result.verdict
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_while_reasons_are_asked_for_keeps_those_that_are_known() -> None:
    before = signal.getsignal(signal.SIGINT)

    def press() -> None:
        while signal.getsignal(signal.SIGINT) is before:  # nobody asks yet
            time.sleep(0.01)
        time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGINT)

    problem = generate(seed=1)
    verdict = check(problem, Plan())
    threading.Thread(target=press).start()
    told = reasons(problem, Plan(), verdict, seconds=600)
    assert len(told) < len(verdict.unplanned)
    assert list(told) == list(verdict.unplanned[: len(told)])
    assert signal.getsignal(signal.SIGINT) is before


def test_a_second_ctrl_c_ends_at_once() -> None:
    stop, told = threading.Event(), []

    def press_twice() -> None:
        with stop_on_request(stop, lambda: told.append(1)):
            os.kill(os.getpid(), signal.SIGINT)
            assert stop.is_set()
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(5)  # the signal arrives at once, and nothing of this is slept

    with pytest.raises(typer.Exit) as ended:
        press_twice()
    assert ended.value.exit_code == 130
    assert told == [1]


def test_a_first_run_says_why_it_takes_longer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    week = small_file(tmp_path)
    monkeypatch.setattr("engine.search.FIRST_RUN", True)
    run = ronda("plan", week, *SHORT, "--json")
    assert run.err.count("Compiling the search, once on this machine") == 1
    assert run.json["plan"] == "week.plan.json"
    monkeypatch.setattr("engine.search.FIRST_RUN", False)
    assert "Compiling" not in ronda("plan", week, *SHORT).err


def test_a_log_gets_a_plain_line_now_and_then() -> None:
    log = StringIO()
    console = Console(file=log, width=100)
    with display(console, Limits(seconds=20)) as shown:
        for tenth in range(200):
            shown.show(Progress(tenth / 10, 1234.5, 6, tenth * 1000, "search", 1000.0), tenth / 10)
    assert log.getvalue().splitlines() == [
        f"{second:6} s  search, best so far: cost 1,234 (at least 1,000), 6 unplanned" for second in (5, 10, 15)
    ]


def test_a_terminal_gets_a_bar() -> None:
    screen = StringIO()
    console = Console(file=screen, width=100, force_terminal=True)
    with display(console, Limits(iterations=1000)) as shown:
        shown.show(None, 0.1)
        shown.show(Progress(1.0, None, 9, 0, "first plan"), 1.0)
        shown.show(Progress(2.0, 77.0, 3, 500, "search"), 2.0)
    drawn = screen.getvalue()
    for words in ("preparing", "search", "cost 77, 3 unplanned"):
        assert words in drawn


def test_asked_for_a_bound_it_tells_how_far_from_perfect_the_plan_may_be(tmp_path: Path) -> None:
    week = small_file(tmp_path)
    assert ronda("plan", week, *SHORT, "--strategy", "search", "--json").json["bound"] is None
    found = ronda("plan", week, *SHORT, "--strategy", "search", "--bound", 3, "--json").json
    assert 0 < found["bound"]["value"] <= found["cost"]
    assert found["bound"]["gap"] == pytest.approx(1 - found["bound"]["value"] / found["cost"])
