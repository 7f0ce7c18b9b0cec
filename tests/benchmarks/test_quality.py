"""What the quality benchmark reads, stores and adds up. How good and how fast plans are is no matter of tests."""

from pathlib import Path

import pytest

from benchmarks.quality.__main__ import orders_of
from benchmarks.quality.published import FAMILY_SECONDS, Published, Set, chosen, published
from benchmarks.quality.runs import Row, load, store
from benchmarks.quality.table import comparison, foot, geometric_mean, label, lines, markdown, side_by_side

TWELVE = """instance,patients,services,caregivers,sa_best_of_10,sa_mean,sa_worst,sa_mean_seconds,cp_sat_best
small,10,13,4,100.0,120.0,150.0,13.6,90.0
large,200,220,30,1000.0,1100.0,1200.0,70.7,
i-116,10,13,4,17393.0,18303.5,19484.0,13.6,17117.0
"""
FAMILIES = """family,instance,patients,caregivers,travel,worst_tardiness,total_tardiness,best_published_total
mankowska,InstanzCPLEX_HCSRP_25_3.json,25,5,911.964,80.903,204.401,1197.268
mankowska,InstanzCPLEX_HCSRP_10_1.json,10,3,654.596,0.0,0.0,654.596
"""

SMALL = Published("small", Path("small.json"), 13.6, best=100.0, mean=120.0, cp_sat=90.0, earlier=100.0)
LARGE = Published("large", Path("large.json"), 70.7, best=1000.0, mean=1100.0)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "uhhc").mkdir()
    (tmp_path / "uhhc" / "published.csv").write_text(TWELVE)
    (tmp_path / "uhhc" / "families.csv").write_text(FAMILIES)
    return tmp_path


def row(instance: str, cost: float, seed: int = 1, violations: int = 0, bound: float | None = None) -> Row:
    return Row(instance, seed, 13.6, 1, "search", cost, violations, 2, 13.65, 1_000, 73.3, bound)


def test_the_twelve_are_read_with_what_was_published(data: Path) -> None:
    small, large, known = published(data, Set.UHHC)
    assert small == Published("small", data / "uhhc/instances/small.json", 13.6, 100.0, 120.0, 90.0)
    assert (large.cp_sat, large.earlier, large.seconds) == (None, None, 70.7)
    assert known.earlier == 16973


def test_of_the_families_only_the_best_is_known_and_the_prototype_told_ratios(data: Path) -> None:
    first, second = published(data, Set.FAMILIES)
    assert (first.name, first.best, first.mean, first.seconds) == (
        "InstanzCPLEX_HCSRP_25_3",
        1197.268,
        None,
        FAMILY_SECONDS,
    )
    assert first.file == data / "uhhc/families/InstanzCPLEX_HCSRP_25_3.json"
    assert first.earlier == pytest.approx(1197.268)  # 1.000 of the published best
    assert second.earlier is None


def test_instances_are_chosen_by_the_beginnings_of_their_names() -> None:
    assert chosen([SMALL, LARGE], []) == [SMALL, LARGE]
    assert chosen([SMALL, LARGE], ["la"]) == [LARGE]
    with pytest.raises(LookupError, match="begins with medium: use small, large"):
        chosen([SMALL, LARGE], ["small", "medium"])


def test_every_instance_has_its_published_time_unless_another_is_given() -> None:
    asked = orders_of([SMALL, LARGE], [1, 2], None, 1, "search")
    assert [(one.instance, one.seed, one.seconds) for one in asked] == [
        ("small", 1, 13.6),
        ("large", 1, 70.7),
        ("small", 2, 13.6),
        ("large", 2, 70.7),
    ]
    assert {one.seconds for one in orders_of([SMALL, LARGE], [1], 5.0, 1, "search")} == {5.0}


def test_stored_rows_come_back_and_the_same_run_replaces_its_row(tmp_path: Path) -> None:
    path = tmp_path / "results" / "rows.csv"
    assert load(path) == {}
    store(path, [row("small", 99.5, bound=80.25), row("small", 97, seed=2)])
    store(path, [row("small", 96, seed=2), row("large", 990)])
    assert sorted(load(path).values(), key=lambda one: one.cost) == [
        row("small", 96, seed=2),
        row("small", 99.5, bound=80.25),
        row("large", 990),
    ]


