"""Commands that must succeed."""

import json
from pathlib import Path

from tests.command import run

ROOT = Path(__file__).resolve().parents[3]


def done(*arguments):
    """A command that must succeed."""
    found = run(*arguments)
    assert found.code == 0, found.err
    return found


def scores(*arguments):
    found = json.loads(done("score", "--format", "json", *arguments).out)
    found.pop("provenance")
    return found
