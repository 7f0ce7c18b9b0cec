"""Places that join a problem, such as a new client's home: their ways are estimated until a network measures them."""

from dataclasses import replace

from engine.problem import Place, Problem, TravelMatrix
from engine.travel.crow_fly import crow_fly


def with_places(problem: Problem, places: tuple[Place, ...]) -> Problem:
    """The same problem with more places; the travel times between those that were there stay as they are.

    Ways from and to the new ones are as the crow flies, and the matrices flagged as estimates. Raises ProblemError
    where a place is there already, or coordinates are missing that an estimate takes.
    """
    every, known = (*problem.places, *places), len(problem.places)
    found: list[TravelMatrix] = []
    for matrix in problem.travel:
        guess = crow_fly(every, matrix.mode, problem.ticks_per_minute, cents_per_km=matrix.cents_per_km)
        times, metres = guess.times.copy(), None
        times[:known, :known] = matrix.times
        if matrix.metres is not None and guess.metres is not None:
            metres = guess.metres.copy()
            metres[:known, :known] = matrix.metres
        found.append(replace(guess, times=times, metres=metres))
    return replace(problem, places=every, travel=tuple(found))
