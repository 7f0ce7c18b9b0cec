"""What lies over a mapping reads like a copy of it that has been changed."""

from random import Random

import pytest

from engine.overlay import Overlay


@pytest.mark.parametrize("seed", range(20))
def test_it_reads_like_a_changed_copy(seed):
    rng, names = Random(seed), "abcdefgh"
    below = {name: rng.randrange(9) for name in names[:5]}
    over, copy = Overlay(below), dict(below)
    for _ in range(30):
        name = rng.choice(names)
        if rng.random() < 0.5 and name in copy:
            del over[name], copy[name]
        else:
            over[name] = copy[name] = rng.randrange(9)
        assert over == copy
        assert len(over) == len(copy)
        assert [over.get(name, -1) for name in names] == [copy.get(name, -1) for name in names]
        assert [name in over for name in names] == [name in copy for name in names]


def test_what_is_gone_is_not_found():
    over = Overlay({"a": 1})
    del over["a"]
    with pytest.raises(KeyError, match="a"):
        over["a"]
    with pytest.raises(KeyError, match="a"):
        del over["a"]
