"""A record together with the place it was read from."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from toi.errors import Problem
from toi.io.yaml.parse import Document
from toi.records.base import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record together with the place it was read from."""

    record: R
    document: Document
    path: tuple[Any, ...]

    def holds(self, *path: Any) -> bool:
        """Whether something is written at `path` inside this record."""
        here: Any = self.document.data
        for step in (*self.path, *path):
            here = here.get(step) if isinstance(here, dict) else None
        return here is not None

    def problem(self, code: str, message: str, *path: Any, key: bool = False) -> Problem:
        """A problem at `path` inside this record."""
        return self.document.problem((*self.path, *path), code, message, key)
