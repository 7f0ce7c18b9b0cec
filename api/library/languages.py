"""Languages as people write them, and the tag by which the library knows them."""

import re

from api.library.folding import folded

_TAG = re.compile(r"^[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*$")
_NAMES = {
    "en": "english eng angles ingles anglais englisch अंग्रेज़ी અંગ્રેજી",
    "ca": "catalan cat catala valencia",
    "es": "spanish spa espanol castellano castella espanyol castilian",
    "hi": "hindi hin हिन्दी हिंदी",
    "gu": "gujarati guj ગુજરાતી",
    "pt": "portuguese por portugues",
    "fr": "french fre fra francais frances",
    "de": "german ger deu deutsch alemany aleman",
    "it": "italian ita italiano italia",
    "eu": "basque baq eus euskara",
    "gl": "galician glg galego",
    "nl": "dutch dut nld nederlands",
}
_BY_NAME = {folded(name): tag for tag, names in _NAMES.items() for name in names.split()}


def read_language(told: str) -> str | None:
    """ "English" and "EN" become "en", "pt_br" becomes "pt-BR"; None for what is no language."""
    text = told.strip().replace("_", "-")
    known = _BY_NAME.get(folded(text))
    if known is not None:
        return known
    return _in_order(text) if _TAG.match(text) else None


def _in_order(tag: str) -> str:
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
