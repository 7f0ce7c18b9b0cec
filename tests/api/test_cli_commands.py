"""check, explain, rules, convert, generate, schema, demo and --version."""

import json
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

from api.cli.showing import WEEK
from datasets.eixample import generate, unservable
from engine.catalogue import as_markdown
from engine.check import check
from engine.data import canonical
from engine.data.recognise import Format, read_plan, read_problem
from engine.packs import pack_text, shipped
from engine.plan import Plan
from engine.problem import Link, Weights
from engine.rules import ORDER
from engine.shapes import LANGUAGES
from tests.api.cli_runs import block_folder, impossible_file, ronda, small_file, village_files
from tests.problems import random_problem
from tests.twins import problem, shift, visit


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# -- check -------------------------------------------------------------------------------------------------------------


def test_check_tells_the_cost_that_was_reckoned_by_hand(tmp_path: Path) -> None:
    instance, solution = village_files(tmp_path)
    run = ronda("check", instance, solution, "--json")
    assert run.code == 0
    assert run.json["cost"] == 2003
    assert run.json["clean"] is True
    assert sum(run.json["components"].values()) == 2003
    table = ronda("check", instance, solution)
    assert table.code == 0
    assert "2,003" in table.out
    assert "No hard rule is broken." in table.out


def test_check_names_every_hard_rule_that_is_broken(tmp_path: Path) -> None:
    week = impossible_file(tmp_path)
    canonical.write_plan(Plan(), tmp_path / "plan.json", "empty")
    run = ronda("check", week, "plan.json", "--json")
    assert run.code == 3
    must = [visit.id for visit in read_problem(week)[0].visits if visit.must]
    assert [(one["rule"], one["visit"]) for one in run.json["violations"]] == [("must_do", visit) for visit in must]
    table = ronda("check", week, "plan.json", "--language", "es")
    assert table.code == 3
    assert all(visit in table.out for visit in must)


@pytest.mark.parametrize(
    ("language", "cost"),
    [("en", "2,003"), ("ca", "2.003"), ("es", "2.003"), ("hi", "2,003"), ("gu", "2,003"), ("pt-BR", "2.003")],
)
def test_figures_are_written_as_the_language_has_them(language: str, cost: str, tmp_path: Path) -> None:
    instance, solution = village_files(tmp_path)
    assert f" {cost}\n" in ronda("check", instance, solution, "--language", language).out


# -- explain -----------------------------------------------------------------------------------------------------------


def test_explain_says_why_this_carer_and_prices_the_others(tmp_path: Path) -> None:
    instance, solution = village_files(tmp_path)
    run = ronda("explain", instance, solution, "ada/wash", "--json")
    assert run.code == 0
    assert (run.json["carer"], run.json["visit"]) == ("rosa", "ada/wash")
    assert run.json["contributions"]
    text = ronda("explain", instance, solution, "ada/wash").out
    assert text.splitlines()[0].startswith("ada/wash at ada is with rosa")
    for line in run.json["summary"][1:]:
        assert " ".join(line.split()) in " ".join(text.split())


def test_explain_says_why_not_another_carer(tmp_path: Path) -> None:
    instance, solution = village_files(tmp_path)
    run = ronda("explain", instance, solution, "ben/cook", "--carer", "pau", "--json")
    assert run.json["candidate"]["obstacle"] == "ruled out"
    assert {one["rule"] for one in run.json["candidate"]["findings"]} == {"competence", "refused"}


def test_explain_without_a_visit_tells_of_everyone_who_is_left_out(tmp_path: Path) -> None:
    week = small_file(tmp_path)
    canonical.write_plan(Plan(), tmp_path / "plan.json", "empty")
    given, _ = read_problem(week)
    run = ronda("explain", week, "plan.json", "--language", "es", "--json")
    assert [one["visit"] for one in run.json["unplanned"]] == [one.id for one in given.visits]
    assert all("no está planificada" in one["summary"][0] for one in run.json["unplanned"])


