"""What was pooled, and what to type next."""

from toi.analyses.readings.pool import Pooled
from toi.analyses.shared.page import Page, count


def pool_screen(pooled: Pooled, file: str, page: Page) -> str:
    """A line about the rubric that was written."""
    below = f", over {pooled.extends}" if pooled.extends else ""
    what = f"{count(pooled.cells, 'judgement')} of {count(pooled.readers, 'reader')}"
    lines = [
        page.fill(f"Wrote {file}: {what}{below}."),
        page.fill(f"Next: toi score -r {pooled.name} | toi rubric show {pooled.name} --changes"),
    ]
    return "\n".join(lines) + "\n"
