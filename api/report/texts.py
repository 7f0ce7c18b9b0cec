"""The page's own labels in English, Catalan and Spanish. Sentences about a plan come from the rules themselves."""

from collections.abc import Mapping

from engine.errors import EngineError
from engine.shapes import LANGUAGES

TEXTS: Mapping[str, tuple[str, str, str]] = {
    # -- frame
    "skip": ("Skip to the plan", "Salta al pla", "Saltar al plan"),
    "contents": ("On this page", "En aquesta pàgina", "En esta página"),
    "glance": ("At a glance", "D'un cop d'ull", "De un vistazo"),
    "days": ("Day by day", "Dia a dia", "Día a día"),
    "sheets": ("Carer by carer", "Persona a persona", "Persona a persona"),
    "clients": ("Clients", "Clients", "Clientes"),
    "costs": ("What each rule charged", "Què ha cobrat cada regla", "Qué ha cobrado cada regla"),
    "findings": ("All findings", "Totes les constatacions", "Todas las constataciones"),
    "about": ("About this plan", "Sobre aquest pla", "Sobre este plan"),
    "head": (
        "{visits} visits to {clients} clients, {carers} carers",
        "{visits} visites a {clients} clients, {carers} persones cuidadores",
        "{visits} visitas a {clients} clientes, {carers} personas cuidadoras",
    ),
    "estimated": (
        "Travel times are estimates, not measured on roads.",
        "Els temps de desplaçament són estimacions, no mesures sobre carrers.",
        "Los tiempos de desplazamiento son estimaciones, no medidas sobre calles.",
    ),
    "invented": (
        "All people in this plan are invented.",
        "Totes les persones d'aquest pla són inventades.",
        "Todas las personas de este plan son inventadas.",
    ),
    "clean": (
        "No hard rule is broken.",
        "No s'incompleix cap regla estricta.",
        "No se incumple ninguna regla estricta.",
    ),
    "broken": (
        "Hard rules are broken {count} times: see the findings.",
        "Les regles estrictes s'incompleixen {count} vegades: vegeu les constatacions.",
        "Las reglas estrictas se incumplen {count} veces: véanse las constataciones.",
    ),
    # -- tiles
    "planned": ("Visits planned", "Visites planificades", "Visitas planificadas"),
    "of": ("{part} of {whole}", "{part} de {whole}", "{part} de {whole}"),
    "planned_sub": ("of {whole}: {share}", "de {whole}: {share}", "de {whole}: {share}"),
    "unplanned": ("Left unplanned", "Sense planificar", "Sin planificar"),
    "see_reasons": ("see the reasons", "vegeu-ne els motius", "véanse los motivos"),
    "everyone": ("everybody is visited", "tothom rep visita", "todo el mundo recibe visita"),
    "late": ("Late", "Retard", "Retraso"),
    "late_sub": (
        "visits late: {count}, at worst {worst}",
        "visites amb retard: {count}, com a màxim {worst}",
        "visitas con retraso: {count}, como máximo {worst}",
    ),
    "travelling": ("Time on the way", "Temps en camí", "Tiempo en camino"),
    "travelling_sub": ("of working time: {time}", "del temps de feina: {time}", "del tiempo de trabajo: {time}"),
    "faces": ("Carers per client", "Persones per client", "Personas por cliente"),
    "faces_sub": (
        "on average; {p90} or fewer for 9 in 10, {most} at most",
        "de mitjana; {p90} o menys per a 9 de cada 10, {most} com a màxim",
        "de media; {p90} o menos para 9 de cada 10, {most} como máximo",
    ),
    "usual": ("By usual carers", "Per les persones habituals", "Por las personas habituales"),
    "above_target": (
        "{count} clients see more carers than their target",
        "{count} clients veuen més persones que el seu objectiu",
        "{count} clientes ven a más personas que su objetivo",
    ),
    "resting": ("Shortest rest between days", "Descans més curt entre dies", "Descanso más corto entre días"),
    "resting_sub": (
        "longest free stretch of a week: {free} or more",
        "la franja lliure més llarga d'una setmana: {free} o més",
        "la franja libre más larga de una semana: {free} o más",
    ),
    "contract": ("Contract hours filled", "Hores de contracte cobertes", "Horas de contrato cubiertas"),
    "waiting_total": ("Waiting between visits", "Espera entre visites", "Espera entre visitas"),
    "gaps_sub": ("{count} gaps over 30 min", "{count} buits de més de 30 min", "{count} huecos de más de 30 min"),
    "overtime": ("Overtime", "Hores fora de torn", "Horas fuera de turno"),
    "beyond": ("beyond the end of shifts", "més enllà del final del torn", "más allá del final del turno"),
    "breaks": ("Missed breaks", "Descansos no fets", "Descansos no hechos"),
    "breaks_sub": ("breaks due and not taken", "tocaven i no s'han fet", "tocaban y no se han hecho"),
    "peak": ("Busiest moment", "Moment de més feina", "Momento de más trabajo"),
    "peak_sub": (
        "carers with clients at once",
        "persones alhora a casa de clients",
        "personas a la vez en casa de clientes",
    ),
    "morning": ("{share} begin from 7 to 11", "el {share} comencen de 7 a 11", "el {share} empiezan de 7 a 11"),
    "morning_need": ("Morning needs at least", "El matí necessita almenys", "La mañana necesita al menos"),
    "morning_need_sub": (
        "carers at once, by the windows alone; {half} with windows 30 min wider, {hour} with 60",
        "persones alhora, només per les franges; {half} amb franges 30 min més amples, {hour} amb 60",
        "personas a la vez, solo por las franjas; {half} con franjas 30 min más anchas, {hour} con 60",
    ),
    "cost": ("Cost of the plan", "Cost del pla", "Coste del plan"),
    "cost_sub": (
        "points, by the co-op's own weights",
        "punts, segons els pesos de la cooperativa",
        "puntos, según los pesos de la cooperativa",
    ),
    "by_hour": ("Visits by the hour they begin", "Visites segons l'hora d'inici", "Visitas según la hora de inicio"),
    "hour_item": ("{hour}:00: {count} visits", "{hour}:00: {count} visites", "{hour}:00: {count} visitas"),
    # -- unplanned
    "all_planned": (
        "Every visit is planned.",
        "Totes les visites estan planificades.",
        "Todas las visitas están planificadas.",
    ),
    "must": ("must be done", "ineludible", "ineludible"),
    "priority": ("priority {level}", "prioritat {level}", "prioridad {level}"),
    "needs": ("needs {what}", "necessita {what}", "necesita {what}"),
    "requires": ("asks for {what}", "demana {what}", "pide {what}"),
    "why_not": ("Why", "Per què", "Por qué"),
    # -- days
    "day_sub": (
        "{visits} visits · {carers} carers",
        "{visits} visites · {carers} persones",
        "{visits} visitas · {carers} personas",
    ),
    "timetable": ("Timetable", "Horari", "Horario"),
    "map": ("Map of the rounds", "Mapa de les rondes", "Mapa de las rondas"),
    "map_words": (
        "Each round has its colour and dash. Numbers are the order of its visits, squares are where it begins and ends"
        " (at the edge: farther out). Lines run straight from door to door.",
        "Cada ronda té el seu color i traç. Els números són l'ordre de les visites; els quadrats, on comença i acaba"
        " (a la vora: més enllà). Les línies van rectes de porta a porta.",
        "Cada ronda tiene su color y trazo. Los números son el orden de las visitas; los cuadrados, donde empieza y"
        " acaba (en el borde: más allá). Las líneas van rectas de puerta a puerta.",
    ),
    "map_words_streets": (
        "Each round has its colour and dash. Numbers are the order of its visits, squares are where it begins and ends"
        " (at the edge: farther out). Lines follow the fastest way along the streets, and run straight where the map"
        " has none.",
        "Cada ronda té el seu color i traç. Els números són l'ordre de les visites; els quadrats, on comença i acaba"
        " (a la vora: més enllà). Les línies segueixen el camí més ràpid pels carrers, i van rectes on el mapa no en"
        " té.",
        "Cada ronda tiene su color y trazo. Los números son el orden de las visitas; los cuadrados, donde empieza y"
        " acaba (en el borde: más allá). Las líneas siguen el camino más rápido por las calles, y van rectas donde el"
        " mapa no lo tiene.",
    ),
    "streets": ("Streets", "Carrers", "Calles"),
    "no_map": (
        "There are no coordinates to draw a map from.",
        "No hi ha coordenades per dibuixar un mapa.",
        "No hay coordenadas para dibujar un mapa.",
    ),
    "show": ("Show", "Mostra", "Mostrar"),
    "everybody": ("all rounds", "totes les rondes", "todas las rondas"),
    "as_table": ("This day as a table", "Aquest dia en una taula", "Este día en una tabla"),
    "scroll": ("Timetable, scrolls sideways", "Horari, es desplaça de costat", "Horario, se desplaza de lado"),
    "service": ("visit", "visita", "visita"),
    "two": ("two carers", "dues persones", "dos personas"),
    "way": ("way", "camí", "camino"),
    "wait": ("waiting", "espera", "espera"),
    "rest": ("break", "descans", "descanso"),
    "on_shift": ("on shift", "en torn", "en turno"),
    "is_late": ("late", "amb retard", "con retraso"),
    "nobody": ("Nobody works on this day.", "Ningú treballa aquest dia.", "Nadie trabaja este día."),
    # -- tables
    "carer": ("Carer", "Persona", "Persona"),
    "client": ("Client", "Client", "Cliente"),
    "visits": ("Visits", "Visites", "Visitas"),
    "leaves": ("Leaves", "Surt", "Sale"),
    "home": ("Back", "Torna", "Vuelve"),
    "time": ("Time", "Hora", "Hora"),
    "minutes": ("Min", "Min", "Min"),
    "what": ("What", "Què", "Qué"),
    "shifts": ("Rounds", "Rondes", "Rondas"),
    "hours": ("Hours", "Hores", "Horas"),
    "travel": ("Travel", "Camí", "Camino"),
    "contract_hours": ("Contract", "Contracte", "Contrato"),
    "wanted": ("Wanted", "Volgudes", "Deseadas"),
    "against": ("Hours against contract", "Hores respecte del contracte", "Horas respecto al contrato"),
    "against_words": (
        "Hours are visits and travel. The upright line is the contract, the diamond what the carer wants.",
        "Les hores són visites i camí. La línia vertical és el contracte; el rombe, el que la persona vol.",
        "Las horas son visitas y camino. La línea vertical es el contrato; el rombo, lo que la persona quiere.",
    ),
    "carried": ("Carried", "D'abans", "De antes"),
    "balance": ("Balance", "Saldo", "Saldo"),
    "weeks": ("Worked / contract", "Fetes / contracte", "Hechas / contrato"),
    "balance_words": (
        "Carried: above the contract from before. Balance: the same after this plan.",
        "D'abans: per sobre del contracte, d'abans. Saldo: el mateix després d'aquest pla.",
        "De antes: por encima del contrato, de antes. Saldo: lo mismo después de este plan.",
    ),
    "resting_table": (
        "Rest and what makes a week hard",
        "Descans i què fa dura una setmana",
        "Descanso y qué hace dura una semana",
    ),
    "rest_bounds": (
        "Rest between two days: {rest} at least. Free each week: {free} without interruption",
        "Descans entre dues jornades: com a mínim {rest}. Lliure cada setmana: {free} seguides",
        "Descanso entre dos jornadas: como mínimo {rest}. Libre cada semana: {free} seguidas",
    ),
    "pooled": (", or twice that over two weeks", ", o el doble en dues setmanes", ", o el doble en dos semanas"),
    "off": ("no bound", "sense límit", "sin límite"),
    "rested": ("Rest", "Descans", "Descanso"),
    "free_week": ("Free", "Lliure", "Libre"),
    "unpaid": ("Unpaid", "No pagat", "No pagado"),
    "weekends": ("Weekends", "Caps de setm.", "Fines de sem."),
    "split": ("Split days", "Dies partits", "Días partidos"),
    "mornings": ("Of the morning", "Del matí", "De la mañana"),
    "rested_words": (
        "Rest: the shortest between two days. Free: the longest stretch of the week. Unpaid: waiting, and between two"
        " rounds of a day. Of the morning: share of all visits that begin from 7 to 11.",
        "Descans: el més curt entre dos dies. Lliure: la franja més llarga de la setmana. No pagat: espera, i entre"
        " dues rondes d'un dia. Del matí: part de totes les visites que comencen de 7 a 11.",
        "Descanso: el más corto entre dos días. Libre: la franja más larga de la semana. No pagado: espera, y entre dos"
        " rondas de un día. De la mañana: parte de todas las visitas que empiezan de 7 a 11.",
    ),
    "target": ("Target", "Objectiu", "Objetivo"),
    "usual_carers": ("Usual carers", "Habituals", "Habituales"),
    "other_carers": ("Others", "Altres", "Otras"),
    "by_usual": ("By usual", "% hab.", "% hab."),
    "pack_table": ("Labour rules", "Normes laborals", "Normas laborales"),
    "source": ("Source", "Font", "Fuente"),
    "bound_told": ("Bound", "Límit", "Límite"),
    "here": ("Here", "Aquí", "Aquí"),
    "state": ("State", "Estat", "Estado"),
    "show_all": (
        "and {count} more: --report FILE shows all",
        "i {count} més: --report FITXER els mostra tots",
        "y {count} más: --report FICHERO los muestra todos",
    ),
    "free": ("free", "lliure", "libre"),
    "leave_from": ("leaves {place}", "surt de {place}", "sale de {place}"),
    "back_at": ("back at {place}", "torna a {place}", "vuelve a {place}"),
    "with": ("together with {carer}", "juntament amb {carer}", "junto con {carer}"),
    "late_by": ("{time} late", "{time} tard", "{time} tarde"),
    "waits": ("waits {time}", "espera {time}", "espera {time}"),
    "to_sheet": ("the week of {carer}", "la setmana de {carer}", "la semana de {carer}"),
    "client_words": (
        "How many clients see how many different carers",
        "Quants clients veuen quantes persones diferents",
        "Cuántos clientes ven a cuántas personas distintas",
    ),
    "faces_item": ("{faces} carers", "{faces} persones", "{faces} personas"),
    "faces_one": ("1 carer", "1 persona", "1 persona"),
    "faces_none": ("nobody", "ningú", "nadie"),
    "client_table": ("Every client", "Tots els clients", "Todos los clientes"),
    "carers": ("Carers", "Persones", "Personas"),
    # -- rules
    "rule": ("Rule", "Regla", "Regla"),
    "amount": ("Amount", "Quantitat", "Cantidad"),
    "weight": ("Weight", "Pes", "Peso"),
    "charged": ("Charged", "Cobrat", "Cobrado"),
    "total": ("Total", "Total", "Total"),
    "quiet": ("Rules that found nothing to charge", "Regles que no han cobrat res", "Reglas que no han cobrado nada"),
    "forbidden": ("forbidden", "prohibit", "prohibido"),
    "more": ("and {count} more", "i {count} més", "y {count} más"),
    "no_findings": ("No rule has anything to say.", "Cap regla té res a dir.", "Ninguna regla tiene nada que decir."),
    "times": ("×", "×", "×"),
    "unit_minutes": ("min", "min", "min"),
    "unit_cents": ("cents", "cèntims", "céntimos"),
    "unit_metres": ("m", "m", "m"),
    "unit_carers": ("carers", "persones", "personas"),
    # -- about
    "problem": ("Problem", "Problema", "Problema"),
    "horizon": ("Horizon", "Període", "Periodo"),
    "horizon_words": ("{first} to {last}, {zone}", "del {first} al {last}, {zone}", "del {first} al {last}, {zone}"),
    "weights": ("Weights", "Pesos", "Pesos"),
    "weights_words": ("{name}, version {version}", "{name}, versió {version}", "{name}, versión {version}"),
    "pack": ("Labour rules", "Normes laborals", "Normas laborales"),
    "pack_kept": ("kept", "es compleix", "se cumple"),
    "pack_broken": ("broken {count}×", "s'incompleix {count}×", "se incumple {count}×"),
    "pack_unasked": ("not asked here", "aquí no es mira", "aquí no se mira"),
    "travel_by": ("Travel: {mode}", "Desplaçament: {mode}", "Desplazamiento: {mode}"),
    "measured": ("measured", "mesurat", "medido"),
    "guess": ("estimated", "estimat", "estimado"),
    "strategy": ("Strategy", "Estratègia", "Estrategia"),
    "strategy_words": (
        "{strategy}, {iterations} iterations in {seconds} s; stopped: {reason}",
        "{strategy}, {iterations} iteracions en {seconds} s; aturada: {reason}",
        "{strategy}, {iterations} iteraciones en {seconds} s; parada: {reason}",
    ),
    "seed": ("Seed", "Llavor", "Semilla"),
    "bound": ("Lower bound", "Cota inferior", "Cota inferior"),
    "bound_words": (
        "no plan can cost less than {value} ({gap} below this one)",
        "cap pla no pot costar menys de {value} ({gap} per sota d'aquest)",
        "ningún plan puede costar menos de {value} ({gap} por debajo de este)",
    ),
    "proved": (
        "this plan is proved to be the best there is",
        "s'ha demostrat que aquest pla és el millor possible",
        "se ha demostrado que este plan es el mejor posible",
    ),
    "optimal": ("proved optimal", "òptim demostrat", "óptimo demostrado"),
    "time limit": ("time limit", "límit de temps", "límite de tiempo"),
    "iteration limit": ("iteration limit", "límit d'iteracions", "límite de iteraciones"),
    "stop request": ("stop request", "petició d'aturada", "petición de parada"),
    "nothing left to improve": ("nothing left to improve", "res més a millorar", "nada más que mejorar"),
    "made": (
        "Made by Ronda. This page is complete in itself and asks nothing of the network.",
        "Fet amb Ronda. Aquesta pàgina és completa i no demana res a la xarxa.",
        "Hecho con Ronda. Esta página está completa y no pide nada a la red.",
    ),
}
"""Key -> the label in each of `engine.shapes.LANGUAGES`, in their order."""

