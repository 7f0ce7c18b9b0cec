"""What answers to requests say beside the rules' own sentences, in each language."""

from engine.explain.sentences import filled, spoken

PHRASES: dict[str, dict[str, str]] = {
    "asked": {
        "en": "{client} needs {what}.",
        "ca": "{client} necessita {what}.",
        "es": "{client} necesita {what}.",
    },
    "one_visit": {
        "en": "{minutes} minutes on {day}, beginning {windows}",
        "ca": "{minutes} minuts {day}, amb inici {windows}",
        "es": "{minutes} minutos el {day}, con inicio {windows}",
    },
    "several_visits": {
        "en": "{count} visits of {minutes} minutes, beginning {windows}: {days}",
        "ca": "{count} visites de {minutes} minuts, amb inici {windows}: {days}",
        "es": "{count} visitas de {minutes} minutos, con inicio {windows}: {days}",
    },
    "mixed_visits": {
        "en": "{count} visits, {minutes} minutes in all: {days}",
        "ca": "{count} visites, {minutes} minuts en total: {days}",
        "es": "{count} visitas, {minutes} minutos en total: {days}",
    },
    "with_needs": {"en": " with {needs}", "ca": " amb {needs}", "es": " con {needs}"},
    "how_many": {
        "en": "{count} of {all} carers could do it.",
        "ca": "{count} de {all} persones ho podrien fer.",
        "es": "{count} de {all} personas podrían hacerlo.",
    },
    "how_many_crews": {
        "en": "Ways found: {count}, the best first.",
        "ca": "Maneres trobades: {count}, la millor primer.",
        "es": "Maneras encontradas: {count}, la mejor primero.",
    },
    "nobody": {
        "en": "As the plan stands, nobody can do all of it.",
        "ca": "Tal com està el pla, ningú no ho pot fer tot.",
        "es": "Tal como está el plan, nadie puede hacerlo todo.",
    },
    "comes": {
        "en": "{carer} can come on {day} at {clock}.",
        "ca": "{carer} pot venir {day} a les {clock}.",
        "es": "{carer} puede venir el {day} a las {clock}.",
    },
    "also": {
        "en": "Also possible: {clocks}.",
        "ca": "També és possible: {clocks}.",
        "es": "También es posible: {clocks}.",
    },
    "slots_of": {
        "en": "{carer}: {slots}.",
        "ca": "{carer}: {slots}.",
        "es": "{carer}: {slots}.",
    },
    "knows": {
        "en": "{carer} usually comes to {client}.",
        "ca": "{carer} acostuma a anar a casa de {client}.",
        "es": "{carer} suele ir a casa de {client}.",
    },
    "preferred": {
        "en": "{client} prefers {carer}.",
        "ca": "{client} prefereix {carer}.",
        "es": "{client} prefiere a {carer}.",
    },
    "new_face": {
        "en": "{carer} would be new to {client}.",
        "ca": "{carer} seria una cara nova per a {client}.",
        "es": "{carer} sería una cara nueva para {client}.",
    },
    "holds": {
        "en": "{carer} holds {needs}.",
        "ca": "{carer} té {needs}.",
        "es": "{carer} tiene {needs}.",
    },
    "hours": {
        "en": "{carer}'s week of {day} would then have {after} of work instead of {before} ({bounds}).",
        "ca": "La setmana del {day} de {carer} tindria llavors {after} de feina en lloc de {before} ({bounds}).",
        "es": "La semana del {day} de {carer} tendría entonces {after} de trabajo en vez de {before} ({bounds}).",
    },
    "hours_contract": {"en": "contract {hours}", "ca": "contracte {hours}", "es": "contrato {hours}"},
    "hours_wanted": {"en": "wants {hours}", "ca": "en vol {hours}", "es": "quiere {hours}"},
    "hours_ahead": {
        "en": "{hours} ahead when the plan begins",
        "ca": "{hours} de més en començar el pla",
        "es": "{hours} de más al empezar el plan",
    },
    "hours_behind": {
        "en": "{hours} behind when the plan begins",
        "ca": "{hours} de menys en començar el pla",
        "es": "{hours} de menos al empezar el plan",
    },
    "hours_unbound": {"en": "no contract known", "ca": "sense contracte conegut", "es": "sin contrato conocido"},
    "nobody_moves": {
        "en": "Nobody else's visit moves.",
        "ca": "No es mou la visita de ningú més.",
        "es": "No se mueve la visita de nadie más.",
    },
    "moves": {
        "en": "With consent, {client} would be visited on {day} at {clock} instead of {old_clock}.",
        "ca": "Amb consentiment, {client} rebria la visita {day} a les {clock} en lloc de les {old_clock}.",
        "es": "Con consentimiento, {client} recibiría la visita el {day} a las {clock} en vez de las {old_clock}.",
    },
    "costs": {
        "en": "The plan would cost {cost} more: {parts}.",
        "ca": "El pla costaria {cost} més: {parts}.",
        "es": "El plan costaría {cost} más: {parts}.",
    },
    "saves": {
        "en": "The plan would cost {cost} less: {parts}.",
        "ca": "El pla costaria {cost} menys: {parts}.",
        "es": "El plan costaría {cost} menos: {parts}.",
    },
    "leaves_undone": {
        "en": "Still nobody for {count} of {all} visits: {visits}.",
        "ca": "Encara ningú per a {count} de {all} visites: {visits}.",
        "es": "Todavía nadie para {count} de {all} visitas: {visits}.",
    },
    "beyond": {
        "en": "{count} visits fall outside the weeks that are planned, and were not looked at.",
        "ca": "{count} visites cauen fora de les setmanes planificades i no s'han mirat.",
        "es": "{count} visitas caen fuera de las semanas planificadas y no se han mirado.",
    },
    "bar_not_asked": {"en": "was not to be asked", "ca": "no s'havia de preguntar", "es": "no había que preguntar"},
    "bar_forbidden_pair": {"en": "{broken}", "ca": "{broken}", "es": "{broken}"},
    "bar_no_shift": {
        "en": "does not work on {day}",
        "ca": "no treballa {day}",
        "es": "no trabaja el {day}",
    },
    "bar_out_of_reach": {
        "en": "cannot begin {windows} on {day} and be back by the end of the shift",
        "ca": "no pot començar {windows} {day} i tornar abans d'acabar el torn",
        "es": "no puede empezar {windows} el {day} y volver antes de acabar el turno",
    },
    "bar_busy": {
        "en": "has no gap {windows} on {day}",
        "ca": "no té cap forat {windows} {day}",
        "es": "no tiene ningún hueco {windows} el {day}",
    },
    "bar_busy_with": {
        "en": "has no gap {windows} on {day}: is with {clients}",
        "ca": "no té cap forat {windows} {day}: és amb {clients}",
        "es": "no tiene ningún hueco {windows} el {day}: está con {clients}",
    },
    "bar_breaks_rule": {
        "en": "has a gap, but then: {broken}",
        "ca": "té un forat, però llavors: {broken}",
        "es": "tiene un hueco, pero entonces: {broken}",
    },
    "bar_visits": {
        "en": "{count} of {all} visits are not possible; {visit}: {reason}",
        "ca": "{count} de {all} visites no són possibles; {visit}: {reason}",
        "es": "{count} de {all} visitas no son posibles; {visit}: {reason}",
    },
    "window_help": {
        "en": "With a window {windows}, {carer} fits, at {clock}.",
        "ca": "Amb una franja {windows}, hi encaixa {carer}, a les {clock}.",
        "es": "Con una franja {windows}, encaja {carer}, a las {clock}.",
    },
    "training_help": {
        "en": "Train one carer in {competency} (level {level}): {carers} would fit.",
        "ca": "Formar una persona en {competency} (nivell {level}): {carers} hi encaixaria.",
        "es": "Formar a una persona en {competency} (nivel {level}): {carers} encajaría.",
    },
    "push_help": {
        "en": "If {clients} agreed to a later time ({times}), {carer} fits, at {clock}.",
        "ca": "Si {clients} acceptés una hora més tardana ({times}), hi encaixa {carer}, a les {clock}.",
        "es": "Si {clients} aceptara una hora más tardía ({times}), encaja {carer}, a las {clock}.",
    },
    "crew_help": {
        "en": "With {count} different carers it can be done: {carers}.",
        "ca": "Amb {count} persones diferents es pot fer: {carers}.",
        "es": "Con {count} personas distintas se puede hacer: {carers}.",
    },
    "no_help": {
        "en": "Neither later visits to others, nor a window wider by four hours, nor a training would help by itself.",
        "ca": "Ni moure altres visites, ni una franja quatre hores més ampla, ni una formació ajudarien per si soles.",
        "es": "Ni mover otras visitas, ni una franja cuatro horas más amplia, ni una formación ayudarían por sí solas.",
    },
    "why_required": {
        "en": "{attribute} is required: {why}.",
        "ca": "Es requereix {attribute}: {why}.",
        "es": "Se requiere {attribute}: {why}.",
    },
    "further": {
        "en": "{count} more could do it, from {cost} on.",
        "ca": "{count} més ho podrien fer, a partir de {cost}.",
        "es": "{count} más podrían hacerlo, a partir de {cost}.",
    },
}


def phrase(name: str, language: str, **gaps: object) -> str:
    """One of the phrases with its gaps filled."""
    spoken(language)
    return filled(PHRASES[name][language], gaps)
