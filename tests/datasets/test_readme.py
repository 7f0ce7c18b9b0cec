"""The page that tells planners which columns there are tells all of them."""

from pathlib import Path

import pytest

import datasets
from engine.data.canonical import read_request
from engine.data.csv_folder import sheets

PAGE = Path(datasets.__file__).with_name("README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("sheet", [*sheets.REQUIRED, *sheets.OPTIONAL, sheets.PLAN], ids=lambda sheet: sheet.file)
def test_every_file_and_column_is_told(sheet):
    start = PAGE.index(f"**`{sheet.file}`**")
    paragraph = PAGE[start:].split("\n\n")[0]
    missing = [column.name for column in sheet.columns if f"`{column.name}`" not in paragraph]
    assert missing == []


def test_the_request_on_the_page_can_be_read():
    start = PAGE.index('{"format": "ronda-request-1"')
    request = read_request(PAGE[start : PAGE.index("```", start)])
    assert [place.id for place in request.places] == ["maria-home"]
    assert request.packages[0].weekdays == ("mon", "wed", "fri")
