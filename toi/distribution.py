"""The distributions a record may name: one small value, shared by records and engine.

Only the standard library is used here, so that reading records needs no numpy.
"""

import math
from dataclasses import dataclass

PARAMETERS = {
    "point": ("value",),
    "pert": ("low", "mode", "high"),
    "triangular": ("low", "mode", "high"),
    "uniform": ("low", "high"),
    "normal": ("mean", "sd"),
    "lognormal": ("mu", "sigma"),
    "beta": ("a", "b"),
}
MIXTURE = "mixture"  # of laws of the families above, each with a share
PERT_SHAPE = 4.0
HUGE = 1e15  # numbers that are no longer written out


@dataclass(frozen=True, slots=True)
class Distribution:
    """A distribution on the raw scale: its family, its parameters, and `on` for beta.

    A mixture has the shares of its components as parameters; only proportions count.

    PERT is the beta distribution on [low, high] with
    ``a = 1 + 4 (mode - low) / (high - low)`` and ``a + b = 6``, hence mean
    ``(low + 4 mode + high) / 6`` (Malcolm et al. 1959).
    """

    family: str
    parameters: tuple[float, ...]
    on: tuple[float, float] = (0.0, 1.0)
    components: tuple["Distribution", ...] = ()

    @property
    def is_point(self) -> bool:
        """Tell whether the value is a single number, with no range."""
        low, high = self.support
        return low == high

    @property
    def support(self) -> tuple[float, float]:
        """The smallest and largest possible value; infinite for normal and lognormal."""
        p = self.parameters
        match self.family:
            case "point":
                return p[0], p[0]
            case "pert" | "triangular" | "uniform":
                return p[0], p[-1]
            case "beta":
                return self.on
            case "normal":
                return (-math.inf, math.inf) if p[1] > 0 else (p[0], p[0])
            case "mixture":
                ends = [law.support for _, law in self.weighed]
                return min(low for low, _ in ends), max(high for _, high in ends)
            case _:
                fixed = _lognormal_mean(p[0], 0.0)
                return (0.0, math.inf) if p[1] > 0 else (fixed, fixed)

    @property
    def mean(self) -> float:
        """The mean before any clipping, in closed form."""
        p = self.parameters
        match self.family:
            case "point" | "normal":
                return p[0]
            case "pert":
                return (p[0] + PERT_SHAPE * p[1] + p[2]) / (PERT_SHAPE + 2)
            case "triangular":
                return sum(p) / 3
            case "uniform":
                return (p[0] + p[1]) / 2
            case "beta":
                low, high = self.on
                return low + (high - low) * p[0] / (p[0] + p[1])
            case "mixture":
                return sum(share * law.mean for share, law in self.weighed)
            case _:
                return _lognormal_mean(p[0], p[1])

    @property
    def weighed(self) -> tuple[tuple[float, "Distribution"], ...]:
        """Return the components of a mixture that have a share, with shares that add up to 1."""
        total = sum(self.parameters)
        together = zip(self.parameters, self.components, strict=True)
        return tuple((share / total, law) for share, law in together if share > 0)

    @property
    def parts(self) -> tuple["Distribution", ...]:
        """Return the laws it is made of: the components of a mixture, otherwise itself alone."""
        if self.family != MIXTURE:
            return (self,)
        return tuple(law for _, law in self.weighed)

    @property
    def beta_shape(self) -> tuple[float, float]:
        """Shape (a, b) of the beta distribution behind `pert` and `beta`."""
        if self.family == "beta":
            return self.parameters[0], self.parameters[1]
        low, mode, high = self.parameters
        a = 1 + PERT_SHAPE * (mode - low) / (high - low)
        return a, PERT_SHAPE + 2 - a

    def scaled(self, factor: float) -> "Distribution":
        """Return the law of `factor` times the value, `factor` from 0."""
        p = self.parameters
        if factor == 1:
            return self
        if factor == 0:
            return point(0.0)
        match self.family:
            case "lognormal":
                return Distribution("lognormal", (p[0] + math.log(factor), p[1]))
            case "beta":
                return Distribution("beta", p, (factor * self.on[0], factor * self.on[1]))
            case "mixture":
                inner = tuple(law.scaled(factor) for law in self.components)
                return Distribution(MIXTURE, p, components=inner)
            case family:
                return Distribution(family, tuple(factor * value for value in p))

    def problem(self) -> tuple[str, str] | None:
        """Return what is wrong with the parameters, as (code, message); None if nothing is."""
        p = self.parameters
        if self.family in ("pert", "triangular", "uniform") and list(p) != sorted(p):
            names = " <= ".join(PARAMETERS[self.family])
            return "range-order", f"{self.family} needs {names}, not {_listed(p)}"
        if self.family in ("normal", "lognormal") and p[1] < 0:
            return "range-order", f"{self.family} needs a spread of 0 or more, not {p[1]:g}"
        if self.family == "beta" and (min(p) <= 0 or self.on[0] >= self.on[1]):
            return "range-order", f"beta needs a > 0, b > 0 and a growing `on`, not {_listed(p)}"
        if self.family == MIXTURE and not sum(p) > 0:
            return "mixture-shares", "the shares of a mixture are all zero"
        return None

    def to_yaml(self) -> object:
        """The form in which records write it."""
        if self.family == "point":
            return self.parameters[0]
        if self.family == MIXTURE:
            together = zip(self.parameters, self.components, strict=True)
            return {MIXTURE: [[share, law.to_yaml()] for share, law in together]}
        written: dict[str, object] = {self.family: list(self.parameters)}
        if self.family == "beta" and self.on != (0.0, 1.0):
            written["on"] = list(self.on)
        return written


def _lognormal_mean(mu: float, sigma: float) -> float:
    """Return the mean of a lognormal; infinite where no float is as large."""
    try:
        return math.exp(mu + sigma**2 / 2)
    except OverflowError:
        return math.inf


def _listed(values: tuple[float, ...]) -> str:
    return "[" + ", ".join(map(figure, values)) + "]"


def figure(value: float, digits: int = 6) -> str:
    """Write a number as people do: to some digits, and in full what stands before the point."""
    before = len(f"{abs(value):.0f}") if abs(value) < HUGE else 0
    return f"{value:.{max(before, digits)}g}"


def figures(low: float, high: float, digits: int = 6) -> str:
    """Write `2 to 3`, each number as people do."""
    return f"{figure(low, digits)} to {figure(high, digits)}"


def point(value: float) -> Distribution:
    """A single number as a distribution."""
    return Distribution("point", (float(value),))
