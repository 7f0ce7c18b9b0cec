"""What was measured once is not measured again."""

from pathlib import Path

import numpy as np
import pytest

from engine.travel.remembered import MOST, Memory, Times


class Counting:
    """Measures |x - y| seconds between points on a line, unevenly, and counts what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def __call__(self, starts: np.ndarray, goals: np.ndarray) -> Times:
        self.asked.append((len(starts), len(goals)))
        away = (starts[:, :1] * 2 - goals[:, 0][None]).astype(np.int32)
        return Times(away, away * 10)


def line(*places: int) -> np.ndarray:
    return np.array([(place, 0) for place in places], dtype=np.int32)


def expected(*places: int) -> np.ndarray:
    return np.array([[2 * start - goal for goal in places] for start in places])


def test_a_known_matrix_is_read_and_not_measured(tmp_path: Path) -> None:
    search = Counting()
    Memory(tmp_path).between("walk", line(1, 5, 9), search)
    again = Memory(tmp_path).between("walk", line(9, 1), search)
    np.testing.assert_array_equal(again.seconds, expected(9, 1))
    np.testing.assert_array_equal(again.decimetres, expected(9, 1) * 10)
    assert search.asked == [(3, 3)]


def test_a_new_point_costs_one_search_there_and_one_back(tmp_path: Path) -> None:
    memory, search = Memory(tmp_path), Counting()
    memory.between("walk", line(1, 5, 9, 12), search)
    grown = memory.between("walk", line(5, 7, 1, 12), search)
    np.testing.assert_array_equal(grown.seconds, expected(5, 7, 1, 12))
    np.testing.assert_array_equal(grown.decimetres, expected(5, 7, 1, 12) * 10)
    assert search.asked == [(4, 4), (1, 5), (4, 1)]
    memory.between("walk", line(1, 5, 7, 9, 12), search)  # the one that was not asked for is still known
    assert len(search.asked) == 3


def test_mostly_new_points_are_measured_afresh(tmp_path: Path) -> None:
    memory, search = Memory(tmp_path), Counting()
    memory.between("walk", line(1, 5), search)
    np.testing.assert_array_equal(memory.between("walk", line(1, 6, 7), search).seconds, expected(1, 6, 7))
    assert search.asked == [(2, 2), (3, 3)]


def test_other_keys_are_other_matrices(tmp_path: Path) -> None:
    memory, search = Memory(tmp_path), Counting()
    memory.between("walk morning", line(1, 5), search)
    memory.between("walk night", line(1, 5), search)
    assert len(search.asked) == 2
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 no zip", b"\x00" * 100])
def test_a_damaged_file_costs_a_new_measurement(tmp_path: Path, damage: bytes) -> None:
    memory, search = Memory(tmp_path), Counting()
    memory.between("walk", line(1, 5), search)
    next(tmp_path.iterdir()).write_bytes(damage)
    np.testing.assert_array_equal(memory.between("walk", line(1, 5), search).seconds, expected(1, 5))
    assert len(search.asked) == 2


def test_without_a_folder_nothing_is_kept() -> None:
    memory, search = Memory(None), Counting()
    for _ in range(2):
        memory.between("walk", line(1, 5), search)
    assert len(search.asked) == 2


def test_a_folder_that_cannot_be_written_costs_nothing_now(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    found = Memory(tmp_path / "file").between("walk", line(1, 5), Counting())
    np.testing.assert_array_equal(found.seconds, expected(1, 5))


def test_the_oldest_are_forgotten_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST >= 2_000
    monkeypatch.setattr("engine.travel.remembered.MOST", 5)
    memory, search = Memory(tmp_path), Counting()
    memory.between("walk", line(1, 2, 3, 4, 5), search)
    found = memory.between("walk", line(1, 2, 3, 6), search)
    np.testing.assert_array_equal(found.seconds, expected(1, 2, 3, 6))
    memory.between("walk", line(1, 2, 3, 6, 4), search)  # 4 was forgotten
    assert search.asked[3:] == [(1, 5), (4, 1)]
