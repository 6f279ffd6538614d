"""A sheet of the small debate, and how it is filled in."""

import csv
import io

import pytest

from tests.command import run


@pytest.fixture
def sheet(workspace):
    """Write a sheet of the small debate with the answers of each person, all texts."""
    assert run("rubric", "form", "-o", "form.csv").code == 0
    [head] = csv.reader(io.StringIO((workspace / "form.csv").read_text(encoding="utf-8-sig")))

    def filled(*rows, name="answers.csv", head=head, delimiter=","):
        with (workspace / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows([head, *rows])
        return head

    return filled
