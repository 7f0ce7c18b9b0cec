"""What answers to requests say beside the rules' own sentences."""

from engine.explain.sentences import filled
from engine.languages import Texts

PHRASES = Texts(
    "matching",
    {
        "span": "between {opens} and {closes}",
        "asked": "{client} needs {what}.",
        "one_visit": "{minutes} minutes on {day}, beginning {windows}",
        "several_visits": "{count} visits of {minutes} minutes, beginning {windows}: {days}",
        "mixed_visits": "{count} visits, {minutes} minutes in all: {days}",
        "with_needs": " with {needs}",
        "how_many": "{count} of {all} carers could do it.",
        "how_many_crews": "Ways found: {count}, the best first.",
        "nobody": "As the plan stands, nobody can do all of it.",
        "comes": "{carer} can come on {day} at {clock}.",
        "also": "Also possible: {clocks}.",
        "slots_of": "{carer}: {slots}.",
        "knows": "{carer} usually comes to {client}.",
        "preferred": "{client} prefers {carer}.",
        "new_face": "{carer} would be new to {client}.",
        "holds": "{carer} holds {needs}.",
        "hours": "{carer}'s week of {day} would then have {after} of work instead of {before} ({bounds}).",
        "hours_contract": "contract {hours}",
        "hours_wanted": "wants {hours}",
        "hours_ahead": "{hours} ahead when the plan begins",
        "hours_behind": "{hours} behind when the plan begins",
        "hours_unbound": "no contract known",
        "nobody_moves": "Nobody else's visit moves.",
        "moves": "With consent, {client} would be visited on {day} at {clock} instead of {old_clock}.",
        "costs": "The plan would cost {cost} more: {parts}.",
        "saves": "The plan would cost {cost} less: {parts}.",
        "leaves_undone": "Still nobody for {count} of {all} visits: {visits}.",
        "beyond": "{count} visits fall outside the weeks that are planned, and were not looked at.",
        "bar_not_asked": "was not to be asked",
        "bar_forbidden_pair": "{broken}",
        "bar_no_shift": "does not work on {day}",
        "bar_out_of_reach": "cannot begin {windows} on {day} and be back by the end of the shift",
        "bar_busy": "has no gap {windows} on {day}",
        "bar_busy_with": "has no gap {windows} on {day}: is with {clients}",
        "bar_breaks_rule": "has a gap, but then: {broken}",
        "bar_visits": "{count} of {all} visits are not possible; {visit}: {reason}",
        "window_help": "With a window {windows}, {carer} fits, at {clock}.",
        "training_help": "Train one carer in {competency} (level {level}): {carers} would fit.",
        "push_help": "If {clients} agreed to a later time ({times}), {carer} fits, at {clock}.",
        "crew_help": "With {count} different carers it can be done: {carers}.",
        "no_help": (
            "Neither later visits to others, nor a window wider by four hours, nor a training would help by itself."
        ),
        "why_required": "{attribute} is required: {why}.",
        "further": "{count} more could do it, from {cost} on.",
    },
)


def phrase(name: str, language: str, **gaps: object) -> str:
    """One of the phrases with its gaps filled."""
    return filled(PHRASES(name, language), gaps)