def test_reasons_of_two_that_belong_together_are_told_once(tmp_path: Path) -> None:
    link = Link("v", "w", 0, 0, "different")
    canonical.write_problem(problem(shift("aina"), visit("v"), visit("w"), link, Weights()), tmp_path / "pair.json")
    planned = ronda("plan", "pair.json", "--iterations", "5", "--report", "report.html")
    asked = ronda("explain", "pair.json", "pair.plan.json")
    for told in (planned.out, asked.out, (tmp_path / "report.html").read_text()):
        assert told.count("no place was found") == 1
        assert "It belongs together with v and is left out for the same reasons." in told
    both = ronda("explain", "pair.json", "pair.plan.json", "--json").json["unplanned"]
    assert all("no place was found" in " ".join(one["summary"]) for one in both)


def test_explain_when_nobody_is_left_out(tmp_path: Path) -> None:
    instance, solution = village_files(tmp_path)
    assert ronda("explain", instance, solution).out == "Every visit is planned.\n"


# -- rules and schema --------------------------------------------------------------------------------------------------


def test_rules_lists_every_rule_in_each_form() -> None:
    found = ronda("rules", "--json").json["rules"]
    assert [one["id"] for one in found if one["shape"] != "fact"] == list(ORDER)
    for language in LANGUAGES:
        table = ronda("rules", "--language", language).out
        assert all(f"{rule} " in table for rule in ORDER)
    assert ronda("rules", "--markdown").out == as_markdown()


def test_packs_lists_them_and_shows_one(tmp_path: Path) -> None:
    assert all(one.id in ronda("packs").out for one in shipped())
    shown = ronda("packs", "catalonia-home-care").out
    assert all(words in shown for words in ("catalonia-home-care 2026", "12 hours", "art. 34.3 ET (2015)", "forbidden"))
    assert "unknown: off" in ronda("packs", "eu-minimum").out
    own = tmp_path / "ours.toml"
    own.write_text(pack_text(replace(shipped()[0], id="ours")))
    assert "ours 2026" in ronda("packs", own).out
    assert ronda("packs", own, "--json").json["id"] == "ours"
    refused = ronda("packs", "eu-minimum", "--on", "2001-01-01")
    assert refused.code == 2
    assert "does not hold on 2001-01-01" in refused.err


def test_a_pack_printed_as_json_is_what_a_problem_takes(tmp_path: Path) -> None:
    document = json.loads(canonical.problem_text(random_problem(2)))
    document["labour"] = {"pack": ronda("packs", "catalonia-home-care", "--json").json}
    assert canonical.read_problem(json.dumps(document)).labour.pack == shipped()[0]


def test_rules_tells_the_weights_of_a_problem(tmp_path: Path) -> None:
    folder = block_folder(tmp_path)
    weights = {one["id"]: one["weight"] for one in ronda("rules", "--problem", folder, "--json").json["rules"]}
    assert (weights["travel"], weights["lateness"]) == (1.5, "HARD")
    markdown = ronda("rules", "--problem", folder, "--markdown").out
    assert "| minutes | 1.5 |" in markdown
    assert "default weight" not in markdown


def test_schema_prints_what_is_published() -> None:
    problem, plan, request = canonical.problem_schema(), canonical.plan_schema(), canonical.request_schema()
    others = {"history": canonical.history_schema(), "weights": canonical.weights_schema()}
    assert ronda("schema").json == {"problem": problem, "plan": plan, "request": request, **others}
    assert ronda("schema", "plan").json == plan


# -- convert and generate ----------------------------------------------------------------------------------------------


def test_convert_there_and_back(tmp_path: Path) -> None:
    week = small_file(tmp_path)
    assert ronda("convert", week, "folder").code == 0
    assert ronda("convert", "folder", "again.json").code == 0
    assert Path("again.json").read_bytes() == week.read_bytes()


