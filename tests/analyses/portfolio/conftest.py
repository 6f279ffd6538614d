"""The small debate with a third theory."""

import pytest

from toi.analyses.portfolio import scenarios, stability

THIRD = """\
  - id: T3
    kinds: [listed, other]
    title: The third way
    short: Third way
    claim: It works too.
    case: It does.
    judgements:
      speed: {value: {pert: [1, 5, 9]}, basis: inferred, why: Perhaps.}
      harm: {value: 2, basis: stated, why: It says so.}
      margin: {value: 10, basis: stated, why: It says so.}
"""


@pytest.fixture
def debate(workspace, monkeypatch):
    """The small debate with a third theory; fewer resamples, to be quick."""
    monkeypatch.setattr(stability, "RESAMPLES", 6)
    monkeypatch.setattr(scenarios, "PLAIN", 3)
    file = workspace / "data" / "theories.yaml"
    file.write_text(file.read_text() + THIRD)
    return workspace
