"""Records with their places."""

from typing import Any, Generic, TypeVar

from toi.errors import Problem
from toi.io.yaml.parse import Document
from toi.light_dataclass import dataclass
from toi.records.base import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record together with the place it was read from.

    Attributes
    ----------
    record : Record
        The record.
    document : Document
        The file.
    path : tuple
        The keys and indices that lead to the record in the file.
    """

    record: R
    document: Document
    path: tuple[Any, ...]

    def holds(self, *path: Any) -> bool:
        """Tell whether something is written at `path` inside this record."""
        here: Any = self.document.data
        for step in (*self.path, *path):
            here = here.get(step) if isinstance(here, dict) else None
        return here is not None

    def problem(self, code: str, message: str, *path: Any, key: bool = False) -> Problem:
        """Make a problem of something inside this record.

        Parameters
        ----------
        code, message : str
            For programs, and for people.
        *path
            The keys and indices that lead there from the record.
        key : bool
            Whether the last key itself is wrong, rather than its value.
        """
        return self.document.problem((*self.path, *path), code, message, key)
