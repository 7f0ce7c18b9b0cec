"""Planning week after week: what was done and published becomes part of the problem of the next days."""

from engine.rolling.begun import begun
from engine.rolling.continuing import continued
from engine.rolling.familiarity import noted, with_usual
from engine.rolling.following import Following, following, remaining
from engine.rolling.horizon import horizon, joined_rounds, rounds_within
from engine.rolling.roll import Rolled, Week, roll
from engine.rolling.standing import day_after, repeated

__all__ = [
    "Following",
    "Rolled",
    "Week",
    "begun",
    "continued",
    "day_after",
    "following",
    "horizon",
    "joined_rounds",
    "noted",
    "remaining",
    "repeated",
    "roll",
    "rounds_within",
    "with_usual",
]
