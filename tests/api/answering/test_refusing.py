"""Whatever is wrong with a body is told with pointers, within a second, and never with what it says."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.answering import Answering
from api.answering.refusing import known, remedy
from engine.data.canonical import problem_text
from tests.api.answering.asking import asked, refused
from tests.api.answering.weeks import ID, Put, care, document, planned, week

SECRET = "Zsofia-Quux"
TOO_FAR = {"mode": "walk", "times": [[10**12]]}
LONG = "1" + 400 * "0"


def changed(path: str, value: Any) -> dict[str, Any]:
    """The week with one value changed. path: as a pointer."""
    document = json.loads(problem_text(week()))
    here: Any = document
    *way, last = path.strip("/").split("/")
    for part in way:
        here = here[int(part) if part.isdigit() else part]
    here[int(last) if last.isdigit() else last] = value
    return document


WRONG: list[tuple[str, str, Any]] = [
    ("/visits/3/duration", "invalid", SECRET),
    ("/visits/3/duration", "contradiction", 0),
    ("/visits/3/windows/0/start", "invalid", None),
    ("/visits/3/windows", "contradiction", [{"start": 90, "end": 30}]),
    ("/visits/2/client", "contradiction", SECRET),
    ("/visits/4/duration", "contradiction", int(LONG)),
    ("/carers/1/id", "contradiction", ""),
    ("/shifts/0/mode", "contradiction", SECRET),
    ("/timezone", "contradiction", f"Europe/{SECRET}"),
    ("/days", "contradiction", 10**9),
    ("/start", "invalid", "2026-02-30"),
    ("/start", "contradiction", "9999-12-31"),
    ("/weights/values", "contradiction", {SECRET: 1}),
    ("/weights/values/travel", "contradiction", -1),
    ("/labour/longest_day", "contradiction", -5),
    ("/travel/0/times", "contradiction", [[0]]),
    ("/travel", "invalid", [TOO_FAR]),
    ("/clients/0/requires", "contradiction", [{"attribute": "woman", "present": True, "why": ""}]),
]


@pytest.mark.parametrize(("path", "code", "value"), WRONG, ids=[f"{path} {code}" for path, code, _ in WRONG])
def test_a_pointer_leads_to_what_is_wrong(answering: Answering, path: str, code: str, value: Any) -> None:
    refusal = refused(answering, "problem", changed(path, value), **PUT)
    assert refusal.code.code == code
    assert any(fault.pointer.startswith(path.removesuffix("/id")) for fault in refusal.faults)
    assert SECRET not in repr(refusal.faults) + refusal.detail


PUT: dict[str, Any] = {"id": "refused", "expected": None, "absent": False, "by": "key-1", "role": "planner"}


def raw() -> Iterator[tuple[str, bytes, int]]:
    """Bodies that are no JSON, or hardly."""
    good = problem_text(week())
    deep = 100_000
    yield "NaN", good.replace('"days": 7', '"days": NaN').encode(), 400
    yield "infinite", good.replace('"days": 7', '"days": 1e999').encode(), 422
    yield "huge number", good.replace('"days": 7', f'"days": {LONG}').encode(), 422
    yield "too many digits", good.replace('"days": 7', '"days": ' + 5000 * "9").encode(), 400
    yield "deep lists", b"[" * deep + b"]" * deep, 400
    yield "deep objects", b'{"a":' * deep + b"1" + b"}" * deep, 422
    yield "deep inside", good.replace('"days": 7', '"days": ' + "[" * 500 + "]" * 500).encode(), 422
    yield "no UTF-8", good.replace("a made-up week", SECRET).encode() + b"\xff", 400
    yield "a lone surrogate", good.replace("a made-up week", f"{SECRET}\\ud800").encode(), 422
    yield "a key twice", good.replace('"days": 7', f'"days": 7, "{SECRET}": 1, "{SECRET}": 2').encode(), 400
    yield "an unknown key", good.replace('"days": 7', f'"days": 7, "{SECRET}": 1').encode(), 422
    yield "a text", json.dumps(SECRET).encode(), 422
    yield "nothing", b"", 400
    yield "half", good[: len(good) // 2].encode(), 400
    yield "a list", b"[]", 422
    twice = json.loads(good)
    twice["visits"].append(twice["visits"][0])
    yield "an id twice", json.dumps(twice).encode(), 422
    yield "brackets", b"[" + b"[]," * 5_000_000 + b"[]]", 422
    yield "empty visits", b'{"format":"ronda-problem-1","visits":[' + b"[          ]," * 1_500_000 + b"[]]}", 422
    yield "many keys", b"{" + b",".join(b'"%d":1' % number for number in range(1_500_000)) + b"}", 400
    yield "a long text", b'{"name":"' + 20_000_000 * b"a" + b'"}', 422


RAW = list(raw())


@pytest.mark.parametrize(("body", "status"), [case[1:] for case in RAW], ids=[case[0] for case in RAW])
def test_hostile_bodies_are_refused(answering: Answering, body: bytes, status: int) -> None:
    asked(answering, "problem", problem_text(week()).encode(), **{**PUT, "id": "warm"})
    refusal = refused(answering, "problem", body, within=30.0, **PUT)
    assert refusal.status == status
    assert SECRET not in repr(refusal.faults) + refusal.detail


def test_hostile_requests_and_plans_are_refused(answering: Answering, held: Put) -> None:
    package = {"client": week().clients[0].id, "minutes": 30, "weekdays": ["mon"], "opens": "08:00", "closes": "09:00"}
    forms: list[tuple[str, dict[str, Any], str]] = [
        ("match", {"plan": held.plan, "request": care() | {"carers": 0}}, "/request/carers"),
        ("match", {"plan": held.plan, "request": care(client=SECRET)}, "/request/visits/0/client"),
        ("match", {"plan": held.plan, "request": care(week().visits[0].id)}, "/request/visits/0/id"),
        ("match", {"plan": held.plan, "request": care(), "without": [SECRET]}, "/without"),
        ("match", {"plan": held.plan, "request": care(), "moves": 10**9}, "/moves"),
        ("match", {"plan": held.plan, "request": package_of(package, weeks=10**9)}, "/request/packages/0/weeks"),
        ("match", {"plan": held.plan, "request": package_of(package, minutes=10**15)}, "/request/packages/0/minutes"),
        ("match", {"plan": held.plan, "request": package_of(package, first="9999-12-31")}, "/request/packages/0/first"),
        (
            "match",
            {"plan": held.plan, "request": package_of(package, opens="08:00Z")},
            "/request/packages/0/opens",
        ),
        (
            "match",
            {"plan": held.plan, "request": package_of(package, first="1999-01-01", weeks=1)},
            "/request",
        ),
        ("check", {"problem": ID, "plan": other_plan()}, "/plan/routes/0/shift"),
        ("check", {"problem": ID, "plan": []}, "/plan"),
        ("substitution", {"plan": held.plan, "carer": SECRET, "day": "2026-03-02"}, "/carer"),
        ("substitution", {"plan": held.plan, "carer": week().carers[0].id, "day": "1999-01-01"}, "/day"),
        ("assignment", {"problem": ID, "seconds": 10**9}, "/seconds"),
    ]
    for kind, form, pointer in forms:
        began = time.perf_counter()
        refusal = refused(answering, kind, form)
        assert refusal.status == 422, (kind, form)
        assert pointer in [fault.pointer for fault in refusal.faults], (pointer, refusal.faults)
        assert SECRET not in repr(refusal.faults) + refusal.detail
        assert time.perf_counter() - began < 30


def package_of(package: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"format": "ronda-request-1", "packages": [package | more]}


def other_plan() -> dict[str, Any]:
    told = document(planned())
    told["routes"][0]["shift"] = SECRET
    return told


def test_whatever_is_unknown_is_so_without_its_name(answering: Answering, held: Put) -> None:
    for kind, form in (
        ("match", {"plan": "nowhere", "request": care()}),
        ("check", {"problem": "nowhere", "plan": document(planned())}),
    ):
        refusal = refused(answering, kind, form)
        assert (refusal.code.code, "nowhere" in refusal.detail) == ("unknown", False)


def test_hostile_bodies_leave_no_memory_behind(answering: Answering) -> None:
    body = b'{"visits":[' + b"[          ]," * 500_000 + b"[]]}"
    refused(answering, "problem", body, **PUT)
    before = memory(answering)
    for _ in range(5):
        refused(answering, "problem", body, **PUT)
    assert memory(answering) < before + 50_000_000


def memory(answering: Answering) -> int:
    """Bytes of the process that reads problems."""
    told = Path(f"/proc/{answering.processes[1]}/statm")
    if not told.exists():
        pytest.skip("only Linux tells it here")
    return int(told.read_text().split()[1]) * 4096


def test_days_of_a_clock_change_are_no_trap(answering: Answering) -> None:
    for day in ("2026-03-29", "2026-10-25"):
        document = changed("/start", day) | {"days": 1, "timezone": "Europe/Madrid"}
        refusal = refused(answering, "problem", document, **PUT)  # the visits of later days lie outside
        assert refusal.code.code == "contradiction"
        assert {fault.remedy for fault in refusal.faults} <= {"opens after the horizon", "begins after the horizon"}


def test_a_path_ends_where_its_names_are_no_longer_ours() -> None:
    assert tuple(known(("visits", 3, SECRET, "start"))) == ("visits", 3)


def test_a_remedy_loses_what_it_quotes() -> None:
    assert remedy(f"planned already (in shift a) {SECRET} b): leave it out") == "planned already: leave it out"
