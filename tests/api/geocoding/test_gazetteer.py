"""Addresses as people write them, where the house is reckoned to be, and what is never guessed."""

import pytest

from api.geocoding.found import Answer
from api.geocoding.gazetteer import Gazetteer
from tests.api.geocoding.hamlet import addresses, hamlet

MALLORCA = (41.4000, 2.1700)
GRACIA = (41.3910, 2.1610)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(hamlet())


@pytest.mark.parametrize(
    ("text", "point"),
    [
        # Catalan and Spanish
        ("Carrer Mallorca 401", MALLORCA),
        ("Carrer de Mallorca, 401", MALLORCA),
        ("CARRER DE MALLORCA 401", MALLORCA),
        ("C/ Mallorca 401", MALLORCA),
        ("C/Mallorca,401", MALLORCA),
        ("c. de mallorca núm. 401", MALLORCA),
        ("Calle de Mallorca nº 401", MALLORCA),
        ("C/Mallorca nº401", MALLORCA),
        ("Carrer Mallorca Núm.401", MALLORCA),
        ("carrer de Mallorca, 401, 2n 1a", MALLORCA),
        ("Carrer Mallorca 401 bis", MALLORCA),
        ("Carrer Mallorca 401B", MALLORCA),
        ("Carrer Mallorca 401-403", MALLORCA),
        ("Carrer Mallorca 401, 08013 Barcelona", MALLORCA),
        ("Carrer Mallorca 401 08013 Barcelona", MALLORCA),
        ("Residència Les Flors, Carrer de Mallorca 401", MALLORCA),
        ("Passeig de Gràcia, 92", GRACIA),
        ("PASSEIG DE GRACIA 92", GRACIA),
        ("Pg. de Gràcia 92 3r 2a", GRACIA),
        ("P.º de Gracia, 92", GRACIA),
        ("Paseo de Gracia 92", GRACIA),
        ("Passeig de Gr?cia 92", GRACIA),
        ("Passeig de Gr\N{REPLACEMENT CHARACTER}cia 92", GRACIA),
        ("Trv. de Gràcia 100", (41.3990, 2.1540)),
        ("C/ Travessera de Gràcia, 100", (41.3990, 2.1540)),
        ("Gran de Gràcia 48", (41.3995, 2.1560)),
        ("Av. Paral·lel 8", (41.3750, 2.1650)),
        ("Avda. del Paral.lel, 8", (41.3750, 2.1650)),
        ("Avinguda Parallel 8", (41.3750, 2.1650)),
        ("Carrer del Castell d’Argençola 3", (41.4200, 2.1700)),
        ("C. Castell d'Argencola, 3", (41.4200, 2.1700)),
        ("Verdaguer y Callis 5", (41.3870, 2.1760)),
        ("Transversal 12, 5", (41.4300, 2.1500)),
        ("St. Joan 30", (41.3950, 2.1750)),
        ("Gran Via de les Corts Catalanes, 585", (41.3860, 2.1640)),
        # Portuguese
        ("Rua de Santa Catarina 12", (41.1480, -8.6070)),
        ("R. Sta. Catarina, nº 12, 3º Esq.", (41.1480, -8.6070)),
        ("Rua de Santa Catarina 12, 4000-447 Porto", (41.1480, -8.6070)),
        ("Rua 25 de Abril 7", (41.1490, -8.6080)),
        ("Rua 25 de Abril, 7, 4000-447 Porto", (41.1490, -8.6080)),
        ("Pç. da Republica 3", (41.1500, -8.6090)),
        ("Rua S. João 9", (41.1510, -8.6100)),
        # English
        ("12 Main Street", (51.5000, -0.1000)),
        ("12, Main St.", (51.5000, -0.1000)),
        ("Flat 3, 12 Main Street, SW1A 1AA", (51.5000, -0.1000)),
        ("12 Main Street SW1A 1AA", (51.5000, -0.1000)),
        ("Oak House, 12 Main Street", (51.5000, -0.1000)),
        ("4 Saint Mary's Rd", (51.5100, -0.1100)),
    ],
)
def test_an_address_is_found_however_it_is_written(text: str, point: tuple[float, float], gazetteer: Gazetteer) -> None:
    found = gazetteer.find(text)
    assert [(one.point, one.how) for one in found] == [(point, "house")], gazetteer.suggest(text)


