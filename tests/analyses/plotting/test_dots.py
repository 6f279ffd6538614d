"""Dots of many people in a row: each at its value, and none hides another where there is room."""

import random
from itertools import combinations
from math import dist

import pytest

from toi.analyses.plotting.dots import FEW, LARGEST, spread_dots

TALL, STEP = 0.3, 0.18


def placed(row, tall=TALL):
    size, [dots] = spread_dots([row], STEP, tall)
    return size, dots


@pytest.mark.parametrize("people", [1, 5, 100])
def test_none_hides_another_and_none_leaves_its_row_or_its_value(people):
    draw = random.Random(people)
    row = [STEP * draw.randint(1, 3) for _ in range(people)]
    size, dots = placed(row)
    assert sorted(dot.who for dot in dots) == list(range(people))
    for dot in dots:
        assert abs(dot.y) + size / 2 <= TALL / 2
        assert abs(dot.x - row[dot.who]) <= STEP / 2
    assert all(dist((a.x, a.y), (b.x, b.y)) >= size - 1e-9 for a, b in combinations(dots, 2))


def test_one_alone_stands_at_its_value_and_none_where_there_is_no_value():
    size, dots = placed([1.234, None])
    assert [(dot.who, dot.x, dot.y) for dot in dots] == [(0, 1.234, 0.0)]
    assert size == LARGEST


@pytest.mark.parametrize("tall", [0.1, 0.2, 0.4])
@pytest.mark.parametrize("people", range(1, FEW + 1))
def test_every_dot_of_few_people_stands_at_a_value_that_somebody_gave(people, tall):
    draw = random.Random(people)
    row = [draw.choice([1.0, 1.02, 1.5]) for _ in range(people)]
    size, dots = placed(row, tall)
    assert {dot.who: dot.x for dot in dots} == dict(enumerate(row))
    assert len({(dot.x, round(dot.y, 9)) for dot in dots}) == people, "each is to be seen"
    assert all(abs(dot.y) + size / 2 <= tall / 2 for dot in dots)


def test_of_many_only_those_without_room_leave_their_values():
    crowd, few = [1.0] * 60, [1.0 + n % 20 for n in range(60)]
    _, [crowded, sparse] = spread_dots([crowd, few], STEP, TALL)
    assert {dot.x for dot in crowded} != {1.0}
    assert all(dot.x == few[dot.who] for dot in sparse)


def test_a_stack_is_even_about_the_middle():
    size, dots = placed([1.0] * 3)
    low, middle, high = sorted(dot.y for dot in dots)
    assert (low, middle) == (-high, 0)
    assert high + size / 2 <= TALL / 2 + 1e-9


def test_values_of_few_people_that_lie_close_together_do_not_touch():
    size, dots = placed([1.0, 1.0, 1.02, 1.05, 1.09, 1.09, 1.11])
    assert all(dist((a.x, a.y), (b.x, b.y)) >= size - 1e-9 for a, b in combinations(dots, 2))
    assert size > LARGEST / 2
