"""The page's own labels. Sentences about a plan come from the rules themselves."""

from pathlib import Path

from engine.errors import EngineError
from engine.explain.words import WORDS
from engine.languages import Texts
from engine.shapes import LANGUAGES

TEXTS = Texts(
    "report",
    {
        # -- frame
        "skip": "Skip to the plan",
        "contents": "On this page",
        "glance": "At a glance",
        "days": "Day by day",
        "sheets": "Carer by carer",
        "clients": "Clients",
        "costs": "What each rule charged",
        "findings": "All findings",
        "about": "About this plan",
        "head": "{visits} visits to {clients} clients, {carers} carers",
        "estimated": "Travel times are estimates, not measured on roads.",
        "invented": "All people in this plan are invented.",
        "clean": "No hard rule is broken.",
        "broken": "Hard rules are broken {count} times: see the findings.",
        # -- tiles
        "planned": "Visits planned",
        "of": "{part} of {whole}",
        "planned_sub": "of {whole}: {share}",
        "unplanned": "Left unplanned",
        "see_reasons": "see the reasons",
        "everyone": "everybody is visited",
        "late": "Late",
        "late_sub": "visits late: {count}, at worst {worst}",
        "travelling": "Time on the way",
        "travelling_sub": "of working time: {time}",
        "faces": "Carers per client",
        "faces_sub": "on average; {p90} or fewer for 9 in 10, {most} at most",
        "usual": "By usual carers",
        "above_target": "{count} clients see more carers than their target",
        "resting": "Shortest rest between days",
        "resting_sub": "longest free stretch of a week: {free} or more",
        "contract": "Contract hours filled",
        "waiting_total": "Waiting between visits",
        "gaps_sub": "{count} gaps over 30 min",
        "overtime": "Overtime",
        "beyond": "beyond the end of shifts",
        "breaks": "Missed breaks",
        "breaks_sub": "breaks due and not taken",
        "peak": "Busiest moment",
        "peak_sub": "carers with clients at once",
        "morning": "{share} begin from 7 to 11",
        "morning_need": "Morning needs at least",
        "morning_need_sub": "carers at once, by the windows alone; {half} with windows 30 min wider, {hour} with 60",
        "cost": "Cost of the plan",
        "cost_sub": "points, by the co-op's own weights",
        "by_hour": "Visits by the hour they begin",
        "hour_item": "{hour}:00: {count} visits",
        # -- unplanned
        "all_planned": "Every visit is planned.",
        "must": "must be done",
        "priority": "priority {level}",
        "needs": "needs {what}",
        "requires": "asks for {what}",
        "why_not": "Why",
        # -- days
        "day_sub": "{visits} visits · {carers} carers",
        "timetable": "Timetable",
        "map": "Map of the rounds",
        "map_words": (
            "Each round has its colour and dash. Numbers are the order of its visits, squares are where it begins "
            "and ends (at the edge: farther out). Lines run straight from door to door."
        ),
        "map_words_streets": (
            "Each round has its colour and dash. Numbers are the order of its visits, squares are where it begins "
            "and ends (at the edge: farther out). Lines follow the fastest way along the streets, and run straight "
            "where the map has none."
        ),
        "streets": "Streets",
        "no_map": "There are no coordinates to draw a map from.",
        "show": "Show",
        "everybody": "all rounds",
        "as_table": "This day as a table",
        "scroll": "Timetable, scrolls sideways",
        "service": "visit",
        "two": "two carers",
        "way": "way",
        "wait": "waiting",
        "rest": "break",
        "on_shift": "on shift",
        "is_late": "late",
        "nobody": "Nobody works on this day.",
        # -- tables
        "carer": "Carer",
        "client": "Client",
        "visits": "Visits",
        "leaves": "Leaves",
        "home": "Back",
        "time": "Time",
        "minutes": "Min",
        "what": "What",
        "shifts": "Rounds",
        "hours": "Hours",
        "travel": "Travel",
        "contract_hours": "Contract",
        "wanted": "Wanted",
        "against": "Hours against contract",
        "against_words": (
            "Hours are visits and travel. The upright line is the contract, the diamond what the carer wants."
        ),
        "carried": "Carried",
        "balance": "Balance",
        "weeks": "Worked / contract",
        "balance_words": "Carried: above the contract from before. Balance: the same after this plan.",
        "resting_table": "Rest and what makes a week hard",
        "rest_bounds": "Rest between two days: {rest} at least. Free each week: {free} without interruption",
        "pooled": ", or twice that over two weeks",
        "off": "no bound",
        "rested": "Rest",
        "free_week": "Free",
        "unpaid": "Unpaid",
        "weekends": "Weekends",
        "split": "Split days",
        "mornings": "Of the morning",
        "rested_words": (
            "Rest: the shortest between two days. Free: the longest stretch of the week. Unpaid: waiting, and "
            "between two rounds of a day. Of the morning: share of all visits that begin from 7 to 11."
        ),
        "target": "Target",
        "usual_carers": "Usual carers",
        "other_carers": "Others",
        "by_usual": "By usual",
        "pack_table": "Labour rules",
        "source": "Source",
        "bound_told": "Bound",
        "here": "Here",
        "state": "State",
        "show_all": "and {count} more: --report FILE shows all",
        "free": "free",
        "leave_from": "leaves {place}",
        "back_at": "back at {place}",
        "with": "together with {carer}",
        "late_by": "{time} late",
        "waits": "waits {time}",
        "to_sheet": "the week of {carer}",
        "client_words": "How many clients see how many different carers",
        "faces_item": "{faces} carers",
        "faces_one": "1 carer",
        "faces_none": "nobody",
        "client_table": "Every client",
        "carers": "Carers",
        # -- rules
        "rule": "Rule",
        "amount": "Amount",
        "weight": "Weight",
        "charged": "Charged",
        "total": "Total",
        "quiet": "Rules that found nothing to charge",
        "forbidden": "forbidden",
        "more": "and {count} more",
        "no_findings": "No rule has anything to say.",
        "times": "×",
        "unit_minutes": "min",
        "unit_cents": "cents",
        "unit_metres": "m",
        "unit_carers": "carers",
        # -- about
        "problem": "Problem",
        "horizon": "Horizon",
        "horizon_words": "{first} to {last}, {zone}",
        "weights": "Weights",
        "weights_words": "{name}, version {version}",
        "pack": "Labour rules",
        "pack_kept": "kept",
        "pack_broken": "broken {count}×",
        "pack_unasked": "not asked here",
        "travel_by": "Travel: {mode}",
        "measured": "measured",
        "guess": "estimated",
        "strategy": "Strategy",
        "strategy_words": "{strategy}, {iterations} iterations in {seconds} s; stopped: {reason}",
        "seed": "Seed",
        "bound": "Lower bound",
        "bound_words": "no plan can cost less than {value} ({gap} below this one)",
        "proved": "this plan is proved to be the best there is",
        "optimal": "proved optimal",
        "time limit": "time limit",
        "iteration limit": "iteration limit",
        "stop request": "stop request",
        "nothing left to improve": "nothing left to improve",
        "made": "Made by Ronda. This page is complete in itself and asks nothing of the network.",
        # -- figures
        "percent": "{}%",
        "kilometres": "{amount} km",
        "span_minutes": "{minutes} min",
        "span_hours": "{hours} h",
        "span_both": "{hours} h {minutes}",
    },
    Path(__file__).with_name("languages"),
)
"""Each label by its key."""


