"""A point of the summary: a head, what is said, and the way to more of it."""

from toi.analyses.report.html import Markup, inner_link, tag, together

MOST_NAMED = 5  # of those at the top


def point(head: str, words: str, target: str) -> Markup:
    """Make a point, with a link to the part of the page that says more."""
    return together(
        [
            tag("strong", f"{head}: "),
            words,
            " ",
            inner_link("More", target, aria_label=f"More on: {head}", class_="more"),
        ]
    )
