"""toi: theories of impact as structured records, scored by a rubric that anyone can edit."""

from typing import Any

__version__ = "0.1.0"
__all__ = [
    "InputErrors",
    "__version__",
    "compare",
    "explain",
    "load",
    "portfolio",
    "rubric",
    "score",
    "score_methods",
    "sensitivity",
]

_HOME = {
    "InputErrors": "toi.errors",
    "compare": "toi.api",
    "explain": "toi.api",
    "load": "toi.api",
    "portfolio": "toi.api",
    "rubric": "toi.api",
    "score": "toi.api",
    "score_methods": "toi.api",
    "sensitivity": "toi.api",
}


def __getattr__(name: str) -> Any:
    """Public names, imported when they are first used, so that `import toi` is quick."""
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'toi' has no attribute {name!r}")
