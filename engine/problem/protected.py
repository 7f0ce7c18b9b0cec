"""What a person is never matched by, unless a client's care plan requires it and says why."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.errors import Fault

if TYPE_CHECKING:
    from engine.problem.carers import Want
    from engine.problem.problem import Problem

PROTECTED = (
    *(
        "dona",
        "female",
        "femenino",
        "feminino",
        "home",
        "homem",
        "hombre",
        "male",
        "man",
        "masculino",
        "mujer",
        "mulher",
        "woman",
    ),
    *("पुरुष", "महिला", "स्त्री", "પુરુષ", "મહિલા", "સ્ત્રી"),
)
"""The attributes that are protected unless a problem names others: sex, in the languages that Ronda speaks.

A co-op that records origin, religion, age or the like among attributes adds its words for them.
"""

_REASON = 'is protected: give the reason in the care plan (why, as in "{reasoned}"), or leave it out'
_WISH = "is protected and not to be wished: require it with the care plan's reason, or leave it out"
_CARER_WISH = "is protected and not to be wished by a carer: leave it out"
_CARER = "is protected and not to be required by a carer: leave it out; whom a carer will not serve stands in refuses"


def unreasoned(problem: "Problem") -> Iterator[Fault]:
    """A fault for each protected attribute that somebody asks for without the right or the reason to."""
    words = frozenset(_plain(one) for one in problem.protected)

    def held(
        where: str, name: str, wants: "Iterable[Want]", remedy: str, reason_helps: bool = False
    ) -> Iterator[Fault]:
        for want in wants:
            if _plain(want.attribute) in words and not (reason_helps and want.why.strip()):
                yield Fault(where, name, str(want), remedy.format(reasoned=replace(want, why="intimate care")))

    for carer in problem.carers:
        yield from held(f"carer {carer.id}", "requires", carer.requires, _CARER)
        yield from held(f"carer {carer.id}", "wishes", carer.wishes, _CARER_WISH)
    for kind, parts in (("client", problem.clients), ("visit", problem.visits)):
        for one in parts:
            yield from held(f"{kind} {one.id}", "requires", one.requires, _REASON, reason_helps=True)
            yield from held(f"{kind} {one.id}", "wishes", one.wishes, _WISH)
    for package in problem.packages:
        yield from held(f"package {package.key}", "requires", package.requires, _REASON, reason_helps=True)
        yield from held(f"package {package.key}", "wishes", package.wishes, _WISH)


def _plain(attribute: str) -> str:
    """Capitals and stray spaces make no other attribute of it."""
    return attribute.strip().casefold()
