"""The maps over streets: the rounds along them, drawn once, light, with thanks; and no trace of them without a city."""

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from api.report import render, streets
from api.report.chart import Sheet
from api.report.lines import NEARER, beside, clipped, path_data, thinned
from api.report.page import Page
from api.report.texts import Words
from engine.check import check
from engine.plan import Plan
from engine.problem import Place, Problem
from engine.shapes import LANGUAGES
from engine.travel.city import City
from engine.travel.network import Network, Origin
from engine.travel.roads import Roads
from tests.api.test_report import Node, read
from tests.engine.travel.town import SOUTH, STEP, WEST, network
from tests.problems import all_soft
from tests.twins import plan, problem, shift, street, visit

CORNER = (SOUTH, WEST + 4 * STEP)
JUNCTIONS = [(SOUTH, WEST), CORNER, (SOUTH + 4 * STEP, WEST + 4 * STEP), (SOUTH + 1, WEST), (SOUTH + 1, WEST + STEP)]
ORIGIN = Origin("a <map>", "Free & open", "© <i>those</i> who drew it", "2026-01-01")


def town() -> Network:
    """A main street eastwards, round a corner a minor one northwards with a bend in it, and one a degree farther."""
    bend = [CORNER, (SOUTH + STEP, WEST + 5 * STEP), JUNCTIONS[2]]
    shapes = [JUNCTIONS[:2], bend, JUNCTIONS[3:]]
    drawn = network(
        JUNCTIONS, [(0, 1, 332), (1, 2, 460), (3, 4, 83)], kind=["primary", "residential", "primary"], shapes=shapes
    )
    return replace(drawn, origin=ORIGIN)


def over(mode: str = "walk", home: tuple[float, float] = JUNCTIONS[0], days: int = 1) -> tuple[Problem, Plan]:
    """Rounds from home round the corner to a, up to the end of the street to b, and home again."""
    spots = {"home": home, "a": (SOUTH + STEP / 2, WEST + 4.5 * STEP), "b": JUNCTIONS[2], "c": JUNCTIONS[0]}
    given = problem(
        *(shift("aina", day=day, mode=mode) for day in range(days)),
        *(visit(f"{client}{day}", client, day=day) for day in range(days) for client in "abc"),
        street(mode),
        days=days,
    )
    given = replace(given, places=tuple(Place(name, *spots.get(name, CORNER)) for name in ("home", *"abcd")))
    rounds = {f"aina_{day}" if day else "aina": f"09:00 a{day}, 11:00 b{day}" for day in range(days)}
    return all_soft(given), plan(given, **rounds)


def page(given: Problem, planned: Plan, **options: object) -> str:
    return render(given, planned, check(given, planned), **options)  # type: ignore[arg-type]


def city() -> City:
    return City("L-town", town())


def sheet(given: Problem, planned: Plan) -> Sheet:
    return Sheet(Page(given, planned, check(given, planned), Words("en")))


def rounds(drawn: Node) -> list[np.ndarray]:
    lines = [line.attributes["points"].split() for line in drawn.all("polyline")]
    return [np.array([[float(part) for part in corner.split(",")] for corner in line]) for line in lines]


def off(line: np.ndarray, spots: np.ndarray) -> np.ndarray:
    """Drawing units from each spot to the nearest corner of a line."""
    return np.linalg.norm(line[:, None] - spots[None], axis=2).min(axis=0)


def follow(data: str) -> list[list[tuple[int, int]]]:
    """The lines that a browser draws for the `d` of a path of M and m."""
    lines: list[list[tuple[int, int]]] = []
    here = (0, 0)
    for command, told in re.findall(r"([Mm])([^Mm]*)", data):
        numbers = [int(number) for number in re.findall(r"-?\d+", told)]
        lines.append([])
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            here = (x, y) if command == "M" else (here[0] + x, here[1] + y)
            lines[-1].append(here)
    return [line for line in lines if len(line) > 1]


