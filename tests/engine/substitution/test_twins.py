"""Absences on one street, worked out by hand: ten minutes from home to a, from a to b, and so on."""

import pytest

from engine.check import check
from engine.errors import RequestError
from engine.matching import Bar
from engine.problem import Carer, Link, Weights
from engine.shapes import LANGUAGES
from engine.substitution import Aim, substitute
from engine.units import HARD
from tests.speaking import english_in, words_of
from tests.twins import at, plan, problem, shift, visit


def travel(**more) -> Weights:
    return Weights({"travel": 1, **more}, others="off")


def test_one_carer_takes_both_visits_as_told() -> None:
    given = problem(
        shift("aina"),
        shift("berta"),
        visit("v", "a"),
        visit("u", "c"),
        visit("w", "b"),
        travel(),
    )
    running = plan(given, aina="09:00 v, 11:00 u", berta="10:00 w")
    found = substitute(given, running, "aina", 0)
    # Aina: home-a 10 + a-c 20 + c-home 30 = 60 that fall away. Berta: 40 to b and back; then home-a 10 + a-b 10 +
    # b-c 10 + c-home 30 = 60.
    assert found.left_undone == -60
    (one,) = found.proposals
    assert one.aims == (Aim.FEWEST_TOLD, Aim.CHEAPEST, Aim.FEWEST_HELPERS)
    assert [(cover.visit, cover.carer, cover.start) for cover in one.covers] == [
        ("v", "berta", at("09:00")),
        ("u", "berta", at("11:00")),
    ]
    assert (one.cost, one.against_running, one.retold, one.missing) == (20, -40, (), ())
    assert one.plan == plan(given, berta="09:00 v, 10:00 w, 11:00 u")
    assert one.summary[:3] == (
        "Fewest new times, cheapest, fewest helpers: 2 of 2 visits covered by 1 (berta).",
        "berta takes v at a at 09:00, as told.",
        "berta takes u at c at 11:00, as told.",
    )
    # By itself, v lies on Berta's way; u makes hers 60 long instead of 40.
    assert [(way.cover.carer, way.cost) for one in found.shortlists for way in one.stand_ins] == [
        ("berta", 0),
        ("berta", 20),
    ]


def test_a_told_time_that_costs_more_comes_before_a_new_time_that_costs_less() -> None:
    given = problem(
        shift("aina"),
        shift("berta"),
        shift("cleo"),
        visit("v", "d"),
        visit("w", "d", "08:45-08:45"),
        travel(),
    )
    running = plan(given, aina="09:00 v", berta="08:45 w")
    found = substitute(given, running, "aina", 0)
    told, cheap = found.proposals
    # Cleo: 40 there and 40 back. Berta is at d anyway, and free at 09:15.
    assert (told.aims, told.helpers, told.cost) == ((Aim.FEWEST_TOLD, Aim.FEWEST_HELPERS), ("cleo",), 80)
    assert (cheap.aims, cheap.helpers, cheap.cost) == ((Aim.CHEAPEST,), ("berta",), 0)
    assert (told.retold, cheap.retold) == ((), ("d",))
    assert cheap.covers[0].start == at("09:15")
    assert [way.cover.carer for way in found.shortlists[0].stand_ins] == ["cleo", "berta"]
    assert "berta takes v at d at 09:15 instead of 09:00." in cheap.summary


def test_others_begin_later_only_if_they_may() -> None:
    given = problem(shift("aina"), shift("berta"), visit("v", "a", "08:45-08:45"), visit("w", "b"), travel())
    running = plan(given, aina="08:45 v", berta="09:00 w")
    (nobody,) = substitute(given, running, "aina", 0).shortlists
    assert [(out.carer, out.bar, out.between) for out in nobody.ruled_out] == [("berta", Bar.BUSY, ("b",))]
    assert nobody.summary[1:] == ("Busy (1): berta (b).",)
    found = substitute(given, running, "aina", 0, pushes=1)
    # v ends at 09:15, ten minutes to b.
    (one,) = found.proposals
    assert [(push.visit, push.old, push.new) for push in one.pushes] == [("w", at("09:00"), at("09:25"))]
    assert one.retold == ("b",)
    assert found.shortlists[0].stand_ins[0].retold == ("b",)