def test_a_bare_name_may_be_any_kind_of_street_and_the_plain_one_comes_first(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Mallorca 401 2n 1a")
    assert [one.told for one in found] == ["Carrer Mallorca, 401 (Eixample)", "Passatge Mallorca, 9 (Eixample)"]
    assert Answer(found).settled == found[0]  # the passage ends 392 numbers before


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("Carrer Mallorca 403", (41.4000, 2.1710)),  # 401 to 409: a quarter of the way
        ("Carrer Mallorca 405", (41.4000, 2.1720)),  # half
        ("Carrer Mallorca 408", (41.4001, 2.1730)),  # 402 to 410, on the other side: three quarters
    ],
)
def test_a_number_between_two_known_ones_is_reckoned_along_its_side(
    text: str, point: tuple[float, float], gazetteer: Gazetteer
) -> None:
    (one,) = gazetteer.find(text)
    assert one.point == pytest.approx(point, abs=1e-7)
    assert one.how == "between houses"


def test_how_far_off_a_number_between_two_may_be(gazetteer: Gazetteer) -> None:
    """0.004 degrees of longitude are 0.004 x 111,195 m x cos 41.4 = 333.6 m; 403 lies at a quarter of them."""
    (one,) = gazetteer.find("Carrer Mallorca 403")
    assert one.metres == round(333.6 * 3 / 4)


def test_a_number_beyond_the_known_ones_is_the_nearest_and_marked(gazetteer: Gazetteer) -> None:
    (one,) = gazetteer.find("Carrer Mallorca 413")
    assert (one.label, one.how, one.point) == ("Carrer Mallorca, 409", "nearest house", (41.4000, 2.1740))
    assert one.metres == 40  # four numbers on; 410 is nearer by one, but across the street
    (far,) = gazetteer.find("Carrer Mallorca 4010")
    assert far.how == "nearest house"
    assert Answer((far,)).settled is None


def test_a_number_of_the_other_side_is_taken_across_the_street() -> None:
    odd = addresses([("Carrer Nou", "", 1, 9, 2, (41.0, 2.0), (41.0, 2.004))])
    (one,) = Gazetteer(odd).find("Carrer Nou 4")
    assert (one.how, one.label) == ("nearest house", "Carrer Nou, 4")
    assert one.point == pytest.approx((41.0, 2.0015))  # three eighths of the way


def test_a_range_of_both_sides_holds_every_number() -> None:
    both = addresses([("Carrer Nou", "", 1, 9, 1, (41.0, 2.0), (41.0, 2.004))])
    (one,) = Gazetteer(both).find("Carrer Nou 4")
    assert (one.how, one.point) == ("between houses", pytest.approx((41.0, 2.0015)))


def test_a_house_on_two_stretches_is_one_house_and_says_how_far_they_are_apart() -> None:
    """0.001 degrees of latitude are 111 m."""
    corner = [("Carrer Nou", "", 7, 7, 1, spot, spot) for spot in ((41.0, 2.0), (41.001, 2.0))]
    (one,) = Gazetteer(addresses(corner)).find("Carrer Nou 7")
    assert (one.how, one.metres) == ("house", 111)


@pytest.mark.parametrize(
    "text", ["Plaça de Catalunya", "Pl. Catalunya, s/n", "Plaza Catalunya s/n, Eixample", "Pl. Catalunya 9"]
)
def test_a_street_of_which_no_number_is_known_is_found_in_its_middle(text: str, gazetteer: Gazetteer) -> None:
    (one,) = gazetteer.find(text)
    assert (one.point, one.how, one.metres) == ((41.3870, 2.1700), "street", None)


def test_a_street_without_its_number_says_how_long_it_is(gazetteer: Gazetteer) -> None:
    """From 2.1700 to 2.1780; the end nearest to the middle lies at 2.1740, 0.004 degrees or 334 m from either."""
    (one,) = gazetteer.find("Carrer de Mallorca")
    assert (one.how, one.label) == ("street", "Carrer Mallorca")
    assert one.metres == pytest.approx(334, abs=1)


# -- streets of one name -----------------------------------------------------------------------------------------------


