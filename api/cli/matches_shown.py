"""An answer to a request as a planner reads it."""

from collections import Counter

from rich.console import Console

from api.cli.console import console
from api.cli.languages import heads
from engine.explain.words import number
from engine.matching import Answer, Desk, Offer
from engine.matching.phrases import phrase
from engine.matching.words import facts_used, lines_of, refusal, summary, tip

SHOWN = 12
"""So many carers who are ruled out are told one by one; --json tells them all."""

HEADS = heads(
    "matches",
    {
        "offers": "Offers",
        "closest": "What comes closest",
        "ruled_out": "Ruled out",
        "helps": "What would help",
        "more": "and {} more (--json tells all)",
    },
)


def show(answer: Answer, desk: Desk, language: str) -> None:
    """Print an answer: what was asked, the offers, what would help, who is ruled out, and the facts used."""
    out = console()
    for line in summary(answer, language):
        out.print(line, style="bold", soft_wrap=True)
    for head, found in (("offers", answer.offers), ("closest", answer.partial)):
        if found:
            out.print(f"\n{HEADS(head, language)}", style="bold")
        for rank, offer in enumerate(found, 1):
            _offer(out, rank, answer, offer, desk, language)
    if answer.further:
        least = number(min(cost for _, cost in answer.further), language)
        out.print("\n" + phrase("further", language, count=len(answer.further), cost=least), soft_wrap=True)
    if not answer.offers:
        out.print(f"\n{HEADS('helps', language)}", style="bold")
        for line in [tip(answer, one, language) for one in answer.advice] or [phrase("no_help", language)]:
            out.print(f"  {line}", soft_wrap=True)
    if answer.ruled_out:
        out.print(f"\n{HEADS('ruled_out', language)} ({len(answer.ruled_out)})", style="bold")
        for names, reason in _grouped(answer, language)[:SHOWN]:
            out.print(f"  {names}: {reason}", soft_wrap=True)
        if (left := len(_grouped(answer, language)) - SHOWN) > 0:
            out.print(f"  {HEADS('more', language).format(left)}")
    out.print("\n" + facts_used(answer, language), style="dim", soft_wrap=True)


def _offer(out: Console, rank: int, answer: Answer, offer: Offer, desk: Desk, language: str) -> None:
    first, *others = lines_of(answer, offer, desk.judged.lived.days, language)
    out.print(f"{rank:>2}. {first}", soft_wrap=True)
    for line in others:
        out.print(f"    {line}", soft_wrap=True)


def _grouped(answer: Answer, language: str) -> list[tuple[str, str]]:
    """The carers ruled out, those of one reason together; the reasons of most carers last, since they say least."""
    each = [(one.carer, refusal(answer, one, language)) for one in answer.ruled_out]
    count = Counter(reason for _, reason in each)
    reasons = sorted(count, key=lambda reason: count[reason])
    return [(", ".join(carer for carer, why in each if why == reason), reason) for reason in reasons]
