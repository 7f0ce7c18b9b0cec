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
            asked = known.some(rows)
            return Times(np.array(asked.seconds), np.array(asked.decimetres))
        if known is None or 2 * len(fresh) >= len(points):
            found = search(points, points)
            self._save(key, _Known(points, found.seconds, found.decimetres))
            return found
        return self._grow(key, known, points, rows, search)

    def _grow(self, key: str, known: "_Known", points: np.ndarray, rows: np.ndarray, search: Search) -> Times:
        """Known points with new ones behind them, the new ones measured from and to all."""
        fresh = rows < 0
        if len(known.points) + fresh.sum() > MOST:
            known = known.some(rows[~fresh])
        every = np.concatenate((known.points, points[fresh]))
        there, back = search(points[fresh], every), search(known.points, points[fresh])
        grown = _Known(
            every,
            _framed(known.seconds, there.seconds, back.seconds),
            _framed(known.decimetres, there.decimetres, back.decimetres),
        )
        self._save(key, grown)
        asked = grown.some(_rows_of(every, points))
        return Times(asked.seconds, asked.decimetres)

    def _path(self, key: str) -> Path | None:
        return None if self.folder is None else self.folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.npy"

    def _load(self, key: str) -> "_Known | None":
        path = self._path(key)
        try:
            if path is None or not path.exists():
                return None
            held = np.load(path, mmap_mode="r", allow_pickle=False)
            count = held.shape[1]
            if held.dtype != np.int32 or held.shape != (2 + 2 * count, count):
                return None
            return _Known(held[:2].T, held[2 : 2 + count], held[2 + count :])
        except (OSError, ValueError, IndexError, EOFError, zipfile.BadZipFile):
            return None  # a damaged file costs a new search, no more

    def _save(self, key: str, known: "_Known") -> None:
        """All in one array, so that one file is whole or not there, and is not read before it is asked for."""
        path = self._path(key)
        if path is None or len(known.points) > MOST:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            whole = np.concatenate((known.points.T, known.seconds, known.decimetres), dtype=np.int32)
            number, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
            with open(number, "wb") as file:
                np.save(file, whole)
            os.replace(part, path)
        except OSError:
            return  # a full or read-only disk costs time later, not the matrix now


@dataclass(frozen=True, slots=True)
class _Known:
    points: np.ndarray
    seconds: np.ndarray
    decimetres: np.ndarray

    def some(self, rows: np.ndarray) -> "_Known":
        """Some of the points; all of them in order are not copied."""
        if len(rows) == len(self.points) and (np.diff(rows) == 1).all():
            return self
        both = np.ix_(rows, rows)
        return _Known(self.points[rows], self.seconds[both], self.decimetres[both])


def _rows_of(known: np.ndarray, points: np.ndarray) -> np.ndarray:
    """The row of each point among the known ones, -1 where it is new."""
    row = {point: index for index, point in enumerate(map(tuple, known.tolist()))}
    return np.array([row.get(tuple(point), -1) for point in points.tolist()], dtype=int)


def _framed(old: np.ndarray, there: np.ndarray, back: np.ndarray) -> np.ndarray:
    """An old matrix with new rows below it and new columns beside it."""
    return np.concatenate((np.concatenate((old, back), axis=1), there))
