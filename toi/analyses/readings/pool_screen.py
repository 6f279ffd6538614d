"""What was pooled, and what to type next."""

from toi.analyses.readings.pool_result import Pooled
from toi.analyses.shared.page import Page, count
from toi.analyses.shared.provenance import options, provenance_line


def pool_screen(pooled: Pooled, file: str, page: Page) -> str:
    """Say what was written, and what to do with it."""
    made = pooled.provenance
    below = f", over {pooled.extends}" if pooled.extends else ""
    what = f"{count(pooled.cells, 'judgement')} of {count(pooled.readers, 'reader')}"
    then = [
        "toi score" + options(made),
        f"toi compare {pooled.extends or 'balanced'} {made.rubric}",
    ]
    lines = [
        page.fill(f"Wrote {file}: {what}{below}."),
        page.fill("Next: " + " | ".join(then), "      "),
        provenance_line(page, made),
    ]
    return "\n".join(lines) + "\n"
