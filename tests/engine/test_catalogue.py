"""The table of rules says what the rules say."""

from dataclasses import replace
from pathlib import Path

import pytest

import engine
from engine.catalogue import as_markdown, catalogue, page
from engine.construction import FACTS
from engine.problem import Weights
from engine.rules import BY_ID, ORDER
from engine.shapes import LANGUAGES
from engine.units import HARD
from tests.twins import problem


def test_it_lists_every_fact_and_then_every_rule_in_order():
    assert [entry.id for entry in catalogue()] == [fact.id for fact in FACTS] + list(ORDER)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_speaks_every_language(language):
    for entry in catalogue(language):
        assert entry.title
        assert entry.sentence.endswith((".", "।"))
    assert len({entry.title for entry in catalogue(language)}) == len(FACTS) + len(ORDER)


def test_weights_are_the_defaults_or_those_of_a_problem():
    assert {entry.id: entry.weight for entry in catalogue() if entry.shape != "fact"} == {
        rule.id: rule.weight for rule in BY_ID.values()
    }
    given = replace(problem(), weights=Weights({"travel": HARD, "lateness": 7}, others="off"))
    weights = {entry.id: entry.weight for entry in catalogue(problem=given) if entry.shape != "fact"}
    assert (weights.pop("travel"), weights.pop("lateness")) == (HARD, 7)
    assert set(weights.values()) == {0}
    assert all(entry.weight == HARD for entry in catalogue(problem=given) if entry.shape == "fact")


def test_shapes_are_told_in_the_words_of_the_trade():
    shapes = {entry.id: entry.shape for entry in catalogue()}
    expected = {
        "too_early": "fact",
        "competence": "pair",
        "lateness": "start",
        "order": "linked",
        "waiting": "daily",
        "travel": "leg",
        "continuity": "group distinct",
        "weekly_rest": "group stretch",
    }
    assert expected.items() <= shapes.items()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_one_row_for_each(language):
    rows = as_markdown(language).splitlines()[2:]
    assert len(rows) == len(FACTS) + len(ORDER)
    for row, entry in zip(rows, catalogue(language), strict=True):
        assert row.startswith(f"| `{entry.id}` {entry.title} |")
        assert row.count("|") == 7  # no sentence holds a bar that would break the table


def test_the_docs_hold_this_very_table():
    written = Path(engine.__file__).with_name("RULES.md").read_text(encoding="utf-8")
    assert written == page(), "write it anew: make docs"
