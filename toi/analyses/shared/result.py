"""Parts of every command's result: plain values, no models, no arrays.

Renderers and `--format json` read the same objects, so they cannot disagree.
"""

import math
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import PurePath
from typing import Any, ClassVar

from toi.analyses.shared.format import on_scale
from toi.analyses.shared.json_text import fields_of, json_pieces
from toi.analyses.shared.names import NO_NAMES, Names
from toi.light_dataclass import dataclass
from toi.words import PLAIN_WORDS, Words

UNWRITTEN = "none"  # what a rubric is called that no file holds
SET = "+set"  # after the name of a rubric in which something was set


@dataclass(frozen=True, eq=False)
class Provenance:
    """The version, data, rubric and draws that a result was made from.

    Attributes
    ----------
    data : str
        Folder of the records, or ``shipped``.
    data_digest, rubric_digest : str
        SHA-256 of all that counts in them.
    set : tuple of str
        Settings that changed the rubric for this run.
    draws : int or None
        None where nothing was drawn.
    kinds : tuple of str
        The kinds ranked, where they are not those ranked by default.
    words : Words
        What the debate calls its alternatives, and what else it has a word for.
    names : Names
        Of its records, and of the arguments of the rubric's own.
    unsaid : bool
        Whether commands take the rubric where none is named.
    draws_asked : int or None
        How many draws were asked for, where not as many as by default.
    """

    version: str
    data: str
    data_digest: str
    rubric: str | None = None
    rubric_digest: str | None = None
    set: tuple[str, ...] = ()
    seed: int | None = None
    draws: int | None = None
    kinds: tuple[str, ...] = ()  # that were ranked, where not those that are by default
    words: Words = PLAIN_WORDS
    names: Names = NO_NAMES
    unsaid: bool = False
    draws_asked: int | None = None

    # For screens alone.
    hidden: ClassVar[tuple[str, ...]] = ("words", "names", "unsaid", "draws_asked")

    @property
    def called(self) -> str | None:
        """The rubric's name or file, with a mark where something was set."""
        return None if self.rubric is None else f"{self.rubric}{SET * bool(self.set)}"

    @property
    def named(self) -> str | None:
        """What sentences and pictures call the rubric: of a file its name alone."""
        if self.rubric is None:
            return None
        return f"{PurePath(self.rubric).stem}{SET * bool(self.set)}"


@dataclass(frozen=True, eq=False)
class Interval:
    """Percentiles of a quantity over the draws, in its own unit."""

    p05: float
    p50: float
    p95: float


@dataclass(frozen=True, eq=False)
class CriterionLabel:
    """A criterion as screens show it.

    Attributes
    ----------
    short : str
        Three or four letters.
    direction : str
        ``benefit`` or ``cost``.
    scale : (float, float)
        Lowest and highest raw value.
    weight : float
        Mean share of all weight, 0 to 1.
    """

    id: str
    title: str
    short: str
    direction: str
    scale: tuple[float, float]
    weight: float

    def shown(self, raw: float, judged: bool = False) -> str:
        """Write a raw value with as many digits as its scale bears; `judged`: as it was given."""
        return on_scale(raw, self.scale, judged)

    @property
    def sign(self) -> str:
        """Which way is better: + more, - less."""
        return "-" if self.direction == "cost" else "+"

    @property
    def head(self) -> str:
        """Its column head, with its sign."""
        return f"{self.short}{self.sign}"


@dataclass(frozen=True, eq=False)
class MethodLabel:
    """The method by which criteria were combined.

    `preferences` are those of ``promethee2`` per criterion; `ignores` the criteria whose
    value functions the method has no use for; `compared` how many theories it compared.
    """

    name: str
    normalisation: str
    preferences: Mapping[str, Mapping[str, str | float]] | None
    ignores: tuple[str, ...]
    compared: int | None

    @property
    def has_none_to_compare(self) -> bool:
        """Tell whether it scores theories against one another, and has fewer than two."""
        return self.compared is not None and self.compared < 2


