"""The list of codes: the only reasons to refuse, and the same in code, page and answers."""

import ast
import re
from pathlib import Path

import pytest

from api.refusals import CODES, FAULTS_TOLD, Pointer, Refusal, document, page

ROOT = Path(__file__).parents[3]
LISTED = {each.code for each in CODES}


def test_codes_are_kebab_case_and_each_stands_once():
    assert [each.code for each in CODES if not re.fullmatch("[a-z]+(-[a-z]+)*", each.code)] == []
    assert len(LISTED) == len(CODES)


def test_the_page_is_what_the_list_says():
    assert (ROOT / "api" / "ERRORS.md").read_text() == page(), "type: make docs"


def _codes_of(path: Path):
    for call in ast.walk(ast.parse(path.read_text())):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("Refusal", "refuses"):
            only_first = call.args[:1] if getattr(call.func, "id", "") == "Refusal" else call.args
            yield from (each.value for each in only_first if isinstance(each, ast.Constant))


@pytest.mark.parametrize("path", sorted((ROOT / "api").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_whoever_refuses_uses_a_listed_code(path):
    assert set(_codes_of(path)) <= LISTED


def test_a_code_that_is_not_listed_cannot_be_used():
    with pytest.raises(LookupError, match="no code nonsense"):
        Refusal("nonsense", "")


def test_many_faults_are_counted_instead_of_listed():
    faults = [Pointer(f"/visits/{number}", "visits", "mend it") for number in range(FAULTS_TOLD + 7)]
    told = document(Refusal("invalid", "See faults.", faults), "1")
    assert len(told["faults"]) == FAULTS_TOLD
    assert told["detail"] == "See faults. 7 faults more are not listed."
    assert told["type"] == "/errors#invalid"
