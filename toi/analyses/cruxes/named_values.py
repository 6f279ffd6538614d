"""Numbers by names that many tables of them have in common."""

from array import array
from collections.abc import Iterator, Mapping

from toi.engine.problem import Floats


class NamedValues(Mapping[str, float]):
    """Values by name, at eight bytes each; an entry of a `dict` takes ten times as much.

    Parameters
    ----------
    places : mapping of str to int
        Where each name's value stands, in order; the same of all that share it.
    values : (N,) float
    """

    __slots__ = ("_places", "_values")

    def __init__(self, places: Mapping[str, int], values: Floats) -> None:
        self._places, self._values = places, array("d", values.tobytes())

    def __getitem__(self, name: str) -> float:
        return self._values[self._places[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
