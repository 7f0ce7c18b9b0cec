"""What the analysis of weights says, in each language."""

from engine.explain.sentences import filled, spoken

PHRASES: dict[str, dict[str, str]] = {
    "raised": {
        "en": "{rule}: at {weight} instead of {today}: {parts}.",
        "ca": "{rule}: amb {weight} en lloc de {today}: {parts}.",
        "es": "{rule}: con {weight} en vez de {today}: {parts}.",
    },
    "raised_in_vain": {
        "en": "{rule}: at {weight} instead of {today} no better plan was found; the figures stay as they are.",
        "ca": "{rule}: amb {weight} en lloc de {today} no s'ha trobat cap pla millor; les xifres queden igual.",
        "es": "{rule}: con {weight} en vez de {today} no se ha encontrado un plan mejor; las cifras quedan igual.",
    },
    "each_point": {
        "en": "{rule}: that is, for each point: {parts}.",
        "ca": "{rule}: és a dir, per cada punt: {parts}.",
        "es": "{rule}: es decir, por cada punto: {parts}.",
    },
    "learned": {
        "en": "{rule}: {weight} instead of {today} (between {low} and {high} would fit as well).",
        "ca": "{rule}: {weight} en lloc de {today} (entre {low} i {high} també encaixaria).",
        "es": "{rule}: {weight} en vez de {today} (entre {low} y {high} también encajaría).",
    },
    "followed": {
        "en": "The weights agree with {agreed} of {all} preferences.",
        "ca": "Els pesos coincideixen amb {agreed} de {all} preferències.",
        "es": "Los pesos coinciden con {agreed} de {all} preferencias.",
    },
    "versions": {
        "en": "{other} instead of {one}, over {weeks} week(s) with {visits} visits:",
        "ca": "{other} en lloc de {one}, en {weeks} setmana/es amb {visits} visites:",
        "es": "{other} en vez de {one}, en {weeks} semana/s con {visits} visitas:",
    },
    "visits_moved": {
        "en": "{carer} visits have another carer, {time} the same carer at another time.",
        "ca": "{carer} visites les fa una altra persona, {time} la mateixa a una altra hora.",
        "es": "{carer} visitas las hace otra persona, {time} la misma a otra hora.",
    },
    "visits_planned": {
        "en": "{planned} visits are made that were left out, {dropped} are left out that were made.",
        "ca": "{planned} visites que quedaven sense fer es fan, {dropped} que es feien queden sense fer.",
        "es": "{planned} visitas que quedaban sin hacer se hacen, {dropped} que se hacían quedan sin hacer.",
    },
    "clients_faces": {
        "en": "Clients who see fewer carers: {fewer}; more: {more}.",
        "ca": "Clients que veuen menys persones: {fewer}; més: {more}.",
        "es": "Clientes que ven a menos personas: {fewer}; a más: {more}.",
    },
    "carers_hours": {
        "en": "Carers with fewer hours: {fewer}; with more: {more} (half an hour a week counts).",
        "ca": "Persones cuidadores amb menys hores: {fewer}; amb més: {more} (compta mitja hora a la setmana).",
        "es": "Personas cuidadoras con menos horas: {fewer}; con más: {more} (cuenta media hora a la semana).",
    },
    "carers_weekends": {
        "en": "Carers who work fewer weekends: {fewer}; more: {more}.",
        "ca": "Persones cuidadores que treballen menys caps de setmana: {fewer}; més: {more}.",
        "es": "Personas cuidadoras que trabajan menos fines de semana: {fewer}; más: {more}.",
    },
    "figures": {"en": "In all: {parts}.", "ca": "En total: {parts}.", "es": "En total: {parts}."},
    "nothing_else": {
        "en": "The plans are the same.",
        "ca": "Els plans són iguals.",
        "es": "Los planes son iguales.",
    },
}


def phrase(name: str, language: str, **gaps: object) -> str:
    """A phrase with its gaps filled. Raises EngineError for a language that is not spoken."""
    spoken(language)
    return filled(PHRASES[name][language], gaps)
