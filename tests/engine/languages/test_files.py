"""Every text of the program is in the file of every language, under its name and with its gaps, and is no English."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import api
import engine
from api.cli import assigning, assigning_teams, matches_shown, substitutes_shown
from api.report import texts
from engine.analysis import measures
from engine.analysis import phrases as of_analysis
from engine.assignment import phrases as of_assignment
from engine.construction import BREAK_DETAILS, FACTS
from engine.explain import fact_words, words
from engine.explain import phrases as of_explain
from engine.languages import FOLDER, Texts
from engine.matching import phrases as of_matching
from engine.rules import RULES
from engine.shapes import LANGUAGES
from engine.substitution import phrases as of_substitution
from engine.weights import phrases as of_weights
from tests.speaking import english_in

OTHERS = tuple(language for language in LANGUAGES if language != "en")
CODE = [path for room in (engine, api) for path in Path(room.__path__[0]).rglob("*.py")]

TEXTS: tuple[Texts[Any], ...] = (
    *(words.CALENDAR, words.WORDS, words.SIGNS),
    *(BREAK_DETAILS, fact_words.FACT_WORDS, of_explain.PHRASES, of_matching.PHRASES, of_substitution.PHRASES),
    *(of_assignment.PHRASES, of_weights.EACH, of_weights.WORD_OF_MANY, of_weights.PHRASES),
    *(measures.TITLES, of_analysis.PHRASES),
    texts.TEXTS,
    *(assigning.PARTS, assigning.TEXTS, assigning.HEADS, assigning_teams.TEXTS, assigning_teams.HEADS),
    *(matches_shown.HEADS, substitutes_shown.TEXTS, substitutes_shown.HEADS),
)
RULES_TOLD = {rule.id: {"title": rule.title, "sentence": rule.sentence} for rule in (*FACTS, *RULES)}
FOLDERS = sorted({one.folder for one in TEXTS})

QUOTED = ("Ronda", "ronda plan", "--json", "--report FILE")
"""Names and commands, which stand in every language as they are."""


def english(folder: Path) -> dict[str, Mapping[str, Any]]:
    """All that a file of that folder has to translate, by section."""
    told: dict[str, Mapping[str, Any]] = {one.section: one.english for one in TEXTS if one.folder == folder}
    return told | ({"rules": RULES_TOLD} if folder == FOLDER else {})


def read(folder: Path, language: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))


def leaves(told: Any) -> Iterator[str]:
    """All texts, in order of their names."""
    if isinstance(told, Mapping):
        for name in sorted(told):
            yield from leaves(told[name])
    elif isinstance(told, str):
        yield told
    else:
        yield from told


def gaps(text: str) -> set[str]:
    return set(re.findall(r"\{\w*\}", text))


def test_no_text_of_the_code_is_left_out_here():
    """A section that is made in the code has its place in TEXTS above."""
    made = {
        node.args[0].value
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in ("Texts", "heads")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert made == {one.section for one in TEXTS}
    assert len(TEXTS) == len(made)  # no section is made twice


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
@pytest.mark.parametrize("language", OTHERS)
def test_each_file_has_every_name_and_no_other(folder: Path, language: str):
    told, wanted = read(folder, language), english(folder)
    assert list(told) == list(read(folder, OTHERS[0])), "the sections stand in the same order everywhere"
    assert set(told) == set(wanted)
    for section, names in wanted.items():
        assert set(told[section]) == set(names), f"{language}.toml, [{section}]"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
@pytest.mark.parametrize("language", OTHERS)
def test_each_text_has_the_gaps_of_the_english_one(folder: Path, language: str):
    told, wanted = read(folder, language), english(folder)
    for section in wanted:
        pairs = list(zip(leaves(told[section]), leaves(wanted[section]), strict=True))
        assert pairs
        for text, original in pairs:
            assert gaps(text) == gaps(original), f"{language}.toml, [{section}]: {text!r} for {original!r}"
            assert bool(text) == bool(original), f"{language}.toml, [{section}]: no text for {original!r}"
            assert original[:1].isspace() == text[:1].isspace() or text.startswith(","), text


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left_over(folder: Path, language: str):
    for section, told in read(folder, language).items():
        for text in leaves(told):
            bare = re.sub(r"\{\w*\}", " ", text)
            assert not english_in(bare, language, QUOTED), f"{language}.toml, [{section}]: {text!r}"


@pytest.mark.parametrize("language", OTHERS)
def test_the_eye_for_english_finds_it(language: str):
    """The control: every English sentence of more than a few words would be found in a translation."""
    for rule in (*FACTS, *RULES):
        assert english_in(re.sub(r"\{\w*\}", " ", rule.sentence), language), rule.id
    assert english_in("aina is not on shift: सोमवार 23 नवंबर।", language, ("aina",))
    assert not english_in("aina", language, ("aina",))


@pytest.mark.parametrize("language", OTHERS)
def test_no_two_rules_are_titled_alike(language: str):
    titles = [one["title"] for one in read(FOLDER, language)["rules"].values()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("language", ["hi", "gu"])
def test_sentences_end_as_they_do_in_their_script(language: str):
    stop = read(FOLDER, language)["words"]["stop"]
    for rule, told in read(FOLDER, language)["rules"].items():
        assert told["sentence"].endswith(stop), rule
        assert not told["title"].endswith(stop), rule
