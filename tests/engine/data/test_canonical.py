import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from engine.data import canonical
from engine.errors import DataError, ProblemError
from engine.plan import Plan, Route, Stop
from engine.problem import PROTECTED, Want
from tests.problems import random_plan, random_problem

SEEDS = st.integers(0, 10_000)


def document(seed: int = 1) -> dict[str, Any]:
    return json.loads(canonical.problem_text(random_problem(seed)))


def faults_of(change: Callable[[dict[str, Any]], object]) -> list[str]:
    changed = document()
    change(changed)
    with pytest.raises(DataError) as caught:
        canonical.read_problem(json.dumps(changed))
    return [str(fault) for fault in caught.value.faults]


# -- there and back ----------------------------------------------------------------------------------------------------


@given(SEEDS)
@settings(max_examples=25, deadline=None)
def test_a_problem_survives_writing_and_reading(seed: int) -> None:
    problem = random_problem(seed)
    assert canonical.read_problem(canonical.problem_text(problem)) == problem


@given(SEEDS)
@settings(max_examples=25, deadline=None)
def test_a_plan_survives_writing_and_reading(seed: int) -> None:
    problem = random_problem(seed)
    plan = random_plan(problem, Random(seed))
    assert canonical.read_plan(canonical.plan_text(plan, problem.name)) == plan


def test_files_hold_ids_in_any_script(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    plan = Plan((Route("Núria · matí", (Stop("àvia “1”", 3, 5),)),))
    canonical.write_plan(plan, path, "Sant Andreu")
    assert canonical.read_plan(path) == plan
    assert "Núria" in path.read_text(encoding="utf-8")


def test_a_problem_file_is_a_line_for_each_object() -> None:
    problem = random_problem(1)
    lines = canonical.problem_text(problem).splitlines()
    assert sum('"duration"' in line and '"windows"' in line for line in lines) == len(problem.visits)


def test_the_reason_of_a_care_plan_survives() -> None:
    problem = random_problem(1)
    client = replace(problem.clients[0], requires=(Want("dona", why="intimate care"),))
    problem = replace(problem, clients=(client, *problem.clients[1:]), protected=("dona", "origin"))
    again = canonical.read_problem(canonical.problem_text(problem))
    assert again.protected == ("dona", "origin")
    assert again.clients[0].requires[0].why == "intimate care"


def test_a_file_that_says_nothing_of_what_is_protected_protects_the_usual() -> None:
    plain = document()
    del plain["protected"]
    for one in (*plain["carers"], *plain["clients"], *plain["visits"]):
        one["requires"] = one["wishes"] = []
    assert canonical.read_problem(json.dumps(plain)).protected == PROTECTED
    plain["visits"][3]["requires"] = [{"attribute": "woman"}]
    with pytest.raises(ProblemError, match="visit v3: requires = 'woman': is protected: give the reason"):
        canonical.read_problem(json.dumps(plain))


# -- the plan's other sections -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    cost: float
    words: tuple[str, ...]


def test_a_plan_may_carry_other_sections() -> None:
    plan = Plan((Route("s", (Stop(None, 1, 2, "p"),)),))
    text = canonical.plan_text(plan, "week", {"verdict": Told(1.5, ("a",)), "bound": float("inf")})
    assert json.loads(text)["verdict"] == {"cost": 1.5, "words": ["a"]}
    assert json.loads(text)["bound"] is None
    assert canonical.read_plan(text) == plan


def test_another_section_may_not_hide_the_routes() -> None:
    with pytest.raises(DataError, match="plan: routes = 'extra section': the plan has this itself"):
        canonical.plan_text(Plan(), "week", {"routes": []})


def test_a_misspelt_field_of_a_stop_is_refused() -> None:
    text = '{"format": "ronda-plan-1", "problem": "w", "routes": [{"shift": "s", "stop": []}]}'
    with pytest.raises(DataError, match=r"text: routes\[0\] \(s\): stop = a list of 0: no such field"):
        canonical.read_plan(text)


# -- what may be wrong -------------------------------------------------------------------------------------------------


def _misspell(one: dict[str, Any]) -> None:
    one["visits"][3]["prioritat"] = 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda one: one["visits"][3].update(duration="30"),
            "text: visits[3] (v3): duration = '30': give a whole number",
        ),
        (lambda one: one["visits"][3].update(duration=30.0), "text: visits[3] (v3): duration = 30.0: give a whole"),
        (lambda one: one["visits"][3].pop("client"), "text: visits[3] (v3): client = missing: it is missing"),
        (_misspell, "text: visits[3] (v3): prioritat = 2: no such field: correct its name"),
        (lambda one: one.update(visit=[]), "text: visit = a list of 0: no such field"),
        (
            lambda one: one["visits"][0]["windows"][0].update(start=None),
            "text: visits[0] (v0): windows[0].start = None: give a whole number",
        ),
        (lambda one: one["travel"][0]["times"][2].__setitem__(1, "x"), "text: travel[0] (walk): times[2][1] = 'x': "),
        (lambda one: one["travel"][0]["times"][2].__setitem__(1, 10**12), "text: travel = ...: times and metres are"),
        (
            lambda one: one["weights"]["values"].update(travel="hard"),
            "text: weights.values.travel = 'hard': give a number, or give 'HARD'",
        ),
        (lambda one: one.update(start="30/03/2026"), "text: start = '30/03/2026': give a date such as 2026-01-31"),
        (
            lambda one: one["shifts"][0].update(leaves="early"),
            "text: shifts[0] (c0.0.0): leaves = 'early': give 'late' or",
        ),
        (lambda one: one["carers"][0].update(refuses="k1"), "text: carers[0] (c0): refuses = 'k1': give a list"),
        (lambda one: one.pop("format"), "text: format = missing"),
        (lambda one: one.update(format="ronda-problem-9"), "text: format = 'ronda-problem-9': give 'ronda-"),
        (lambda one: one["clients"].__setitem__(1, "k1"), "text: clients[1]: value = 'k1': give an object"),
    ],
)
def test_a_bad_problem_says_where_what_and_how(change: Callable[[dict[str, Any]], object], told: str) -> None:
    faults = faults_of(change)
    assert any(fault.startswith(told) for fault in faults), faults


