"""A debate whose draws would fill the memory is told of as if they did not."""

import pytest

from tests.json_text import as_json
from toi.analyses.ranks.compute import draw_for, in_rank_order
from toi.analyses.sensitivity.compute import run_sensitivity
from toi.analyses.sensitivity.request import SensitivityRequest
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import open_debate, prepare
from toi.analyses.shared.theories import rows_of
from toi.engine.smaa import stretched_blocks, wide_blocks
from toi.engine.smaa.stretched_blocks import StretchedBlocks
from toi.engine.voi import evppi

DRAWS = 64


@pytest.mark.parametrize(
    ("method", "kind"), [("additive", "all"), ("topsis", None), ("promethee2", None)]
)
def test_theories_that_hang_together_are_told_alike_where_draws_are_made_anew(
    method, kind, monkeypatch
):
    """By a method that compares them, or where some are derived from others."""
    opened = open_debate()
    kinds = find_kinds(opened.debate, kind)
    model = prepare(opened, "balanced", [f"method={method}"])
    rows = in_rank_order(model, rows_of(model.problem, model.debate.shown(kinds)))

    def told() -> list[object]:
        topics = [SensitivityRequest(topic) for topic in ("ranks", "regret", "cruxes")]
        found = [run_sensitivity(model, kinds, one, 3, DRAWS) for one in topics]
        return [*map(as_json, found), found[-1].worth.p_error]

    kept = told()
    monkeypatch.setattr(wide_blocks, "WIDE", 0)
    monkeypatch.setattr(stretched_blocks, "WIDE", 2**20)
    monkeypatch.setattr(evppi, "ROOM", 2**19)
    drawn = draw_for(model, rows, 3, DRAWS)
    assert isinstance(drawn.blocks(), StretchedBlocks)
    assert drawn.problem.derivations or method != "additive"
    passes = list(evppi.argument_parts(drawn.problem, drawn.rows))
    assert len(passes) > 1 or method == "additive"
    assert told() == kept
