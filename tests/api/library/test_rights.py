"""Rights as people write them."""

import pytest

from api.library.resource import Rights
from api.library.rights import WORDS, read_rights


@pytest.mark.parametrize(
    "told",
    [
        "All rights reserved by X",
        "All rights reserved by the authors, 2019",
        "© 2014 CC Press. All rights reserved by it.",
    ],
)
def test_reserved_by_somebody_is_not_cc_by(told):
    """An importer once looked for "by"."""
    assert read_rights(told) == (Rights.ALL_RESERVED, told)


@pytest.mark.parametrize(
    "told",
    ["Public domain", "Public Domain in the United States", "Public domain. All rights waived.", "PUBLIC DOMAIN"],
)
def test_what_begins_with_public_domain_is_public_domain(told):
    """An importer once took it for all rights reserved."""
    assert read_rights(told)[0] is Rights.PUBLIC_DOMAIN


@pytest.mark.parametrize("rights", [rights for rights in Rights if WORDS[rights]])
def test_each_kind_is_read_from_its_own_words_and_id(rights):
    assert read_rights(WORDS[rights]) == (rights, "")
    assert read_rights(rights.value) == (rights, "")


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("CC BY-NC-SA 4.0 International", Rights.CC_BY_NC_SA),
        ("CC-BY-ND-NC", Rights.CC_BY_NC_ND),
        ("cc by_sa 2.0", Rights.CC_BY_SA),
        ("(c) X, licensed CC BY 3.0 IGO", Rights.CC_BY),
        ("BY-NC 2.5", Rights.CC_BY_NC),
        ("https://creativecommons.org/licenses/by-nd/4.0/deed.ca", Rights.CC_BY_ND),
        ("http://creativecommons.org/licenses/by/2.0", Rights.CC_BY),
        ("https://creativecommons.org/publicdomain/zero/1.0/", Rights.CC0),
        ("https://creativecommons.org/publicdomain/mark/1.0/", Rights.PUBLIC_DOMAIN),
        ("CC0 1.0 Universal (Public Domain Dedication)", Rights.CC0),
        ("Creative Commons Attribution 4.0", Rights.CC_BY),
        ("Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International", Rights.CC_BY_NC_ND),
        ("Creative Commons Reconocimiento-NoComercial-CompartirIgual", Rights.CC_BY_NC_SA),
        ("Reconeixement-SenseObraDerivada 4.0 Internacional", Rights.CC_BY_ND),
        ("Atribuição-CompartilhaIgual 4.0", Rights.CC_BY_SA),
        ("Namensnennung - Nicht kommerziell", Rights.CC_BY_NC),
        ("ECL-2.0", Rights.ECL),
        ("Tots els drets reservats", Rights.ALL_RESERVED),
        ("© Todos los derechos reservados", Rights.ALL_RESERVED),
        ("Todos os direitos reservados", Rights.ALL_RESERVED),
        ("सर्वाधिकार सुरक्षित", Rights.ALL_RESERVED),
        ("સર્વાધિકાર સુરક્ષિત", Rights.ALL_RESERVED),
        ("Domini públic", Rights.PUBLIC_DOMAIN),
        ("Dominio público", Rights.PUBLIC_DOMAIN),
        ("© 2019 Loomio", Rights.ALL_RESERVED),
        ("Open Government Licence v3.0", Rights.CUSTOM),
        ("Ask by mail", Rights.CUSTOM),
        ("© 2019 X, free to share", Rights.CUSTOM),
    ],
)
def test_what_says_more_than_its_kind_is_kept_in_words(told, meant):
    assert read_rights(told) == (meant, told)


@pytest.mark.parametrize(
    "told",
    [
        "CC BY for the text, CC BY-NC for the pictures",
        "All rights reserved. CC BY",
        "CC BY-SA-ND",
        "This is not in the public domain",
        "Creative Commons",
    ],
)
def test_what_excludes_itself_is_left_to_a_person(told):
    assert read_rights(told) == (Rights.CUSTOM, told)


def test_nothing_said_is_unknown():
    assert read_rights("  ") == (Rights.UNKNOWN, "")
