"""The live part of the page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toi.analyses.report.result import ReportResult


@dataclass(frozen=True)
class LivePart:
    """HTML of the controls, and their style and script."""

    controls: str
    style: str
    script: str


def live_part(result: "ReportResult") -> LivePart:
    """Return what makes the page live."""
    return LivePart("", "", "")
