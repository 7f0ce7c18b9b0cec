"""Little GTFS feeds written for a test: a good one, and whatever a test changes in it."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

TOWN = {
    "agency": """
        agency_name,agency_timezone
        Town Buses,Europe/Madrid
    """,
    "stops": """
        stop_id,stop_name,stop_lat,stop_lon
        A,Alder Road,41.40,2.10
        B,Birch Square,41.41,2.12
        C,Cherry Lane,41.42,2.14
    """,
    "routes": """
        route_id,route_short_name,route_long_name
        R1,L1,From Alder Road to Cherry Lane
        R2,,The other line
    """,
    "trips": """
        route_id,service_id,trip_id
        R1,weekdays,T1
    """,
    "stop_times": """
        trip_id,arrival_time,departure_time,stop_id,stop_sequence
        T1,08:00:00,08:00:00,A,1
        T1,08:10:00,08:11:00,B,2
        T1,08:20:00,08:20:00,C,3
    """,
    "calendar": """
        service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
        weekdays,1,1,1,1,1,0,0,20260105,20260130
    """,
}
"""One bus from A over B to C on the weekdays of January 2026, from Monday the 5th to Friday the 30th."""


def texts(**changes: str | None) -> dict[str, str]:
    """The files of TOWN as text by name, some changed, some added, and those that are None left out."""
    files = {**TOWN, **changes}
    return {f"{name}.txt": lines(text) for name, text in files.items() if text is not None}


def lines(text: str) -> str:
    """A text without the indent of the test that it stands in."""
    return "".join(f"{line.strip()}\n" for line in text.strip().splitlines())


def feed(folder: Path, name: str = "town.zip", /, **changes: str | None) -> Path:
    """TOWN as a zip in a folder, with changes."""
    with ZipFile(folder / name, "w", ZIP_DEFLATED) as archive:
        for file, text in texts(**changes).items():
            archive.writestr(file, text)
    return folder / name
