"""What documents of weights say, in each language."""

from engine.explain.sentences import filled, spoken
from engine.shapes import Unit
from engine.units import HARD, Weight

EACH: dict[Unit, dict[str, str]] = {
    Unit.MINUTES: {"en": "each minute", "ca": "cada minut", "es": "cada minuto"},
    Unit.TIMES: {"en": "each time", "ca": "cada vegada", "es": "cada vez"},
    Unit.CENTS: {"en": "each cent", "ca": "cada cèntim", "es": "cada céntimo"},
    Unit.METRES: {"en": "each metre", "ca": "cada metre", "es": "cada metro"},
    Unit.CARERS: {"en": "each carer", "ca": "cada persona cuidadora", "es": "cada persona cuidadora"},
}
"""One unit of what a rule counts."""

MANY: dict[Unit, tuple[int, dict[str, str]]] = {
    Unit.MINUTES: (60, {"en": "an hour", "ca": "una hora", "es": "una hora"}),
    Unit.CENTS: (100, {"en": "a euro", "ca": "un euro", "es": "un euro"}),
    Unit.METRES: (1000, {"en": "a kilometre", "ca": "un quilòmetre", "es": "un kilómetro"}),
}
"""So many units have a word of their own: one by itself may cost too little to be pictured."""

PHRASES: dict[str, dict[str, str]] = {
    # -- one line
    "costs": {
        "en": "{title}: {each} costs {weight}.",
        "ca": "{title}: {each} costa {weight}.",
        "es": "{title}: {each} cuesta {weight}.",
    },
    "costs_as_travel": {
        "en": "{title}: {each} costs {weight}, as much as {minutes} min of travel.",
        "ca": "{title}: {each} costa {weight}, tant com {minutes} min de desplaçament.",
        "es": "{title}: {each} cuesta {weight}, tanto como {minutes} min de desplazamiento.",
    },
    "many_as_travel": {
        "en": "{title}: {each} costs {weight}; {many} costs as much as {minutes} min of travel.",
        "ca": "{title}: {each} costa {weight}; {many} costa tant com {minutes} min de desplaçament.",
        "es": "{title}: {each} cuesta {weight}; {many} cuesta tanto como {minutes} min de desplazamiento.",
    },
    "about": {"en": "about {number}", "ca": "uns {number}", "es": "unos {number}"},
    "forbids": {
        "en": "{title}: a rule that no plan may break.",
        "ca": "{title}: una regla que cap pla no pot incomplir.",
        "es": "{title}: una regla que ningún plan puede incumplir.",
    },
    "counts_not": {
        "en": "{title}: does not count.",
        "ca": "{title}: no compta.",
        "es": "{title}: no cuenta.",
    },
    "pack_first": {
        "en": "Where the problem's labour pack tells it, the pack's weight counts instead.",
        "ca": "Si el paquet laboral del problema ho diu, compta el pes del paquet.",
        "es": "Si el paquete laboral del problema lo dice, cuenta el peso del paquete.",
    },
    "because": {"en": "Why: {reason}", "ca": "Per què: {reason}", "es": "Por qué: {reason}"},
    "hard": {"en": "forbidden", "ca": "prohibit", "es": "prohibido"},
    "off": {"en": "off", "ca": "no compta", "es": "no cuenta"},
    "default": {"en": "as by default", "ca": "per defecte", "es": "por defecto"},
    "changed": {
        "en": "changed; by default {weight}",
        "ca": "canviat; per defecte {weight}",
        "es": "cambiado; por defecto {weight}",
    },
    # -- what changed
    "more": {
        "en": "{title}: {before} → {after} for {each}: it weighs more.",
        "ca": "{title}: {before} → {after} per {each}: pesa més.",
        "es": "{title}: {before} → {after} por {each}: pesa más.",
    },
    "less": {
        "en": "{title}: {before} → {after} for {each}: it weighs less.",
        "ca": "{title}: {before} → {after} per {each}: pesa menys.",
        "es": "{title}: {before} → {after} por {each}: pesa menos.",
    },
    "begins": {
        "en": "{title}: {before} → {after} for {each}: it begins to count.",
        "ca": "{title}: {before} → {after} per {each}: comença a comptar.",
        "es": "{title}: {before} → {after} por {each}: empieza a contar.",
    },
    "ends": {
        "en": "{title}: {before} → {after}: it counts no more.",
        "ca": "{title}: {before} → {after}: deixa de comptar.",
        "es": "{title}: {before} → {after}: deja de contar.",
    },
    "forbidden": {
        "en": "{title}: {before} → {after}: no plan may break it any more.",
        "ca": "{title}: {before} → {after}: cap pla no la pot incomplir més.",
        "es": "{title}: {before} → {after}: ningún plan puede incumplirla ya.",
    },
    "allowed": {
        "en": "{title}: {before} → {after} for {each}: it may be broken at that cost.",
        "ca": "{title}: {before} → {after} per {each}: es pot incomplir a aquest cost.",
        "es": "{title}: {before} → {after} por {each}: puede incumplirse a ese coste.",
    },
    "from_pack": {
        "en": "{title}: {after}, now whatever a labour pack says.",
        "ca": "{title}: {after}, ara digui el que digui un paquet laboral.",
        "es": "{title}: {after}, ahora diga lo que diga un paquete laboral.",
    },
    "to_pack": {
        "en": "{title}: {after}, now unless a labour pack says otherwise.",
        "ca": "{title}: {after}, ara si un paquet laboral no diu altra cosa.",
        "es": "{title}: {after}, ahora si un paquete laboral no dice otra cosa.",
    },
    "reason_anew": {
        "en": "{title}: {after} as before, with another reason.",
        "ca": "{title}: {after} com abans, amb un altre motiu.",
        "es": "{title}: {after} como antes, con otro motivo.",
    },
    "no_difference": {
        "en": "From {before} to {after} no rule weighs anything else.",
        "ca": "De {before} a {after} cap regla no pesa diferent.",
        "es": "De {before} a {after} ninguna regla pesa distinto.",
    },
    "difference_count": {
        "en": "From {before} to {after}: {count} of {all} rules told otherwise.",
        "ca": "De {before} a {after}: {count} de {all} regles dites d'una altra manera.",
        "es": "De {before} a {after}: {count} de {all} reglas dichas de otra manera.",
    },
    # -- a whole version
    "made_by": {"en": "By {author}: {reason}", "ca": "De {author}: {reason}", "es": "De {author}: {reason}"},
    "counts_from": {
        "en": "Counts from {effective} on.",
        "ca": "Compta a partir del {effective}.",
        "es": "Cuenta a partir del {effective}.",
    },
    "no_date": {
        "en": "A draft: nobody has said yet from when on it counts.",
        "ca": "Un esborrany: encara no s'ha dit des de quan compta.",
        "es": "Un borrador: aún no se ha dicho desde cuándo cuenta.",
    },
    "first": {"en": "The first version.", "ca": "La primera versió.", "es": "La primera versión."},
    "comes_after": {"en": "Comes after {parent}.", "ca": "Ve després de {parent}.", "es": "Viene después de {parent}."},
    "content": {"en": "Content: {hash}", "ca": "Contingut: {hash}", "es": "Contenido: {hash}"},
    "table": {
        "en": "| rule | weight | in words | default? |",
        "ca": "| regla | pes | en paraules | per defecte? |",
        "es": "| regla | peso | en palabras | ¿por defecto? |",
    },
}


def told(name: str, language: str, **gaps: object) -> str:
    """One of the phrases with its gaps filled. Raises EngineError for a language that is not spoken."""
    spoken(language)
    return filled(PHRASES[name][language], gaps)


def number(value: float, language: str) -> str:
    """A weight as people write it: with at most three decimals, and none where it is whole."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return text if language == "en" else text.replace(".", ",")


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
