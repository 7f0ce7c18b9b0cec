"""Answers to requests for care as plain data."""

from typing import Any

from api.documents.plain import plain
from api.documents.verdicts import finding_document, finding_told
from engine.matching import Answer, Desk, Offer, RuledOut
from engine.matching.words import facts_used, lines_of, refusals, summary, tip


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
            _out_document(out, sentence, broken)
            for out, (sentence, broken) in zip(answer.ruled_out, refusals(answer, language), strict=True)
        ],
        "advice": [
            plain(one)
            | {"offer": _offer_document(answer, one.offer, desk, language), "sentence": tip(answer, one, language)}
            for one in answer.advice
        ],
        "facts": facts_used(answer, language),
    }


def _offer_document(answer: Answer, offer: Offer, desk: Desk, language: str) -> dict[str, Any]:
    clock = answer.problem.calendar.clock
    return plain(offer) | {
        "carers": list(offer.carers),
        "slots": [plain(slot) | {"starts_at": clock(slot.start).isoformat()} for slot in offer.slots],
        "findings": [finding_document(answer.problem, finding, language) for finding in offer.findings],
        "sentences": list(lines_of(answer, offer, desk.judged.lived.days, language)),
    }


def _out_document(out: RuledOut, sentence: str, broken: tuple[str, ...]) -> dict[str, Any]:
    return {
        "carer": out.carer,
        "bar": out.bar,
        "findings": [finding_told(finding, told) for finding, told in zip(out.findings, broken, strict=True)],
        "between": out.between,
        "visits": out.visits,
        "why": out.why,
        "sentence": sentence,
    }
