"""The list of checks: what a method finds, beside what a paper or another library says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

Compared = tuple[Any, Any]  # what is found, what the source says


@dataclass(frozen=True)
class Check:
    """One comparison.

    Attributes
    ----------
    subject : str
        The heading under which it stands.
    method : str
        What the program reckons.
    source : str
        The paper with its table, or the library, or the closed form.
    within : float
        The largest difference that passes.
    why : str
        Why it is not 0: how figures were rounded, or how many draws there are.
    compared : callable
        Returns what is found and what the source says: numbers, arrays, or mappings of such
        with the same keys.
    """

    subject: str
    method: str
    source: str
    within: float
    why: str
    compared: Callable[[], Compared]

    @property
    def name(self) -> str:
        """The name of the function that compares."""
        return self.compared.__name__

    @cache  # noqa: B019 - there are as many as there are checks
    def difference(self) -> tuple[float, int]:
        """Compare; return the largest difference, and how many numbers were compared."""
        found, wanted = self.compared()
        if isinstance(found, Mapping):
            assert found.keys() == wanted.keys()
            found, wanted = list(found.values()), [wanted[key] for key in found]
        found, wanted = (np.asarray(some, dtype=float).ravel() for some in (found, wanted))
        assert found.shape == wanted.shape
        assert np.isfinite(found).all()
        return float(np.abs(found - wanted).max()), found.size


CHECKS: list[Check] = []


def held_against(
    source: str, *, subject: str, method: str, within: float = 1e-9, why: str = ""
) -> Callable[[Callable[[], Compared]], Callable[[], Compared]]:
    """Put a function that compares on the list."""

    def register(compared: Callable[[], Compared]) -> Callable[[], Compared]:
        CHECKS.append(Check(subject, method, source, within, why, compared))
        return compared

    return register
