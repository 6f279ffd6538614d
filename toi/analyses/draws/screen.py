"""Screen and table of draws: what there is, and a row per draw and theory."""

from toi.analyses.draws.result import DrawsResult
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.shared.format import count


def draws_screen(result: DrawsResult, page: Page) -> str:
    """Say how many draws of what there are, with the mean score of each theory."""
    words = result.provenance.words
    parts = [
        count(len(result.theories), words.one, words.many),
        count(len(result.criteria), "criterion", "criteria"),
        count(len(result.arguments), "argument"),
    ]
    screen = Screen(page).say(f"{count(len(result.score), 'draw')} of {', '.join(parts)}.").blank()
    first = (result.rank == 1).mean(axis=0)
    rows = [
        [name, title, f"{score.mean():.1f}", f"{score.std():.1f}", f"{100 * share:.0f} %"]
        for (name, title), score, share in zip(
            result.theories.items(), result.score.T, first, strict=True
        )
    ]
    heads = ["ID", words.one.capitalize(), "Mean score", "SD", "First"]
    screen.table(rows, heads, "llrrr", shrink=1).blank()
    screen.say(f"to_xarray(): all arrays, by name; to_frame(): a row per draw and {words.one}.")
    return screen.end(result.provenance)


def draws_table(result: DrawsResult) -> Table:
    """Return a row per draw and theory: score, rank, and whether a gate excludes it."""
    arrays = (result.score, result.rank, result.excluded)
    names = list(result.theories)
    rows = [
        [draw, name, *cells]
        for draw, one in enumerate(zip(*(array.tolist() for array in arrays), strict=True))
        for name, *cells in zip(names, *one, strict=True)
    ]
    return Table(["draw", "theory", "score", "rank", "excluded"], rows)
