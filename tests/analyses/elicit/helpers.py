"""A terminal, answers in a file, and the session itself."""

import json
import os
import re
import sys
from pathlib import Path

import pytest

from tests.command import run
from toi.analyses.elicit.compute import Wanted, set_scene
from toi.analyses.elicit.questions import next_question
from toi.analyses.elicit.session import replied
from toi.records.answers import no_answers

MINE = Path("rubrics/mine.yaml")


KEPT = Path("rubrics/.mine.answers.yaml")


class Terminal:
    """A pseudo-terminal in which `toi rubric elicit` runs."""

    def __init__(self, *arguments, columns=80):
        pexpect = pytest.importorskip("pexpect")
        foreign = {k for k in os.environ if k.startswith(("TOI_", "COLUMNS"))} - {"TOI_CACHE"}
        kept = {k: v for k, v in os.environ.items() if k not in foreign}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "toi", "rubric", "elicit", *arguments],
            env={**kept, "TERM": "dumb", "NO_COLOR": "1"},
            encoding="utf-8",
            timeout=60,
            dimensions=(40, columns),
        )
        self.child.delaybeforesend = None
        self.end = pexpect.EOF

    def says(self, text):
        """Wait for some words, wherever lines are broken."""
        self.child.expect(r"\s+".join(map(re.escape, text.split())))

    def types(self, *replies):
        for reply in replies:
            self.child.expect(r"\r\n> ")
            self.child.sendline(reply)

    def ends(self):
        """The rest of what it prints, and its exit code."""
        self.child.expect(self.end)
        self.child.close()
        return self.child.before, self.child.exitstatus


def elicited(answers, *options, name="mine"):
    """A rubric made from answers in a file, as JSON."""
    file = Path("answers.yaml")
    file.write_text(f"schema: toi/answers/1\n{answers}", encoding="utf-8")
    words = ("rubric", "elicit", name, "--answers", file, "--format", "json", *options)
    found = run(*words)
    assert found.code == 0, found.err
    return json.loads(found.out)


def staged(opened, **wanted):
    return set_scene(opened, "mine", no_answers(), Wanted(**wanted))


def through(scene, session, *replies):
    """The session after some replies, and what was asked on the way."""
    asks = []
    for reply in replies:
        ask = next_question(scene, session)
        asks.append(ask)
        session = replied(scene, session, ask, reply)
    return session, asks
