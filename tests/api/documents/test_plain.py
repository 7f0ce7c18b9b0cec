"""Documents as plain data and as JSON."""

import json
from dataclasses import asdict
from math import inf, nan
from types import MappingProxyType

import pytest

from api.documents.plain import encoded, plain
from engine.matching import Offer, Push, Slot
from engine.plan import Route, Stop

OFFER = Offer(
    slots=(Slot("v-1", "ada", "mon", 540),),
    points=12,
    cost=0.5,
    contributions=(),
    pushes=(Push("v-2", "pere", 600, 610),),
    routes=(Route("mon", (Stop("v-1", 540, 570), Stop(None, 570, 600))),),
    also=(545, 550),
)


def test_an_object_becomes_what_asdict_makes_of_it():
    assert json.dumps(plain(OFFER)) == json.dumps(asdict(OFFER))
    assert plain({"é": [OFFER, None, True, 1.5]}) == {"é": [plain(OFFER), None, True, 1.5]}


def test_objects_may_stand_in_a_document_that_is_encoded():
    assert encoded({"offers": [OFFER]}) == encoded({"offers": [plain(OFFER)]})


def test_what_json_cannot_say_is_null():
    assert encoded({"a": [inf, -inf, nan, 1.5], "b": (1, "é")}) == '{"a":[null,null,null,1.5],"b":[1,"é"]}'.encode()


def test_any_mapping_is_an_object():
    assert encoded({"a": MappingProxyType({"b": 1})}) == b'{"a":{"b":1}}'


def test_what_is_no_data_is_not_written():
    with pytest.raises(TypeError):
        encoded({"a": object()})
