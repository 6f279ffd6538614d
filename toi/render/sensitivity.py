"""The screens of `toi sensitivity`."""

from collections.abc import Iterator

from toi.render.page import GLUE, Page
from toi.render.provenance import options, provenance_line
from toi.render.ranks import (
    acceptability_rows,
    pairwise_rows,
    pairwise_table,
    ranks_rows,
    ranks_table,
    verdict,
)
from toi.render.tables import Table
from toi.results.sensitivity import SensitivityResult


def sensitivity_screen(result: SensitivityResult, page: Page) -> str:
    """Verdict, table, what next, where from."""
    return "\n".join(filter(None, _lines(result, page))) + "\n"


def _lines(result: SensitivityResult, page: Page) -> Iterator[str]:
    for warning in result.warnings:
        yield page.paint(page.fill(f"Note: {warning}.", "  "), "bold")
    ranks = result.ranks
    assert ranks is not None
    yield page.fill(verdict(ranks))
    if result.topic == "pairwise":
        yield from pairwise_rows(ranks, page)
    elif result.topic == "ranks":
        yield from acceptability_rows(ranks, page)
    else:
        yield from ranks_rows(ranks, page)
    yield page.fill(f"Taken for granted: {'; '.join(result.assumptions)}.", "  ")
    more = options(result.provenance)
    yield page.fill(f"More: toi{GLUE}sensitivity{more.replace(' ', GLUE)} ranks|pairwise", "      ")
    yield provenance_line(page, result.provenance)


def sensitivity_table(result: SensitivityResult) -> Table:
    """The figures of the topic that was asked for."""
    assert result.ranks is not None
    return pairwise_table(result.ranks) if result.topic == "pairwise" else ranks_table(result.ranks)
