"""What changed between two plans."""

from random import Random

import pytest

from engine.check import check
from engine.explain import Contribution, Kind, changes
from engine.problem import Weights
from engine.shapes import LANGUAGES
from engine.units import HARD
from tests.problems import all_soft, random_plan, random_problem
from tests.speaking import english_in, words_of
from tests.twins import at, plan, problem, shift, visit

GIVEN = problem(
    shift("aina"),
    shift("berta"),
    shift("carla"),
    *(visit(name, "a") for name in ("v", "w")),
    *(visit(name, "b") for name in ("x", "y", "z")),
    Weights({"travel": 1, "unplanned": 500, "lateness": HARD}, others="off"),
)
BEFORE = plan(GIVEN, aina="09:00 v, 09:40 x, 10:10 y", berta="09:00 w")
AFTER = plan(GIVEN, aina="09:00 v, 09:50 x", berta="09:00 z, 10:00 y")


def test_each_visit_that_changed_and_how():
    found = changes(GIVEN, BEFORE, AFTER)
    assert [(one.visit, one.kind, one.old_carer, one.carer, one.old_start, one.start) for one in found.moves] == [
        ("w", Kind.DROPPED, "berta", None, at("09:00"), None),
        ("x", Kind.TIME, "aina", "aina", at("09:40"), at("09:50")),
        ("y", Kind.CARER, "aina", "berta", at("10:10"), at("10:00")),
        ("z", Kind.PLANNED, None, "berta", None, at("09:00")),
    ]


def test_whom_it_affects_and_what_it_costs():
    found = changes(GIVEN, BEFORE, AFTER)
    assert (found.clients, found.carers) == (("a", "b"), ("berta", "aina"))
    # aina 10 + 10 + 20 as before; berta goes to b (20 + 20) instead of a (10 + 10)
    assert (found.cost, found.contributions) == (20, (Contribution("travel", 20, 20),))


def test_the_sentences():
    assert changes(GIVEN, BEFORE, AFTER).summary == (
        "Visits that change: 4 (newly planned 1, left out 1, other carer 1, other time 1).",
        "Clients affected: 2 (a, b); carers affected: 2 (berta, aina).",
        "The cost changes by +20: Travel time +20 min (+20).",
        "w at a: no longer planned (was with berta on Monday 23 November at 09:00).",
        "x at b, with aina: on Monday 23 November at 09:50 (was Monday 23 November at 09:40).",
        "y at b: berta instead of aina, on Monday 23 November at 10:00 (was Monday 23 November at 10:10).",
        "z at b: now planned, with berta on Monday 23 November at 09:00.",
    )


def test_what_is_newly_forbidden_and_what_no_longer():
    late = plan(GIVEN, aina="16:30 v")
    fine = plan(GIVEN, aina="16:00 v")
    assert [(one.rule, one.amount) for one in changes(GIVEN, fine, late).broken] == [("lateness", 30)]
    assert changes(GIVEN, late, fine).broken == ()
    assert "No longer forbidden: v at a is 30 minutes late." in changes(GIVEN, late, fine).summary
    assert "Newly forbidden: v at a is 30 minutes late." in changes(GIVEN, fine, late).summary


def test_another_shift_of_the_same_carer_is_no_other_carer():
    given = problem(shift("aina", "08:00-12:00"), shift("aina", "14:00-18:00", id="late"), visit("v"))
    (move,) = changes(given, plan(given, aina="09:00 v"), plan(given, late="15:00 v")).moves
    assert move.kind is Kind.TIME


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nothing"),
        ("ca", "No canvia res"),
        ("es", "No cambia nada"),
        ("hi", "कुछ नहीं"),
        ("gu", "કશું"),
        ("pt-BR", "Nada muda"),
    ],
)
def test_nothing_changed(language, text):
    found = changes(GIVEN, BEFORE, BEFORE, language)
    assert (found.moves, found.cost, found.contributions) == ((), 0, ())
    assert found.summary[0].startswith(text)


@pytest.mark.parametrize("seed", range(8))
def test_random_plans_and_back(seed):
    given = all_soft(random_problem(seed))
    one, two = random_plan(given, Random(seed)), random_plan(given, Random(seed + 100))
    there, back = changes(given, one, two), changes(given, two, one)
    assert there.cost == check(given, two).cost - check(given, one).cost == -back.cost
    assert sum(part.cost or 0 for part in there.contributions) == pytest.approx(there.cost)
    assert {move.visit for move in there.moves} == {move.visit for move in back.moves}
    assert there.broken == there.mended == ()
    turned = {Kind.PLANNED: Kind.DROPPED, Kind.DROPPED: Kind.PLANNED}
    assert [turned.get(move.kind, move.kind) for move in there.moves] == [move.kind for move in back.moves]
    for language in LANGUAGES:
        summary = changes(given, one, two, language).summary
        assert not any("…" in line for line in summary[3:])
        assert not [line for line in summary if english_in(line, language, words_of(given))]
