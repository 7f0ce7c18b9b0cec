import pytest

from engine.travel.network import KINDS, MODES
from engine.travel.sources.ways import read_limit, read_way
from tests.engine.travel.sources.village import told

ALL = "walk both, bicycle both, car both"


@pytest.mark.parametrize(
    ("tags", "kind", "who"),
    [
        ("highway=residential", "residential", ALL),
        ("highway=primary_link", "primary", ALL),
        ("highway=road", "unclassified", ALL),
        ("highway=service service=driveway", "service", ALL),
        ("highway=track", "track", ALL),
        ("highway=motorway", "motorway", "car along"),
        ("highway=motorway oneway=no foot=yes", "motorway", "car both"),
        ("highway=motorway_link", "motorway", "car both"),
        ("highway=trunk motorroad=yes", "trunk", "car both"),
        ("highway=steps bicycle=yes", "steps", "walk both"),
        ("highway=footway", "footway", "walk both, bicycle both"),
        ("highway=footway bicycle=no", "footway", "walk both"),
        ("highway=path bicycle=designated", "cycleway", "walk both, bicycle both"),
        ("highway=cycleway foot=no oneway=yes", "cycleway", "bicycle along"),
        ("highway=pedestrian", "pedestrian", "walk both, bicycle both"),
        ("highway=pedestrian motor_vehicle=destination", "pedestrian", "walk both, bicycle both"),
        ("highway=bridleway", "track", ALL),
        ("route=ferry", "ferry", "walk both"),
        ("route=ferry motor_vehicle=yes", "ferry", "walk both, car both"),
        ("highway=residential oneway=yes", "residential", "walk both, bicycle along, car along"),
        ("highway=residential oneway=-1", "residential", "walk both, bicycle against, car against"),
        ("highway=residential oneway=yes oneway:bicycle=no", "residential", "walk both, bicycle both, car along"),
        (
            "highway=residential oneway=yes cycleway:left=opposite_lane",
            "residential",
            "walk both, bicycle both, car along",
        ),
        ("highway=residential oneway:motor_vehicle=yes", "residential", "walk both, bicycle both, car along"),
        ("highway=tertiary junction=roundabout", "tertiary", "walk both, bicycle along, car along"),
        ("highway=tertiary junction=roundabout oneway=no", "tertiary", ALL),
        ("highway=residential access=destination", "residential", ALL),
        ("highway=residential motor_vehicle=no", "residential", "walk both, bicycle both"),
        ("highway=residential motor_vehicle=private motorcar=yes", "residential", ALL),
        ("highway=service vehicle=no", "service", "walk both"),
        ("highway=service access=no foot=yes", "service", "walk both"),
        ("highway=service access=private bicycle=permissive", "service", "bicycle both"),
        ("highway=secondary foot=use_sidepath", "secondary", "bicycle both, car both"),
        ("highway=track motor_vehicle=agricultural", "track", "walk both, bicycle both"),
    ],
)
def test_who_may_use_a_way(tags: str, kind: str, who: str) -> None:
    way = read_way(dict(tag.split("=") for tag in tags.split()))
    assert way is not None
    assert (KINDS[way.kind], told(way.allowed)) == (kind, who)


@pytest.mark.parametrize(
    "tags",
    [
        "building=yes",
        "highway=construction construction=residential",
        "highway=proposed",
        "highway=raceway",
        "highway=ferry",
        "highway=pedestrian area=yes",
        "highway=service access=private",
        "highway=residential access=no",
        "highway=motorway motor_vehicle=no",
        "highway=motorway motor_vehicle=no route=ferry",
        "route=bus",
        "",
    ],
)
def test_what_is_no_street_for_anybody(tags: str) -> None:
    assert read_way(dict(tag.split("=") for tag in tags.split())) is None


def test_every_kind_can_be_told_by_its_tag_and_has_a_user() -> None:
    for kind in KINDS:
        way = read_way({"route": "ferry"} if kind == "ferry" else {"highway": kind})
        assert way is not None
        assert KINDS[way.kind] == kind
        assert any(mode in told(way.allowed) for mode in MODES)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("50", 50),
        (" 30 mph", 48),
        ("20mph", 32),
        ("80 km/h", 80),
        ("50;30", 50),
        ("62.5", 62),
        ("ES:urban", 0),
        ("none", 0),
        ("walk", 0),
        ("signals", 0),
        ("", 0),
        ("500", 0),
        ("5000", 0),
        ("200 mph", 0),
    ],
)
def test_a_limit_is_read_where_it_is_a_number(text: str, limit: int) -> None:
    assert read_limit(text) == limit


def test_name_and_limit_come_with_the_way() -> None:
    way = read_way({"highway": "residential", "name": " Rua de Santa Catarina ", "maxspeed": "30"})
    assert way is not None
    assert (way.name, way.limit) == ("Rua de Santa Catarina", 30)
