"""A version of the weights that the engine plans by."""

import json
from random import Random

import pytest

from engine.check import check
from engine.data.canonical import weights_used
from engine.data.weights_file import weights_text
from engine.errors import WeightsError
from engine.problem import Weights
from engine.rules import BY_ID, weight_of
from engine.weights import judged, next_version, read, under
from tests.engine.weights.versions import LUNCH, version
from tests.problems import random_plan, random_problem


def test_unknown_rules_are_told_with_what_may_have_been_meant():
    told = json.loads(weights_text(version())) | {"hash": None}
    told["values"]["traval"] = 3
    told["reasons"]["xyzzy"] = "so"
    with pytest.raises(WeightsError) as refused:
        read(json.dumps(told))
    first, second = refused.value.faults
    assert (first.field, first.path) == ("values.traval", ("values", "traval"))
    assert "did you mean travel" in first.remedy
    assert (second.field, second.path) == ("reasons.xyzzy", ("reasons", "xyzzy"))


def test_a_problem_under_a_version_is_judged_by_it():
    problem = random_problem(5)
    plan = random_plan(problem, Random(5))
    document = version(values={"travel": 7}, reasons={}, others="off")
    own, new = check(problem, plan), check(under(problem, document), plan)
    assert new.components == {"travel": pytest.approx(7 * own.amounts["travel"])}
    assert own.components["travel"] > 0
    assert weights_used(under(problem, document)) == {"name": "casa", "version": "1", "hash": document.content_hash}
    assert weight_of(BY_ID["lateness"], under(problem, document)) == 0


# -- one version after the other ---------------------------------------------------------------------------------------


def test_the_next_version_names_the_one_before_and_keeps_what_stays():
    found = next_version(version(), author="board", reason="Less travel.", values={"travel": 2, "lateness": None})
    assert (found.name, found.version, found.parent) == ("casa", "2", version().content_hash)
    assert found.values == {"travel": 2, "missed_break": "HARD"}
    assert found.reasons == {"missed_break": LUNCH}
    assert found.effective is None


def test_the_reason_of_a_rule_goes_with_its_weight():
    assert next_version(version(), author="a", reason="b", values={"missed_break": 50}).reasons == {}
    with pytest.raises(WeightsError, match=r"reasons\.order"):
        next_version(version(), author="a", reason="b", values={"order": "HARD"})


def test_a_problems_own_weights_are_written_down_as_a_first_version():
    own = Weights({"travel": 2}, name="ours", version="7")
    assert (
        next_version(own, author="a", reason="b").content_hash == next_version(own, author="c", reason="d").content_hash
    )
    first = next_version(own, author="a", reason="b")
    assert (first.weights, first.parent) == (own, None)
    assert next_version(own, author="a", reason="b", values={"travel": 3}).version == "8"


def test_a_version_that_is_no_number_is_not_counted_on_from():
    with pytest.raises(WeightsError, match="say what the new version is called"):
        next_version(version(version="spring"), author="a", reason="b")
    assert next_version(version(version="spring"), author="a", reason="b", version="summer").version == "summer"


def test_judging_tells_faults_of_both_kinds_at_once():
    with pytest.raises(WeightsError) as refused:
        judged(version(reasons={}, values={"missed_break": "HARD", "nonsense": 1}))
    assert [fault.field for fault in refused.value.faults] == ["reasons.missed_break", "values.nonsense"]
