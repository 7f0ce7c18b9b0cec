"""Words are folded the same whichever way is taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.library.words import LONGEST, MOST, wanted_words, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Col·lecció d'Art", ["colleccio", "d", "art"]),
        ("L'hort, people’s", ["l", "hort", "peoples"]),
        ("Łódź ÅRHUS Straße", ["lodz", "arhus", "strasse"]),
        ("गरिमा और સંભાળ", ["गरिमा", "और", "સંભાળ"]),
        ("x" * 100, ["x" * LONGEST]),
        ("?!", []),
    ],
)
def test_words_have_neither_capitals_nor_accents(text: str, words: list[str]):
    assert words_of(text) == words


@given(st.text(st.characters(max_codepoint=127)))
def test_the_fast_way_for_plain_text_is_the_same(text: str):
    assert words_of(text) == words_of(f"{text} é")[:-1]


def test_single_letters_are_sought_only_where_there_is_nothing_else():
    assert wanted_words("l'hort d'art art") == ["hort", "art"]
    assert wanted_words("a b") == ["a", "b"]
    assert len(wanted_words(" ".join(f"word{number}" for number in range(50)))) == MOST
