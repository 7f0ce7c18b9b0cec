"""The demo's people in a city of your own: the same week, with homes along the streets of a network."""

from dataclasses import replace

import numpy as np

from datasets.eixample.streets import BLOCK, area
from engine.problem import Place, Problem
from engine.travel.city import City
from engine.travel.network import DEGREE, KINDS, Network
from engine.travel.on_streets import on_streets

LIVED_IN = ("residential", "living_street", "unclassified", "tertiary", "secondary", "pedestrian")
"""Kinds of street that people live on."""

FEWEST = 60
"""Stretches of street that a team works at least, however few its clients."""


def moved(problem: Problem, city: City, seed: int = 1) -> Problem:
    """The week of a problem in another city: each place on a spot along its streets, with the travel times measured.

    The homes lie around the densest part of the network, as near to each other as in the Eixample. The same seed gives
    the same places. Raises ProblemError for a network on which nobody can walk.
    """
    rng = np.random.default_rng(seed)
    edges = _lived_in(city, len(problem.clients))
    chosen = rng.choice(edges, size=len(problem.places), p=_shares(city.network, edges))
    spots = _spots(city.network, chosen, rng.random(len(chosen)))
    places = tuple(
        Place(place.id, *map(float, spot)) for place, spot in zip(problem.places, spots.round(6), strict=True)
    )
    name = f"{city.name}: {problem.name.split(':', 1)[-1].strip()}"
    found, _ = on_streets(replace(problem, name=name, places=places), city)
    return found


def _lived_in(city: City, clients: int) -> np.ndarray:
    """The edges of lived-in streets nearest to the centre that together cover the area of so many clients."""
    net = city.network
    kinds = [KINDS.index(kind) for kind in LIVED_IN]
    edges = np.flatnonzero(city.roads("walk", "midday").connected & np.isin(net.kind, kinds))
    if not len(edges):
        edges = np.flatnonzero(city.roads("walk", "midday").connected)
    middle = _spots(net, edges, np.full(len(edges), 0.5))
    scale = np.array([1, np.cos(np.radians(middle[:, 0].mean()))]) * 111_195
    away = np.linalg.norm((middle - np.median(middle, axis=0)) * scale, axis=1)
    length, width = area(clients)
    radius = BLOCK * np.sqrt(length * width / np.pi)
    near = np.argsort(away, kind="stable")
    return near_edges if len(near_edges := edges[near[away[near] <= radius]]) >= FEWEST else edges[near[:FEWEST]]


def _shares(network: Network, edges: np.ndarray) -> np.ndarray:
    """Long streets have more doors."""
    return network.decimetres[edges] / network.decimetres[edges].sum()


def _spots(network: Network, edges: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Latitude and longitude on each edge: on the straight stretch between two of its shape's points, by number."""
    first, last = network.shape_start[edges], network.shape_start[edges + 1] - 2
    at = first + np.floor(share * (last - first + 1)).astype(int)
    part = (share * (last - first + 1)) % 1
    begin, end = network.shape[at].astype(float), network.shape[at + 1].astype(float)
    return (begin + part[:, None] * (end - begin)) / DEGREE
