"""One change of a rubric by a setting, and what it becomes beside what stands there."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from toi.errors import Problem
from toi.io.yaml.emit import flow
from toi.light_dataclass import dataclass

Path = tuple[str, ...]


@dataclass(frozen=True)
class SettingChange:
    """One setting that was understood.

    Attributes
    ----------
    setting : str
        As it was written.
    path : tuple of str
        The place in a rubric.
    value : object
        What to put there, as plain data.
    is_share : bool
        Whether it is a share of the weights, 0 to 1.
    plainly : bool
        Whether the key says in which form the value is meant.
    """

    setting: str
    path: Path
    value: Any
    is_share: bool = False
    plainly: bool = False

    @property
    def content(self) -> dict[str, Any]:
        """A rubric's content that says this and nothing else."""
        found: Any = self.value
        if self.path[0] == "overrides" and not (isinstance(found, dict) and "value" in found):
            found = {"value": found, "why": "set for this run"}
        for step in reversed(self.path):
            found = {step: found}
        content: dict[str, Any] = found
        return content


def keep_forms(
    content: Mapping[str, Any], changes: Iterable[SettingChange], notes: list[str] | None = None
) -> list[SettingChange]:
    """Let a number that is set keep the form of what it replaces, or say what it becomes.

    A strength that was settled stays settled, so that no reply acts on it anew. A range or
    a trust that gives way to a number is told.

    Parameters
    ----------
    content : mapping
        The rubric that is changed, as plain data.
    changes : iterable of SettingChange
        In their order.
    notes : list of str, optional
        Gets what became of ranges and of trust.

    Returns
    -------
    list of SettingChange
        The changes to make.
    """
    found: list[SettingChange] = []
    for change in changes:
        earlier = next((c.value for c in reversed(found) if c.path == change.path), None)
        before = value_at(content, change.path) if earlier is None else earlier
        found.append(_kept(change, before, notes))
    return found


def _kept(change: SettingChange, before: Any, notes: list[str] | None) -> SettingChange:
    if isinstance(change.value, Mapping):
        return change
    is_settled = isinstance(before, Mapping) and "settled" in before
    if change.path[0] == "credences" and is_settled and not change.plainly:
        return replace(change, value={"settled": change.value})
    told = before["value"] if _is_override(before) else before
    wide = isinstance(told, Mapping | list) and not isinstance(change.value, list)
    if wide and change.path[0] in ("credences", "overrides") and notes is not None:
        key = change.setting.partition("=")[0].strip()
        notes.append(f"{key} was {flow(told)} and is now {flow(change.value)}")
    return change


def _is_override(before: Any) -> bool:
    return isinstance(before, Mapping) and "value" in before


def value_at(content: Mapping[str, Any], path: Path) -> Any:
    """Return what stands at a path in a rubric's content; None where nothing does."""
    here: Any = content
    for step in path:
        here = here.get(step) if isinstance(here, Mapping) else None
    return here


def is_number(value: Any) -> bool:
    """Tell whether a value is a finite number."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and abs(value) < math.inf


def setting_problem(setting: str, code: str, message: str) -> Problem:
    """Return what is wrong with a setting."""
    return Problem(f"--set {setting}".strip(), None, None, message, code)
