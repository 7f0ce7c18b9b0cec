"""Findings put into words; why this carer, why not that one, why nobody, and what changed between two plans."""

from engine.explain.basis import basis
from engine.explain.changes import Changes, Kind, Move, changes
from engine.explain.choice import Answer, why, why_not
from engine.explain.facts import Fact, facts, used
from engine.explain.own import why_me
from engine.explain.pairs import shortened, told_once
from engine.explain.reasons import Alternative, Candidate, Contribution, Explanation, Obstacle, Placer, contributions
from engine.explain.sentences import sentence, title
from engine.explain.words import SIGNS

__all__ = [
    "SIGNS",
    "Alternative",
    "Answer",
    "Candidate",
    "Changes",
    "Contribution",
    "Explanation",
    "Fact",
    "Kind",
    "Move",
    "Obstacle",
    "Placer",
    "basis",
    "changes",
    "contributions",
    "facts",
    "sentence",
    "shortened",
    "title",
    "told_once",
    "used",
    "why",
    "why_me",
    "why_not",
]
