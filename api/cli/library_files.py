"""The library's files: read, looked through and written, with every fault told."""

from collections.abc import Collection, Iterable
from pathlib import Path

import typer

from api.cli.console import console, note, print_json
from api.cli.exit_codes import ExitCode
from api.cli.outputs import keep_apart, write_text
from api.library.duplicates import duplicates
from api.library.exchange import read, write
from api.library.formats import Format, format_of
from api.library.formats.reading import Reading
from engine.errors import DataError, Fault


def convert(source: Path, target: Path, given: Format | None, wanted: Format | None, sections: Collection[str]) -> None:
    """Write what can be read, and tell the rest. Raises DataError, OutputError."""
    format = format_of(target.name, wanted)
    write((), format)  # whether it can be written at all
    keep_apart((target,), source)
    reading = read_file(source, given, sections)
    write_text(target, write(reading.resources, format))
    tell(reading)
    console().print(f"Written: {target} ({counted(len(reading.found), 'resource')})", soft_wrap=True)
    end(reading)


def check(file: Path, given: Format | None, sections: Collection[str], json: bool) -> None:
    """Tell what is in a file, and what is in it twice. Raises DataError."""
    reading = read_file(file, given, sections)
    twice = list(duplicates((found, found.resource) for found in reading.found))
    if json:
        print_json(
            {
                "resources": len(reading.found),
                "faults": [_plain(fault) for fault in reading.faults],
                "left": [_plain(fault) for fault in reading.left],
                "duplicates": [
                    {"where": found.where, "same_as": same.key.where, "by": same.by.value, "value": same.value}
                    for found, same in twice
                ],
            }
        )
        end(reading)
        return
    tell(reading)
    out = console()
    for found, same in twice:
        out.print(
            f"{found.where}: is there already, by {same.by.value} ({same.value}): {same.key.where}", soft_wrap=True
        )
    counts = (
        counted(len(reading.found), "resource"),
        counted(len({fault.where for fault in reading.faults}), "row") + " with faults",
        counted(len(twice), "duplicate"),
    )
    out.print(", ".join(counts), soft_wrap=True)
    end(reading)


def read_file(path: Path, given: Format | None, sections: Collection[str]) -> Reading:
    """What a file holds. Raises DataError."""
    format = format_of(path.name, given)
    if sections and format is not Format.MARKDOWN:
        raise typer.BadParameter("only a Markdown list has headings: leave it out", param_hint="--section")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DataError([Fault(path.name, "file", path.name, "this is no UTF-8: save the file as UTF-8")]) from None
    return read(text, format, path.name, sections)


def tell(reading: Reading) -> None:
    """What was not taken, and what of the rest is not kept."""
    _print("Not taken:", reading.faults, "red")
    _print("Not kept:", reading.left, "yellow")


def _print(head: str, faults: Iterable[Fault], style: str) -> None:
    lines = [f"  {fault}" for fault in faults]
    if lines:
        note("\n".join([head, *lines]), style=style)


def _plain(fault: Fault) -> dict[str, str]:
    return {"where": fault.where, "field": fault.field, "value": str(fault.value), "remedy": fault.remedy}


def counted(number: int, what: str) -> str:
    """Such as "2 rows"."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def end(reading: Reading) -> None:
    """End the program with exit code 2 where rows have faults."""
    if reading.faults:
        raise typer.Exit(ExitCode.BAD_INPUT)
