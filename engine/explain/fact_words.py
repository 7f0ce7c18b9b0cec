"""The facts that rules look at, as people speak of them in each language."""

WORDS: dict[str, dict[str, str]] = {
    "visit.needs": {
        "en": "the competencies that visits need",
        "ca": "les competències que demanen les visites",
        "es": "las competencias que piden las visitas",
    },
    "visit.requires": {
        "en": "what visits require of the carer",
        "ca": "el que les visites requereixen de qui cuida",
        "es": "lo que las visitas requieren de quien cuida",
    },
    "visit.wishes": {
        "en": "what is wished of the carer for a visit",
        "ca": "el que es desitja de qui cuida per a una visita",
        "es": "lo que se desea de quien cuida para una visita",
    },
    "visit.priority": {
        "en": "the priority of visits",
        "ca": "la prioritat de les visites",
        "es": "la prioridad de las visitas",
    },
    "visit.must": {
        "en": "which visits must be done",
        "ca": "quines visites s'han de fer sens falta",
        "es": "qué visitas deben hacerse sin falta",
    },
    "visit.preferred": {
        "en": "the preferred times of visits",
        "ca": "les hores preferides de les visites",
        "es": "las horas preferidas de las visitas",
    },
    "visit.windows": {
        "en": "the time windows of visits",
        "ca": "les franges horàries de les visites",
        "es": "las franjas horarias de las visitas",
    },
    "visit.duration": {
        "en": "the length of visits",
        "ca": "la durada de les visites",
        "es": "la duración de las visitas",
    },
    "visit.lateness": {
        "en": "whether a window bounds the start or the end of a visit",
        "ca": "si la franja limita l'inici o el final de la visita",
        "es": "si la franja limita el inicio o el final de la visita",
    },
    "carer.competencies": {
        "en": "the competencies of carers, with level and expiry",
        "ca": "les competències de qui cuida, amb nivell i caducitat",
        "es": "las competencias de quien cuida, con nivel y caducidad",
    },
    "carer.attributes": {
        "en": "the languages and other attributes of carers",
        "ca": "les llengües i altres atributs de qui cuida",
        "es": "los idiomas y otros atributos de quien cuida",
    },
    "carer.requires": {
        "en": "what carers require of the client's home",
        "ca": "el que qui cuida requereix de la casa de la persona atesa",
        "es": "lo que quien cuida requiere de la casa de la persona atendida",
    },
    "carer.wishes": {
        "en": "what carers wish of the client's home",
        "ca": "el que qui cuida desitja de la casa de la persona atesa",
        "es": "lo que quien cuida desea de la casa de la persona atendida",
    },
    "carer.refuses": {
        "en": "the clients whom carers refuse",
        "ca": "les persones ateses que qui cuida rebutja",
        "es": "las personas atendidas que quien cuida rechaza",
    },
    "carer.contract": {
        "en": "the contract hours of carers",
        "ca": "les hores de contracte de qui cuida",
        "es": "las horas de contrato de quien cuida",
    },
    "carer.wanted": {
        "en": "the hours wanted by carers",
        "ca": "les hores que vol fer qui cuida",
        "es": "las horas que quiere hacer quien cuida",
    },
    "carer.legal_most": {
        "en": "the legal maximum of carers' weekly hours",
        "ca": "el màxim legal d'hores setmanals de qui cuida",
        "es": "el máximo legal de horas semanales de quien cuida",
    },
    "carer.carried": {
        "en": "the hours above or below their contract that carers bring along",
        "ca": "les hores per sobre o per sota del contracte que qui cuida arrossega",
        "es": "las horas por encima o por debajo del contrato que quien cuida arrastra",
    },
    "carer.year_left": {
        "en": "the hours that carers may still work this year",
        "ca": "les hores que qui cuida encara pot treballar aquest any",
        "es": "las horas que quien cuida aún puede trabajar este año",
    },
    "client.attributes": {
        "en": "pets, smoking and other attributes of clients' homes",
        "ca": "animals, tabac i altres atributs de les cases de les persones ateses",
        "es": "animales, tabaco y otros atributos de las casas de las personas atendidas",
    },
    "client.requires": {
        "en": "what clients require of every carer",
        "ca": "el que les persones ateses requereixen de qui les cuida",
        "es": "lo que las personas atendidas requieren de quien las cuida",
    },
    "client.wishes": {
        "en": "what clients wish of every carer",
        "ca": "el que les persones ateses desitgen de qui les cuida",
        "es": "lo que las personas atendidas desean de quien las cuida",
    },
    "client.refuses": {
        "en": "the carers whom clients refuse",
        "ca": "qui rebutgen les persones ateses",
        "es": "a quién rechazan las personas atendidas",
    },
    "client.prefers": {
        "en": "the carers whom clients prefer",
        "ca": "qui prefereixen les persones ateses",
        "es": "a quién prefieren las personas atendidas",
    },
    "client.usual": {
        "en": "the usual carers of clients",
        "ca": "qui cuida habitualment cada persona atesa",
        "es": "quién cuida habitualmente a cada persona atendida",
    },
    "client.carers_target": {
        "en": "how many different carers are fine for a client",
        "ca": "quantes persones diferents van bé per a cada persona atesa",
        "es": "cuántas personas distintas van bien para cada persona atendida",
    },
    "shift.start": {
        "en": "when shifts begin",
        "ca": "quan comencen els torns",
        "es": "cuándo empiezan los turnos",
    },
    "shift.end": {
        "en": "when shifts end",
        "ca": "quan acaben els torns",
        "es": "cuándo acaban los turnos",
    },
    "shift.rest": {
        "en": "the breaks of shifts",
        "ca": "els descansos dels torns",
        "es": "los descansos de los turnos",
    },
    "shift.leaves": {
        "en": "whether a round leaves when its shift begins or when its first visit needs it",
        "ca": "si la ronda surt en començar el torn o quan ho demana la primera visita",
        "es": "si la ronda sale al empezar el turno o cuando lo pide la primera visita",
    },
    "link.least": {
        "en": "the least time between linked visits",
        "ca": "el temps mínim entre visites lligades",
        "es": "el tiempo mínimo entre visitas ligadas",
    },
    "link.most": {
        "en": "the most time between linked visits",
        "ca": "el temps màxim entre visites lligades",
        "es": "el tiempo máximo entre visitas ligadas",
    },
    "link.carers": {
        "en": "whether linked visits ask for the same or different carers",
        "ca": "si les visites lligades demanen la mateixa persona o persones diferents",
        "es": "si las visitas ligadas piden la misma persona o personas distintas",
    },
    "link.both": {
        "en": "which linked visits are done together or not at all",
        "ca": "quines visites lligades es fan totes dues o cap",
        "es": "qué visitas ligadas se hacen ambas o ninguna",
    },
    "labour.longest_day": {
        "en": "how long a day of work may last",
        "ca": "quant pot durar una jornada",
        "es": "cuánto puede durar una jornada",
    },
    "labour.rest_between_days": {
        "en": "the rest due between two days",
        "ca": "el descans que toca entre dues jornades",
        "es": "el descanso que toca entre dos jornadas",
    },
    "labour.weekly_rest": {
        "en": "the rest due in a week",
        "ca": "el descans setmanal que toca",
        "es": "el descanso semanal que toca",
    },
    "labour.weekly_rest_over": {
        "en": "over how many days weekly rests may be added up",
        "ca": "en quants dies es poden sumar els descansos setmanals",
        "es": "en cuántos días se pueden sumar los descansos semanales",
    },
    "labour.hours_over": {
        "en": "over how many weeks hours are evened out",
        "ca": "en quantes setmanes es compensen les hores",
        "es": "en cuántas semanas se compensan las horas",
    },
    "labour.weekends_in_a_row": {
        "en": "how many weekends in a row may be worked",
        "ca": "quants caps de setmana seguits es poden treballar",
        "es": "cuántos fines de semana seguidos se pueden trabajar",
    },
    "pin.carer": {
        "en": "the carers to whom a planner has fixed visits",
        "ca": "a qui s'han fixat visites en planificar",
        "es": "a quién se han fijado visitas al planificar",
    },
    "pin.start": {
        "en": "the times at which a planner has fixed visits",
        "ca": "les hores fixades en planificar",
        "es": "las horas fijadas al planificar",
    },
    "published.carer": {
        "en": "the carers who were announced",
        "ca": "qui s'havia anunciat",
        "es": "a quién se había anunciado",
    },
    "published.start": {
        "en": "the times that were announced",
        "ca": "les hores que s'havien anunciat",
        "es": "las horas que se habían anunciado",
    },
    "travel.times": {
        "en": "travel times between visits and where shifts begin and end, by each shift's travel mode",
        "ca": "els temps de desplaçament entre visites i on comencen i acaben els torns, segons el mitjà de cada torn",
        "es": "los tiempos de viaje entre visitas y donde empiezan y acaban los turnos, según el medio de cada turno",
    },
    "travel.metres": {
        "en": "travel distances",
        "ca": "les distàncies de desplaçament",
        "es": "las distancias de desplazamiento",
    },
    "travel.reachable": {
        "en": "where there is no way to go by a travel mode",
        "ca": "on no s'arriba amb un mitjà de transport",
        "es": "adónde no se llega con un medio de transporte",
    },
    "travel.cents_per_km": {
        "en": "what a kilometre costs by each travel mode",
        "ca": "el que costa un quilòmetre amb cada mitjà de transport",
        "es": "lo que cuesta un kilómetro con cada medio de transporte",
    },
}
"""Each fact that some rule looks at, by its name `kind.field`; a test holds that none is missing."""
