"""Workspaces that `toi data init` and `toi data import` make."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Workspace:
    """A debate as files: not written yet."""

    folder: str
    files: Mapping[str, str]
    made: str
    try_out: str  # a command to try
    notes: tuple[str, ...] = ()
