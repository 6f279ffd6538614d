"""Programs that tests of the page need: asked for where they must be there, else left out."""

import os

import pytest


def needed(found, what):
    """Skip the test where a program is missing; fail where all are said to be there."""
    if found:
        return
    if os.environ.get("TOI_BROWSER"):
        pytest.fail(f"{what} is missing although TOI_BROWSER asks for it")
    pytest.skip(f"no {what} here; see CONTRIBUTING.md")
