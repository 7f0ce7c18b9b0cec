"""Which visits a round of one shift remembers at each visit, and the states that follow from it."""

from itertools import pairwise

import numpy as np

MOST_NEAR = 10
"""Visits that one visit's neighbourhood may hold."""


class Memory:
    """The ng-neighbourhoods of one shift; they grow by the cycles met (Roberti and Mingozzi 2014).

    A row of states is a visit with a set of remembered visits. visit_of (rows,), first_of (m,), target (rows, m): see
    `forward.cheapest`.
    """

    def __init__(self, members: int, most_rows: int):
        self.most_rows = most_rows
        self.near: list[list[int]] = [[] for _ in range(members)]
        self.count = members
        self._laid: tuple[np.ndarray, np.ndarray, np.ndarray] | None = None

    def rows(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """visit_of, first_of and target; kept only where something is remembered: a long horizon has many shifts."""
        if self._laid is not None:
            return self._laid
        laid = self._lay()
        self._laid = laid if self.count > len(self.near) else None
        return laid

    def _lay(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        sizes = np.array([1 << len(near) for near in self.near], np.int64)
        first_of = np.cumsum(sizes) - sizes
        visit_of = np.repeat(np.arange(len(sizes)), sizes)
        target = np.full((int(sizes.sum()), len(sizes)), -1, np.int32)
        for u, near in enumerate(self.near):
            sets = np.arange(sizes[u])
            for w, remembered in enumerate(self.near):
                if w == u:
                    continue
                kept = np.zeros(len(sets), np.int64)
                for place, v in enumerate(remembered):
                    if v == u:
                        kept |= 1 << place
                    elif v in near:
                        kept |= ((sets >> near.index(v)) & 1) << place
                free = (sets >> near.index(w)) & 1 == 0 if w in near else np.ones(len(sets), bool)
                rows = slice(first_of[u], first_of[u] + sizes[u])
                target[rows, w] = np.where(free, first_of[w] + kept, -1)
        return visit_of, first_of, target

    def grow(self, rounds: list[int]) -> bool:
        """Forbid the shortest cycle of a round for which there is room; False = there is none."""
        cycles = [(j - i, i, j) for j, v in enumerate(rounds) for i in range(j) if rounds[i] == v]
        for _, i, j in sorted(cycles):
            v = rounds[i]
            new = [w for w in dict.fromkeys(rounds[i + 1 : j]) if v != w and v not in self.near[w]]
            rows = self.count + sum(1 << len(self.near[w]) for w in new)
            if rows <= self.most_rows and all(len(self.near[w]) < MOST_NEAR for w in new):
                for w in new:
                    self.near[w].append(v)
                self.count, self._laid = rows, None
                return True
        return False

    def allows(self, rounds: list[int]) -> bool:
        """Whether a round goes back to no visit that it remembers."""
        known: set[int] = set()
        for v, after in pairwise(rounds):
            known = (known & set(self.near[v])) | {v}
            if after in known:
                return False
            known &= set(self.near[after])
        return True
