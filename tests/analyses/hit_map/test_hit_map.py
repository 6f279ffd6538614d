"""Which arguments hit which theories."""

import pytest

from toi.analyses.hit_map.compute import LEAST, run_hit_map
from toi.analyses.score.compute import run_score
from toi.analyses.shared.session import open_debate, prepare


def test_the_map_of_hits_holds_the_contributions():
    here = prepare(open_debate(), "balanced")
    found = run_hit_map(here, ["listed"])
    rows = {row.id: row.contributions.arguments for row in run_score(here, ["listed"]).results}
    for name, points in zip(found.arguments, found.points, strict=True):
        assert max(abs(p or 0) for p in points) >= LEAST
        for theory, value in zip(found.theories, points, strict=True):
            assert (value or 0) == pytest.approx(rows[theory].get(name, 0))
    touched = [sum(p is not None for p in row) for row in found.points]
    half = len(found.theories) / 2
    assert all(n >= half for n in touched[: found.shared])
    assert all(n < half for n in touched[found.shared :])
    pairs = {frozenset(p) for p in zip(found.theories, found.theories[1:], strict=False)}
    assert frozenset(("T12", "T13")) in pairs, "the two cultural shifts share their critics"
