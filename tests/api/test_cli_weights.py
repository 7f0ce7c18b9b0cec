"""Versions of the weights on the command line: shown, compared, checked, made, and planned by."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine.check import check
from engine.data import canonical
from engine.data.recognise import read_plan
from engine.data.weights_file import weights_text
from engine.problem import Weights, content_hash
from engine.rules import ORDER, RULES
from engine.weights import as_markdown, read, under
from tests.api.cli_runs import block_folder, ronda, small, small_file
from tests.engine.weights.versions import LUNCH, version

SHORT = ("--iterations", 500, "--seed", 7)
GIVEN = ("--author", "assembly", "--reason", "After the winter.")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def casa(tmp_path: Path) -> Path:
    path = tmp_path / "casa.json"
    path.write_text(weights_text(version()), encoding="utf-8")
    return path


# -- show --------------------------------------------------------------------------------------------------------------


def test_a_version_is_shown_rule_by_rule(casa: Path) -> None:
    shown = ronda("weights", "show", casa).out
    assert all(f"\n{rule} " in shown for rule in ORDER)
    assert f"casa 1 ({version().content_hash[:12]})" in shown
    assert "By assembly: After the winter." in shown
    assert f"Why: {LUNCH}" in shown
    assert "Cuenta a partir del 2026-03-02." in ronda("weights", "show", casa, "--language", "es").out


def test_only_what_is_changed_on_request(casa: Path) -> None:
    shown = ronda("weights", "show", casa, "--changed").out
    assert [rule for rule in ORDER if f"\n{rule} " in shown] == ["lateness", "travel", "missed_break"]
    assert f"3 of {len(RULES)} rules do not weigh what they usually do." in shown


def test_the_page_and_the_json(casa: Path) -> None:
    assert ronda("weights", "show", casa, "--markdown", "--language", "ca").out == as_markdown(version(), "ca")
    told = ronda("weights", "show", casa, "--json").json
    assert told["document"] == json.loads(weights_text(version()))
    assert [one["rule"] for one in told["rules"]] == list(ORDER)


def test_a_problems_own_weights_and_the_defaults(tmp_path: Path) -> None:
    of_folder = {
        one["rule"]: one["weight"] for one in ronda("weights", "show", block_folder(tmp_path), "--json").json["rules"]
    }
    assert (of_folder["travel"], of_folder["lateness"]) == (1.5, "HARD")
    assert ronda("weights", "show", small_file(tmp_path)).code == 0
    told = ronda("weights", "show", "--json").json
    assert [one["rule"] for one in told["rules"] if one["changed"]] == []
    assert told["document"]["hash"] == content_hash(Weights())


def test_two_forms_at_once_are_refused(casa: Path) -> None:
    assert ronda("weights", "show", casa, "--markdown", "--json").code == 2
    assert ronda("weights", "show", casa, "--changed", "--json").code == 2


# -- new, diff, check --------------------------------------------------------------------------------------------------


def test_a_version_is_made_after_another_and_compared_with_it(casa: Path) -> None:
    made = ronda(
        "weights", "new", casa, *GIVEN, "--set", "travel=2", "--set", "lateness=default", "--effective", "2026-05-01"
    )
    assert made.code == 0
    assert "Travel time: 1.5 → 2 for each minute: it weighs more." in made.out
    found = read(Path("casa-2.weights.json"))
    assert (found.parent, str(found.effective)) == (version().content_hash, "2026-05-01")
    assert found.values == {"travel": 2, "missed_break": "HARD"}
    told = ronda("weights", "diff", casa, "casa-2.weights.json", "--json").json
    assert (told["follows"], [one["rule"] for one in told["changes"]]) == (True, ["lateness", "travel"])
    assert "Travel time: 1.5 → 2" in ronda("weights", "diff", casa, "casa-2.weights.json").out
    assert "does not name the first" in ronda("weights", "diff", "casa-2.weights.json", casa).out
    assert ronda("weights", "check", "casa-2.weights.json", "--after", casa).code == 0
    refused = ronda("weights", "check", casa, "--after", "casa-2.weights.json")
    assert (refused.code, "is not its parent" in refused.err) == (2, True)


def test_hard_needs_a_reason(casa: Path) -> None:
    refused = ronda("weights", "new", casa, *GIVEN, "--set", "overtime=hard")
    assert (refused.code, "HARD forbids: say why" in refused.err) == (2, True)
    assert list(Path.cwd().glob("*.weights.json")) == []
    made = ronda(
        "weights", "new", casa, *GIVEN, "--set", "overtime=hard", "--why", "overtime=We agreed so.", "--json"
    ).json
    assert read(Path(made["file"])).reasons == {"missed_break": LUNCH, "overtime": "We agreed so."}


def test_a_version_that_is_there_is_never_written_over(casa: Path) -> None:
    before = casa.read_bytes()
    refused = ronda("weights", "new", casa, *GIVEN, "-o", casa)
    assert (refused.code, "a version is never changed" in refused.err, casa.read_bytes()) == (4, True, before)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--set", "travel"), "travel=1.5"),
        (("--set", "travel=much"), "a number, HARD, off or default"),
        (("--set", "travel=nan"), "a number, HARD, off or default"),
        (("--set", "travel=-1"), "from 0 to 1,000,000"),
        (("--set", "traval=1"), "did you mean travel"),
        (("--why", "=so"), "--why"),
        (("--effective", "soon"), "2026-01-14"),
    ],
)
def test_slips_are_refused_with_a_remedy(casa: Path, words: tuple[str, ...], said: str) -> None:
    refused = ronda("weights", "new", casa, *GIVEN, *words)
    assert refused.code == 2
    assert said in " ".join(refused.err.replace("│", " ").split())


def test_every_fault_of_a_file_is_told(casa: Path) -> None:
    told = json.loads(casa.read_text()) | {"hash": None, "reasons": {}, "values": {"missed_break": "HARD", "traval": 1}}
    casa.write_text(json.dumps(told))
    for command in (("weights", "check"), ("weights", "show")):
        refused = ronda(*command, casa)
        assert refused.code == 2
        assert "HARD forbids" in refused.err
        assert "no such rule" in refused.err


def test_a_file_that_was_changed_since_is_not_planned_by(casa: Path, tmp_path: Path) -> None:
    casa.write_text(casa.read_text().replace("1.5", "15"))
    refused = ronda("plan", small_file(tmp_path), "--weights", casa, *SHORT)
    assert (refused.code, "was changed since" in refused.err) == (2, True)


# -- planning by one ---------------------------------------------------------------------------------------------------


def test_a_plan_is_made_and_judged_by_a_version_and_says_so(casa: Path, tmp_path: Path) -> None:
    week = small_file(tmp_path)
    used = {"name": "casa", "version": "1", "hash": version().content_hash}
    found = ronda("plan", week, "--weights", casa, *SHORT, "-o", "plan.json", "--json").json
    document = json.loads(Path("plan.json").read_text())
    assert found["weights"] == document["weights"] == document["verdict"]["weights"] == used
    problem = under(small(), version())
    assert found["cost"] == check(problem, read_plan(problem, Path("plan.json"))).cost
    assert ronda("check", week, "plan.json", "--weights", casa, "--json").json["cost"] == found["cost"]
    own = ronda("check", week, "plan.json", "--json")
    assert own.json["weights"]["hash"] == content_hash(small().weights)
    assert "was made under the weights casa 1; it is judged by" in own.err
    assert ronda("check", week, "plan.json", "--weights", casa).err == ""


def test_what_is_to_be_typed_next_names_the_weights_too(casa: Path, tmp_path: Path) -> None:
    week = small_file(tmp_path)
    Path("empty.json").write_text(canonical.plan_text(read_plan(small(), _empty()), small().name))
    shown = ronda("check", week, "empty.json", "--weights", casa)
    assert f"ronda explain {week} empty.json --weights {casa}" in shown.out
    assert ronda("plan", week, "--weights", casa, *SHORT, "-o", casa).code == 4


def _empty() -> Path:
    path = Path("routeless.json")
    path.write_text('{"format": "ronda-plan-1", "problem": "w", "routes": []}')
    return path


def test_weights_that_do_not_count_yet_are_told_of(casa: Path, tmp_path: Path) -> None:
    week = small_file(tmp_path)
    casa.write_text(weights_text(replace(version(), effective=small().start.replace(year=small().start.year + 1))))
    assert "count from" in ronda("check", week, _empty(), "--weights", casa).err


def test_every_command_in_which_weights_matter_takes_them(casa: Path, tmp_path: Path) -> None:
    for command in ("plan", "check", "explain", "match", "substitute", "assign", "roll", "next-week", "replan"):
        assert "--weights" in ronda(command, "--help").out, command
