"""The live part of a report's page: its place, its look and its script, each as one text."""

import re
from importlib.resources import files

from toi.light_dataclass import dataclass

# In an order in which whatever a module needs stands before it.
MODULES = (
    *("strengths", "pulls", "scrutiny", "cells", "values", "methods", "score"),
    *("rounding", "position", "words", "fragment", "rubric_file"),
    *("dom", "sliders", "rows", "board", "sharing", "main"),
)
_IMPORT = re.compile(r"^import [^;]*;\n", re.M)
_EXPORT = re.compile(r"^export ", re.M)
_REMARK = re.compile(r"^ *(?://[^\n]*|/\*\*.*?\*/)\n", re.M | re.S)  # on lines of its own


@dataclass(frozen=True)
class LivePart:
    """The texts that a page takes in.

    Attributes
    ----------
    controls : str
        HTML of the place that the script fills.
    style : str
        CSS, of classes that begin with ``live-``.
    script : str
        A classic script that runs by itself.
    """

    controls: str
    style: str
    script: str


def live_part() -> LivePart:
    """Put the live part together; what it shows is the page's ``live-model``."""
    return LivePart('<div id="live-root"></div>', _text("live.css"), script())


def script() -> str:
    """Join the modules into one script: imports, exports and remarks go, all else stays."""
    modules = []
    for name in MODULES:
        text = _text(f"{name}.js")
        for pattern in (_IMPORT, _EXPORT, _REMARK):
            text = pattern.sub("", text)
        modules.append(text)
    return '(() => {\n"use strict";\n' + "\n".join(modules) + "})();\n"


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
