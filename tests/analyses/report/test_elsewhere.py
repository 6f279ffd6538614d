"""What stands elsewhere by the other of two positions, and why, on their page."""

import re

import pytest

from tests.analyses.report.reading import read
from tests.command import run


@pytest.fixture
def vans(tmp_path):
    """Three vans, of which one argument, believed or not, moves one alone."""
    sheet = "Van,Load\ndirection,benefit\nscale,0..100\nOld,50\nDiesel,60\nBike,20\n"
    (tmp_path / "vans.csv").write_text(sheet)
    assert run("data", "import", "vans.csv", "--output", "own", cwd=tmp_path).code == 0
    own = tmp_path / "own"
    (own / "data/arguments.yaml").write_text(
        "schema: toi/arguments/1\narguments:\n"
        "- {title: A ban, credence: 0, on: Diesel, criterion: Load, worse: 0.5}\n"
    )
    start = "schema: toi/rubric/1\nextends: sheet\n"
    for name, said in (
        ("heard", "credences: {arguments: {a-ban: 1}}"),
        ("gate", "gates: [Load > 55: exclude]"),
    ):
        (own / f"rubrics/{name}.yaml").write_text(f"{start}id: {name}\ntitle: {name}\n{said}\n")
    return own


def elsewhere(own, other):
    assert run("report", "sheet", other, "--output", "page.html", cwd=own).code == 0
    text = read((own / "page.html").read_text()).first("section", id="comparison").text
    return text.split("and why")[1].split("What comes first")[0]


def test_what_only_changed_places_is_told_with_what_moved(vans):
    """The argument is about Diesel: it is no reason for which Old rises but by way of Diesel."""
    text = elsewhere(vans, "heard")
    assert re.search(r"Diesel is number 1 for \S+ and 2 for \S+, mostly because of .*A ban", text)
    assert re.search(
        r"Old is number 2 for \S+ and 1 for \S+: Diesel falls behind it, .*A ban", text
    )


def test_what_is_overtaken_is_told_with_what_overtook_it(vans):
    better = (vans / "data/arguments.yaml").read_text().replace("worse: 0.5", "better: 0.5")
    (vans / "data/arguments.yaml").write_text(better.replace("on: Diesel", "on: Bike"))
    text = elsewhere(vans, "heard")
    assert re.search(r"Old is number 2 for \S+ and 3 for \S+: Bike overtakes it, .*A ban", text)


def test_what_rises_since_a_gate_excludes_another_is_told_so(vans):
    text = elsewhere(vans, "gate")
    assert re.search(r"Old is number 2 for \S+ and 1 for \S+: a gate excludes Diesel ?\.", text)
