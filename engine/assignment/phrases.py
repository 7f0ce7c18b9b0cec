"""What is said about who cares for whom, beside the rules' own titles."""

from engine.explain.sentences import filled
from engine.languages import Texts

PHRASES = Texts(
    "assignment",
    {
        "cheapest": "The cheapest of {count} who can.",
        "cheaper": "{other} would cost {cost} less by itself ({parts}), but {reason}.",
        "too_many_hours": "has too many hours with it",
        "too_few_hours": "{mine} would have too few hours without it",
        "more_faces": "would be one more person for the client to get used to",
        "needed_beside": "has {unit}, which takes another carer",
        "needed_with": "does not have {unit}, which takes the same carer",
        "best_found": "this is the best that was found for everybody together in the time given",
        "stand_ins": "Visits for a stand-in",
        "next": "The next, {other}, would cost {cost} more ({parts}).",
        "only": "Nobody else can make half of it.",
        "nobody_holds": "Nobody holds {need}.",
        "nobody_allowed": "Nobody may: {parts}.",
        "nobody_there": "Of the {count} who may, nobody is on shift for at least half of it.",
        "full": "Whoever could has all the hours that the law allows: {names}.",
        "two_carers": "It takes another carer than {other}, and only {names} could.",
        "same_carer": "It takes the same carer as {other}, and {name}, who has that, cannot take it.",
        "contradiction": "It takes the same carer as {same} and another one than {other}: both cannot be.",
        "not_worth": "Whoever could ({names}) is needed elsewhere, or it would cost more than leaving it out.",
        "size_carers": "{name} has {count} carers, not {least} to {most}",
        "size_clients": "{name} has {count} clients, not {least} to {most}",
    },
)


def phrase(phrase_name: str, language: str, /, **gaps: object) -> str:
    """One of the phrases with its gaps filled. Raises EngineError for a language that is not spoken."""
    return filled(PHRASES(phrase_name, language), gaps)
