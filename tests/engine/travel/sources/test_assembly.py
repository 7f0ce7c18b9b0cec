from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.travel.network import DEGREE, KINDS, Network
from engine.travel.sources.assembly import assemble, outside, turned
from engine.travel.sources.drawn import Draft, Drawn
from engine.travel.sources.ways import Way
from tests.engine.travel.sources.village import allowed, measured, told
from tests.engine.travel.town import INVENTED

WALK, ONE_WAY = allowed(walk="both"), allowed(car="along")
SPOTS = [(52_0000000 + 7919 * index, 1000000 + 6007 * (index * index % 13)) for index in range(13)]


def draw(*ways: tuple[int, ...], bits: list[int] | None = None, names: list[str] | None = None) -> Drawn:
    """Ways through the points of SPOTS, by their numbers."""
    draft = Draft()
    for index, points in enumerate(ways):
        way = Way(KINDS.index("residential"), (bits or [WALK] * 99)[index], 30, (names or [""] * 99)[index])
        draft.add(way, points, [part for point in points for part in SPOTS[point]])
    return draft.drawn()


def built(*ways: tuple[int, ...], **told: list) -> Network:
    network = assemble(draw(*ways, **told), INVENTED)
    assert list(network.faults()) == []
    return network


def lines(network: Network) -> list[list[int]]:
    """The points that each edge runs through, by their numbers."""
    number = {spot: index for index, spot in enumerate(SPOTS)}
    bounds = zip(network.shape_start, network.shape_start[1:], strict=False)
    return [[number[tuple(spot)] for spot in network.shape[start:stop].tolist()] for start, stop in bounds]


def test_ways_are_cut_where_they_meet() -> None:
    assert lines(built((0, 1, 2, 3), (4, 2, 5))) == [[0, 1, 2], [2, 3], [4, 2], [2, 5]]


def test_a_bend_that_nothing_meets_is_no_junction() -> None:
    network = built((0, 1, 2))
    assert (network.nodes, network.edges) == (2, 1)
    assert network.decimetres[0] == pytest.approx(measured(network, 0), abs=1)


def test_a_way_that_meets_itself_is_cut_there() -> None:
    assert lines(built((0, 1, 2, 3, 1))) == [[0, 1], [1, 2, 3, 1]]


def test_a_closed_way_stays_a_loop() -> None:
    network = built((0, 1, 2, 0))
    assert network.tail.tolist() == network.head.tolist() == [0]
    assert network.decimetres[0] == pytest.approx(measured(network, 0), abs=1)


def test_points_told_twice_in_a_row_change_nothing() -> None:
    assert lines(built((0, 0, 1, 1, 2), (2, 2), (3, 3, 3))) == [[0, 1, 2]]


def test_ends_lie_where_the_shape_begins_and_ends() -> None:
    network = built((0, 1, 2, 3), (4, 2, 5), (5, 0))
    for ends, at in ((network.tail, network.shape_start[:-1]), (network.head, network.shape_start[1:] - 1)):
        places = np.stack((network.latitude[ends], network.longitude[ends]), axis=1)
        assert np.array_equal(np.rint(places * DEGREE), network.shape[at])


def test_what_is_drawn_twice_is_one_edge_for_the_users_of_both() -> None:
    network = built((0, 1, 2), (2, 1, 0), (0, 2), bits=[WALK, ONE_WAY, WALK], names=["first", "second", "third"])
    assert lines(network) == [[0, 1], [1, 2], [0, 2]]
    both = "walk both, car against"
    assert [told(bits) for bits in network.allowed.tolist()] == [both, both, "walk both"]
    assert [network.names[street] for street in network.street] == ["first", "first", "third"]


def test_stretches_between_the_same_junctions_stay_two() -> None:
    assert len(lines(built((0, 1, 2), (0, 3, 2)))) == 2


def test_two_spots_in_one_place_stay_joined_but_make_no_loop() -> None:
    draft = Draft()
    for points in ((0, 1), (1, 2, 1)):
        draft.add(Way(0, WALK, 0, ""), points, [520000000, 1000000] * len(points))
    network = assemble(draft.drawn(), INVENTED)
    assert (network.nodes, network.edges) == (2, 1)
    assert network.tail[0] != network.head[0]
    assert network.decimetres[0] == 0


def test_nothing_drawn_is_a_network_without_streets() -> None:
    network = assemble(Draft().drawn(), INVENTED)
    assert [fault.field for fault in network.faults()] == ["edges"]


def test_a_way_falls_apart_where_it_loses_points() -> None:
    drawn = draw((0, 1, 2, 3, 4), (5, 6), names=["long", "short"])
    kept = drawn.only(np.array([True, True, False, True, True, False, True]))
    assert kept.point.tolist() == [0, 1, 3, 4, 6]
    assert kept.start.tolist() == [0, 2, 4, 5]
    assert kept.street.tolist() == [0, 0, 1]
    network = assemble(kept, INVENTED)
    assert lines(network) == [[0, 1], [3, 4]]
    assert network.names == ("long",)


def test_junctions_outside_the_main_part_are_counted() -> None:
    assert outside(built((0, 1, 2), (2, 3), (4, 5))) == 2
    assert outside(built((0, 1, 2), (2, 3))) == 0


def test_an_edge_read_from_its_other_end_swaps_the_directions() -> None:
    bits = allowed(walk="both", bicycle="along", car="against")
    assert told(int(turned(np.array(bits)))) == "walk both, bicycle against, car along"


@st.composite
def trails(draw: st.DrawFn) -> list[tuple[int, ...]]:
    """Ways that meet and cross but never use a straight piece twice."""
    used, ways = set[frozenset[int]](), list[tuple[int, ...]]()
    for points in draw(st.lists(st.lists(st.integers(0, 12), min_size=2, max_size=7), min_size=1, max_size=6)):
        way = [points[0]]
        for point in points[1:]:
            piece = frozenset((way[-1], point))
            if len(piece) == 2 and piece not in used:
                used.add(piece)
                way.append(point)
        ways.append(tuple(way))
    return [way for way in ways if len(way) > 1] or [(0, 1)]


@given(trails())
def test_cutting_keeps_every_straight_piece_and_the_whole_length(ways: list[tuple[int, ...]]) -> None:
    network = built(*ways)
    cut = sorted(sorted(pair) for line in lines(network) for pair in pairwise(line))
    assert cut == sorted(sorted(pair) for way in ways for pair in pairwise(way))
    whole = assemble(draw(*((a, b) for a, b in cut)), INVENTED)
    assert abs(int(network.decimetres.sum()) - int(whole.decimetres.sum())) <= (network.edges + whole.edges) / 2


@given(trails())
def test_junctions_are_just_where_ways_end_or_meet(ways: list[tuple[int, ...]]) -> None:
    ends = {point for way in ways for point in (way[0], way[-1])}
    passed = [point for way in ways for point in way]
    meeting = {point for point in passed if passed.count(point) > 1}
    network = built(*ways)
    assert network.nodes == len(ends | meeting)
    assert all(not (ends | meeting) & set(line[1:-1]) for line in lines(network))


@given(trails(), st.randoms())
def test_ways_drawn_twice_either_way_round_change_no_length(ways: list[tuple[int, ...]], chance: Random) -> None:
    again = [way[::-1] if chance.random() < 0.5 else way for way in ways]
    once, twice = built(*ways), built(*ways, *again)
    whole = assemble(draw(*((a, b) for line in lines(once) for a, b in pairwise(line))), INVENTED)
    assert abs(int(twice.decimetres.sum()) - int(whole.decimetres.sum())) <= (twice.edges + whole.edges) / 2
