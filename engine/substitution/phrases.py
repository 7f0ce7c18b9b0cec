"""What is said about an absence beside the rules' own sentences."""

from engine.explain.sentences import filled
from engine.languages import Texts

PHRASES = Texts(
    "substitution",
    {
        "absent": "{carer} cannot come on {day}. Visits that need somebody else: {count}, at {clients} clients.",
        "kept": "Begun by {clock}, and kept: {visits}.",
        "left_undone": "With none of them done, the cost of the plan changes by {cost}.",
        "no_proposal": "As the rounds stand, nobody can take any of them without breaking what may not be broken.",
        "fewest told": "Fewest new times",
        "cheapest": "cheapest",
        "fewest helpers": "fewest helpers",
        "proposal": "{aims}: {covered} of {all} visits covered by {helpers} ({names}).",
        "no_new_time": "Nobody gets a new time.",
        "new_times": "Clients who get a new time ({count}): {names}.",
        "cost": "Cost compared with leaving them undone: {cost} ({parts}).",
        "against_running": "Cost compared with the plan as it ran, with {carer}: {cost}.",
        "takes": "{carer} takes {visit} at {client} at {clock}, as told",
        "takes_at": "{carer} takes {visit} at {client} at {clock} instead of {told}",
        "pushed": "{visit} at {client} begins at {clock} instead of {told}.",
        "with_too": "Only together with {visits}.",
        "missing": "Nobody takes {visit} at {client} (told {told}). {reason}",
        "needed_elsewhere": "Alone it would fit with {names}, but not beside the other visits.",
        "newly_forbidden": "Forbidden, and not so in the plan as it ran: {broken}",
        "could_take": "{visit} at {client}, told {told}: {count} could take it.",
        "further": "Further carers ({count}): {names}.",
        "NOT_ASKED": "Not asked ({count}): {names}.",
        "FORBIDDEN_PAIR": "Ruled out ({count}): {names}.",
        "NO_SHIFT": "No shift on that day ({count}): {names}.",
        "OUT_OF_REACH": "Not there in time, or not back by the end of the shift ({count}): {names}.",
        "BUSY": "Busy ({count}): {names}.",
        "BREAKS_RULE": "Free, but a hard rule forbids it ({count}): {names}.",
        # why carers are ruled out, where only their number is told
        "NOT_ASKED_SHORT": "not asked",
        "FORBIDDEN_PAIR_SHORT": "ruled out",
        "NO_SHIFT_SHORT": "no shift on that day",
        "OUT_OF_REACH_SHORT": "not there in time",
        "BUSY_SHORT": "busy",
        "BREAKS_RULE_SHORT": "forbidden by a hard rule",
    },
)


def said(name: str, language: str, **gaps: object) -> str:
    """One of the phrases with its gaps filled."""
    return filled(PHRASES(name, language), gaps).rstrip()
