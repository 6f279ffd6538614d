"""`toi portfolio` on few draws."""

import json

from tests.command import run

FAST = ("-r", "plain", "--draws", "400")


def asked(*words):
    done = run("portfolio", *FAST, "--format", "json", *words)
    assert done.code == 0, done.err
    return json.loads(done.out)


def refused(*words):
    done = run("portfolio", *FAST, *words)
    assert (done.code, done.out) == (2, "")
    return done.err.strip()
