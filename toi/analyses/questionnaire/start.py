"""The rubric that holds where somebody answers nothing."""

from toi.analyses.shared.session import LoadedDebate
from toi.errors import usage
from toi.io.rubric.find import is_path
from toi.io.rubric.resolve import ResolvedRubric, resolve_start


def start_named(opened: LoadedDebate, name: str | None) -> ResolvedRubric:
    """Resolve the rubric to start from; by its name alone, since others will extend it."""
    if name is not None and is_path(name):
        message = f"a rubric to start from is named, and {name!r} is a file; put it into ./rubrics"
        raise usage(message, "bad-start")
    return resolve_start(name, opened.places, opened.debate)
