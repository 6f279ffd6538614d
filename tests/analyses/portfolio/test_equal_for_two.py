"""Equal shares beside a split for two: over all lines but those that gates of both exclude."""

from pathlib import Path

import pytest

import toi
from tests.command import run

LINES = """\
Line,Reach,Risk
weight,60,40
direction,benefit,cost
scale,0..10,0..10
A,9,1
B,8,2
Harmful,0,9
Excluded,10,5
"""
STRICT = """\
schema: toi/rubric/1
id: {}
title: Strict
extends: sheet
gates: [{{Reach > 9.5: exclude}}]
"""


def test_equal_shares_reach_what_does_no_good_but_nothing_that_is_excluded(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("lines.csv").write_text(LINES)
    assert run("data", "import", "lines.csv", "-o", "ws").code == 0
    monkeypatch.chdir(tmp_path / "ws")
    for name in ("strict", "stricter"):
        Path(f"rubrics/{name}.yaml").write_text(STRICT.format(name))
    found = toi.portfolio(toi.load("data"), ["strict", "stricter"], draws=100)
    thirds = dict.fromkeys(("A", "B", "Harmful"), 1 / 3)
    assert found.equal.shares == pytest.approx(thirds)
    assert not any(split.shares.get("Harmful") for split in found.compromises)
