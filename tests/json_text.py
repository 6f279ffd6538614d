"""Parts of results as JSON, as a command writes them."""

from toi.analyses.shared.json_text import json_pieces


def as_json(value):
    """Return the text of a result or of a part of one."""
    return "".join(json_pieces(value))
