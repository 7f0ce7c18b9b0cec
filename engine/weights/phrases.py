"""What documents of weights say."""

from engine.explain.sentences import filled
from engine.explain.words import WORDS
from engine.languages import Texts
from engine.shapes import Unit
from engine.units import HARD, Weight

EACH = Texts(
    "each",
    {
        Unit.MINUTES: "each minute",
        Unit.TIMES: "each time",
        Unit.CENTS: "each cent",
        Unit.METRES: "each metre",
        Unit.CARERS: "each carer",
    },
)
"""One unit of what a rule counts."""

MANY = {Unit.MINUTES: 60, Unit.CENTS: 100, Unit.METRES: 1000}
"""So many units have a word of their own: one by itself may cost too little to be pictured."""

WORD_OF_MANY = Texts("many", {Unit.MINUTES: "an hour", Unit.CENTS: "a euro", Unit.METRES: "a kilometre"})

PHRASES = Texts(
    "weights",
    {
        # -- one line
        "costs": "{title}: {each} costs {weight}.",
        "costs_as_travel": "{title}: {each} costs {weight}, as much as {minutes} min of travel.",
        "many_as_travel": "{title}: {each} costs {weight}; {many} costs as much as {minutes} min of travel.",
        "about": "about {number}",
        "forbids": "{title}: a rule that no plan may break.",
        "counts_not": "{title}: does not count.",
        "pack_first": "Where the problem's labour pack tells it, the pack's weight counts instead.",
        "because": "Why: {reason}",
        "hard": "forbidden",
        "off": "off",
        "default": "as by default",
        "changed": "changed; by default {weight}",
        # -- what changed
        "more": "{title}: {before} → {after} for {each}: it weighs more.",
        "less": "{title}: {before} → {after} for {each}: it weighs less.",
        "begins": "{title}: {before} → {after} for {each}: it begins to count.",
        "ends": "{title}: {before} → {after}: it counts no more.",
        "forbidden": "{title}: {before} → {after}: no plan may break it any more.",
        "allowed": "{title}: {before} → {after} for {each}: it may be broken at that cost.",
        "from_pack": "{title}: {after}, now whatever a labour pack says.",
        "to_pack": "{title}: {after}, now unless a labour pack says otherwise.",
        "reason_anew": "{title}: {after} as before, with another reason.",
        "no_difference": "From {before} to {after} no rule weighs anything else.",
        "difference_count": "From {before} to {after}: {count} of {all} rules told otherwise.",
        # -- a whole version
        "made_by": "By {author}: {reason}",
        "counts_from": "Counts from {effective} on.",
        "no_date": "A draft: nobody has said yet from when on it counts.",
        "first": "The first version.",
        "comes_after": "Comes after {parent}.",
        "content": "Content: {hash}",
        "table": "| rule | weight | in words | default? |",
    },
)


def told(name: str, language: str, **gaps: object) -> str:
    """One of the phrases with its gaps filled. Raises EngineError for a language that is not spoken."""
    return filled(PHRASES(name, language), gaps)


def number(value: float, language: str) -> str:
    """A weight as people write it: with at most three decimals, and none where it is whole."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return text.replace(".", WORDS("decimal", language))


def rounded(value: float, language: str) -> str:
    """A number with one decimal, and "about" before it where that is not the whole truth."""
    near = round(value, 1) or round(value, 3)
    text = number(near, language)
    return text if abs(value - near) < 1e-9 else told("about", language, number=text)


def weight_words(weight: Weight, language: str) -> str:
    """A weight in a word: "2.5", "forbidden" or "off"."""
    if weight == HARD:
        return told("hard", language)
    return told("off", language) if weight == 0 else number(weight, language)