def drawn_streets(text: str) -> list[list[list[tuple[int, int]]]]:
    """The lines of the minor and of the main streets."""
    return [follow(path.attributes["d"]) for path in read(text).one("streets").all("path")]


# -- the rounds --------------------------------------------------------------------------------------------------------


def test_each_leg_goes_round_the_corner_and_the_bend():
    given, planned = over()
    corner, bend, a, b, home = sheet(given, planned).draw(
        np.array([CORNER, (SOUTH + STEP, WEST + 5 * STEP), (SOUTH + STEP / 2, WEST + 4.5 * STEP), *JUNCTIONS[2::-2]])
    )
    (line,) = rounds(read(page(given, planned, city=city())))
    steps = np.array([off(line, spot[None])[0] for spot in (corner, bend, a, b, home)])
    assert (steps < 0.2).all()
    order = [int(np.linalg.norm(line - spot, axis=1).argmin()) for spot in (home, corner, a, bend, b)]
    assert order == sorted(order)  # on the way out
    assert off(line[order[-1] :], np.array([bend, corner, home])).max() < 0.2  # and on the way back
    straight = rounds(read(page(given, planned)))[0]
    assert off(straight, np.array([corner, bend])).min() > 20


def test_all_legs_of_a_mode_are_traced_at_once_by_the_traffic_of_the_hour(monkeypatch: pytest.MonkeyPatch):
    calls: list[tuple[str, str, int]] = []

    def counted(asked: Roads, _: streets.Streets, starts: np.ndarray, goals: np.ndarray) -> list[np.ndarray]:
        calls.append((asked.profile.mode, asked.band, len(starts)))
        return [np.stack(ends) for ends in zip(starts, goals, strict=True)]

    monkeypatch.setattr(streets, "traced", counted)
    given, planned = over("car", days=3)
    page(given, planned, city=city())
    page(given, planned, city=city(), band="evening")
    assert calls == [("car", "midday", 3), ("car", "evening", 3)]


@pytest.mark.parametrize("mode", ["transit", "tandem"])
def test_a_mode_that_the_city_lacks_runs_straight(mode: str):
    given, planned = over(mode)
    straight, on_streets = (rounds(read(page(given, planned, city=one)))[0] for one in (None, city()))
    np.testing.assert_allclose(straight, on_streets)


def test_a_problem_far_from_all_streets_runs_straight():
    given, planned = over()
    away = tuple(replace(place, latitude=(place.latitude or 0) + 0.1) for place in given.places)
    given = replace(given, places=away)
    straight, on_streets = (rounds(read(page(given, planned, city=one)))[0] for one in (None, city()))
    np.testing.assert_allclose(straight, on_streets)


def test_who_lives_farther_out_comes_in_where_the_way_does():
    given, planned = over(home=(SOUTH, WEST - 5 * STEP))
    drawn = read(page(given, planned, city=city())).classed("chart")[0]
    (line,) = rounds(drawn)
    width, height = (float(size) for size in drawn.attributes["viewbox"].split()[2:])
    assert ((line >= 0) & (line <= (width, height))).all()
    street_lies = sheet(given, planned).draw(np.array([CORNER]))[0, 1]
    np.testing.assert_allclose(line[[0, -1]], [(0, street_lies)] * 2, atol=0.1)
    (square,) = drawn.all("rect")
    assert (float(square.attributes["x"]), float(square.attributes["y"])) == pytest.approx(
        (4, street_lies - 5), abs=0.1
    )


def test_visits_at_one_door_stand_beside_each_other_on_the_line():
    given, _ = over()
    twice = replace(given, visits=(*given.visits, replace(given.visit["a0"], id="again")))
    planned = plan(twice, aina="09:00 a0, 10:00 again, 11:00 b0")
    drawn = read(page(twice, planned, city=city()))
    marks = np.array([[float(mark.attributes[axis]) for axis in ("cx", "cy")] for mark in drawn.all("circle")[-3:]])
    np.testing.assert_allclose(marks[1] - marks[0], (15, 0), atol=0.11)
    assert off(rounds(drawn)[0], marks).max() < 0.2


