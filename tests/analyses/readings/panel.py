"""Sheets of a panel, and an import of them that is taken or refused."""

from tests.command import run

ANNA = """\
Proposal,Value,Risk
direction,benefit,cost
weight,3,1
scale,0..10,0..10
One,8,2
Two,5,4..5..6
Three,?,9
"""
BEN = "Proposal,Value,Risk,Why\nTwo,7,5,sound\nOne,6,2,\nFour,1,1,\n"


def imported(files, *options):
    done = run("data", "import", *files, "-o", "round", *options)
    assert done.code == 0, done.err
    assert run("data", "check", cwd="round").code == 0
    return done


def refused(files, *options):
    done = run("data", "import", *files, "-o", "round", *options)
    assert (done.code, done.out) == (2, "")
    return done.err.splitlines()
