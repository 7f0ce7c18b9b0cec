"""The problems, plans and desks that were asked about lately, so that the next question need not read them again.

Each is kept under its co-op and read through that co-op's books. Whether it is still there is looked up every time, and
all of a co-op is forgotten once somebody of it has been erased.
"""

import gc
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from api.documents.plain import encoded
from api.documents.timetables import Timetable
from api.store import erasures, plans, problems, weights
from api.store.plans import Kept
from api.store.problems import Version
from api.store.store import Store
from engine.check import check
from engine.data.canonical import read_plan, read_problem
from engine.explain import Placer
from engine.matching import Desk
from engine.plan import Plan
from engine.problem import Problem, content_hash
from engine.result import Verdict
from engine.strategies.insert import placer
from engine.weights import under

MOST = 32
MOST_VISITS = 60_000
"""So many things, and so many visits in all of them, are kept; the ones asked about longest ago go first."""

WHOLE, PARTS = "plan", ("kpis", "verdict")
"""What of a plan's document may be asked for: all of it, or one of its sections."""

Thing = TypeVar("Thing")
Key = tuple[str, ...]


@dataclass(frozen=True)
class Running:
    """A plan with its problem, under the weights that the plan was made under. version: which one of the problem."""

    kept: Kept
    version: Version
    problem: Problem
    plan: Plan

    @cached_property
    def verdict(self) -> Verdict:
        return check(self.problem, self.plan)


@dataclass(frozen=True, slots=True)
class _Held:
    thing: Any
    visits: int


@dataclass
class Shelf:
    """What one process remembers; one question at a time."""

    store: Store
    _held: "OrderedDict[Key, _Held]" = field(default_factory=OrderedDict)
    _erased: dict[str, int] = field(default_factory=dict)
    _changed: bool = False

    def version(self, coop: str, id: str, version: int | None) -> tuple[Version, Problem]:
        """A version of a problem, the newest by default. Raises StoreError."""
        with self.store.reading(coop) as books:
            self._forget_erased(coop, erasures.count(books))
            newest = problems.head(books, id)
            key = ("problem", coop, id, str(version or newest.version))
            held = self._of(key)
            if held is None:
                held = problems.get(books, id, version)
        told, found = held
        if isinstance(found, str):
            found = read_problem(found.encode())
            self._keep(key, (told, found), len(found.visits))
        return told, found

    def running(self, coop: str, plan: str) -> Running:
        """A plan, and the version of the problem that it answers. Raises StoreError."""
        key = ("plan", coop, plan)
        held: Running | None = self._of(key)
        if held is None:
            with self.store.reading(coop) as books:
                kept = plans.get(books, plan)
        else:
            kept = held.kept
        version, problem = self.version(coop, kept.problem, kept.version)
        used = kept.figures.get("weights", {}).get("hash")
        held = self._of(key)  # it may have been forgotten with the problem
        if held is None:
            if used not in (None, content_hash(problem.weights)):
                label, problem = self.under(coop, problem, used)
                version = replace(version, weights=label)
            held = Running(kept, version, problem, read_plan(json.dumps(kept.document).encode()))
            self._keep(key, held, len(problem.visits))
        return held

    def under(self, coop: str, problem: Problem, ref: str) -> tuple[str, Problem]:
        """A problem under a published version of the weights, and what that is called. Raises StoreError."""
        with self.store.reading(coop) as books:
            told, document = weights.get(books, ref, published=True)
        return told.label, under(problem, document)

    def desk(self, coop: str, plan: str) -> Desk:
        """The desk of a plan. Raises StoreError, PlanError for a plan that nobody could live."""
        running = self.running(coop, plan)
        return self._made(
            ("desk", coop, plan), lambda: Desk(running.problem, running.plan), len(running.problem.visits)
        )

    def placer(self, coop: str, plan: str) -> Placer:
        """What tells where a visit of a plan's problem would fit. Raises StoreError."""
        problem = self.running(coop, plan).problem
        return self._made(("placer", coop, plan), lambda: placer(problem), len(problem.visits))

    def timetable(self, coop: str, plan: str) -> Timetable:
        """A plan as it is lived. Raises StoreError, PlanError for a plan of another problem."""
        running = self.running(coop, plan)
        return self._made(
            ("timetable", coop, plan),
            lambda: Timetable(running.problem, running.plan, running.verdict),
            len(running.problem.visits),
        )

    def written(self, coop: str, plan: str) -> Mapping[str, bytes]:
        """A plan's document as it goes out, whole and in parts; the erased are erased in it. Raises StoreError."""
        key = ("document", coop, plan)
        with self.store.reading(coop) as books:
            self._forget_erased(coop, erasures.count(books))
            kept = plans.head(books, plan)
            held: Mapping[str, bytes] | None = self._of(key)
            document = {} if held is not None else plans.get(books, plan).document or {}
        if held is None:
            held = {WHOLE: encoded(document)} | {part: encoded(document[part]) for part in PARTS}
            self._keep(key, held, kept.figures.get("visits", 0))
        return held

    @property
    def half_full(self) -> bool:
        """Whether much more would put away what was asked about."""
        return 2 * len(self._held) > MOST or 2 * sum(held.visits for held in self._held.values()) > MOST_VISITS

    def settle(self) -> None:
        """Between two questions: what was put here for good is not looked through again and again."""
        if self._changed:
            self._changed = False
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def _made(self, key: Key, make: Callable[[], Thing], visits: int) -> Thing:
        found = self._of(key)
        if found is None:
            found = make()
            self._keep(key, found, visits)
        return found

    def _of(self, key: Key) -> Any:
        held = self._held.get(key)
        if held is None:
            return None
        self._held.move_to_end(key)
        return held.thing

    def _keep(self, key: Key, thing: Any, visits: int) -> None:
        self._held[key] = _Held(thing, visits)
        self._changed = True
        while len(self._held) > MOST or sum(held.visits for held in self._held.values()) > MOST_VISITS:
            if len(self._held) == 1:
                return  # what is asked about right now
            self._held.popitem(last=False)

    def _forget_erased(self, coop: str, erased: int) -> None:
        if self._erased.get(coop, erased) != erased:
            for key in [key for key in self._held if key[1] == coop]:
                del self._held[key]
            self._changed = True
        self._erased[coop] = erased