def test_one_door_is_map_enough():
    given = replace(
        problem(shift("aina"), visit("v")),
        places=tuple(Place(name, *CORNER) for name in ("home", *"abcd")),
    )
    assert read(page(given, plan(given, aina="09:00 v"), city=city())).classed("chart")


# -- the streets -------------------------------------------------------------------------------------------------------


def test_streets_lie_where_they_are_and_main_ones_are_wider():
    given, planned = over()
    text = page(given, planned, city=city())
    minor, main = drawn_streets(text)
    bend = [CORNER, (SOUTH + STEP, WEST + 5 * STEP), JUNCTIONS[2]]
    for lines, spots in ((main, JUNCTIONS[:2]), (minor, bend)):
        assert len(lines) == 1
        np.testing.assert_allclose(lines[0], 10 * sheet(given, planned).draw(np.array(spots)), atol=0.51)
    narrow, wide = (float(path.attributes["stroke-width"]) for path in read(text).one("streets").all("path"))
    assert narrow < wide


def test_streets_are_drawn_once_and_every_day_refers_to_them():
    given, planned = over(days=3)
    text = page(given, planned, city=city())
    charts = read(text).classed("chart")
    assert len(charts) == 3
    assert [[use.attributes["href"] for use in drawn.all("use")] for drawn in charts] == [["#streets"]] * 3
    assert text.count('id="streets"') == 1


def test_where_there_is_too_much_to_draw_the_least_important_streets_stay_away(monkeypatch: pytest.MonkeyPatch):
    given, planned = over()
    sizes = [len(path.attributes["d"]) for path in read(page(given, planned, city=city())).one("streets").all("path")]
    for limit, expected in ((sum(sizes), [1, 1]), (sum(sizes) - 1, [0, 1]), (sizes[1] - 1, [0, 0])):
        monkeypatch.setattr(streets, "LIMIT", limit)
        assert [len(lines) for lines in drawn_streets(page(given, planned, city=city()))] == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_drew_the_streets_is_thanked_under_each_map_and_in_the_provenance(language: str):
    given, planned = over(days=2)
    drawn = read(page(given, planned, city=city(), language=language))
    credits = [note.text for note in drawn.classed("credit")]
    assert credits == [f"{Words(language)('streets')}: © <i>those</i> who drew it, Free & open"] * 2
    assert "L-town: a <map>, 2026-01-01, © <i>those</i> who drew it, Free & open" in drawn.one("about").text


def test_whatever_a_place_or_a_city_is_called_stays_text():
    evil = "<script>alert('1')</script>\"&"
    given, planned = over()
    places = tuple(replace(place, id=evil) if place.id == "a" else place for place in given.places)
    clients = tuple(replace(client, place=evil) if client.id == "a" else client for client in given.clients)
    given = replace(given, places=places, clients=clients)
    drawn = read(page(given, planned, city=City(evil, town())))
    assert len(drawn.all("script")) == 1
    assert evil in drawn.one("about").text
    assert off(rounds(drawn)[0], sheet(given, planned).draw(np.array([CORNER]))).max() < 0.2


# -- without -----------------------------------------------------------------------------------------------------------


def test_but_for_streets_and_rounds_the_page_is_the_same_as_without_a_city():
    given, planned = over(days=2)
    plain, with_streets = page(given, planned), page(given, planned, city=city())
    assert not re.search("streets|credit|<use|drawn-once", plain)
    added = (
        r"\n/\* streets under the map \*/.*?(?=\.map:has\(input)",
        r'<svg class="drawn-once".*?</svg>\n',
        r'<use href="#streets"/>\n',
        r'<p class="credit">.*?</p>\n',
        r"<dt>Streets</dt><dd>.*?</dd>\n",
    )
    rest = with_streets
    for pattern in added:
        assert re.search(pattern, rest, re.DOTALL), pattern
        rest = re.sub(pattern, "", rest, flags=re.DOTALL)
    rest = rest.replace(Words("en")("map_words_streets"), Words("en")("map_words"))
    without_lines = [re.sub(r"<polyline[^>]*>", "", text) for text in (plain, rest)]
    assert without_lines[0] == without_lines[1]


