"""A page of documentation as its reader types it: its blocks, and a shell that keeps what was set."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

ELLIPSIS = "…"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_END = "--end of the output--"


@dataclass(frozen=True, slots=True)
class Typed:
    """A command and what it prints; or, of a Python block, the program and what stands in the text block behind it."""

    language: str
    command: str
    output: str


def typed(page: Path) -> Iterator[Typed]:
    """All that a page has its reader type, in order."""
    blocks = _BLOCK.findall(page.read_text(encoding="utf-8"))
    for place, (language, body) in enumerate(blocks):
        if language == "console":
            for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                yield Typed("console", *_parted(part))
        elif language == "python":
            yield Typed("python", body, blocks[place + 1][1])


def _parted(text: str) -> tuple[str, str]:
    """A command, with its here-document if it has one, and the output behind it."""
    first, _, rest = text.partition("\n")
    here = re.search(r"<<(\w+)", first)
    if here is None:
        return first, rest
    document, _, output = rest.partition(f"\n{here[1]}\n")
    return f"{first}\n{document}\n{here[1]}", output


def fits(told: str, output: str) -> bool:
    """Whether an output is what a page tells, the ellipses standing for anything."""
    pattern = ".*?".join(re.escape(part) for part in told.strip().split(ELLIPSIS))
    return re.fullmatch(pattern, output.replace("\r", "").strip(), re.DOTALL) is not None


class Shell:
    """A bash that stays open, so that variables do."""

    def __init__(self, folder: Path, environment: Mapping[str, str]):
        self._bash = subprocess.Popen(
            ["bash"], cwd=folder, env=dict(environment), text=True, bufsize=1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._bash.kill()
        self._bash.communicate()

    def type(self, command: str) -> str:
        """Run a command to its end; what it printed."""
        assert self._bash.stdin is not None
        assert self._bash.stdout is not None
        self._bash.stdin.write(f"{command}\necho; echo '{_END}'\n")
        self._bash.stdin.flush()
        lines: list[str] = []
        for line in self._bash.stdout:
            if line.strip() == _END:
                return "".join(lines)
            lines.append(line)
        raise AssertionError(f"the shell ended: {''.join(lines)}")