PERCENT = {"en": "{}%", "ca": "{} %", "es": "{} %"}


class Words:
    """The labels of one language, and how it writes numbers and spans of time."""

    def __init__(self, language: str):
        if language not in LANGUAGES:
            raise EngineError(f"no report in {language!r}: choose one of {', '.join(LANGUAGES)}")
        self.language = language
        self.column = LANGUAGES.index(language)

    def __call__(self, key: str, **gaps: object) -> str:
        """A label with its gaps filled. Raises KeyError for a key that is not told."""
        return TEXTS[key][self.column].format(**gaps)

    def figure(self, value: float, decimals: int = 0) -> str:
        """A number with narrow blanks between thousands, which break in no line."""
        text = f"{value:,.{decimals}f}".replace(",", "\u202f")
        return text if self.language == "en" else text.replace(".", ",")

    def least(self, value: float) -> str:
        """A number with as many decimals, up to three, as it has."""
        return next(
            (self.figure(value, places) for places in range(3) if round(value, places) == round(value, 3)),
            self.figure(value, 3),
        )

    def percent(self, share: float, decimals: int = 0) -> str:
        return PERCENT[self.language].format(self.figure(100 * share, decimals)).replace(" ", "\u00a0")

    def span(self, minutes: float) -> str:
        """A span of time: "45 min", "7 h 05"."""
        whole = round(minutes)
        if abs(whole) < 60:
            return f"{whole}\u00a0min"
        hours, rest = divmod(abs(whole), 60)
        sign = "−" if whole < 0 else ""
        return f"{sign}{self.figure(hours)}\u00a0h" + (f"\u00a0{rest:02d}" if rest else "")
