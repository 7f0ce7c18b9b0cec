"""The library's terms, in the words of every language."""

import pytest

from api.library.folding import folded
from api.library.resource import Terms
from api.library.terms import FIELDS, LANGUAGES, filed, tags_of, term_of, vocabulary, word

ALL = [term for terms in vocabulary().values() for term in terms.values()]


@pytest.mark.parametrize("term", ALL, ids=lambda term: f"{term.facet}-{term.id}")
def test_every_term_has_a_word_in_every_language_and_is_found_by_each(term):
    assert [language for language in LANGUAGES if not term.words[language].strip()] == []
    names = (*term.words.values(), *term.also, term.id)
    assert [name for name in names if term_of(name) != term] == []
    assert term_of(term.words["en"].upper()) == term


def test_hindi_and_gujarati_words_stand_in_their_own_script():
    scripts = {"hi": ("\u0900", "\u097f"), "gu": ("\u0a80", "\u0aff")}
    for term in ALL:
        for language, (first, last) in scripts.items():
            assert any(first <= letter <= last for letter in term.words[language]), (term.id, language)


def test_no_two_terms_share_a_word():
    names: dict[str, set[tuple[str, str]]] = {}
    for term in ALL:
        for name in (*term.words.values(), *term.also, term.id):
            names.setdefault(folded(name), set()).add((term.facet, term.id))
    assert {name: terms for name, terms in names.items() if len(terms) > 1} == {}


def test_tags_are_filed_and_words_of_ones_own_are_kept():
    terms, keywords = filed(["Demència", "DEMENTIA", "Vídeo", "રહેઠાણ", "ceiling track", "ceiling track"])
    assert terms == Terms(topics=("dementia",), sectors=("housing",), formats=("video",))
    assert keywords == ("ceiling track",)


def test_what_is_filed_comes_out_in_words_again():
    terms = Terms(topics=("dementia", "pay"), regions=("catalonia",))
    assert filed(tags_of(terms, "gu")) == (terms, ())


def test_an_unknown_term_is_called_by_its_id_and_an_unknown_language_gets_english():
    assert word("topic", "bees", "ca") == "bees"
    assert word("topic", "pay", "fr") == "Pay"
    assert set(FIELDS) == set(vocabulary())
