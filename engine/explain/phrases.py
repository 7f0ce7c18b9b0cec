"""What explanations say beside the rules' own sentences."""

from engine.explain.sentences import filled
from engine.languages import Texts

PHRASES = Texts(
    "explain",
    {
        "is_with": "{visit} at {client} is with {carer} on {day} at {clock}.",
        "against_leaving_out": "Compared with leaving it out: {parts}.",
        "other_more": "With {carer}, on {day} at {clock}, the plan would cost {cost} more: {parts}.",
        "other_same": "With {carer}, on {day} at {clock}, the plan would cost the same.",
        "other_less": "With {carer}, on {day} at {clock}, the plan would cost {cost} less: {parts}.",
        "nobody_else": "As the rounds stand, nobody else can take it over without breaking what may not be broken.",
        "is_yours": "{visit} at {client} is yours on {day} at {clock}.",
        "colleagues_more": (
            "Colleagues who could take it over as the rounds stand: {count}. The plan would cost at least {cost} more: "
            "{parts}."
        ),
        "colleagues_no_more": (
            "Colleagues who could take it over as the rounds stand: {count}. The plan would cost no more for it."
        ),
        "colleagues_may_not": "Colleagues who may not do it: {count} of {all}.",
        "colleagues_away": "Colleagues who have no shift then, or could not be there in time: {count} of {all}.",
        "colleagues_full": "Colleagues whose rounds have no room for it: {count} of {all}.",
        "is_left_out": "{visit} at {client} on {day} is not planned.",
        "nobody_holds": "Nobody holds {competency} at level {level} on {day}.",
        "ruled_out": "Ruled out ({count} of {all} carers): {parts}.",
        "holders": "{needs} is held by {count} of {all} carers: {names}.",
        "allowed": "Who may do it ({count} of {all} carers): {names}.",
        "none_on_shift": "Of those who may do it, none has a shift on {day}.",
        "none_before": "Of those who may do it, none is on shift before {clock} on {day}.",
        "none_after": "Of those who may do it, none is on shift after {clock} on {day}.",
        "none_in_time": (
            "Of those who may do it, none could begin within {windows} on {day} and be back by the end of the shift."
        ),
        "none_gets_there": (
            "Of those who may do it, none has a way to get there and back, by the travel times that were given."
        ),
        "some_without_way": "Without a way to get there and back ({count}): {names}.",
        "some_without_shift": "Without a shift on {day} ({count}): {names}.",
        "some_out_of_reach": "Unable to begin within {windows} and be back by the end of the shift ({count}): {names}.",
        "fits": "It would fit with {carer} at {clock} and the plan would be better for it: {parts}.",
        "costs_more": (
            "It would fit with {carer} at {clock}, but that costs {cost} while leaving it out costs {left_out}: "
            "{parts}."
        ),
        "all_busy": "Everyone who may do it and is on shift in time is busy ({count}): {names}.",
        "cheapest_way_in": (
            "The best way in, with {carer} at {clock} ({parts}), would break what may not be broken: {broken}"
        ),
        "some_busy": "Busy ({count}): {names}.",
        "no_way_in": "No round has a place for it.",
        "impossible": "Even with nothing else to do, {carer} could not do it. {broken}",
        "partner": "It belongs together with {other}, which is not planned either.",
        "partner_excluded": "For {other}: {reason}",
        "same_reasons": "It belongs together with {other} and is left out for the same reasons.",
        "nobody_allowed": "Nobody may do it.",
        "does_it": "{carer} does it already.",
        "no_shift": "{carer} has no shift on {day}.",
        "out_of_reach": "{carer} could not begin within {windows} on {day} and be back by the end of the shift.",
        "no_way_there": "{carer} has no way to get there and back, by the travel times that were given.",
        "would_be_forbidden": "With {carer} this would be forbidden:",
        "busy": "{carer} is busy. {broken}",
        "partner_without_place": (
            "With {carer} it would fit, but no place was found for what belongs together with it. {broken}"
        ),
        "other_rules": "other rules",
        "used": "Used: {facts}.",
        "no_change": "Nothing changes.",
        "change_count": (
            "Visits that change: {all} (newly planned {planned}, left out {dropped}, other carer {carer}, other time "
            "{time})."
        ),
        "change_affects": "Clients affected: {clients}; carers affected: {carers}.",
        "change_cost": "The cost changes by {cost}: {parts}.",
        "newly_forbidden": "Newly forbidden: {broken}",
        "no_longer_forbidden": "No longer forbidden: {broken}",
        "move_planned": "{visit} at {client}: now planned, with {carer} on {day} at {clock}.",
        "move_dropped": "{visit} at {client}: no longer planned (was with {old_carer} on {old_day} at {old_clock}).",
        "move_carer": (
            "{visit} at {client}: {carer} instead of {old_carer}, on {day} at {clock} (was {old_day} at {old_clock})."
        ),
        "move_time": "{visit} at {client}, with {carer}: on {day} at {clock} (was {old_day} at {old_clock}).",
    },
)


def phrase(name: str, language: str, **gaps: object) -> str:
    """One of the phrases with its gaps filled."""
    return filled(PHRASES(name, language), gaps).rstrip()
