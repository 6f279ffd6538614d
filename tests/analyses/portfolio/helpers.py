"""`toi portfolio` on few draws."""

import json

import toi
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


def board(folder, cap):
    """A budget with a cap and with what is spent today, which are before a board."""
    today = folder / "today.csv"
    today.write_text("A,500k\nC,400k\n")
    debate = toi.load("docs/example/data")
    asked = {"budget": "2M EUR", "caps": [cap], "current": str(today)}
    return toi.portfolio(debate, draws=200, **asked)


def screen(*words):
    done = run("portfolio", *FAST, *words)
    assert done.code == 0, done.err
    return " ".join(done.out.split())


def line(found, name):
    return next(one for one in found["allocation"] if one["id"] == name)
