"""The report page: whole, safe, readable by machines and people, and true to the plan."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from random import Random

import pytest

from api.report import render
from api.report.page import COLOURS
from api.report.texts import Words
from datasets.eixample import generate
from engine.check import check
from engine.errors import EngineError, PlanError
from engine.packs import named, under
from engine.plan import Plan, Route
from engine.problem import Carer, Client, Link, Need, Place, Problem, Want, Weights
from engine.result import Bound, Result, StopReason
from engine.shapes import LANGUAGES
from tests.problems import all_soft, random_plan, random_problem
from tests.speaking import english_in, words_of
from tests.twins import pause, plan, problem, shift, visit

VOID = {"meta", "link", "img", "br", "hr", "input"}


@dataclass
class Node:
    """An element of the page with what it holds."""

    tag: str
    attributes: dict[str, str]
    parts: list["Node | str"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        yield self
        for part in self.parts:
            if isinstance(part, Node):
                yield from part.walk()

    def all(self, tag: str) -> list["Node"]:
        return [node for node in self.walk() if node.tag == tag]

    def classed(self, name: str) -> list["Node"]:
        return [node for node in self.walk() if name in node.attributes.get("class", "").split()]

    def one(self, name: str) -> "Node":
        return next(node for node in self.walk() if node.attributes.get("id") == name)

    @property
    def text(self) -> str:
        told = "".join(part if isinstance(part, str) else part.text for part in self.parts)
        return re.sub(r"[\s\u00a0\u202f]+", " ", told)


class Reader(HTMLParser):
    """Reads a page strictly: what is opened is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Node("root", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


def read(page: str) -> Node:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == [reader.root]
    return reader.root


@cache
def demo(language: str = "en") -> tuple[Problem, Plan, str]:
    given = generate()
    planned = random_plan(given, Random(1))
    return given, planned, render(given, planned, check(given, planned), language=language)


PACK = named("catalonia-home-care")
STREET = problem(
    Carer("aina", contract=600, wanted=900),
    Client("a", "a"),
    shift("aina", "08:00-16:00", rest=pause("09:00-12:00")),
    shift("berta", "08:00-16:00"),
    visit("v1", "a", "08:00-09:00"),
    visit("v2", "b", "09:00-09:10"),
    visit("v3", "c", "10:00-11:00"),
    visit("v4", "c", "10:00-11:00"),
    visit("v5", "a", "08:00-16:00"),
    visit(
        "left",
        "d",
        "12:00-13:00",
        must=True,
        priority=4,
        needs=(Need("hoist", 2),),
        requires=(Want("woman", why="washing"),),
    ),
    Link("v3", "v4", 0, 0, "different"),
)
STREET = all_soft(STREET)
ROUNDS = plan(STREET, aina="08:30 v1, 09:20 v2, 10:05 v3, 11:00 break, 12:00 v5", berta="10:05 v4")


def street(**options: object) -> Node:
    return read(render(STREET, ROUNDS, check(STREET, ROUNDS), **options))  # type: ignore[arg-type]


# -- the page as a document ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_well_formed_and_says_its_language(language: str):
    page = read(demo(language)[2])
    assert page.all("html")[0].attributes["lang"] == language
    assert demo(language)[2].startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_all_that_the_page_says_is_in_its_language(language: str):
    """What it quotes of the plan stays as it is: ids, travel modes, the zone, the names of weights and strategies."""
    data = [*words_of(STREET), "Ronda", "home", "twins", "UTC", "walk", "default"]
    assert not english_in(said(street(language=language)), language, data)
    assert english_in(said(street(language="en")), language, data)  # the control


def said(page: Node) -> str:
    """All that the main part of a page says, a line for each of its texts."""
    return "\n".join(
        text for part in page.all("main") for node in part.walk() for text in node.parts if isinstance(text, str)
    )


def test_nothing_is_asked_of_the_network():
    _, _, page = demo()
    assert not re.search(r"https?:|//[a-z]|@import|url\(", page)
    for node in read(page).walk():
        assert "src" not in node.attributes
        assert node.attributes.get("href", "#").startswith("#")
    assert not read(page).all("link")


def test_each_id_is_there_once_and_each_link_leads_somewhere():
    page = read(demo()[2])
    ids = Counter(node.attributes["id"] for node in page.walk() if "id" in node.attributes)
    assert set(ids.values()) == {1}
    targets = {node.attributes["href"][1:] for node in page.all("a")}
    labels = {name for node in page.walk() for name in node.attributes.get("aria-labelledby", "").split()}
    assert targets | labels <= set(ids)


def test_headings_come_in_order_and_landmarks_are_there():
    page = read(demo()[2])
    levels = [int(node.tag[1]) for node in page.walk() if re.fullmatch("h[1-6]", node.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for landmark in ("header", "nav", "main", "footer"):
        assert len(page.all(landmark)) == 1
    links = page.all("a")
    assert links[0].attributes["href"] == f"#{page.all('main')[0].attributes['id']}"


def test_tables_have_headers_with_a_scope_and_pictures_a_name():
    page = read(demo()[2])
    assert page.all("table")
    for table in page.all("table"):
        assert all(header.attributes.get("scope") in ("col", "row") for header in table.all("th"))
        assert "aria-label" in table.attributes or "aria-labelledby" in table.attributes
    for node in page.all("svg"):
        assert node.attributes.get("aria-hidden") == "true" or node.attributes.get("aria-label")


def test_what_scrolls_sideways_can_be_reached_by_keyboard():
    page = read(demo()[2])
    for node in page.classed("scroll") + page.classed("table"):
        assert node.attributes["tabindex"] == "0"
        assert node.attributes["role"] == "region"


def test_the_demo_week_stays_a_small_file():
    assert len(demo()[2].encode()) < 1_500_000


def test_letters_stand_out_from_their_ground():
    """WCAG 2.2, 1.4.3: a contrast of at least 4.5 for text."""
    styles = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", demo()[2]))
    pairs = [("#ffffff", colour) for colour in COLOURS]
    pairs += [(styles[ink], styles[paper]) for ink in ("ink", "soft", "brand") for paper in ("paper", "card", "faint")]
    pairs += [(styles["warn"], styles["warn-soft"]), (styles["gold"], styles["card"]), ("#ffffff", styles["brand"])]
    for ink, paper in pairs:
        assert contrast(ink, paper) >= 4.5, (ink, paper)


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


# -- what it tells ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_planned_visit_stands_in_its_carers_list_with_its_time(language: str):
    given, planned, text = demo(language)
    page = read(text)
    numbers = {carer.id: number for number, carer in enumerate(given.carers)}
    lists = {carer: page.one(f"sheet-{number}").text for carer, number in numbers.items()}
    for name, where, stop in planned.visits():
        clock = f"{given.calendar.clock(stop.start):%H:%M}"
        client = given.visit[name].client
        said = f"{clock}{client} {name.removeprefix(client + '-')}"
        assert said in lists[given.shift[where].carer], said


def test_every_planned_visit_stands_on_its_day_as_bar_on_the_map_and_in_the_table():
    given, planned, text = demo()
    page = read(text)
    days = [page.one(f"day-{index}") for index in range(given.days)]
    bars = [[bar.attributes.get("title", "") for bar in day.classed("visit")] for day in days]
    marks = [" ".join(mark.text for mark in day.all("title")) for day in days]
    tables = [day.all("table")[0].text for day in days]
    for name, where, _ in planned.visits():
        day = given.calendar.day_of(given.shift[where].start)
        assert any(title.endswith(f" {name}") for title in bars[day])
        assert f" {name} " in marks[day]
        assert name.removeprefix(given.visit[name].client + "-") in tables[day]


def test_unplanned_visits_stand_with_the_reasons_that_are_given():
    given, planned, _ = demo()
    verdict = check(given, planned)
    headline = "It is not planned."
    reasons = {
        name: [headline, f"Nobody is free, {place}.", "And <nobody> else."]  # unlike its pair's, which is told in short
        for place, name in enumerate(verdict.unplanned)
    }
    told = read(render(given, planned, verdict, explanations=reasons)).one("unplanned").text
    for place in range(len(verdict.unplanned)):
        assert f"Nobody is free, {place}." in told
    assert "And <nobody> else." in told
    assert headline not in told  # the card's own title says so


def test_without_explanations_the_rules_own_sentences_stand():
    told = street().one("unplanned").text
    assert "left" in told
    assert "must be done" in told
    assert "needs hoist 2" in told
    assert "asks for woman (washing)" in told
    assert "priority 4" in told
    assert "left at d is left unplanned" in told


def test_when_all_is_planned_it_says_so():
    given = problem(shift("aina"), visit("v"))
    planned = plan(given, aina="09:00 v")
    assert "Every visit is planned." in read(render(given, planned, check(given, planned))).one("unplanned").text


def test_the_list_of_a_round_tells_ways_waits_lateness_partners_and_breaks():
    told = street().one("sheet-0").text
    assert "08:20leaves home" in told
    assert "09:20b v230 minway 10 min · waits 10 min · 10 min late" in told
    assert "10:05c v330 minway 10 min · waits 5 min · together with berta" in told
    assert "11:00break30 minway 20 min · waits 5 min" in told
    assert "12:40back at home10 min" in told


def test_hours_stand_against_the_contract():
    row = next(row for row in street().one("sheets").all("tr") if "aina" in row.text)
    assert "1 h 26" in row.text  # 600 minutes a week: 85.7 on one day


def test_costs_add_up_rule_by_rule():
    verdict = check(STREET, ROUNDS)
    told = street().one("costs")
    charged = {row.all("a")[0].attributes["href"] for row in told.all("tr") if row.all("a")}
    assert charged == {f"#rule-{rule}" for rule, cost in verdict.components.items() if cost}
    assert Words("en").least(verdict.cost).replace("\u202f", " ") in told.text


def test_what_is_forbidden_is_said_in_the_head_and_stands_first_among_the_findings():
    given = problem(shift("aina", "10:00-16:00"), visit("v"))
    planned = plan(given, aina="10:05 v")
    page = read(render(given, planned, check(given, planned)))
    assert "Hard rules are broken 1 times" in page.all("header")[0].text
    first = page.one("findings").all("details")[0]
    assert "open" in first.attributes
    assert first.attributes["id"] == "broken-before_shift"


def test_equal_sentences_are_told_once_with_their_number():
    given = problem(
        *(visit(f"v{number}") for number in range(3)), shift("aina"), Client("a", "a", wishes=(Want("ca"),))
    )
    given = all_soft(given)
    planned = plan(given, aina="09:00 v0, 09:30 v1, 10:00 v2")
    items = [
        item.text for item in read(render(given, planned, check(given, planned))).one("rule-wished_attribute").all("li")
    ]
    assert len(items) == 1
    assert items[0].endswith("(3×)")


def test_estimates_and_invented_people_are_flagged_plainly():
    head = read(demo()[2]).all("header")[0].text
    assert "Travel times are estimates" in head
    assert "All people in this plan are invented." in head
    assert "estimate" not in street().all("header")[0].text
    assert "invented" not in street().all("header")[0].text
    assert "estimated. idealised street grid" in read(demo()[2]).one("about").text


def test_how_the_plan_came_about_is_told_when_known():
    verdict = check(STREET, ROUNDS)
    result = Result(ROUNDS, verdict, StopReason.TIME, "search", 42, 12.34, 5000, Bound(verdict.cost / 2))
    told = street(result=result).one("about").text
    assert "search, 5 000 iterations in 12.3 s; stopped: time limit" in told
    assert re.search("Seed ?42", told)
    assert "50% below" in told
    proved = street(result=replace(result, bound=Bound(verdict.cost, proved=True))).one("about").text
    assert "proved to be the best" in proved


def test_a_title_of_ones_own():
    page = street(title="Team Girona")
    assert page.all("title")[0].text == "Team Girona"
    assert page.all("h1")[0].text == "Team Girona"


# -- strange input ---------------------------------------------------------------------------------------------------


def test_whatever_is_in_an_id_stays_text():
    evil = "<script>alert('1')</script>\"&"
    given = problem(
        Client(evil, "a"),
        shift(f"{evil}carer"),
        visit("v", evil),
        visit(f"{evil}left", evil),
    )
    given = replace(all_soft(given), name=evil)
    planned = plan(given, **{f"{evil}carer": "09:00 v"})
    verdict = check(given, planned)
    page = read(render(given, planned, verdict, explanations={f"{evil}left": [evil]}, title=evil))
    assert len(page.all("script")) == 1
    assert page.all("h1")[0].text == evil
    assert evil in page.one("unplanned").text


@pytest.mark.parametrize("seed", range(12))
def test_any_plan_can_be_shown(seed: int):
    """Clock changes, nights, split shifts, two modes, finer ticks, no coordinates, broken rules."""
    given = random_problem(seed)
    planned = random_plan(given, Random(seed))
    page = read(render(given, planned, check(given, planned), language=LANGUAGES[seed % len(LANGUAGES)]))
    bars = [bar for bar in page.classed("visit") if "title" in bar.attributes]
    assert len(bars) == sum(1 for _ in planned.visits())
    for bar in bars:
        left, width = (float(share) for share in re.findall(r":(-?[\d.]+)%", bar.attributes["style"]))
        assert 0 <= left <= left + width <= 100.02
    assert not page.classed("chart")


def test_an_empty_plan_and_an_empty_problem_can_be_shown():
    empty = problem(days=2)
    assert "Nobody works on this day." in read(render(empty, Plan(), check(empty, Plan()))).one("days").text
    read(render(STREET, Plan(), check(STREET, Plan())))


def test_places_with_coordinates_are_drawn_within_the_map():
    given, _, text = demo()
    charts = read(text).classed("chart")
    assert len(charts) == given.days
    for drawn in charts:
        width, height = (float(size) for size in drawn.attributes["viewbox"].split()[2:])
        points = re.findall(
            r"([-\d.]+),([-\d.]+)", " ".join(line.attributes["points"] for line in drawn.all("polyline"))
        )
        assert points
        assert all(0 <= float(x) <= width and 0 <= float(y) <= height for x, y in points)


def test_one_point_is_map_enough():
    given = replace(
        problem(shift("aina"), visit("v")),
        places=tuple(Place(name, 41.4, 2.16) for name in ("home", "a", "b", "c", "d")),
    )
    planned = plan(given, aina="09:00 v")
    assert read(render(given, planned, check(given, planned))).classed("chart")


def test_an_unknown_language_and_a_foreign_plan_are_refused():
    with pytest.raises(EngineError, match="'de'"):
        render(STREET, ROUNDS, check(STREET, ROUNDS), language="de")
    with pytest.raises(PlanError):
        render(STREET, Plan((Route("nobody"),)), check(STREET, ROUNDS))


# -- labels ----------------------------------------------------------------------------------------------------------


def test_languages_write_numbers_their_own_way():
    assert Words("en").figure(25989.44, 1) == "25\u202f989.4"
    assert Words("ca").figure(25989.44, 1) == "25\u202f989,4"
    assert Words("es").least(0.25) == "0,25"
    assert [Words(language).least(2.5) for language in ("hi", "gu", "pt-BR")] == ["2.5", "2.5", "2,5"]
    assert [Words(language).percent(0.181) for language in ("hi", "gu", "pt-BR")] == ["18%", "18%", "18%"]
    assert [Words(language).span(125) for language in ("hi", "gu", "pt-BR")] == [
        "2\u00a0घं.\u00a005",
        "2\u00a0ક.\u00a005",
        "2\u00a0h\u00a005",
    ]
    assert Words("hi").span(-125).startswith("−")
    assert Words("en").least(3.0) == "3"
    assert (Words("en").percent(0.181), Words("es").percent(0.181)) == ("18%", "18\u00a0%")
    assert [Words("en").span(minutes) for minutes in (0, 45, 60, 125, 6000)] == [
        "0\u00a0min",
        "45\u00a0min",
        "1\u00a0h",
        "2\u00a0h\u00a005",
        "100\u00a0h",
    ]


def test_the_rule_pack_is_told_with_what_the_plan_breaks_of_it() -> None:
    given = under(
        problem(shift("aina", "06:00-20:00"), visit("v", duration=500), visit("w", windows="17:00-18:00")), PACK
    )
    given = replace(given, weights=Weights())
    planned = plan(given, aina="06:10 v, 17:00 w")  # out from 06:00 to 17:40
    about = read(render(given, planned, check(given, planned))).one("about").text
    assert "catalonia-home-care 2026, Home care in Catalonia" in about
    assert "Day too long (art. 34.3 ET): broken 1×" in about
    assert "Rest between two days (art. 34.3 ET): not asked here" in about
    findings = read(render(given, planned, check(given, planned))).one("findings").text
    assert (
        "160 minutes more on Monday 23 November than a day may last (catalonia-home-care 2026, art. 34.3 ET)"
        in findings
    )