def test_a_line_tells_best_mean_worst_and_the_highest_bound() -> None:
    (line,) = lines(
        [LARGE, SMALL], [row("small", 80, 1, bound=60), row("small", 100, 2, bound=72), row("small", 90, 3)]
    )
    assert (line.best, line.mean, line.worst, line.bound) == (80, 90, 100, 72)
    assert line.gap == pytest.approx(0.1)  # (80 - 72) / 80


def test_a_plan_that_breaks_a_hard_rule_is_told_and_counts_for_nothing() -> None:
    (line,) = lines([SMALL], [row("small", 10, 1, violations=3), row("small", 110, 2)])
    assert (line.best, line.mean, line.broken) == (110, 110, 1)
    assert foot([line])[-1] == "plans that break hard rules, and count for nothing above: 1"
    (none,) = lines([SMALL], [row("small", 10, 1, violations=3)])
    assert (none.best, none.mean, none.gap) == (None, None, None)
    assert "below 1 on 0 of 1, highest –" in comparison([none])


def test_the_foot_adds_up_means_and_bests() -> None:
    found = lines(
        [SMALL, LARGE], [row("small", 81, 1), row("small", 99, 2), row("large", 1000, 1), row("large", 1200, 2)]
    )
    assert foot(found) == [
        "mean / published best: geometric mean 0.995, below 1 on 1 of 2, highest 1.100",  # sqrt(0.9 * 1.1)
        "best / published best: geometric mean 0.900, below 1 on 1 of 2, highest 1.000",  # sqrt(0.81 * 1)
        "best at most CP-SAT's: 1 of 1",
        "mean / prototype: geometric mean 0.900, highest 0.900",
    ]


def test_the_table_has_a_line_for_each_instance_that_was_run() -> None:
    head, _, first, *rest = comparison(lines([SMALL, LARGE], [row("small", 81, bound=60.5)])).splitlines()
    cells = [cell.strip() for cell in first.strip("|").split("|")]
    assert dict(zip([cell.strip() for cell in head.strip("|").split("|")], cells, strict=True)) == {
        "instance": "small",
        "runs": "1",
        "best": "81",
        "mean": "81",
        "worst": "81",
        "published best": "100",
        "published mean": "120",
        "CP-SAT": "90",
        "mean / published best": "0.810",
        "best / published best": "0.810",
        "mean / prototype": "0.810",
        "unplanned": "2",
        "broken": "0",
        "seconds": "13.7",
        "moves/s": "73",
        "bound": "60.5",
        "gap": "25.3%",
    }
    assert rest[0] == ""


def test_two_sets_of_runs_stand_side_by_side_where_both_have_the_instance() -> None:
    ours = lines([SMALL, LARGE], [row("small", 81), row("large", 900)])
    text = side_by_side(ours, lines([SMALL], [row("small", 90)]), ("two workers", "one"))
    assert "| small    |                81 |        90 |          0.900 |" in text
    assert "large" not in text
    assert "- ratio of means: geometric mean 0.900, below 1 on 1 of 1, highest 0.900" in text


def test_geometric_mean_of_what_is_known() -> None:
    assert geometric_mean([0.5, None, 2.0]) == pytest.approx(1.0)
    assert geometric_mean([None]) is None


def test_markdown_is_in_line_and_long_names_lose_their_sizes() -> None:
    assert markdown(("a", "cost"), [("long", "1"), ("b", "22")]) == (
        "| a    | cost |\n|------|-----:|\n| long |    1 |\n| b    |   22 |\n"
    )
    assert label("instance_004-venice-padua-treviso-r26-p258-s3-sim14.0-seq4.2") == "instance_004-venice-padua-treviso"
    assert label("HHCRSP_100_20_10_1.2_R_C") == "HHCRSP_100_20_10_1.2_R_C"
