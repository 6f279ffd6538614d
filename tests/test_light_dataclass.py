"""`toi.light_dataclass` against the standard library's `dataclass`."""

import copy
import dataclasses
import pickle
from functools import cached_property

import pytest

from toi.light_dataclass import dataclass


def made_by(decorate):
    """Return a base class and two below it, as `decorate` makes them."""

    @decorate(frozen=True)
    class Point:
        x: float
        y: float = 2.0

        @cached_property
        def sum(self):
            return self.x + self.y

    @decorate(frozen=True)
    class Named(Point):
        name: str = "p"
        seen: list[int] = dataclasses.field(default_factory=list)

        def __repr__(self):
            return f"<{self.name}>"

    @decorate
    class Open:
        """What may be changed."""

        at: int = 0

    return Point, Named, Open


LIGHT, STANDARD = made_by(dataclass), made_by(dataclasses.dataclass)


def text(found):
    return str(found).replace("tests.test_light_dataclass", "")


@pytest.mark.parametrize(
    "ask",
    [
        lambda Point, Named, Open: Point(1.0),
        lambda Point, Named, Open: Point(y=3.0, x=1.0),
        lambda Point, Named, Open: [Named(1.0, name="q"), Named(1.0).seen, Open(3)],
        lambda Point, Named, Open: [Point(1.0) == Point(1.0, 2.0), Point(1.0) == Point(2.0)],
        lambda Point, Named, Open: [Point(1.0) == Named(1.0), Point(1.0) == 1.0],
        lambda Point, Named, Open: len({Point(1.0), Point(1.0), Point(2.0)}),
        lambda Point, Named, Open: dataclasses.replace(Named(1.0, 5.0), name="q").sum,
        lambda Point, Named, Open: dataclasses.asdict(Named(1.0)),
        lambda Point, Named, Open: [f.name for f in dataclasses.fields(Named)],
        lambda Point, Named, Open: [copy.deepcopy(Named(1.0)) == Named(1.0), Point.__match_args__],
        lambda Point, Named, Open: Open.__doc__,
    ],
)
def test_is_as_the_standard_one(ask):
    assert text(ask(*LIGHT)) == text(ask(*STANDARD))


@pytest.mark.parametrize(
    "fail",
    [
        lambda Point, Named, Open: Point(),
        lambda Point, Named, Open: Point(1.0, 2.0, 3.0),
        lambda Point, Named, Open: Named(1.0, z=3.0),
        lambda Point, Named, Open: setattr(Point(1.0), "x", 3.0),
        lambda Point, Named, Open: setattr(Named(1.0), "name", "q"),
        lambda Point, Named, Open: delattr(Point(1.0), "x"),
        lambda Point, Named, Open: hash(Open(1)),
    ],
)
def test_refuses_as_the_standard_one(fail):
    with pytest.raises((TypeError, AttributeError)) as light:
        fail(*LIGHT)
    with pytest.raises((TypeError, AttributeError)) as standard:
        fail(*STANDARD)
    assert light.type is standard.type
    assert text(light.value) == text(standard.value)


def test_every_object_has_lists_of_its_own():
    _, named, _ = LIGHT
    assert named(1.0).seen is not named(1.0).seen


@dataclass(frozen=True)
class Kept:
    """One that never was made by its `__init__` in the process that reads it."""

    at: int


def test_what_may_change_can_be_changed():
    *_, made = LIGHT
    one = made(1)
    one.at = 2
    assert one == made(2)


def test_pickles_without_being_made():
    read = pickle.loads(pickle.dumps(Kept(3)))
    assert read == Kept(3)
    with pytest.raises(dataclasses.FrozenInstanceError):
        read.at = 4
