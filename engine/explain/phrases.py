"""What explanations say beside the rules' own sentences, in each language."""

from engine.explain.sentences import filled, spoken

PHRASES: dict[str, dict[str, str]] = {
    "is_with": {
        "en": "{visit} at {client} is with {carer} on {day} at {clock}.",
        "ca": "{visit} a casa de {client} la fa {carer} {day} a les {clock}.",
        "es": "{visit} en casa de {client} la hace {carer} el {day} a las {clock}.",
    },
    "against_leaving_out": {
        "en": "Compared with leaving it out: {parts}.",
        "ca": "En comparació amb no fer-la: {parts}.",
        "es": "En comparación con no hacerla: {parts}.",
    },
    "other_more": {
        "en": "With {carer}, on {day} at {clock}, the plan would cost {cost} more: {parts}.",
        "ca": "Amb {carer}, {day} a les {clock}, el pla costaria {cost} més: {parts}.",
        "es": "Con {carer}, el {day} a las {clock}, el plan costaría {cost} más: {parts}.",
    },
    "other_same": {
        "en": "With {carer}, on {day} at {clock}, the plan would cost the same.",
        "ca": "Amb {carer}, {day} a les {clock}, el pla costaria el mateix.",
        "es": "Con {carer}, el {day} a las {clock}, el plan costaría lo mismo.",
    },
    "other_less": {
        "en": "With {carer}, on {day} at {clock}, the plan would cost {cost} less: {parts}.",
        "ca": "Amb {carer}, {day} a les {clock}, el pla costaria {cost} menys: {parts}.",
        "es": "Con {carer}, el {day} a las {clock}, el plan costaría {cost} menos: {parts}.",
    },
    "nobody_else": {
        "en": "As the rounds stand, nobody else can take it over without breaking what may not be broken.",
        "ca": "Tal com estan les rondes, ningú més no la pot assumir sense trencar el que no es pot trencar.",
        "es": "Tal como están las rondas, nadie más puede asumirla sin romper lo que no se puede romper.",
    },
    "is_yours": {
        "en": "{visit} at {client} is yours on {day} at {clock}.",
        "ca": "{visit} a casa de {client} és teva {day} a les {clock}.",
        "es": "{visit} en casa de {client} es tuya el {day} a las {clock}.",
    },
    "colleagues_more": {
        "en": (
            "Colleagues who could take it over as the rounds stand: {count}. The plan would cost at least {cost} more: "
            "{parts}."
        ),
        "ca": (
            "Persones de l'equip que la podrien assumir tal com estan les rondes: {count}. "
            "El pla costaria com a mínim {cost} més: {parts}."
        ),
        "es": (
            "Personas del equipo que podrían asumirla tal como están las rondas: {count}. "
            "El plan costaría al menos {cost} más: {parts}."
        ),
    },
    "colleagues_no_more": {
        "en": "Colleagues who could take it over as the rounds stand: {count}. The plan would cost no more for it.",
        "ca": "Persones de l'equip que la podrien assumir tal com estan les rondes: {count}. El pla no costaria més.",
        "es": "Personas del equipo que podrían asumirla tal como están las rondas: {count}. El plan no costaría más.",
    },
    "colleagues_may_not": {
        "en": "Colleagues who may not do it: {count} of {all}.",
        "ca": "Persones de l'equip que no la poden fer: {count} de {all}.",
        "es": "Personas del equipo que no pueden hacerla: {count} de {all}.",
    },
    "colleagues_away": {
        "en": "Colleagues who have no shift then, or could not be there in time: {count} of {all}.",
        "ca": "Persones de l'equip que no tenen torn aleshores o no hi podrien arribar a temps: {count} de {all}.",
        "es": "Personas del equipo que no tienen turno entonces o no podrían llegar a tiempo: {count} de {all}.",
    },
    "colleagues_full": {
        "en": "Colleagues whose rounds have no room for it: {count} of {all}.",
        "ca": "Persones de l'equip sense lloc a la ronda: {count} de {all}.",
        "es": "Personas del equipo sin sitio en la ronda: {count} de {all}.",
    },
    "is_left_out": {
        "en": "{visit} at {client} on {day} is not planned.",
        "ca": "{visit} a casa de {client} {day} no està planificada.",
        "es": "{visit} en casa de {client} el {day} no está planificada.",
    },
    "nobody_holds": {
        "en": "Nobody holds {competency} at level {level} on {day}.",
        "ca": "Ningú no té {competency} de nivell {level} {day}.",
        "es": "Nadie tiene {competency} de nivel {level} el {day}.",
    },
    "ruled_out": {
        "en": "Ruled out ({count} of {all} carers): {parts}.",
        "ca": "Queden excloses ({count} de {all} persones): {parts}.",
        "es": "Quedan excluidas ({count} de {all} personas): {parts}.",
    },
    "holders": {
        "en": "{needs} is held by {count} of {all} carers: {names}.",
        "ca": "{needs}: ho tenen {count} de {all} persones: {names}.",
        "es": "{needs}: lo tienen {count} de {all} personas: {names}.",
    },
    "allowed": {
        "en": "Who may do it ({count} of {all} carers): {names}.",
        "ca": "La poden fer ({count} de {all} persones): {names}.",
        "es": "Pueden hacerla ({count} de {all} personas): {names}.",
    },
    "none_on_shift": {
        "en": "Of those who may do it, none has a shift on {day}.",
        "ca": "De qui la pot fer, ningú no té torn {day}.",
        "es": "De quienes pueden hacerla, nadie tiene turno el {day}.",
    },
    "none_before": {
        "en": "Of those who may do it, none is on shift before {clock} on {day}.",
        "ca": "De qui la pot fer, ningú no comença el torn abans de les {clock} {day}.",
        "es": "De quienes pueden hacerla, nadie empieza el turno antes de las {clock} el {day}.",
    },
    "none_after": {
        "en": "Of those who may do it, none is on shift after {clock} on {day}.",
        "ca": "De qui la pot fer, ningú no té torn més enllà de les {clock} {day}.",
        "es": "De quienes pueden hacerla, nadie tiene turno más allá de las {clock} el {day}.",
    },
    "none_in_time": {
        "en": "Of those who may do it, none could begin within {windows} on {day} and be back by the end of the shift.",
        "ca": "De qui la pot fer, ningú no podria començar dins {windows} {day} i haver tornat al final del torn.",
        "es": (
            "De quienes pueden hacerla, nadie podría empezar dentro de {windows} el {day} y volver "
            "antes del final del turno."
        ),
    },
    "none_gets_there": {
        "en": "Of those who may do it, none has a way to get there and back, by the travel times that were given.",
        "ca": "De qui la pot fer, ningú no té manera d'anar-hi i tornar, segons els temps de viatge donats.",
        "es": "De quienes pueden hacerla, nadie tiene cómo ir y volver, según los tiempos de viaje dados.",
    },
    "some_without_way": {
        "en": "Without a way to get there and back ({count}): {names}.",
        "ca": "Sense manera d'anar-hi i tornar ({count}): {names}.",
        "es": "Sin manera de ir y volver ({count}): {names}.",
    },
    "some_without_shift": {
        "en": "Without a shift on {day} ({count}): {names}.",
        "ca": "Sense torn {day} ({count}): {names}.",
        "es": "Sin turno el {day} ({count}): {names}.",
    },
    "some_out_of_reach": {
        "en": "Unable to begin within {windows} and be back by the end of the shift ({count}): {names}.",
        "ca": "No podrien començar dins {windows} i haver tornat al final del torn ({count}): {names}.",
        "es": "No podrían empezar dentro de {windows} y volver antes del final del turno ({count}): {names}.",
    },
    "fits": {
        "en": "It would fit with {carer} at {clock} and the plan would be better for it: {parts}.",
        "ca": "Cabria amb {carer} a les {clock} i el pla hi guanyaria: {parts}.",
        "es": "Cabría con {carer} a las {clock} y el plan mejoraría: {parts}.",
    },
    "costs_more": {
        "en": (
            "It would fit with {carer} at {clock}, but that costs {cost} while leaving it out costs "
            "{left_out}: {parts}."
        ),
        "ca": "Cabria amb {carer} a les {clock}, però costa {cost} i deixar-la fora costa {left_out}: {parts}.",
        "es": "Cabría con {carer} a las {clock}, pero cuesta {cost} y dejarla fuera cuesta {left_out}: {parts}.",
    },
    "all_busy": {
        "en": "Everyone who may do it and is on shift in time is busy ({count}): {names}.",
        "ca": "Qui la pot fer i hi és a temps té la ronda plena ({count}): {names}.",
        "es": "Quien puede hacerla y está a tiempo tiene la ronda llena ({count}): {names}.",
    },
    "cheapest_way_in": {
        "en": "The best way in, with {carer} at {clock} ({parts}), would break what may not be broken: {broken}",
        "ca": "La millor manera, amb {carer} a les {clock} ({parts}), trencaria el que no es pot trencar: {broken}",
        "es": "La mejor manera, con {carer} a las {clock} ({parts}), rompería lo que no se puede romper: {broken}",
    },
    "some_busy": {
        "en": "Busy ({count}): {names}.",
        "ca": "Amb la ronda plena ({count}): {names}.",
        "es": "Con la ronda llena ({count}): {names}.",
    },
    "no_way_in": {
        "en": "No round has a place for it.",
        "ca": "Cap ronda no hi té lloc.",
        "es": "Ninguna ronda tiene sitio para ella.",
    },
    "impossible": {
        "en": "Even with nothing else to do, {carer} could not do it. {broken}",
        "ca": "Ni tan sols sense res més a fer, {carer} no la podria fer. {broken}",
        "es": "Ni siquiera sin nada más que hacer {carer} podría hacerla. {broken}",
    },
    "partner": {
        "en": "It belongs together with {other}, which is not planned either.",
        "ca": "Va juntament amb {other}, que tampoc no està planificada.",
        "es": "Va junto con {other}, que tampoco está planificada.",
    },
    "partner_excluded": {
        "en": "For {other}: {reason}",
        "ca": "Per a {other}: {reason}",
        "es": "Para {other}: {reason}",
    },
    "same_reasons": {
        "en": "It belongs together with {other} and is left out for the same reasons.",
        "ca": "Va juntament amb {other} i queda fora pels mateixos motius.",
        "es": "Va junto con {other} y queda fuera por los mismos motivos.",
    },
    "nobody_allowed": {
        "en": "Nobody may do it.",
        "ca": "Ningú no la pot fer.",
        "es": "Nadie puede hacerla.",
    },
    "does_it": {
        "en": "{carer} does it already.",
        "ca": "{carer} ja la fa.",
        "es": "{carer} ya la hace.",
    },
    "no_shift": {
        "en": "{carer} has no shift on {day}.",
        "ca": "{carer} no té torn {day}.",
        "es": "{carer} no tiene turno el {day}.",
    },
    "out_of_reach": {
        "en": "{carer} could not begin within {windows} on {day} and be back by the end of the shift.",
        "ca": "{carer} no podria començar dins {windows} {day} i haver tornat al final del torn.",
        "es": "{carer} no podría empezar dentro de {windows} el {day} y volver antes del final del turno.",
    },
    "no_way_there": {
        "en": "{carer} has no way to get there and back, by the travel times that were given.",
        "ca": "{carer} no té manera d'anar-hi i tornar, segons els temps de viatge donats.",
        "es": "{carer} no tiene cómo ir y volver, según los tiempos de viaje dados.",
    },
    "would_be_forbidden": {
        "en": "With {carer} this would be forbidden:",
        "ca": "Amb {carer} estaria prohibit:",
        "es": "Con {carer} estaría prohibido:",
    },
    "busy": {
        "en": "{carer} is busy. {broken}",
        "ca": "{carer} no té lloc a la ronda. {broken}",
        "es": "{carer} no tiene sitio en la ronda. {broken}",
    },
    "partner_without_place": {
        "en": "With {carer} it would fit, but no place was found for what belongs together with it. {broken}",
        "ca": "Amb {carer} hi cabria, però no s'ha trobat lloc per al que hi va junt. {broken}",
        "es": "Con {carer} cabría, pero no se ha encontrado sitio para lo que va junto con ella. {broken}",
    },
    "other_rules": {
        "en": "other rules",
        "ca": "altres regles",
        "es": "otras reglas",
    },
    "no_change": {
        "en": "Nothing changes.",
        "ca": "No canvia res.",
        "es": "No cambia nada.",
    },
    "change_count": {
        "en": (
            "Visits that change: {all} (newly planned {planned}, left out {dropped}, other carer "
            "{carer}, other time {time})."
        ),
        "ca": (
            "Visites que canvien: {all} (noves al pla {planned}, fora del pla {dropped}, altra "
            "persona {carer}, altra hora {time})."
        ),
        "es": (
            "Visitas que cambian: {all} (nuevas en el plan {planned}, fuera del plan {dropped}, otra "
            "persona {carer}, otra hora {time})."
        ),
    },
    "change_affects": {
        "en": "Clients affected: {clients}; carers affected: {carers}.",
        "ca": "Persones ateses afectades: {clients}; persones cuidadores afectades: {carers}.",
        "es": "Personas atendidas afectadas: {clients}; personas cuidadoras afectadas: {carers}.",
    },
    "change_cost": {
        "en": "The cost changes by {cost}: {parts}.",
        "ca": "El cost canvia en {cost}: {parts}.",
        "es": "El coste cambia en {cost}: {parts}.",
    },
    "newly_forbidden": {
        "en": "Newly forbidden: {broken}",
        "ca": "Prohibit de nou: {broken}",
        "es": "Prohibido de nuevo: {broken}",
    },
    "no_longer_forbidden": {
        "en": "No longer forbidden: {broken}",
        "ca": "Ja no és prohibit: {broken}",
        "es": "Ya no está prohibido: {broken}",
    },
    "move_planned": {
        "en": "{visit} at {client}: now planned, with {carer} on {day} at {clock}.",
        "ca": "{visit} a casa de {client}: ara planificada, amb {carer} {day} a les {clock}.",
        "es": "{visit} en casa de {client}: ahora planificada, con {carer} el {day} a las {clock}.",
    },
    "move_dropped": {
        "en": "{visit} at {client}: no longer planned (was with {old_carer} on {old_day} at {old_clock}).",
        "ca": "{visit} a casa de {client}: ja no es planifica (era amb {old_carer} {old_day} a les {old_clock}).",
        "es": "{visit} en casa de {client}: ya no se planifica (era con {old_carer} el {old_day} a las {old_clock}).",
    },
    "move_carer": {
        "en": (
            "{visit} at {client}: {carer} instead of {old_carer}, on {day} at {clock} (was {old_day} at {old_clock})."
        ),
        "ca": (
            "{visit} a casa de {client}: {carer} en lloc de {old_carer}, {day} a les {clock} (era "
            "{old_day} a les {old_clock})."
        ),
        "es": (
            "{visit} en casa de {client}: {carer} en lugar de {old_carer}, el {day} a las {clock} "
            "(era el {old_day} a las {old_clock})."
        ),
    },
    "move_time": {
        "en": "{visit} at {client}, with {carer}: on {day} at {clock} (was {old_day} at {old_clock}).",
        "ca": "{visit} a casa de {client}, amb {carer}: {day} a les {clock} (era {old_day} a les {old_clock}).",
        "es": "{visit} en casa de {client}, con {carer}: el {day} a las {clock} (era el {old_day} a las {old_clock}).",
    },
}


def phrase(name: str, language: str, **gaps: object) -> str:
    """One of the phrases with its gaps filled."""
    spoken(language)
    return filled(PHRASES[name][language], gaps).rstrip()
