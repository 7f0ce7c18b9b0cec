"""Coordinates that stand where an address is expected, as a map on the web gives them."""

import re

from api.geocoding.found import Answer, Found
from engine.travel.network import Box

_DEGREES = r"([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*"
_POINT = re.compile(rf"\s*{_DEGREES}([NS]?)(?:\s*[,;]\s*|\s+){_DEGREES}([EWO]?)\s*", re.IGNORECASE)
_LEEWAY = 1.0
"""Degrees around a network within which coordinates are believed as they stand."""


def read_coordinates(text: str, box: Box | None = None) -> Answer | None:
    """What coordinates say, latitude first: "41.40, 2.17" or "41,40; 2,17" or "41.40 N 2.17 E"; None if a text is
    something else, such as an address.

    box: where the network lies; tells coordinates that are the wrong way round. Those, and impossible ones, are an
    answer without a find.
    """
    match = _POINT.fullmatch(text)
    if match is None or not re.search(r"\d[.,]\d", text) or _is_one_number(text):
        return None
    north, south, east, west = match.groups()
    latitude, longitude = _degrees(north, south, "S"), _degrees(east, west, "WO")
    return _judge(latitude, longitude, box)


def _is_one_number(text: str) -> bool:
    """One number with a decimal comma, or two whole ones, as in "41,40": no coordinates either way."""
    return re.fullmatch(r"\s*[+-]?\d+[.,]\d+\s*", text) is not None


def _degrees(number: str, side: str, negative: str) -> float:
    degrees = float(number.replace(",", "."))
    return -degrees if side and side.upper() in negative else degrees


def _judge(latitude: float, longitude: float, box: Box | None) -> Answer:
    turned = f"{longitude:g}, {latitude:g}"
    if abs(latitude) > 180 or abs(longitude) > 180 or min(abs(latitude), abs(longitude)) > 90:
        return Answer(remark="no such point on earth: latitude is within 90, longitude within 180 degrees")
    if abs(latitude) > 90 or (_far(latitude, longitude, box) and not _far(longitude, latitude, box)):
        return Answer(suggestions=(turned,), remark="latitude and longitude seem swapped: latitude comes first")
    return Answer((Found(latitude, longitude, f"{latitude:g}, {longitude:g}", "coordinates"),))


def _far(latitude: float, longitude: float, box: Box | None) -> bool:
    if box is None:
        return False
    inside = box.south - _LEEWAY <= latitude <= box.north + _LEEWAY
    return not (inside and box.west - _LEEWAY <= longitude <= box.east + _LEEWAY)
