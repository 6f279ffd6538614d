"""A figure as bytes: the same ones every time."""

import io

from matplotlib.figure import Figure

from toi import __version__
from toi.render.plots.style import styled

FORMS = ("png", "svg", "pdf")
# No date, and no version of matplotlib; who drew it.
_METADATA = {
    "png": {"Software": f"toi {__version__}"},
    "svg": {"Date": None, "Creator": f"toi {__version__}"},
    "pdf": {"CreationDate": None, "Creator": f"toi {__version__}", "Producer": None},
}


def to_bytes(figure: Figure, form: str) -> bytes:
    """The figure as PNG, SVG or PDF, fonts included."""
    stream = io.BytesIO()
    with styled():
        figure.savefig(stream, format=form, dpi=figure.dpi, metadata=_METADATA[form])
    return stream.getvalue()
