"""What the analysis of weights says."""

from engine.explain.sentences import filled
from engine.languages import Texts

PHRASES = Texts(
    "analysis",
    {
        "raised": "{rule}: at {weight} instead of {today}: {parts}.",
        "raised_in_vain": (
            "{rule}: at {weight} instead of {today} no better plan was found; the figures stay as they are."
        ),
        "each_point": "{rule}: that is, for each point: {parts}.",
        "learned": "{rule}: {weight} instead of {today} (between {low} and {high} would fit as well).",
        "followed": "The weights agree with {agreed} of {all} preferences.",
        "versions": "{other} instead of {one}, over {weeks} week(s) with {visits} visits:",
        "visits_moved": "{carer} visits have another carer, {time} the same carer at another time.",
        "visits_planned": "{planned} visits are made that were left out, {dropped} are left out that were made.",
        "clients_faces": "Clients who see fewer carers: {fewer}; more: {more}.",
        "carers_hours": "Carers with fewer hours: {fewer}; with more: {more} (half an hour a week counts).",
        "carers_weekends": "Carers who work fewer weekends: {fewer}; more: {more}.",
        "figures": "In all: {parts}.",
        "nothing_else": "All visits keep their carers and times.",
    },
)


def phrase(name: str, language: str, **gaps: object) -> str:
    """A phrase with its gaps filled. Raises EngineError for a language that is not spoken."""
    return filled(PHRASES(name, language), gaps)