def test_streets_of_one_name_are_all_told_with_their_districts(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Carrer Major 5")
    assert {one.district[:5] for one in found} == {"Gr\N{REPLACEMENT CHARACTER}ci", "Sarri"}
    assert Answer(found).settled is None


@pytest.mark.parametrize(
    ("text", "longitude"),
    [
        ("Carrer Major 5, Gràcia", 2.1565),
        ("Carrer Major 5 (gracia)", 2.1565),
        ("Carrer Major de Gràcia 5", 2.1565),
        ("Carrer Major 5, Sarrià-Sant Gervasi, Barcelona", 2.12122222),
        ("Carrer Major 5, SARRIA", 2.12122222),
        ("Carrer Major, Sarrià, 5", 2.12122222),
        ("Carrer Major 5 Sant Gervasi", 2.12122222),
    ],
)
def test_the_district_that_the_text_names_chooses(text: str, longitude: float, gazetteer: Gazetteer) -> None:
    """Gràcia: 5 is half way from 1 to 9; Sarrià: four eighteenths of the way from 1 to 19."""
    (one,) = gazetteer.find(text)
    assert one.longitude == pytest.approx(longitude, abs=1e-6)


def test_a_street_through_two_districts_is_one_street(gazetteer: Gazetteer) -> None:
    (one,) = gazetteer.find("Carrer Mallorca 503")
    assert one.district == "Sant Martí"


def test_a_district_in_which_the_house_is_not_is_no_find_but_a_suggestion(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Carrer Mallorca 401, Horta") == ()
    assert gazetteer.suggest("Carrer Mallorca 401, Horta") == ("Carrer Mallorca, 401 (Eixample)",)


def test_a_suburb_lies_in_its_town() -> None:
    rows = [
        ("Rua Nova", "Cedofeita", 5, 5, 1, (41.155, -8.625), (41.155, -8.625)),
        ("Rua Velha", "Porto", 1, 1, 1, (41.14, -8.60), (41.14, -8.60)),
        ("Rua Alta", "Porto", 1, 1, 1, (41.17, -8.65), (41.17, -8.65)),
    ]
    (one,) = Gazetteer(addresses(rows)).find("Rua Nova 5, Porto")
    assert one.district == "Cedofeita"


def test_a_house_on_the_border_that_two_districts_claim_is_one_house() -> None:
    spot = (41.4, 2.17)
    rows = [("Carrer Nou", place, 5, 5, 1, spot, spot) for place in ("Eixample", "Horta")]
    assert len(Gazetteer(addresses(rows)).find("Carrer Nou 5")) == 1


# -- no silent guess ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Carrer Malorca 401", "Carrer Mallorca, 401"),
        ("Carer de Mallorca 401", "Carrer Mallorca, 401"),
        ("Avinguda Mallorca 401", "Carrer Mallorca, 401"),  # another kind of street
        ("Carrer Callís 5", "Carrer Verdaguer i Callís, 5"),
        ("Gran Via 585", "Gran Via Corts Catalanes, 585"),
        ("12 Mian Street", "Main Street, 12"),
        ("Rua 25 de Abrl 7", "Rua 25 de Abril, 7"),
    ],
)
def test_a_misspelt_street_is_only_suggested(text: str, meant: str, gazetteer: Gazetteer) -> None:
    assert gazetteer.find(text) == ()
    assert meant in gazetteer.suggest(text)


def test_a_suggestion_is_itself_found(gazetteer: Gazetteer) -> None:
    for text in ("Passeig de Grasia 92", "Carrer Castell Argensola 3", "Carrer Malorca 401"):
        assert gazetteer.find(gazetteer.suggest(text)[0])


@pytest.mark.parametrize(
    "text", ["Passeig Sant Joan Malta 30", "Carrer Inexistent 5, Mallorca", "Carrer Ficció 5, Mallorca 401"]
)
def test_a_word_that_belongs_to_no_street_is_not_left_out(text: str, gazetteer: Gazetteer) -> None:
    assert gazetteer.find(text) == ()


@pytest.mark.parametrize("text", ["", " ", "401", ",", "?", "()", "s/n", "C/", "12, 401", "carrer", "5 5 5", "\0", "·"])
def test_what_is_no_address_is_not_found(text: str, gazetteer: Gazetteer) -> None:
    assert gazetteer.find(text) == ()
    assert gazetteer.suggest(text) is not None


def test_a_lost_letter_fits_several_names_and_a_whole_name_only_itself(gazetteer: Gazetteer) -> None:
    assert [one.district for one in gazetteer.find("Carrer Plató 4")] == ["Horta"]
    assert [one.district for one in gazetteer.find("Carrer Plata 4")] == ["Ciutat Vella"]
    assert gazetteer.find("Carrer Plats 4")[0].district == "Horta"  # nobody can know that it is none
    assert gazetteer.find("Carrer Plat 4") == ()


def test_a_network_without_streets_finds_nothing() -> None:
    empty = Gazetteer(addresses([]))
    assert (empty.find("Carrer Mallorca 401"), empty.suggest("Carrer Mallorca 401")) == ((), ())
