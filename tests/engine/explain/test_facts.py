"""An answer can list the facts that it rests on, all of them and no other."""

from dataclasses import replace

import pytest

from engine.construction import FACTS
from engine.explain.fact_words import FACT_WORDS
from engine.explain.facts import Fact, facts, used
from engine.problem import Weights
from engine.problem.kinds import FACTS as KNOWN
from engine.rules import BY_ID, RULES
from engine.shapes import LANGUAGES
from tests.twins import problem

TOLD = {fact for rule in (*FACTS, *RULES) for fact in rule.uses}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_told_fact_has_its_phrase_and_no_other_has(language: str) -> None:
    assert set(FACT_WORDS.english) == TOLD <= KNOWN
    for name in TOLD:
        text = FACT_WORDS(name, language)
        assert text, name
        assert text == text.strip(" .।;"), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_facts_are_told_alike(language: str) -> None:
    assert len({FACT_WORDS(name, language) for name in TOLD}) == len(TOLD)


def test_all_rules_together_look_at_all_facts() -> None:
    everything = replace(problem(), weights=Weights())
    assert {fact.name for fact in facts(everything)} == TOLD


def test_a_rule_that_is_switched_off_looks_at_nothing() -> None:
    given = replace(problem(), weights=Weights({"competence": "HARD", "usual_carer": 3}, others="off"))
    by_construction = {name for fact in FACTS for name in fact.uses}
    told = {"visit.needs", "carer.competencies", "client.usual"}
    assert {fact.name for fact in facts(given)} == by_construction | told
    asked = [BY_ID[name] for name in ("competence", "over_qualified", "wanted_hours")]
    assert facts(given, asked) == (
        Fact("visit.needs", ("competence",)),
        Fact("carer.competencies", ("competence",)),
    )


def test_a_fact_names_every_rule_that_looks_at_it() -> None:
    everything = replace(problem(), weights=Weights())
    for fact in facts(everything):
        assert fact.rules == tuple(rule.id for rule in (*FACTS, *RULES) if fact.name in rule.uses)


def test_they_are_listed_in_a_sentence() -> None:
    found = facts(replace(problem(), weights=Weights()), [BY_ID["competence"]])
    told = "Used: the competencies that visits need; the competencies of carers, with level and expiry."
    assert used(found) == told
    assert used(found, "es").startswith("Se ha usado: las competencias que piden las visitas; ")
