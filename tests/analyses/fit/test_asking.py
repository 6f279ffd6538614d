"""`toi rubric fit` at a terminal: it asks on until one has had enough."""

import os
import re
import sys
from pathlib import Path

import pytest

THIRD = """\
  - id: T3
    kinds: [listed]
    title: No way at all
    short: No way
    claim: It never works.
    case: Nothing is lost.
    judgements:
      speed: {value: 5.5, basis: stated, why: It says so.}
      harm: {value: 1.6, basis: stated, why: It says so.}
      margin: {value: 9, basis: stated, why: It says so.}
"""


def test_replies_become_statements(workspace):
    pexpect = pytest.importorskip("pexpect")
    data = Path("data/theories.yaml")
    data.write_text(data.read_text() + THIRD)
    child = pexpect.spawn(
        sys.executable,
        ["-m", "toi", "rubric", "fit", "mine", "T2 > T1"],
        env={**os.environ, "TERM": "dumb", "NO_COLOR": "1"},
        encoding="utf-8",
        timeout=60,
        dimensions=(60, 80),
    )
    child.delaybeforesend = None
    prompt = re.escape("Which is higher? (> < >> << =, Enter ends) ")
    child.expect(prompt)
    first, second = re.findall(r"(?:first |second)\s+(T\d)", child.before)
    child.sendline("perhaps")
    child.expect(prompt)
    assert "> the first" in child.before
    child.sendline("<<")
    child.expect(prompt)
    child.sendline("")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    text = Path("rubrics/mine.yaml").read_text()
    assert f'"{second} >> {first}"' in text
    assert '"T2 > T1"' in text
    assert "extends: plain" in text
