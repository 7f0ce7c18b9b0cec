"""Texts are looked up by language; a language's file is read when it is asked for, and English stands in for a gap."""

import subprocess
import sys
from pathlib import Path

import pytest

from engine.errors import EngineError
from engine.languages import Texts, sentence_of, spoken, title_of, told_in
from engine.rules import BY_ID
from engine.shapes import LANGUAGES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ca.toml").write_text('[part]\nhello = "Hola"\ndays = ["dl.", "dt."]\n', encoding="utf-8")
    return tmp_path


def test_a_text_is_said_in_the_language_that_is_asked_for(folder: Path):
    said = Texts("part", {"hello": "Hello", "bye": "Bye"}, folder)
    assert [said("hello"), said("hello", "ca"), said("bye", "ca")] == ["Hello", "Hola", "Bye"]
    assert Texts("part", {"days": ("Mon", "Tue")}, folder)("days", "ca") == ("dl.", "dt.")
    assert Texts("other part", {"hello": "Hello"}, folder)("hello", "ca") == "Hello"


def test_what_is_not_told_and_not_spoken_is_refused(folder: Path):
    said = Texts("part", {"hello": "Hello"}, folder)
    with pytest.raises(KeyError):
        said("nothing", "ca")
    for language in ("fr", "../ca", ""):
        with pytest.raises(EngineError, match="choose one of en, ca, es, hi, gu, pt-BR"):
            said("hello", language)
        with pytest.raises(EngineError):
            spoken(language)


def test_a_rule_is_told_in_each_language():
    told = [title_of(BY_ID["travel"], language) for language in LANGUAGES]
    assert told == [
        "Travel time",
        "Temps de desplaçament",
        "Tiempo de desplazamiento",
        "आने-जाने का समय",
        "આવવા-જવાનો સમય",
        "Tempo de deslocamento",
    ]
    assert len({sentence_of(BY_ID["travel"], language) for language in LANGUAGES}) == len(LANGUAGES)


def test_english_reads_no_file():
    assert told_in("en") == {}
    asked = "import engine, engine.languages as it; engine.catalogue(); assert not it.told_in.cache_info().currsize"
    subprocess.run([sys.executable, "-c", asked], check=True)
