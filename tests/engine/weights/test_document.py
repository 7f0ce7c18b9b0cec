"""What identifies a version of the weights, and what is wrong with one."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.problem import Weights, content_hash, is_hash
from engine.rules import ORDER
from engine.units import HARD
from tests.engine.weights.versions import version

WEIGHTS = st.dictionaries(
    st.sampled_from(ORDER), st.just(HARD) | st.integers(0, 1_000_000_000).map(lambda thousandths: thousandths / 1000)
)


def test_the_hash_can_be_found_with_any_program():
    text = (
        '{"format":"ronda-weights-1","name":"casa","others":"default",'
        '"values":{"lateness":0,"missed_break":"HARD","travel":1500},"version":"1"}'
    )
    assert version().content_hash == hashlib.sha256(text.encode()).hexdigest()


def test_the_hash_is_of_utf_8():
    text = '{"format":"ronda-weights-1","name":"pràctica","others":"off","values":{},"version":"1"}'
    assert content_hash(Weights({}, "off", "pràctica")) == hashlib.sha256(text.encode("utf-8")).hexdigest()


@pytest.mark.parametrize(
    "changes",
    [
        {"values": {"travel": 1.501, "missed_break": "HARD", "lateness": 0}},
        {"values": {"travel": 1.5, "missed_break": "HARD"}},
        {"values": {"travel": 1.5, "missed_break": 100, "lateness": 0}},
        {"others": "off"},
        {"name": "cases"},
        {"version": "2"},
    ],
)
def test_what_has_effect_and_what_it_is_called_make_another_hash(changes):
    assert version(**changes).content_hash != version().content_hash


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": "Before the summer."},
        {"reasons": {"missed_break": "The law."}},
        {"author": "board"},
        {"effective": None},
        {"parent": "0" * 64},
        {"values": {"lateness": 0.0, "missed_break": "HARD", "travel": 1.500}},
    ],
)
def test_words_and_dates_and_how_a_number_is_written_make_none(changes):
    assert version(**changes).content_hash == version().content_hash


@given(values=WEIGHTS, other=WEIGHTS)
def test_two_vectors_have_one_hash_only_if_they_are_one(values, other):
    assert (content_hash(Weights(values)) == content_hash(Weights(other))) == (values == other)
    backwards = dict(reversed(list(values.items())))
    assert content_hash(Weights(backwards)) == content_hash(Weights(values))


def test_a_document_and_a_problems_own_weights_of_the_same_content_have_one_hash():
    document = version()
    own = Weights(document.values, "default", "casa", "1")
    assert document.weights == own
    assert content_hash(own) == document.content_hash


def test_a_sound_version_has_no_faults():
    assert list(version().faults()) == []


@pytest.mark.parametrize(
    ("changes", "field", "path", "said"),
    [
        ({"reasons": {}}, "reasons.missed_break", ("reasons",), "HARD forbids: say why"),
        ({"reasons": {"missed_break": "  "}}, "reasons.missed_break", ("reasons",), "HARD forbids: say why"),
        ({"values": {"travel": -1}}, "travel", ("values", "travel"), "give a number from 0"),
        ({"values": {"travel": 0.0001}}, "travel", ("values", "travel"), "three decimals"),
        ({"name": ""}, "name", ("name",), "without blanks around it"),
        ({"version": " 1"}, "version", ("version",), "without blanks around it"),
        ({"author": "a\nb"}, "author", ("author",), "one line"),
        ({"reason": "x" * 4_001}, "reason", ("reason",), "4,000 signs at most"),
        (
            {"reasons": {"missed_break": "x" * 1_001}},
            "reasons.missed_break",
            ("reasons", "missed_break"),
            "1,000 signs",
        ),
        ({"parent": "A" * 64}, "parent", ("parent",), "content hash of the version before"),
    ],
)
def test_each_fault_is_told_with_its_place(changes, field, path, said):
    (fault,) = version(**changes).faults()
    assert (fault.field, fault.path) == (field, path)
    assert said in fault.remedy


def test_all_faults_are_told_at_once():
    assert (
        len(list(replace(version(), reasons={}, name="", parent="x", values={"travel": -1, "order": HARD}).faults()))
        == 4
    )


def test_a_hash_is_64_small_hexadecimal_signs():
    assert is_hash(version().content_hash)
    assert [is_hash(one) for one in ("", "0" * 63, "0" * 65, "G" + "0" * 63, "A" + "0" * 63)] == [False] * 5
