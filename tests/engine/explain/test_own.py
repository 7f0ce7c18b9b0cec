"""Why me: told to the carer of a visit, with colleagues counted and nobody else's clients named."""

import pytest

from engine.check import check
from engine.errors import EngineError
from engine.explain import why, why_me
from engine.explain.own import own
from engine.plan import Plan
from engine.problem import Client, Link, Published, Weights
from engine.result import Finding, Subject
from engine.shapes import LANGUAGES
from engine.units import HARD
from tests.placing import ReferencePlacer
from tests.speaking import english_in, words_of
from tests.twins import plan, problem, shift, visit

WEIGHTS = Weights({"travel": 1, "unplanned": 500, "preferred_carer": 20, "refused": HARD}, others="off")
NAMES = ("aina", "berta", "carla", "emma")
STREETS = {"aina": "home", "berta": "b", "carla": "c", "emma": "c"}
GIVEN = problem(
    Client("a", "a", prefers=("aina",), refuses=("emma",)),
    *(shift(name, start_place=STREETS[name], end_place=STREETS[name]) for name in NAMES),
    visit("v"),
    visit("w", "home"),
    WEIGHTS,
)
PLANNED = plan(GIVEN, aina="09:00 v")


def told(language: str = "en") -> tuple[str, ...]:
    found = why(GIVEN, PLANNED, "v", ReferencePlacer(GIVEN))
    return why_me(GIVEN, PLANNED, found, language)


def test_colleagues_are_counted_and_what_the_best_would_cost_is_told():
    assert told() == (
        "v at a is yours on Monday 23 November at 09:00.",
        "Compared with leaving it out: Unplanned visit −1 (−500); Travel time +20 min (+20).",
        # berta lives as near as aina, but is not preferred: 20 more
        "Colleagues who could take it over as the rounds stand: 2. The plan would cost at least 20 more:"
        " Not a preferred carer +1 (+20).",
        "Colleagues who may not do it: 1 of 3.",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_colleague_is_named_in_any_language(language: str):
    assert len(told(language)) == len(told())
    assert not [line for line in told(language) if english_in(line, language, words_of(GIVEN))]
    assert not any(name in line for line in told(language) for name in ("berta", "carla", "emma"))


def test_where_nobody_else_can_it_says_so():
    given = problem(shift("aina"), shift("berta", day=1), visit("v"), days=2)
    planned = plan(given, aina="09:00 v")
    lines = why_me(given, planned, why(given, planned, "v", ReferencePlacer(given)))
    assert "As the rounds stand, nobody else can take it over without breaking what may not be broken." in lines
    assert lines[-1] == "Colleagues who have no shift then, or could not be there in time: 1 of 1."


def test_who_was_announced_instead_is_not_named():
    given = problem(
        shift("aina"),
        shift("berta"),
        visit("v"),
        Published("v", "berta", 540),
        Weights({"changed_carer": 5, "unplanned": 500}, others="off"),
    )
    planned = plan(given, aina="09:00 v")
    lines = why_me(given, planned, why(given, planned, "v", ReferencePlacer(given)))
    assert "aina comes to v instead of …, who was announced." in lines


def test_what_is_about_others_is_left_out():
    """Two visits tied together, of which a colleague makes the other, at a client whom the carer does not know."""
    given = problem(
        Client("a", "a"),
        Client("b", "b"),
        shift("aina"),
        shift("berta"),
        visit("v", "a"),
        visit("x", "b"),
        Link("v", "x", 0, 0),
        Weights({"simultaneous": 5, "unplanned": 500}, others="off"),
    )
    planned = plan(given, aina="09:00 v", berta="10:00 x")
    assert [one.rule for one in check(given, planned).findings] == ["simultaneous"]
    lines = why_me(given, planned, why(given, planned, "v", ReferencePlacer(given)))
    assert not any("x" in line.split() for line in lines)
    # who makes both of them is told
    both = plan(given, aina="09:00 v, 10:00 x")
    lines = why_me(given, both, why(given, both, "v", ReferencePlacer(given)))
    assert "v and x begin 60 minutes apart instead of together." in lines


@pytest.mark.parametrize(
    ("about", "known"),
    [
        (Subject(visit="v", carer="aina", client="a"), True),
        (Subject(visit="v", carer="berta"), False),
        (Subject(visit="v", shift="berta"), False),
        (Subject(client="b"), False),
    ],
)
def test_a_finding_is_told_where_all_of_it_is_ones_own(about: Subject, known: bool):
    found = own(GIVEN, Finding("lateness", 1, 1.0, about), "aina", frozenset({"a"}))
    assert (found is not None) == known


def test_a_visit_that_nobody_makes_is_nobodys():
    found = why(GIVEN, Plan(), "v", ReferencePlacer(GIVEN))
    with pytest.raises(EngineError, match="nobody makes it"):
        why_me(GIVEN, Plan(), found)
