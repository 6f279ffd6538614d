"""The look of pictures: colours, sizes, and their own settings of matplotlib."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from matplotlib import MatplotlibDeprecationWarning, rc_context, rcParams, rcParamsDefault

from toi.light_dataclass import dataclass

Style = dict[str, Any]  # of an artist
TITLE, VERDICT, LABEL, SMALL, PRINT = 11.0, 8.5, 8.0, 7.0, 6.5  # points
LEADING = 1.36  # from line to line, in text sizes
WIDTH = 7.2  # inches: two columns of a paper
NARROWEST = 4.5
MARGIN, GAP = 0.16, 0.09  # inches: at the ends of the page, and between two texts
THIN, LINE = 0.7, 1.6
MOST_ROWS = 200  # of theories, unless more are asked for: a picture of more is read by nobody

# What a picture must not take from the user's own settings, and what it sets itself. Letters
# are drawn as outlines in SVG, since a reader who lacks the font would see other widths; in
# PDF they are embedded as TrueType, so that text can be searched and copied.
_KEPT = {"backend", "backend_fallback", "interactive", "toolbar", "timezone"}
_OWN: Style = {
    "text.parse_math": False,
    "font.family": ["DejaVu Sans"],
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "toi",
    "axes.unicode_minus": True,
    "text.hinting": "no_hinting",  # else letters are wider in PNG than in PDF
    "path.simplify": False,
}


@dataclass(frozen=True)
class Look:
    """The choices of a reader.

    Attributes
    ----------
    width, height : float, optional
        Of the page in inches; by default two columns of a paper, and what its text needs.
    dpi : int
        Dots per inch.
    title : str, optional
        In place of the picture's own; an empty one is left out.
    dark : bool
        Whether the page is dark.
    top : int, optional
        The most rows to draw, where a picture has rows.
    """

    width: float | None = None
    height: float | None = None
    dpi: int = 150
    title: str | None = None
    dark: bool = False
    top: int | None = None

    @property
    def colours(self) -> "Colours":
        """The colours of the page."""
        return DARK if self.dark else LIGHT

    @property
    def rows(self) -> int:
        """The most rows of a picture that has one for every theory."""
        return self.top or MOST_ROWS


@dataclass(frozen=True)
class Colours:
    """Colours by what they stand for; the hues are those of Okabe and Ito (2008).

    `shades` run from a low value to a high one, `against` from one side to the other, and
    `several` are for what has no order.
    """

    page: str
    ink: str
    muted: str
    faint: str
    band: str
    main: str
    gain: str
    loss: str
    mark: str
    shades: tuple[str, str, str]
    against: tuple[str, str, str]
    several: tuple[str, ...]


LIGHT = Colours(
    page="#ffffff",
    ink="#1b1f24",
    muted="#59626d",
    faint="#d9dee4",
    band="#f3f5f7",
    main="#0072B2",
    gain="#009E73",
    loss="#D55E00",
    mark="#A8477F",
    shades=("#ffffff", "#3b93c6", "#06304f"),
    against=("#c2560a", "#ffffff", "#0a6aa1"),
    several=("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442"),
)
DARK = Colours(
    page="#15181d",
    ink="#e9ebee",
    muted="#a9b2bd",
    faint="#363d47",
    band="#1d2127",
    main="#56B4E9",
    gain="#35c79c",
    loss="#f08a4b",
    mark="#e39cc4",
    shades=("#15181d", "#2f7fb4", "#d6efff"),
    against=("#f08a4b", "#22272e", "#56B4E9"),
    several=("#56B4E9", "#E69F00", "#35c79c", "#CC79A7", "#3c8fd0", "#f08a4b", "#F0E442"),
)


@contextmanager
def styled() -> Iterator[None]:
    """Draw with these settings alone; matplotlib's own are as before afterwards.

    Above a function, as ``@styled()``, for all that it draws.
    """
    settings: Style = rcParams  # type: ignore[assignment]  # its keys are literals there
    with rc_context():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", MatplotlibDeprecationWarning)  # of some settings
            settings.update({k: v for k, v in rcParamsDefault.items() if k not in _KEPT})
        settings.update(_OWN)
        yield