def test_all_faults_are_told_at_once() -> None:
    def change(one: dict[str, Any]) -> None:
        one["visits"][0]["duration"] = "x"
        one["clients"][1]["plaza"] = 1
        del one["carers"][0]["id"]

    assert len(faults_of(change)) == 3


def test_a_thousand_faults_of_a_kind_are_counted() -> None:
    def change(one: dict[str, Any]) -> None:
        one["travel"][0]["times"] = [["x"] * 50 for _ in range(20)]

    faults = faults_of(change)
    assert len(faults) == 21
    assert faults[-1].endswith("and 980 more of this kind")


def test_a_huge_value_is_not_printed() -> None:
    def change(one: dict[str, Any]) -> None:
        one["visits"][0]["duration"] = "x" * 100_000
        one["visits"][1]["duration"] = [[0] * 1000] * 100

    assert all(len(fault) < 250 for fault in faults_of(change))


def test_no_holidays_are_looked_up_for_a_horizon_that_is_none() -> None:
    held = document() | {"days": 4_000_000, "holidays": ["ES", "2026-12-08"]}
    with pytest.raises(ProblemError, match="a horizon has 1 to 366 days"):
        canonical.read_problem(json.dumps(held))


def test_an_unknown_pack_hides_no_other_fault() -> None:
    held = document()
    held["labour"] = {"pack": "nobody-s"}
    held["visits"][0]["duration"] = 0
    with pytest.raises(ProblemError, match="no such pack") as refused:
        canonical.read_problem(json.dumps(held))
    assert "a visit lasts at least one tick" in str(refused.value)


def test_a_problem_that_contradicts_itself_is_told_by_its_objects() -> None:
    changed = document()
    changed["visits"][3]["client"] = "nobody"
    changed["shifts"][0]["end"] = 0
    with pytest.raises(ProblemError) as caught:
        canonical.read_problem(json.dumps(changed))
    told = {(fault.where, fault.field) for fault in caught.value.faults}
    assert told >= {("visit v3", "client"), ("shift c0.0.0", "end")}


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b'{\n  "name": "x",\n  "days": 3,', r"line 3, column 13 = .*no JSON"),
        (b'{"name": "x"}\n]', r"line 2, column 1 = .*no JSON"),
        (b'{"name": "a",\n "start": "\xe9t\xe9"}', r"line 2, byte 12 = b'\\xe9t\\xe9\"': this is no UTF-8"),
        (b'{"days": NaN}', r"number = NaN: JSON has finite numbers only"),
        (b'{"days": -Infinity}', r"number = -Infinity: JSON has finite numbers only"),
        (b'{"days": 1, "days": 2}', r"days = 2: given twice in one object"),
        (b"[]", r"document = a list of 0: give an object"),
        (b"[" * 100_000, r"nested too deeply"),
        (b"", r"line 1, column 1 = ''"),
    ],
)
def test_text_that_is_no_problem(raw: bytes, told: str) -> None:
    with pytest.raises(DataError, match=told):
        canonical.read_problem(raw)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"week.json.*cannot be read"):
        canonical.read_problem(tmp_path / "week.json")


# -- the published schemas ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("schema", canonical.schemas(), ids=lambda schema: schema.path.name)
def test_the_published_schema_is_the_one_in_force(schema: canonical.Schema) -> None:
    assert schema.path.read_text(encoding="utf-8") == schema.text, "run python -m engine.data.canonical"
    Draft202012Validator.check_schema(schema.content)


def test_what_is_written_obeys_the_published_schema() -> None:
    problem = random_problem(3)
    plan = canonical.plan_text(random_plan(problem, Random(3)), problem.name, {"kpis": {"late": 0}})
    assert list(Draft202012Validator(canonical.problem_schema()).iter_errors(document(3))) == []
    assert list(Draft202012Validator(canonical.plan_schema()).iter_errors(json.loads(plan))) == []


def test_the_schema_refuses_what_the_reader_refuses() -> None:
    changed = document()
    _misspell(changed)
    assert [error.validator for error in Draft202012Validator(canonical.problem_schema()).iter_errors(changed)] == [
        "additionalProperties"
    ]


def test_the_schema_explains_itself_in_the_words_of_the_trade() -> None:
    told = canonical.problem_schema()
    assert told["$defs"]["Shift"]["description"].startswith("One working stretch of one carer")
    assert all(part.get("description") for part in told["$defs"].values())
