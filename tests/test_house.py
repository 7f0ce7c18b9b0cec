"""The rules of the house that a test can hold. Import direction is held by `make check`."""

import ast
from pathlib import Path
from types import ModuleType

import pytest

import engine
import engine.analysis
from engine.rules import ORDER

ROOT = Path(__file__).parent.parent
CODE = sorted(path for room in ("engine", "api", "notebooks") for path in (ROOT / room).rglob("*.py"))
LONGEST_FILE = 500
UNFINISHED = ("TO" + "DO", "FIX" + "ME", "X" + "XX", "Not" + "ImplementedError")

PROMISED = {
    "competence": "level, not expired on the date",
    "refused": "refused carer, refused client, either side",
    "required_attribute": "required attribute",
    "wished_attribute": "wished attribute",
    "preferred_carer": "preferred carer",
    "usual_carer": "usual carer, from history",
    "over_qualified": "over-qualified carer",
    "unplanned": "unplanned visit, by priority",
    "must_do": "unplanned visit that must be done",
    "lateness": "lateness in total, at start or end of service",
    "worst_lateness": "worst lateness",
    "preferred_time": "distance from the preferred time",
    "simultaneous": "two carers at once",
    "minimum_gap": "narrowest gap",
    "maximum_gap": "widest gap",
    "order": "order",
    "same_carer": "link that asks for the same carer",
    "different_carers": "link that asks for different carers",
    "together": "linked visits both or neither",
    "travel": "travel minutes",
    "travel_cost": "travel cost by mode",
    "unreachable": "leg that is impossible by its mode",
    "overtime": "overtime",
    "longest_day": "longest day",
    "one_round_at_a_time": "one place at a time, over the rounds of a carer",
    "waiting": "waiting in total",
    "worst_waiting": "worst waiting",
    "idlest": "idle time of the idlest carer",
    "workload_spread": "spread of workload",
    "missed_break": "missed break",
    "below_contract": "week below the contract",
    "above_contract": "week above the contract",
    "wanted_hours": "week away from the wanted hours",
    "legal_week": "legal maximum of a week",
    "legal_year": "legal maximum of the accounting year",
    "rest_between_days": "rest between two days",
    "weekly_rest": "weekly rest",
    "weekends_in_a_row": "weekends in a row",
    "continuity": "different carers per client",
    "changed_carer": "change of carer against the published plan",
    "changed_time": "change of time against the published plan",
    "pinned_carer": "pin to a carer",
    "pinned_time": "pin to a time",
}
"""What Ronda promises to weigh, by rule."""


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_too_long_to_read(path):
    assert len(path.read_text().splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_left_unfinished(path):
    text = path.read_text()
    assert [word for word in UNFINISHED if word in text] == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_with_code_says_what_it_is_for(path):
    tree = ast.parse(path.read_text())
    assert not tree.body or ast.get_docstring(tree)


def test_modules_are_nouns_of_the_trade():
    assert [path for path in CODE if path.stem.strip("_") in {"utils", "util", "helper", "helpers", "manager"}] == []


@pytest.mark.parametrize("package", [engine, engine.analysis], ids=lambda package: package.__name__)
def test_the_public_names_are_an_explicit_list_that_resolves(package):
    names = list(getattr(package, "__all__", ()))
    assert names, f"{package.__name__} lists no public name"
    assert [name for name in names if not hasattr(package, name)] == []
    assert names == sorted(names)
    assert len(names) == len(set(names))


def test_a_public_name_is_never_the_module_that_bears_it():
    for name in engine.__all__:
        for _ in range(2):  # the first look imports the module, and that must not take the name
            assert not isinstance(getattr(engine, name), ModuleType), name


def test_every_rule_listed_has_a_file_and_every_file_is_listed():
    files = {path.stem for path in (ROOT / "engine" / "rules").glob("*.py")} - {"__init__"}
    assert files == set(ORDER)
    assert len(ORDER) == len(set(ORDER))


def test_every_rule_that_was_promised_is_there_and_no_other():
    assert set(ORDER) == set(PROMISED)
