"""Rubrics with settings, as `--set` makes them."""

from pathlib import Path

from toi.analyses.shared.session import LoadedDebate
from toi.io.rubric.resolve import resolve
from toi.records.rubric import Rubric

HEAD = "schema: toi/rubric/1\nid: mine\ntitle: Mine\n"


def settle(opened: LoadedDebate, *settings: str, text: str | None = None) -> Rubric:
    """The plain rubric, or one of `text`, with settings."""
    name = "plain"
    if text is not None:
        name = "mine"
        Path("rubrics/mine.yaml").write_text(text)
    return resolve(name, opened.places, opened.debate, settings).rubric
