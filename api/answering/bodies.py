"""Bodies before they are read: those that would take long only to be refused are refused at once."""

from api.refusals import Pointer, Refusal

LARGE = 200_000
"""Bytes from which on a body is told the first fault of each of its lists only, and its memory is given back."""

SPARSEST = 12
"""Bytes, on average, that each list and object of an honest body has at the least; it has 17 and more."""


def refuse_hollow(body: bytes) -> None:
    """Raises Refusal for a large body that is little else than brackets: each of them takes twenty times its length."""
    if len(body) > LARGE and body.count(b"[") + body.count(b"{") > len(body) // SPARSEST:
        remedy = "it has more lists and objects than anything that could be meant: send what there is to tell"
        raise Refusal("invalid", "What was given has the wrong form; see faults.", [Pointer("", "body", remedy)])


def is_small(body: bytes) -> bool:
    """Whether every fault of a body is told."""
    return len(body) <= LARGE