class Words:
    """The labels of one language, and how it writes numbers and spans of time."""

    def __init__(self, language: str):
        if language not in LANGUAGES:
            raise EngineError(f"no report in {language!r}: choose one of {', '.join(LANGUAGES)}")
        self.language = language

    def __call__(self, key: str, **gaps: object) -> str:
        """A label with its gaps filled. Raises KeyError for a key that is not told."""
        return TEXTS(key, self.language).format(**gaps)

    def figure(self, value: float, decimals: int = 0) -> str:
        """A number with narrow blanks between thousands, which break in no line."""
        text = f"{value:,.{decimals}f}".replace(",", "\u202f")
        return text.replace(".", WORDS("decimal", self.language))

    def least(self, value: float) -> str:
        """A number with as many decimals, up to three, as it has."""
        return next(
            (self.figure(value, places) for places in range(3) if round(value, places) == round(value, 3)),
            self.figure(value, 3),
        )

    def percent(self, share: float, decimals: int = 0) -> str:
        return TEXTS("percent", self.language).format(self.figure(100 * share, decimals)).replace(" ", "\u00a0")

    def kilometres(self, value: float) -> str:
        return self("kilometres", amount=self.figure(value)).replace(" ", "\u00a0")

    def span(self, minutes: float) -> str:
        """A span of time: "45 min", "7 h 05"."""
        whole = round(minutes)
        if abs(whole) < 60:
            return self("span_minutes", minutes=whole).replace(" ", "\u00a0")
        hours, rest = divmod(abs(whole), 60)
        told = self("span_both" if rest else "span_hours", hours=self.figure(hours), minutes=f"{rest:02d}")
        return ("−" if whole < 0 else "") + told.replace(" ", "\u00a0")
