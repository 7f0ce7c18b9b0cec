"""A co-op's own library on the command line: files brought in and taken out."""

from collections.abc import Collection
from pathlib import Path

from api.cli.console import console, note, print_json
from api.cli.library_files import counted, end, read_file, tell
from api.cli.outputs import write_text
from api.cli.stores import chosen, opened
from api.library.exchange import write
from api.library.formats import Format, format_of
from api.library.formats.reading import Reading
from api.library.resource import Resource
from api.store import audit
from api.store.library import resources
from api.store.library.importing import Imported, Twice, bring_in
from api.store.library.planting import plant
from api.store.library.states import Standing

BY = "operator"
AT_ONCE = 500
"""So many rows are one transaction: whoever else writes need not wait for all of a large file."""


def bring(
    file: Path,
    given: Format | None,
    sections: Collection[str],
    *,
    publish: bool,
    twice: bool,
    coop: str | None,
    json: bool,
) -> None:
    """Import a file into a library, and tell what became of each row that was not simply taken. Raises DataError."""
    reading = read_file(file, given, sections)
    made = _brought(reading, Standing.PUBLISHED if publish else Standing.SUBMITTED, twice, coop)
    if json:
        print_json(_document(made))
    else:
        tell(Reading(faults=made.faults, left=made.left))
        for one in made.twice:
            note(f"{one.where}: is there already, by {one.same.by.value}: {_of(one)}")
        waits = "" if publish or not made.added else "; they wait for review"
        console().print(
            f"{counted(len(made.added), 'resource')} added{waits}, {counted(len(made.twice), 'duplicate')}",
            soft_wrap=True,
        )
    end(Reading(faults=made.faults))


def take_out(target: Path, wanted: Format | None, *, everything: bool, coop: str | None) -> None:
    """Write a library into a file. everything: also what is not published. Raises DataError, OutputError."""
    format = format_of(target.name, wanted)
    write((), format)  # whether it can be written at all
    found: list[Resource] = []
    with opened() as store, store.reading(chosen(store, coop)) as books:
        state = None if everything else Standing.PUBLISHED
        after: int | None = None
        while page := resources.page(books, after, AT_ONCE, state):
            found += [kept.resource for kept in page]
            after = page[-1].number
    write_text(target, write(found, format))
    console().print(f"Written: {target} ({counted(len(found), 'resource')})", soft_wrap=True)


def begin(*, publish: bool, coop: str | None) -> None:
    """Put the small library that comes with Ronda into a co-op's."""
    with opened() as store, store.of(chosen(store, coop)) as books:
        made = plant(books, BY, Standing.PUBLISHED if publish else Standing.SUBMITTED)
        audit.note(books, BY, BY, "library.begin", "library", added=made.resources)
    console().print(f"{counted(made.resources, 'resource')} and {counted(made.courses, 'course')} added")


def _brought(reading: Reading, state: Standing, twice: bool, coop: str | None) -> Imported:
    parts: list[Imported] = []
    with opened() as store:
        which = chosen(store, coop)
        for first in range(0, max(1, len(reading.found)), AT_ONCE):
            part = Reading(reading.found[first : first + AT_ONCE])
            with store.of(which) as books:
                parts.append(bring_in(books, part, BY, state, twice=twice))
                audit.note(books, BY, BY, "library.import", "library", added=len(parts[-1].added))
    return Imported(
        tuple(number for part in parts for number in part.added),
        tuple(one for part in parts for one in part.twice),
        (*reading.faults, *(fault for part in parts for fault in part.faults)),
        reading.left,
    )


def _of(one: Twice) -> str:
    return f"resource {one.same.key}" if isinstance(one.same.key, int) else str(one.same.key)


def _document(made: Imported) -> dict[str, object]:
    return {
        "added": list(made.added),
        "duplicates": [{"where": one.where, "same_as": one.same.key, "by": one.same.by.value} for one in made.twice],
        "faults": [
            {"where": fault.where, "field": fault.field, "value": str(fault.value), "remedy": fault.remedy}
            for fault in made.faults
        ],
        "left": [
            {"where": fault.where, "field": fault.field, "value": str(fault.value), "remedy": fault.remedy}
            for fault in made.left
        ],
    }
