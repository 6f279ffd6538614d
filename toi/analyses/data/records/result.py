"""Results of `toi list` and `toi show`."""

from collections.abc import Mapping
from typing import Any, ClassVar

from toi.analyses.shared.result import Provenance, Result
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class Listing(Result):
    """A table of records of one kind."""

    provenance: Provenance
    kind: str
    columns: tuple[str, ...]
    items: tuple[Mapping[str, Any], ...]
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/list/1"
    hidden: ClassVar = ("columns", "notes")


@dataclass(frozen=True, eq=False)
class Shown(Result):
    """One record with what bears on it and what it bears on.

    Attributes
    ----------
    others : tuple of str
        Rubrics that lie beside the data, where none is taken since several may be meant.
    """

    provenance: Provenance
    kind: str
    record: Mapping[str, Any]
    related: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    schema: ClassVar = "toi/show/1"
    hidden: ClassVar = ("others", "notes")
