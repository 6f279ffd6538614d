"""Parts of a result that are worked out when they are first asked for."""

from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar

Found = TypeVar("Found")


class Lazy(Generic[Found]):
    """A part of a result that is worked out when it is first asked for, since few screens do."""

    def __init__(self, work_out: Callable[[], Found]) -> None:
        self._work_out = work_out

    @cached_property
    def value(self) -> Found:
        """Return what is worked out, once."""
        return self._work_out()

    def __getstate__(self) -> dict[str, Found]:
        """Return what copies and pickles hold: the value, not how it is worked out."""
        return {"value": self.value}
