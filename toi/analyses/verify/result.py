"""Result of `toi data verify`: which claims do not stand where they say they do."""

from typing import ClassVar

from toi.analyses.shared.result import Provenance, Result
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class FailedClaim:
    """A claim whose words are not in the text, or not in its place.

    Attributes
    ----------
    place : str
        FILE:LINE:COL of its words, in the records.
    lines : (int, int)
        Where it says it stands.
    found : tuple of int
        The lines of the copy on which its words stand; none where they do not.
    message, code : str
        What is wrong, for people and for programs.
    """

    claim: str
    place: str
    find: str
    lines: tuple[int, int]
    found: tuple[int, ...]
    message: str
    code: str


@dataclass(frozen=True, eq=False)
class VerifyResult(Result):
    """The claims of a debate held against a copy of the text.

    Attributes
    ----------
    claims : int
        Those that name words to find.
    silent : int
        Those that name none.
    same_lines : bool
        Whether the copy has the lines that claims speak of; otherwise it is wrapped in another
        way, and it is their order that is held against the text.
    """

    provenance: Provenance
    file: str
    claims: int
    silent: int
    same_lines: bool
    failed: tuple[FailedClaim, ...]
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/data-verify/1"
