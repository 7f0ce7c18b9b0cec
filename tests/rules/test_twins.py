"""Every rule has its twins."""

from pathlib import Path

from engine.rules import ORDER

HERE = Path(__file__).parent


def test_every_rule_has_its_file_of_twins_and_no_file_has_lost_its_rule():
    files = {path.stem.removeprefix("test_") for path in HERE.glob("test_*.py")} - {"twins"}
    assert files == set(ORDER)


def test_every_file_of_twins_asks_the_referee_about_its_own_rule():
    for rule in ORDER:
        text = (HERE / f"test_{rule}.py").read_text()
        assert f'amount("{rule}"' in text, rule
