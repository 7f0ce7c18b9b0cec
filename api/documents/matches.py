"""Answers to requests for care as plain data."""

from dataclasses import asdict, fields
from typing import Any

from engine.matching import Answer, Desk, Offer, RuledOut
from engine.matching.words import facts_used, lines_of, refusals, summary, tip
from engine.result import Finding, Subject


def match_document(answer: Answer, desk: Desk, language: str) -> dict[str, Any]:
    """An answer as plain data; starts are told as clock times too, and everything in sentences."""
    return {
        "summary": list(summary(answer, language)),
        "visits": list(answer.visits),
        "beyond": answer.beyond,
        "offers": [_offer_document(answer, one, desk, language) for one in answer.offers],
        "partial": [_offer_document(answer, one, desk, language) for one in answer.partial],
        "further": [{"carers": carers, "cost": cost} for carers, cost in answer.further],
        "ruled_out": [
            _out_document(one, sentence)
            for one, sentence in zip(answer.ruled_out, refusals(answer, language), strict=True)
        ],
        "advice": [
            asdict(one)
            | {"offer": _offer_document(answer, one.offer, desk, language), "sentence": tip(answer, one, language)}
            for one in answer.advice
        ],
        "facts": facts_used(answer, language),
    }


def _offer_document(answer: Answer, offer: Offer, desk: Desk, language: str) -> dict[str, Any]:
    clock = answer.problem.calendar.clock
    return asdict(offer) | {
        "carers": list(offer.carers),
        "slots": [asdict(slot) | {"starts_at": clock(slot.start).isoformat()} for slot in offer.slots],
        "sentences": list(lines_of(answer, offer, desk.judged.lived.days, language)),
    }


def _out_document(out: RuledOut, sentence: str) -> dict[str, Any]:
    return {  # not asdict: hundreds of carers are ruled out, and it copies everything deeply
        "carer": out.carer,
        "bar": out.bar,
        "findings": [_finding_document(finding) for finding in out.findings],
        "between": out.between,
        "visits": out.visits,
        "why": out.why,
        "sentence": sentence,
    }


def _finding_document(finding: Finding) -> dict[str, Any]:
    about = {name: getattr(finding.about, name) for name in _ABOUT}
    return {name: getattr(finding, name) for name in _FOUND} | {"about": about}


_FOUND, _ABOUT = ([field.name for field in fields(kind)] for kind in (Finding, Subject))
