"""Save figures as bytes, the same ones every time."""

import io
import os
from typing import Any

from matplotlib.figure import Figure

from toi import __version__
from toi.analyses.plotting.style import styled

MADE_BY = f"toi {__version__}"
UNSEEN = 4  # of 255, on the edges of letters and marks, where their colours mix
ROWS = 512  # of dots, that are looked at together
# Neither a date nor the version of matplotlib, so that the same picture is the same file.
_METADATA = {
    "svg": {"Date": None, "Creator": MADE_BY},
    "pdf": {"CreationDate": None, "Creator": MADE_BY, "Producer": None},
}


def to_bytes(figure: Figure, form: str) -> bytes:
    """Save a figure as PNG, SVG or PDF, fonts included."""
    with styled():
        if form == "png":
            return _png(figure)
        stream = io.BytesIO()
        # matplotlib reads the date of builds even where no date is written, and may not like it.
        epoch = os.environ.pop("SOURCE_DATE_EPOCH", None)
        try:
            figure.savefig(stream, format=form, metadata=_METADATA[form])
        finally:
            if epoch is not None:
                os.environ["SOURCE_DATE_EPOCH"] = epoch
        return stream.getvalue()


def _png(figure: Figure) -> bytes:
    """Save as PNG, with a palette of 256 colours where no eye can tell the difference.

    That takes a third of the bytes.
    """
    from PIL import Image, PngImagePlugin

    whole = _dots(figure)
    few = whole.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    said = PngImagePlugin.PngInfo()
    said.add_text("Software", MADE_BY)
    stream = io.BytesIO()
    (few if look_alike(whole, few) else whole).save(
        stream, "png", optimize=True, pnginfo=said, dpi=(figure.dpi, figure.dpi)
    )
    return stream.getvalue()


def _dots(figure: Figure) -> Any:
    """Draw a figure, and forget the canvas, which takes as much memory as what is returned."""
    from matplotlib.backend_bases import FigureCanvasBase
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.text import Text
    from PIL import Image

    canvas: Any = FigureCanvasAgg(figure)  # its methods have no types
    canvas.draw()
    size = canvas.get_width_height(physical=True)
    drawn = Image.frombuffer("RGBA", size, canvas.buffer_rgba(), "raw", "RGBA", 0, 1)
    FigureCanvasBase(figure)
    for text in figure.findobj(Text):
        text._renderer = None  # type: ignore[attr-defined]  # which each keeps, with all dots
    return drawn.convert("RGB")


def look_alike(whole: Any, few: Any) -> bool:
    """Tell whether no eye can tell two images apart, looking at some rows at a time."""
    from PIL import ImageChops

    wide, high = whole.size
    for top in range(0, high, ROWS):
        strip = 0, top, wide, min(top + ROWS, high)
        ends = ImageChops.difference(whole.crop(strip), few.crop(strip).convert("RGB"))
        if max(most for _, most in ends.getextrema()) > UNSEEN:  # type: ignore[misc]
            return False
    return True


def inches_of(ax: Any) -> tuple[float, float]:
    """Return width and height of some axes in inches."""
    box = ax.get_window_extent()
    return box.width / ax.figure.dpi, box.height / ax.figure.dpi


def drawn_into(figure: Figure, ax: Any) -> Any:
    """Draw a figure into some axes as an image, and return these."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    ax.imshow(canvas.buffer_rgba())
    ax.set_axis_off()
    return ax
