"""Weights as documents: versions that say who weighs what, since when and why. The README here tells the format."""

from engine.weights.differences import Change, Difference, Manner, differences
from engine.weights.lines import Line, lines
from engine.weights.page import as_markdown, heads
from engine.weights.reading import judged, read, under
from engine.weights.succession import next_version

__all__ = [
    "Change",
    "Difference",
    "Manner",
    "Line",
    "as_markdown",
    "differences",
    "heads",
    "judged",
    "lines",
    "next_version",
    "read",
    "under",
]
