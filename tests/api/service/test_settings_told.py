"""What an operator reads of the settings is all that there are."""

import re
from pathlib import Path

API = Path(__file__).parents[3] / "api"
VARIABLE = re.compile(r"\b(?:RONDA|OTEL)_[A-Z_]*[A-Z]\b")


def test_the_quick_start_tells_every_setting_and_no_other():
    _, _, told = (API / "QUICKSTART.md").read_text(encoding="utf-8").partition("### Settings")
    rows = re.findall(r"^\| (`[^|]+) \|", told, re.MULTILINE)
    in_table = [name for row in rows for name in VARIABLE.findall(row)]
    assert len(in_table) == len(set(in_table))
    assert set(in_table) == set(VARIABLE.findall((API / "settings.py").read_text(encoding="utf-8")))
