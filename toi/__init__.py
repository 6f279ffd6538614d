"""toi: theories of impact as structured records, scored by a rubric that anyone can edit."""

from typing import Any

__version__ = "0.1.0"
__all__ = [
    "InputErrors",
    "__version__",
    "compare",
    "explain",
    "load",
    "rubric",
    "score",
    "score_methods",
    "sensitivity",
]

_HOME = {
    "InputErrors": "toi.errors",
    "compare": "toi.workflows.api",
    "explain": "toi.workflows.api",
    "load": "toi.workflows.api",
    "rubric": "toi.workflows.api",
    "score": "toi.workflows.api",
    "score_methods": "toi.workflows.api",
    "sensitivity": "toi.workflows.api",
}


def __getattr__(name: str) -> Any:
    """Public names, imported when they are first used, so that `import toi` is quick."""
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'toi' has no attribute {name!r}")
