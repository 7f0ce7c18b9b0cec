"""Those who cannot are told by what stands in the way, each sentence once."""

from typing import Any

from api.hub.ruled_out import KINDS, Reason, reasons
from engine.explain.reasons import Obstacle
from engine.matching.answer import Bar


def out(carer: str, bar: str, sentence: str) -> dict[str, Any]:
    return {"carer": carer, "bar": bar, "sentence": sentence, "findings": []}


def test_what_many_have_in_common_is_said_once_and_the_least_comes_first():
    found = [
        out("c1", "no shift", "does not work on Monday"),
        out("c2", "busy", "is with d1"),
        out("c3", "no shift", "does not work on Monday"),
        out("c4", "busy", "is with d2"),
    ]
    assert reasons(found, "bar") == [
        Reason(KINDS["busy"], 2, (("is with d1", ("c2",)), ("is with d2", ("c4",)))),
        Reason(KINDS["no shift"], 2, (("does not work on Monday", ("c1", "c3")),)),
    ]


def test_a_sentence_that_names_the_carer_is_the_same_of_another():
    found = [
        {"carer": name, "obstacle": "ruled out", "findings": [{"sentence": f"{name} at d-{name}: no hoist."}]}
        for name in ("c1", "c2")
    ]
    (reason,) = reasons(found, "obstacle")
    assert [line for line, _ in reason.told] == ["… at d-c1: no hoist.", "… at d-c2: no hoist."]
    found = [one | {"findings": [{"sentence": f"{one['carer']} has no hoist."}]} for one in found]
    assert reasons(found, "obstacle")[0].told == (("… has no hoist.", ("c1", "c2")),)


def test_whoever_is_not_there_needs_no_sentence():
    assert reasons([{"carer": "c1", "obstacle": "no shift", "findings": []}], "obstacle")[0].told == (("", ("c1",)),)


def test_everything_that_can_stand_in_the_way_has_its_words():
    assert {*Bar, *Obstacle} <= set(KINDS)
