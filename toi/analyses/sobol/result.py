"""Sobol indices of who is first, of the lead and of each score."""

from collections.abc import Mapping

from toi.light_dataclass import dataclass

Span = tuple[float, float]


@dataclass(frozen=True, eq=False)
class InputGroup:
    """A group of inputs, and how many of its numbers are uncertain for what is shown."""

    id: str
    numbers: int


@dataclass(frozen=True, eq=False)
class Spans:
    """5th and 95th percentile of the bootstrap resamples, by group."""

    first: Mapping[str, Span]
    total: Mapping[str, Span]


@dataclass(frozen=True, eq=False)
class SobolShares:
    """First-order and total index of each group; not a number where nothing varies.

    `first` is the share of the variance that would go if the group became known, `total`
    the share that would stay if all else did. `ci` holds their intervals.
    """

    first: Mapping[str, float]
    total: Mapping[str, float]
    ci: Spans


@dataclass(frozen=True, eq=False)
class SobolOutputs:
    """Indices of who is first, of the leader's lead over the best other, of each score."""

    who_is_first: SobolShares
    lead: SobolShares
    scores: Mapping[str, SobolShares]


@dataclass(frozen=True, eq=False)
class Sobol:
    """Sobol indices by groups of inputs.

    The groups of `whole` hold every uncertain input once; those of `inputs` that follow
    were asked for besides. `leader` is the first of the deterministic ranking, null where
    gates exclude all;
    `evaluations` counts how often the model was worked out.
    """

    inputs: tuple[InputGroup, ...]
    whole: tuple[str, ...]
    leader: str | None
    outputs: SobolOutputs
    points: int
    evaluations: int
    resamples: int
