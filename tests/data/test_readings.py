"""The blind readings that lie beside the data are about it, and whole."""

from pathlib import Path

import pytest

import toi
from toi.io.readings.read import read_file

READINGS = Path(__file__).parents[2] / "data" / "readings"


@pytest.fixture(scope="module")
def debate():
    return toi.load().debate


def test_every_reader_judged_the_whole_list_in_both_views(debate):
    """All rounds in one test, since each takes a second to read."""
    core = [name for name, criterion in debate.criteria.items() if criterion.core]
    whole = {(theory, criterion) for theory in debate.shown(["listed"]) for criterion in core}
    sheets = sorted(READINGS.glob("round-*.csv"))
    assert sheets
    for sheet in sheets:
        found = read_file(str(sheet))
        assert not found.problems
        said = [entry.record for entry in found.readings]
        assert {one.theory for one in said} <= set(debate.theories)
        assert {one.criterion for one in said} <= set(debate.criteria)
        for reader in {one.reader for one in said}:
            for view in ("case", "final"):
                mine = [one for one in said if (one.reader, one.view) == (reader, view)]
                assert whole <= {(one.theory, one.criterion) for one in mine}


@pytest.mark.parametrize("sheet", sorted((READINGS / "orders").glob("*.csv")), ids=lambda f: f.stem)
def test_every_order_places_the_whole_list_for_a_position_that_ships(debate, sheet):
    assert toi.rubric(None, sheet.stem).rubric.position
    found = read_file(str(sheet))
    assert not found.problems
    placed = [(entry.record.reader, entry.record.theory) for entry in found.orders]
    assert len(placed) == len(set(placed))
    for reader, _ in placed:
        assert {t for who, t in placed if who == reader} == set(debate.shown(["listed"]))