def test_without_coordinates_there_is_no_map_to_draw_streets_on():
    given, planned = over()
    given = replace(given, places=tuple(Place(place.id) for place in given.places))
    assert page(given, planned) == page(given, planned, city=city())


# -- lines -------------------------------------------------------------------------------------------------------------


def length(line: np.ndarray) -> float:
    return float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())


@pytest.mark.parametrize("seed", range(5))
def test_what_is_cut_off_lies_outside_and_nothing_else(seed: int):
    rng = np.random.default_rng(seed)
    lines = [rng.uniform(-50, 150, size=(rng.integers(2, 9), 2)) for _ in range(6)]
    lines += [np.array([(10.0, -20), (10, 40), (10, 40), (60, 40)]), np.array([(-5.0, 10), (-5, 90)])]
    starts = np.cumsum([0, *map(len, lines)])
    parts = clipped(np.concatenate(lines), starts, 100, 80)
    assert all((part >= -1e-9).all() and (part <= (100 + 1e-9, 80 + 1e-9)).all() for part in parts)
    inside = 0.0
    for line in lines:
        fine = np.concatenate([np.linspace(one, other, 2001) for one, other in pairwise(line)])
        middle = (fine[1:] + fine[:-1]) / 2
        kept = ((middle >= 0) & (middle <= (100, 80))).all(axis=1)
        inside += np.linalg.norm(np.diff(fine, axis=0), axis=1)[kept].sum()
    assert sum(map(length, parts)) == pytest.approx(inside, abs=2)


def test_a_path_is_read_as_it_was_meant():
    lines = [[(3.0, 4.0), (1.5, -2.0)], [(1.5, -2.0), (0.0, 0.1)], [(9.0, 9.0), (8.0, 9.0), (8.0, 9.9)]]
    assert path_data(lines) == "M0 0m30 40-15-60-15 21m90 89-10 0 0 9"
    assert follow(path_data(lines)) == [[(30, 40), (15, -20), (0, 1)], [(90, 90), (80, 90), (80, 99)]]


def test_corners_that_no_eye_misses_are_left_out_and_no_others():
    line = np.array([(0.0, 0.0), (2.0, 0.4), (4.0, 0.0), (4.0, 9.0), (4.0, 0.0), (8.0, 0.0), (8.0, 0.6), (8.0, 0.7)])
    assert thinned(line) == [(0.0, 0.0), (4.0, 0.0), (4.0, 9.0), (4.0, 0.0), (8.0, 0.0), (8.0, 0.7)]
    assert thinned(line[:2]) == [(0.0, 0.0), (2.0, 0.4)]


@pytest.mark.parametrize("seed", range(5))
def test_a_thinned_line_keeps_near_to_the_line_that_it_was(seed: int):
    line = np.cumsum(np.random.default_rng(seed).uniform(-0.5, 1, size=(200, 2)), axis=0)
    thin = np.array(thinned(line))
    fine = np.concatenate([np.linspace(one, other, 200) for one, other in pairwise(thin)])
    assert len(thin) < len(line)
    assert off(fine, line).max() < NEARER + 0.1  # the corners are rounded to tenths


def test_rounds_in_one_street_run_beside_each_other_between_their_ends():
    line = np.array([(0.0, 0.0), (10, 0), (20, 0), (20, 10), (20, 0), (20, 30)])
    moved = beside(line, 2)  # y grows downwards: to the right of a line eastwards is below
    np.testing.assert_allclose(moved, [(0, 0), (10, 2), (18, 2), (20, 10), (20, 0), (20, 30)])
