"""Why this carer takes it, and why nobody does: a sentence for each unit, in three languages."""

from collections.abc import Iterator

import numpy as np

from engine.assignment.tables import Tables
from engine.assignment.worth import loads
from engine.explain.sentences import filled, spoken, title
from engine.explain.words import listed, number
from engine.shapes import Pair

PHRASES = {
    "cheapest": {
        "en": "The cheapest of {count} who can.",
        "ca": "El cost més baix de {count} persones que poden.",
        "es": "El coste más bajo de {count} personas que pueden.",
    },
    "cheaper": {
        "en": "{other} would cost {cost} less by itself ({parts}), but has too many hours with it.",
        "ca": "{other} costaria {cost} menys ({parts}), però amb això tindria massa hores.",
        "es": "{other} costaría {cost} menos ({parts}), pero con esto tendría demasiadas horas.",
    },
    "next": {
        "en": "The next, {other}, would cost {cost} more ({parts}).",
        "ca": "La següent opció, {other}, costaria {cost} més ({parts}).",
        "es": "La siguiente opción, {other}, costaría {cost} más ({parts}).",
    },
    "only": {
        "en": "Nobody else can make half of it.",
        "ca": "Ningú més no en pot fer la meitat.",
        "es": "Nadie más puede hacer la mitad.",
    },
    "nobody_holds": {
        "en": "Nobody holds {need}.",
        "ca": "Ningú no té {need}.",
        "es": "Nadie tiene {need}.",
    },
    "nobody_allowed": {
        "en": "Nobody may: {parts}.",
        "ca": "Ningú no pot: {parts}.",
        "es": "Nadie puede: {parts}.",
    },
    "nobody_there": {
        "en": "Of the {count} who may, nobody is on shift for at least half of it.",
        "ca": "De les {count} persones que podrien, cap no té torn per fer-ne almenys la meitat.",
        "es": "De las {count} personas que podrían, ninguna tiene turno para hacer al menos la mitad.",
    },
    "full": {
        "en": "Whoever could has all the hours that the law allows: {names}.",
        "ca": "Qui podria ja té totes les hores que permet la llei: {names}.",
        "es": "Quien podría ya tiene todas las horas que permite la ley: {names}.",
    },
    "two_carers": {
        "en": "It takes another carer than {other}, and only {names} could.",
        "ca": "Cal una altra persona que per a {other}, i només podria {names}.",
        "es": "Hace falta otra persona que para {other}, y solo podría {names}.",
    },
    "not_worth": {
        "en": "Whoever could ({names}) is needed elsewhere, or it would cost more than leaving it out.",
        "ca": "Qui podria ({names}) fa falta en un altre lloc, o costaria més que deixar-ho fora.",
        "es": "Quien podría ({names}) hace falta en otro sitio, o costaría más que dejarlo fuera.",
    },
}


def reasons(tables: Tables, picks: np.ndarray, language: str) -> tuple[str, ...]:
    """A text for each unit. Raises EngineError for a language that is not spoken."""
    spoken(language)
    why = _Why(tables, picks, language)
    return tuple(why.taken(unit) if picks[unit] >= 0 else why.left_out(unit) for unit in range(len(picks)))


class _Why:
    def __init__(self, tables: Tables, picks: np.ndarray, language: str):
        self.tables, self.picks, self.language = tables, picks, language
        self.ticks = loads(tables, picks)

    def say(self, name: str, **gaps: object) -> str:
        return filled(PHRASES[name][self.language], gaps)

    def taken(self, unit: int) -> str:
        able = np.flatnonzero(self.tables.allowed[unit])
        mine = int(self.picks[unit])
        others = able[able != mine]
        if not len(others):
            return self.say("only")
        cost = self.tables.cost[unit]
        other = int(others[np.argmin(cost[others])])
        apart = int(cost[other] - cost[mine])
        name = "cheaper" if apart < 0 else "next"
        head = [] if apart < 0 else [self.say("cheapest", count=len(able))]
        told = number(self.tables.prices.cost(abs(apart)), self.language)
        text = self.say(name, other=self._id(other), cost=told, parts=self._parts(unit, mine, other))
        return " ".join([*head, text])

    def _parts(self, unit: int, mine: int, other: int) -> str:
        """By which rules two carers differ, what weighs most first."""
        problem, prices = self.tables.problem, self.tables.prices
        carers = (problem.carers[mine], problem.carers[other])
        found = {}
        for rule in prices.rules:
            price = prices.points[rule.id]
            if isinstance(rule, Pair) and price:
                now, then = (sum(rule.amount(problem, visit, one) for visit in self._visits(unit)) for one in carers)
                found[title(rule.id, self.language)] = price * (then - now)
        rest = int(self.tables.cost[unit, other] - self.tables.cost[unit, mine]) - sum(found.values())
        found[title("travel", self.language)] = rest
        ordered = sorted((name for name, points in found.items() if points), key=lambda name: -abs(found[name]))
        return "; ".join(ordered[:3]) or "±0"

    def left_out(self, unit: int) -> str:
        able = np.flatnonzero(self.tables.allowed[unit])
        if not len(able):
            return self._impossible(unit)
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

    def _visits(self, unit: int):
        return [self.tables.problem.visit[name] for name in self.tables.units[unit].visits]

    def _id(self, carer: int) -> str:
        return self.tables.problem.carers[carer].id