class Result:
    """Base of what commands return: its schema, its JSON, and how a notebook shows it."""

    schema: ClassVar[str]
    hidden: ClassVar[tuple[str, ...]] = ("notes",)  # for screens alone
    sections: ClassVar[Mapping[str, type]] = {}  # whose fields stand among the result's own

    @property
    def heading(self) -> str:
        """Return what the result is, as the title of a document: from the name of its schema."""
        return self.schema.split("/")[1].replace("-", " ")

    def to_json(self) -> str:
        """Return what the command prints with `--format json`: null for what is not there."""
        return "".join(self.json_pieces())

    def json_pieces(self) -> Iterator[str]:
        """Yield the same in pieces: tables of all pairs of thousands are large."""
        yield from json_pieces({"schema": self.schema, **fields_of(self)})
        yield "\n"

    def __init_subclass__(cls, **given: Any) -> None:
        """Keep `__repr__` short: dataclasses would write every number out."""
        super().__init_subclass__(**given)
        cls.__repr__ = Result.__repr__  # type: ignore[method-assign]

    def __repr__(self) -> str:
        made = getattr(self, "provenance", None)
        if made is None:
            return f"<{type(self).__name__}>"
        rubric = (f"rubric {made.rubric}",) if made.rubric else ()
        return f"<{type(self).__name__}: {', '.join((f'data {made.data}', *rubric, *made.set))}>"

    def _repr_html_(self) -> str | None:
        """Return what a notebook shows: the command's screen."""
        found: str | None = _notebook().html_of(self)
        return found

    def screen(self, width: int = 80) -> str:
        """Return the command's screen as plain text, `width` columns wide: ``print`` shows it."""
        found: str = _notebook().screen_of(self, width)
        return found

    def to_frame(self) -> Any:
        """Return the table that the command writes as CSV, as a DataFrame of pandas or polars."""
        return _notebook().frame_of(self)

    def to_xarray(self) -> Any:
        """Return the draws of `toi.draws` as an xarray.Dataset; no other result holds any."""
        return _notebook().dataset_of(self)

    def plot(self, name: str | None = None, ax: Any = None) -> Any:
        """Return a picture as a matplotlib figure, or draw it into some axes and return these."""
        return _notebook().plot_of(self, name, ax)

    def diff(self, other: "Result") -> Any:
        """Return every cell in which the table of another result of this type differs."""
        return _notebook().diff_of(self, other)


def _notebook() -> Any:
    """Import what screens and tables are made by, which is made of results."""
    return import_module("toi.analyses.notebook")


def unless_nan(value: float) -> float | None:
    """Return a number, or None where there is none."""
    return None if math.isnan(value) else float(value)


@dataclass(frozen=True, eq=False)
class RubricLabel:
    """A rubric that takes part in a comparison.

    Attributes
    ----------
    name : str
        A name that no other has here.
    asked : str
        What to type for it: a name or a file.
    set : tuple of str
        Settings that changed it for this run.
    unsaid : bool
        Whether commands take it where none is named.
    """

    name: str
    asked: str
    title: str
    digest: str
    set: tuple[str, ...] = ()
    unsaid: bool = False

    hidden: ClassVar[tuple[str, ...]] = ("unsaid",)  # for screens alone

    @property
    def written(self) -> bool:
        """Tell whether a file holds it."""
        return not (self.unsaid and self.asked == UNWRITTEN)

    @property
    def has_title(self) -> bool:
        """Tell whether the title says more than the name."""
        return self.title != self.name


@dataclass(frozen=True, eq=False)
class ScoreSplit:
    """A score as the sum of its parts, in points of score.

    Attributes
    ----------
    case : float
        What the proponent's case alone would score.
    arguments : mapping
        By argument; below 0 is taken, above 0 given.
    scrutiny : float
        What it bears as its examined peers do.
    conditions : float
        What the theory rests on.
    criteria : mapping
        The same points by criterion, which add up to the score too.
    lines : mapping
        `arguments` by their line of attack.
    """

    case: float
    arguments: Mapping[str, float]
    scrutiny: float
    conditions: float
    criteria: Mapping[str, float]
    lines: Mapping[str, float]
