"""What the page re-scores with."""

from collections.abc import Sequence
from typing import Any

from toi.analyses.shared.session import Model


def live_payload(model: Model, shown: Sequence[str]) -> dict[str, Any]:
    """Return plain values for JSON."""
    return {}
