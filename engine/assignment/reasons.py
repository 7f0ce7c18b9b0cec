"""Why this carer takes it, and why nobody does: a sentence for each unit."""

from collections.abc import Iterator

import numpy as np

from engine.assignment.phrases import phrase
from engine.assignment.tables import Tables, stand_in
from engine.assignment.worth import loads, more_faces
from engine.explain.sentences import spoken, title
from engine.explain.words import listed, number
from engine.model.assignment import NOBODY
from engine.problem import Visit
from engine.shapes import Pair


def reasons(tables: Tables, picks: np.ndarray, language: str) -> tuple[str, ...]:
    """A text for each unit. Raises EngineError for a language that is not spoken."""
    spoken(language)
    why = _Why(tables, picks, language)
    return tuple(why.taken(unit) if picks[unit] >= 0 else why.left_out(unit) for unit in range(len(picks)))


class _Why:
    def __init__(self, tables: Tables, picks: np.ndarray, language: str):
        self.tables, self.picks, self.language = tables, picks, language
        self.ticks = loads(tables, picks)

    def say(self, name: str, /, **gaps: object) -> str:
        return phrase(name, self.language, **gaps)

    def taken(self, unit: int) -> str:
        able = np.flatnonzero(self.tables.allowed[unit])
        mine = int(self.picks[unit])
        others = able[able != mine]
        if not len(others):
            return self.say("only")
        cost = self.tables.cost[unit]
        other = int(others[np.argmin(cost[others])])
        apart = int(cost[other] - cost[mine])
        gaps = {
            "other": self._id(other),
            "cost": number(self.tables.prices.cost(abs(apart)), self.language),
            "parts": self._parts(unit, mine, other),
        }
        if apart < 0:
            return self.say("cheaper", **gaps, reason=self._dearer_in_all(unit, mine, other, apart))
        return f"{self.say('cheapest', count=len(able))} {self.say('next', **gaps)}"

    def _dearer_in_all(self, unit: int, mine: int, other: int, apart: int) -> str:
        """Why somebody does not have a unit for which she would cost less by herself."""
        tables = self.tables
        for one in tables.partners.get(unit, ()):
            if self.picks[one] == other:
                return self.say("needed_beside", unit=tables.units[one].id)
        for one in tables.companions.get(unit, ()):
            if self.picks[one] not in (NOBODY, other):
                return self.say("needed_with", unit=tables.units[one].id)
        if self._full(unit, other):
            return self.say("too_many_hours")
        moved = self.picks.copy()
        moved[unit] = other
        ticks, charges = loads(tables, moved), tables.charges
        more, less = (
            int(charges.points(ticks[one], (one,)).sum() - charges.points(self.ticks[one], (one,)).sum())
            for one in (other, mine)
        )
        faces = tables.face * int(more_faces(tables, moved).sum() - more_faces(tables, self.picks).sum())
        if apart + more + less + faces < 0:
            return self.say("best_found")
        if faces >= max(more, less):
            return self.say("more_faces")
        return self.say("too_many_hours") if more >= less else self.say("too_few_hours", mine=self._id(mine))

    def _parts(self, unit: int, mine: int, other: int) -> str:
        """By which rules two carers differ, what weighs most first."""
        problem, prices, tables = self.tables.problem, self.tables.prices, self.tables
        now, then = self._made(unit, mine), self._made(unit, other)
        found = {self.say("stand_ins"): stand_in(prices) * (len(now) - len(then))}
        for rule in prices.rules:
            price = prices.points[rule.id]
            if isinstance(rule, Pair) and price:
                amounts = [
                    sum(rule.amount(problem, visit, problem.carers[carer]) for visit in visits)
                    for carer, visits in ((mine, now), (other, then))
                ]
                found[title(rule.id, self.language)] = price * (amounts[1] - amounts[0])
        rest = int(tables.cost[unit, other] - tables.cost[unit, mine]) - sum(found.values())
        found[title("travel", self.language)] = rest
        ordered = sorted((name for name, points in found.items() if points), key=lambda name: -abs(found[name]))
        return "; ".join(ordered[:3]) or "±0"

    def left_out(self, unit: int) -> str:
        able = np.flatnonzero(self.tables.allowed[unit])
        if not len(able):
            return self._impossible(unit)
        for other in self.tables.companions.get(unit, ()):
            has = int(self.picks[other])
            if has == NOBODY:
                continue
            ids = {"same": self.tables.units[other].id, "name": self._id(has)}
            for one in self.tables.partners.get(unit, ()):
                if self.picks[one] == has:
                    return self.say("contradiction", **ids, other=self.tables.units[one].id)
            if has not in able:
                return self.say("same_carer", other=ids["same"], name=ids["name"])
            able = np.array([has])
        other = self._same_only(unit, able)
        if other is not None:
            return self.say("two_carers", other=self.tables.units[other].id, names=self._id(int(able[0])))
        full = all(self._full(unit, int(carer)) for carer in able)
        return self.say("full" if full else "not_worth", names=listed(self._id(int(carer)) for carer in able))

    def _same_only(self, unit: int, able: np.ndarray) -> int | None:
        """A unit that needs another carer, and has no other either."""
        for pair in self.tables.apart:
            if unit in pair and len(able) == 1:
                other = pair[pair[0] == unit]
                if np.array_equal(np.flatnonzero(self.tables.allowed[other]), able):
                    return other
        return None

    def _full(self, unit: int, carer: int) -> bool:
        """Whether the law allows no more hours."""
        more = self.ticks[carer, :, 0] + self.tables.load[0, :, unit, carer]
        return bool((more > self.tables.charges.cap[carer, :, 0]).any())

    def _made(self, unit: int, carer: int) -> list[Visit]:
        """The visits of a unit that a carer makes; the others are for a stand-in."""
        makes = self.tables.makes[self.tables.first[unit] : self.tables.first[unit + 1], carer]
        return [visit for visit, made in zip(self._visits(unit), makes, strict=True) if made]

    def _impossible(self, unit: int) -> str:
        problem = self.tables.problem
        for visit in self._visits(unit):
            for need in visit.needs:
                if not any(
                    carer.level(need.competency, problem.date_of(visit)) >= need.level for carer in problem.carers
                ):
                    return self.say("nobody_holds", need=f"{need.competency} {need.level}")
        free = [carer for carer in problem.carers if not any(self._forbids(unit, carer))]
        if free:
            return self.say("nobody_there", count=len(free))
        counts: dict[str, int] = {}
        for carer in problem.carers:
            for rule in self._forbids(unit, carer):
                counts[title(rule, self.language)] = counts.get(title(rule, self.language), 0) + 1
        return self.say("nobody_allowed", parts="; ".join(f"{name} ({count})" for name, count in counts.items()))

    def _forbids(self, unit: int, carer) -> Iterator[str]:
        problem, prices = self.tables.problem, self.tables.prices
        for rule in prices.rules:
            if not isinstance(rule, Pair) or prices.points[rule.id] is not None:
                continue
            if any(rule.amount(problem, visit, carer) for visit in self._visits(unit)):
                yield rule.id

    def _visits(self, unit: int) -> list[Visit]:
        return [self.tables.problem.visit[name] for name in self.tables.units[unit].visits]

    def _id(self, carer: int) -> str:
        return self.tables.problem.carers[carer].id