def test_convert_a_plan_into_any_format(tmp_path: Path) -> None:
    instance, solution = village_files(tmp_path)
    for target, to in (("plan.json", ()), ("plan.csv", ()), ("other.json", ("--to", "uhhc"))):
        assert ronda("convert", instance, target, "--plan", solution, *to).code == 0
        assert ronda("check", instance, target, "--json").json["cost"] == 2003
    assert json.loads(Path("plan.json").read_text())["format"] == canonical.PLAN_FORMAT
    assert "caregiver_id" in Path("other.json").read_text()


def test_convert_a_plan_into_the_folder_of_its_problem(tmp_path: Path) -> None:
    instance, solution = village_files(tmp_path)
    ronda("convert", instance, "village")
    assert ronda("convert", instance, "village", "--plan", solution).code == 0
    assert ronda("check", "village", "village", "--json").json["cost"] == 2003


@pytest.mark.parametrize(
    ("target", "to", "told"),
    [
        ("week.csv", (), "name a folder"),
        ("week.xlsx", (), "does not tell the format"),
        ("week.json", ("--to", "uhhc"), "week.json: format = 'uhhc': UHHC instances are only read"),
    ],
)
def test_convert_says_what_it_cannot(target: str, to: tuple[str, ...], told: str, tmp_path: Path) -> None:
    instance, _ = village_files(tmp_path)
    run = ronda("convert", instance, target, *to)
    assert run.code == 2
    assert told in run.err
    assert not Path(target).exists()


def test_generate_writes_the_same_week_in_each_format() -> None:
    size = ("--clients", 4, "--carers", 2, "--days", 3, "--seed", 9)
    assert ronda("generate", "week", *size).code == 0
    assert ronda("generate", "week.json", *size).code == 0
    expected = generate(4, 2, 3, 9)
    assert read_problem(Path("week")) == (expected, Format.CSV)
    assert read_problem(Path("week.json")) == (expected, Format.JSON)


def test_generate_by_visits() -> None:
    ronda("generate", "week.json", "--visits", 40)
    assert 20 <= len(read_problem(Path("week.json"))[0].visits) <= 70


def test_generate_leaves_what_is_there_alone(tmp_path: Path) -> None:
    folder = block_folder(tmp_path)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    run = ronda("generate", folder)
    assert run.code == 4
    assert "is there already and not empty" in run.err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


# -- demo and the whole program ----------------------------------------------------------------------------------------


def test_the_demo_plans_and_talks(tmp_path: Path) -> None:
    run = ronda("demo", "--time", 2)
    assert run.code == 0
    problem = generate(seed=1)
    verdict = check(problem, read_plan(problem, tmp_path / "plan.json"))
    assert verdict.clean
    assert set(unservable(problem)) <= set(verdict.unplanned)
    assert "<html" in (tmp_path / "report.html").read_text()
    for words in ("454 visits", "All people are invented", "No hard rule is broken.", "Why this carer?", "report.html"):
        assert words in run.out
    for name in verdict.unplanned[:20]:
        assert f"  {name}\n" in run.out
    steps = [line.split("#")[0].split()[1:] for line in run.out.splitlines() if line.startswith("  ronda ")]
    assert [step[0] for step in steps] == ["generate", "plan", "explain", "serve"]
    assert all(str(WEEK) in step for step in steps[:3])
    assert ronda(*steps[0]).code == 0  # what it tells to do next can be done
    assert read_problem(tmp_path / WEEK) == (problem, Format.CSV)
    assert "is with" in ronda(*steps[2]).out


def test_help_and_version_need_no_solver() -> None:
    heavy = "{'numba', 'ortools', 'jinja2', 'pydantic', 'numpy'}"
    code = (
        "import sys; from typer.testing import CliRunner; from api.cli import app; run = CliRunner().invoke;"
        "assert run(app, ['--help']).exit_code == 0; print(run(app, ['--version']).output);"
        f"assert not {heavy} & set(sys.modules), {heavy} & set(sys.modules);"
        "assert run(app, ['rules']).exit_code == 0; assert not {'numba', 'ortools', 'jinja2'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == f"ronda {version('ronda')}"
