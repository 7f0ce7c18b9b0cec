"""Simulated annealing over rounds (Kirkpatrick, Gelatt and Vecchi 1983): a batch of moves between two temperatures."""

import math

from engine.search import layout as at
from engine.search.change import keep, score, undo
from engine.search.compiled import compiled
from engine.search.moves import MOVES, propose
from engine.search.register import random


@compiled
def anneal(tables, state, shares, moves, hot, cold, tally):
    """Try so many moves while cooling geometrically from hot to cold (points).

    shares: how often each move is tried, adding up to 1. tally (moves, 3): tried, kept, and new best plans by each.
    """
    own = state.own
    cooling = (cold / hot) ** (1.0 / max(moves, 1))
    temperature = hot
    for _ in range(moves):
        temperature *= cooling
        chance, move = random(state), 0
        while move < MOVES - 1 and chance >= shares[move]:
            chance -= shares[move]
            move += 1
        tally[move, 0] += 1
        if not (propose(tables, state, move) and score(tables, state)):
            undo(state)
            continue
        change = own[at.TOTAL] - own[at.SAVED]
        if change <= 0 or random(state) < math.exp(-change / temperature):
            best = own[at.BEST]
            keep(state)
            tally[move, 1] += 1
            tally[move, 2] += own[at.BEST] < best
        else:
            undo(state)
