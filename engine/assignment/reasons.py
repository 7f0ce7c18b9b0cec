"""Why this carer takes it, and why nobody does: a sentence for each unit, in three languages."""

from collections.abc import Iterator

import numpy as np

from engine.assignment.tables import Tables, stand_in
from engine.assignment.worth import loads, more_faces
from engine.explain.sentences import filled, spoken, title
from engine.explain.words import listed, number
from engine.model.assignment import NOBODY
from engine.problem import Visit
from engine.shapes import Pair

PHRASES = {
    "cheapest": {
        "en": "The cheapest of {count} who can.",
        "ca": "El cost més baix de {count} persones que poden.",
        "es": "El coste más bajo de {count} personas que pueden.",
    },
    "cheaper": {
        "en": "{other} would cost {cost} less by itself ({parts}), but {reason}.",
        "ca": "{other} costaria {cost} menys ({parts}), però {reason}.",
        "es": "{other} costaría {cost} menos ({parts}), pero {reason}.",
    },
    "too_many_hours": {
        "en": "has too many hours with it",
        "ca": "amb això tindria massa hores",
        "es": "con esto tendría demasiadas horas",
    },
    "too_few_hours": {
        "en": "{mine} would have too few hours without it",
        "ca": "{mine} tindria massa poques hores sense això",
        "es": "{mine} tendría demasiado pocas horas sin esto",
    },
    "more_faces": {
        "en": "would be one more person for the client to get used to",
        "ca": "seria una persona més a qui el client s'hauria d'acostumar",
        "es": "sería una persona más a quien el cliente tendría que acostumbrarse",
    },
    "needed_beside": {
        "en": "has {unit}, which takes another carer",
        "ca": "té {unit}, que demana una altra persona",
        "es": "tiene {unit}, que pide otra persona",
    },
    "needed_with": {
        "en": "does not have {unit}, which takes the same carer",
        "ca": "no té {unit}, que demana la mateixa persona",
        "es": "no tiene {unit}, que pide la misma persona",
    },
    "best_found": {
        "en": "this is the best that was found for everybody together in the time given",
        "ca": "això és el millor que s'ha trobat per a tothom en el temps donat",
        "es": "esto es lo mejor que se ha encontrado para todos en el tiempo dado",
    },
    "stand_ins": {
        "en": "Visits for a stand-in",
        "ca": "Visites per a un relleu",
        "es": "Visitas para un relevo",
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
    "same_carer": {
        "en": "It takes the same carer as {other}, and {name}, who has that, cannot take it.",
        "ca": "Demana la mateixa persona que {other}, i {name}, que el té, no el pot agafar.",
        "es": "Pide la misma persona que {other}, y {name}, que lo tiene, no puede tomarlo.",
    },
    "contradiction": {
        "en": "It takes the same carer as {same} and another one than {other}: both cannot be.",
        "ca": "Demana la mateixa persona que {same} i una altra que {other}: totes dues coses no poden ser.",
        "es": "Pide la misma persona que {same} y otra que {other}: ambas cosas no pueden ser.",
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

    def say(self, name: str, /, **gaps: object) -> str:
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