def test_the_partner_of_two_at_once_stays_and_the_substitute_comes_at_that_time() -> None:
    hard = dict.fromkeys(("simultaneous", "together", "different_carers"), HARD)
    given = problem(
        shift("aina"),
        shift("berta"),
        shift("cleo"),
        visit("v"),
        visit("w"),
        visit("x", "b"),
        Link("v", "w", 0, 0, "different"),
        travel(**hard),
    )
    running = plan(given, aina="10:00 v", cleo="10:00 w", berta="08:30 x")
    found = substitute(given, running, "aina", 0)
    (one,) = found.proposals
    assert [(cover.carer, cover.start) for cover in one.covers] == [("berta", at("10:00"))]
    # Berta: home-b 20 + b-a 10 + a-home 10 = 40, as before.
    assert (one.cost, one.broken, check(given, one.plan).clean) == (0, (), True)
    assert [(out.carer, out.bar) for out in found.shortlists[0].ruled_out] == [("cleo", Bar.BREAKS_RULE)]


def test_what_belongs_together_is_covered_together_or_not_at_all() -> None:
    hard = {"together": HARD, "refused": HARD}
    parts = (
        shift("aina"),
        shift("berta"),
        visit("v", "a", "09:00-09:00"),
        visit("w", "b", "12:00-12:00"),
        visit("x", "b"),
    )
    link = Link("v", "w", 0, None)
    running = {"aina": "09:00 v, 12:00 w", "berta": "14:00 x"}
    both = problem(*parts, link, travel(**hard))
    found = substitute(both, plan(both, **running), "aina", 0)
    assert [cover.visit for cover in found.proposals[0].covers] == ["v", "w"]
    assert [way.with_too for one in found.shortlists for way in one.stand_ins] == [("w",), ("v",)]
    refused = problem(*parts, link, Carer("berta", refuses=("b",)), travel(**hard))
    found = substitute(refused, plan(refused, **running), "aina", 0)
    assert found.proposals == ()


def test_as_few_carers_as_can_be() -> None:
    given = problem(
        shift("aina"),
        shift("berta"),
        shift("cleo"),
        visit("v", "a", "09:00-09:00"),
        visit("u", "a", "10:00-10:00"),
        visit("w", "a", "08:30-08:30"),
        visit("x", "a", "10:30-10:30"),
        travel(waiting=1),
    )
    running = plan(given, aina="09:00 v, 10:00 u", berta="08:30 w", cleo="10:30 x")
    two, one = substitute(given, running, "aina", 0).proposals
    # v right after w, u right before x: nobody waits. Berta alone waits from 09:30 to 10:00; so would Cleo.
    assert (two.aims, two.helpers, two.cost) == ((Aim.FEWEST_TOLD, Aim.CHEAPEST), ("berta", "cleo"), 0)
    assert (one.aims, one.helpers, one.cost) == ((Aim.FEWEST_HELPERS,), ("berta",), 30)


def test_what_has_begun_is_kept() -> None:
    given = problem(shift("aina"), shift("berta"), visit("v", "a"), visit("u", "b"), travel())
    running = plan(given, aina="09:00 v, 10:00 u")
    found = substitute(given, running, "aina", 0, now=at("09:00"))
    assert (found.kept, found.visits) == (("v",), ("u",))
    assert found.proposals[0].plan == plan(given, aina="09:00 v", berta="10:00 u")
    assert "Begun by 09:00, and kept: v." in found.summary
    # At 09:45 Berta sets out, and is at b at 10:05.
    (late,) = substitute(given, running, "aina", 0, now=at("09:45")).proposals
    assert (late.covers[0].start, late.retold) == (at("10:05"), ("b",))


@pytest.mark.parametrize(
    ("carer", "day", "now", "told"),
    [
        ("zoe", 0, None, "no such carer"),
        ("aina", 7, None, "outside the horizon"),
        ("aina", 1, None, "the plan gives them some on 2026-11-23"),
        ("berta", 0, None, "the plan gives them some on no day"),
        ("aina", 0, at("10:00"), "all visits of aina have begun by then, the last at 10:00"),
    ],
)
def test_an_absence_that_makes_no_sense(carer: str, day: int, now: int | None, told: str) -> None:
    given = problem(shift("aina"), shift("aina", day=1), shift("berta"), visit("v"), travel(), days=2)
    with pytest.raises(RequestError, match=told):
        substitute(given, plan(given, aina="10:00 v"), carer, day, now)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language(language: str) -> None:
    given = problem(shift("aina"), shift("berta"), visit("v", "a", "08:45-08:45"), visit("w", "b"), travel())
    running = plan(given, aina="08:45 v", berta="09:00 w")
    english, other = (substitute(given, running, "aina", 0, pushes=1, language=one) for one in ("en", language))
    assert other.proposals[0].covers == english.proposals[0].covers
    assert not set(other.proposals[0].summary) & set(english.proposals[0].summary)
    told = [*other.summary, *(line for one in (*other.proposals, *other.shortlists) for line in one.summary)]
    told += [way.summary for one in other.shortlists for way in one.stand_ins]
    assert not [line for line in told if english_in(line, language, words_of(given))]
