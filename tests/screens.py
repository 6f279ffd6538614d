"""Parts of screens, as lines."""

from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen


def added(add, *arguments, width=80):
    """Return the lines that a part of a screen adds."""
    screen = Screen(Page(width))
    add(screen, *arguments)
    return screen.text().splitlines()
