"""What is said about an absence beside the rules' own sentences, in each language."""

from engine.explain.sentences import filled, spoken

PHRASES: dict[str, dict[str, str]] = {
    "absent": {
        "en": "{carer} cannot come on {day}. Visits that need somebody else: {count}, at {clients} clients.",
        "ca": "{carer} no pot venir {day}. Visites que necessiten una altra persona: {count}, de {clients} clients.",
        "es": "{carer} no puede venir el {day}. Visitas que necesitan a otra persona: {count}, de {clients} clientes.",
    },
    "kept": {
        "en": "Begun by {clock}, and kept: {visits}.",
        "ca": "Ja començades a les {clock}, i es mantenen: {visits}.",
        "es": "Ya empezadas a las {clock}, y se mantienen: {visits}.",
    },
    "left_undone": {
        "en": "With none of them done, the cost of the plan changes by {cost}.",
        "ca": "Si no se'n fa cap, el cost del pla canvia en {cost}.",
        "es": "Si no se hace ninguna, el coste del plan cambia en {cost}.",
    },
    "no_proposal": {
        "en": "As the rounds stand, nobody can take any of them without breaking what may not be broken.",
        "ca": "Tal com estan les rondes, ningú no en pot agafar cap sense trencar el que no es pot trencar.",
        "es": "Tal como están las rondas, nadie puede tomar ninguna sin romper lo que no se puede romper.",
    },
    "fewest told": {"en": "Fewest new times", "ca": "Menys hores noves", "es": "Menos horas nuevas"},
    "cheapest": {"en": "cheapest", "ca": "més barata", "es": "más barata"},
    "fewest helpers": {"en": "fewest helpers", "ca": "menys persones", "es": "menos personas"},
    "proposal": {
        "en": "{aims}: {covered} of {all} visits covered by {helpers} ({names}).",
        "ca": "{aims}: {covered} de {all} visites cobertes per {helpers} ({names}).",
        "es": "{aims}: {covered} de {all} visitas cubiertas por {helpers} ({names}).",
    },
    "no_new_time": {
        "en": "Nobody gets a new time.",
        "ca": "Ningú no canvia d'hora.",
        "es": "Nadie cambia de hora.",
    },
    "new_times": {
        "en": "Clients who get a new time ({count}): {names}.",
        "ca": "Clients que canvien d'hora ({count}): {names}.",
        "es": "Clientes que cambian de hora ({count}): {names}.",
    },
    "cost": {
        "en": "Cost compared with leaving them undone: {cost} ({parts}).",
        "ca": "Cost en comparació amb no fer-les: {cost} ({parts}).",
        "es": "Coste en comparación con no hacerlas: {cost} ({parts}).",
    },
    "against_running": {
        "en": "Cost compared with the plan as it ran, with {carer}: {cost}.",
        "ca": "Cost en comparació amb el pla vigent, amb {carer}: {cost}.",
        "es": "Coste en comparación con el plan vigente, con {carer}: {cost}.",
    },
    "takes": {
        "en": "{carer} takes {visit} at {client} at {clock}, as told",
        "ca": "{carer} fa {visit} a casa de {client} a les {clock}, com estava dit",
        "es": "{carer} hace {visit} en casa de {client} a las {clock}, como estaba dicho",
    },
    "takes_at": {
        "en": "{carer} takes {visit} at {client} at {clock} instead of {told}",
        "ca": "{carer} fa {visit} a casa de {client} a les {clock} en lloc de les {told}",
        "es": "{carer} hace {visit} en casa de {client} a las {clock} en lugar de las {told}",
    },
    "pushed": {
        "en": "{visit} at {client} begins at {clock} instead of {told}.",
        "ca": "{visit} a casa de {client} comença a les {clock} en lloc de les {told}.",
        "es": "{visit} en casa de {client} empieza a las {clock} en lugar de las {told}.",
    },
    "with_too": {
        "en": "Only together with {visits}.",
        "ca": "Només juntament amb {visits}.",
        "es": "Solo junto con {visits}.",
    },
    "missing": {
        "en": "Nobody takes {visit} at {client} (told {told}). {reason}",
        "ca": "Ningú no fa {visit} a casa de {client} (a les {told}). {reason}",
        "es": "Nadie hace {visit} en casa de {client} (a las {told}). {reason}",
    },
    "needed_elsewhere": {
        "en": "Alone it would fit with {names}, but not beside the other visits.",
        "ca": "Sola hi cabria amb {names}, però no al costat de les altres visites.",
        "es": "Sola cabría con {names}, pero no junto a las otras visitas.",
    },
    "newly_forbidden": {
        "en": "Forbidden, and not so in the plan as it ran: {broken}",
        "ca": "Prohibit, i no en el pla vigent: {broken}",
        "es": "Prohibido, y no en el plan vigente: {broken}",
    },
    "could_take": {
        "en": "{visit} at {client}, told {told}: {count} could take it.",
        "ca": "{visit} a casa de {client}, a les {told}: la podrien fer {count}.",
        "es": "{visit} en casa de {client}, a las {told}: podrían hacerla {count}.",
    },
    "further": {
        "en": "Further carers ({count}): {names}.",
        "ca": "Altres persones ({count}): {names}.",
        "es": "Otras personas ({count}): {names}.",
    },
    "NOT_ASKED": {
        "en": "Not asked ({count}): {names}.",
        "ca": "No es demana a ({count}): {names}.",
        "es": "No se pregunta a ({count}): {names}.",
    },
    "FORBIDDEN_PAIR": {
        "en": "Ruled out ({count}): {names}.",
        "ca": "Excloses ({count}): {names}.",
        "es": "Excluidas ({count}): {names}.",
    },
    "NO_SHIFT": {
        "en": "No shift on that day ({count}): {names}.",
        "ca": "Sense torn aquell dia ({count}): {names}.",
        "es": "Sin turno ese día ({count}): {names}.",
    },
    "OUT_OF_REACH": {
        "en": "Not there in time, or not back by the end of the shift ({count}): {names}.",
        "ca": "No hi arriben a temps o no tornen abans del final del torn ({count}): {names}.",
        "es": "No llegan a tiempo o no vuelven antes del final del turno ({count}): {names}.",
    },
    "BUSY": {
        "en": "Busy ({count}): {names}.",
        "ca": "Amb la ronda plena ({count}): {names}.",
        "es": "Con la ronda llena ({count}): {names}.",
    },
    "BREAKS_RULE": {
        "en": "Free, but a hard rule forbids it ({count}): {names}.",
        "ca": "Lliures, però ho prohibeix una regla ({count}): {names}.",
        "es": "Libres, pero lo prohíbe una regla ({count}): {names}.",
    },
}

SHORT = {
    "NOT_ASKED": ("not asked", "no es demana", "no se pregunta"),
    "FORBIDDEN_PAIR": ("ruled out", "excloses", "excluidas"),
    "NO_SHIFT": ("no shift on that day", "sense torn aquell dia", "sin turno ese día"),
    "OUT_OF_REACH": ("not there in time", "no hi arriben a temps", "no llegan a tiempo"),
    "BUSY": ("busy", "amb la ronda plena", "con la ronda llena"),
    "BREAKS_RULE": ("forbidden by a hard rule", "prohibit per una regla", "prohibido por una regla"),
}
"""Why carers are ruled out, where only their number is told."""

PHRASES |= {f"{name}_SHORT": {"en": en, "ca": ca, "es": es} for name, (en, ca, es) in SHORT.items()}


def said(name: str, language: str, **gaps: object) -> str:
    """One of the phrases with its gaps filled."""
    spoken(language)
    return filled(PHRASES[name][language], gaps).rstrip()
