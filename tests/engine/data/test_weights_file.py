"""Versions of the weights as JSON files."""

import json

import pytest
from jsonschema import Draft202012Validator

from engine.data import canonical
from engine.data.weights_file import weights_text
from engine.errors import DataError, WeightsError
from engine.weights import read
from tests.engine.weights.versions import version


def faulty(error: type[Exception] = DataError, **changes) -> str:
    with pytest.raises(error) as refused:
        read(json.dumps(json.loads(weights_text(version())) | changes))
    return str(refused.value)


def test_there_and_back(tmp_path):
    path = tmp_path / "casa.json"
    path.write_text(weights_text(version(parent="0" * 64)), encoding="utf-8")
    assert read(path) == version(parent="0" * 64)
    assert read(weights_text(version(effective=None))) == version(effective=None)


def test_what_is_written_obeys_the_published_schema():
    told = json.loads(weights_text(version()))
    assert list(Draft202012Validator(canonical.weights_schema()).iter_errors(told)) == []
    assert told["hash"] == version().content_hash


def test_a_file_by_hand_needs_little():
    told = {"format": "ronda-weights-1", "name": "casa", "version": "1", "author": "assembly", "reason": "The first."}
    assert read(json.dumps(told)).values == {}


def test_what_was_changed_since_it_was_agreed_on_is_noticed():
    assert "hash" in faulty(WeightsError, values={"travel": 2})
    told = json.loads(weights_text(version())) | {"values": {"travel": 2}}
    del told["hash"]
    assert read(json.dumps(told)).values == {"travel": 2}
    assert read(json.dumps(told | {"hash": None})).values == {"travel": 2}


def test_no_version_is_its_own_parent():
    assert "is this version itself" in faulty(WeightsError, parent=version().content_hash)


def test_wrong_forms_are_told_with_their_place():
    assert "values.travel = 'much'" in faulty(values={"travel": "much"})
    assert "colour" in faulty(colour="red")
    assert "format" in faulty(format="ronda-weights-9")
    assert "give a date" in faulty(effective="soon")


def test_what_makes_no_sense_is_told_with_its_place():
    with pytest.raises(WeightsError, match="the weights document has 2 faults") as refused:
        read(json.dumps(json.loads(weights_text(version())) | {"reasons": {}, "name": ""}))
    assert {fault.path for fault in refused.value.faults} == {("name",), ("reasons",)}


# -- what plans carry --------------------------------------------------------------------------------------------------

OLD = '{"format": "ronda-plan-1", "problem": "w", "routes": [{"shift": "a", "stops": []}]}'


def test_a_plan_of_before_has_no_weights_and_is_read():
    assert len(canonical.read_plan(OLD).routes) == 1
    assert canonical.weights_of_plan(OLD) is None


def test_a_plan_tells_its_weights():
    used = {"name": "casa", "version": "1", "hash": version().content_hash}
    text = json.dumps(json.loads(OLD) | {"weights": used})
    assert canonical.read_plan(text) == canonical.read_plan(OLD)
    told = canonical.weights_of_plan(text)
    assert told is not None
    assert {"name": told.name, "version": told.version, "hash": told.hash} == used
    assert list(Draft202012Validator(canonical.plan_schema()).iter_errors(json.loads(text))) == []
