"""Travel times that were measured before, kept by what they depend on, so that a new client costs two searches.

A file holds the times between many points for one key: network, profile and time of day. Asked for known points, it
answers; asked for a few more, only those are searched for, to and from all others.
"""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

MOST = 6_000
"""Points of one file; beyond, those not asked for now are forgotten. Two matrices of this size take 288 MB."""


@dataclass(frozen=True, slots=True)
class Times:
    """Whole seconds and decimetres between points, int32 (starts, goals); -1 where there is no way."""

    seconds: np.ndarray
    decimetres: np.ndarray


Search = Callable[[np.ndarray, np.ndarray], Times]
"""Measures from some points to others, both (points, 2) in units of 1/DEGREE."""


class Memory:
    """What is remembered in a folder; one without a folder remembers nothing."""

    def __init__(self, folder: Path | None):
        self.folder = folder

    def between(self, key: str, points: np.ndarray, search: Search) -> Times:
        """Times between points, int32 (points, 2) without doubles, in units of 1/DEGREE; searches for what is new."""
        known = self._load(key)
        rows = _rows_of(known.points, points) if known is not None else np.full(len(points), -1)
        fresh = np.flatnonzero(rows < 0)
        if known is not None and not len(fresh):
            return Times(known.seconds[np.ix_(rows, rows)], known.decimetres[np.ix_(rows, rows)])
        if known is None or 2 * len(fresh) >= len(points):
            found = search(points, points)
            self._save(key, _Known(points, found.seconds, found.decimetres))
            return found
        return self._grow(key, known, points, rows, search)

    def _grow(self, key: str, known: "_Known", points: np.ndarray, rows: np.ndarray, search: Search) -> Times:
        """Known points with new ones behind them, the new ones measured from and to all."""
        fresh = rows < 0
        old = known.points if len(known.points) + fresh.sum() <= MOST else known.points[rows[~fresh]]
        kept = np.arange(len(old)) if len(old) == len(known.points) else rows[~fresh]
        every = np.concatenate((old, points[fresh]))
        there, back = search(points[fresh], every), search(old, points[fresh])
        grown = _Known(
            every,
            _framed(known.seconds[np.ix_(kept, kept)], there.seconds, back.seconds),
            _framed(known.decimetres[np.ix_(kept, kept)], there.decimetres, back.decimetres),
        )
        self._save(key, grown)
        asked = _rows_of(every, points)
        return Times(grown.seconds[np.ix_(asked, asked)], grown.decimetres[np.ix_(asked, asked)])

    def _path(self, key: str) -> Path | None:
        return None if self.folder is None else self.folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.npz"

    def _load(self, key: str) -> "_Known | None":
        path = self._path(key)
        try:
            if path is None or not path.exists():
                return None
            with np.load(path, allow_pickle=False) as held:
                return _Known(held["points"], held["seconds"], held["decimetres"])
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None  # a damaged file costs a new search, no more

    def _save(self, key: str, known: "_Known") -> None:
        path = self._path(key)
        if path is None or len(known.points) > MOST:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
                np.savez(part, points=known.points, seconds=known.seconds, decimetres=known.decimetres)
            os.replace(part.name, path)
        except OSError:
            return  # a full or read-only disk costs time later, not the matrix now


@dataclass(frozen=True, slots=True)
class _Known:
    points: np.ndarray
    seconds: np.ndarray
    decimetres: np.ndarray


def _rows_of(known: np.ndarray, points: np.ndarray) -> np.ndarray:
    """The row of each point among the known ones, -1 where it is new."""
    row = {point: index for index, point in enumerate(map(tuple, known.tolist()))}
    return np.array([row.get(tuple(point), -1) for point in points.tolist()], dtype=int)


def _framed(old: np.ndarray, there: np.ndarray, back: np.ndarray) -> np.ndarray:
    """An old matrix with new rows below it and new columns beside it."""
    return np.concatenate((np.concatenate((old, back), axis=1), there))
