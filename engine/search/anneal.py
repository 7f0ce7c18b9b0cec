"""Simulated annealing over rounds (Kirkpatrick, Gelatt and Vecchi 1983): a batch of moves at one temperature.

How much worse a change may be is drawn before it is scored, so that hopeless ones are given up early: those whose own
rounds already cost more than that and a margin. The margin, one a move, is learned from every sixteenth change, which
is always scored in full: all but one in a hundred of those that are kept would have passed it.
"""

import math

from engine.search import layout as at
from engine.search.change import HASTY, keep, score_within, undo
from engine.search.compiled import compiled
from engine.search.guide import judged
from engine.search.moves import MOVES, propose
from engine.search.register import random

IN_FULL = 16
STEP, RARE = 0.02, 99.0
"""How fast margins follow, in temperatures; how often a margin must hold for each time that it does not."""


@compiled
def anneal(tables, state, shares, moves, temperature, margin, tally, heat):
    """Try so many moves at a temperature (points).

    shares: how often each move is tried, adding up to 1. margin (moves,): points, learned from batch to batch.
    tally (moves, 3): tried, kept, and new best plans by each. heat (2,): the sum of the costs after each move and of
    their squares, both above what the first plan cost; forbidden things count nothing here.
    """
    own = state.own
    now = judged(own, own[at.TOTAL], own[at.GUIDE])
    first, above = now, 0.0
    for number in range(moves):
        chance, move = random(state), 0
        while move < MOVES - 1 and chance >= shares[move]:
            chance -= shares[move]
            move += 1
        tally[move, 0] += 1
        heat[0] += above
        heat[1] += above * above
        worse = -temperature * math.log(1.0 - random(state))
        in_full = number % IN_FULL == 0
        most = at.UNBOUNDED if in_full else int(worse + margin[move])
        made = propose(tables, state, move) and score_within(tables, state, most, HASTY)
        change = judged(own, own[at.TOTAL], own[at.GUIDE]) - now
        if not made or change > worse:
            undo(state)
            continue
        if in_full:
            margin[move] += STEP * temperature * (RARE if own[at.DIRECT] - change > margin[move] else -1.0)
        best = own[at.BEST]
        keep(state)
        now += change
        above = float(now - first)
        tally[move, 1] += 1
        tally[move, 2] += own[at.BEST] < best
