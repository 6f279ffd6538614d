"""Rubrics as people name them: a name, a file, a link, or a folder that stands for all in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from toi.analyses.shared.session import AnyRubric, LoadedDebate
from toi.errors import usage
from toi.io.paths import is_dir
from toi.io.rubric.find import available, is_path, rubrics_in, untaken_notes
from toi.io.rubric.link import is_link


def rubrics_called(word: str, known: Mapping[str, object]) -> Iterator[str]:
    """Yield the rubrics that a word stands for; none where it is no name of a rubric.

    Raises
    ------
    InputErrors
        If it names a folder that is not there or holds no rubric.
    """
    folder = Path(word)
    if word in known or is_link(word):
        yield word
    elif word and is_dir(folder):
        yield from rubrics_in(folder)
    elif word.endswith("/"):
        raise usage(f"no folder {word}", "missing-folder")
    elif is_path(word):
        yield word


def one_by_one(
    opened: LoadedDebate, rubrics: Iterable[AnyRubric | None]
) -> tuple[list[AnyRubric | None], list[str]]:
    """Return rubrics with those of a folder in its place, and what in folders is not taken."""
    known = available(opened.places)
    found: list[AnyRubric | None] = []
    words: list[str] = []
    for rubric in rubrics:
        called = list(rubrics_called(rubric, known)) if isinstance(rubric, str) else []
        if isinstance(rubric, str) and called not in ([], [rubric]):
            words.append(rubric)
        found += called or [rubric]
    return found, left_out(words)


def left_out(words: Sequence[str]) -> list[str]:
    """Say what in the folders among the words is not taken for a rubric."""
    folders = [word for word in words if word and is_dir(Path(word))]
    return [note for word in folders for note in untaken_notes(Path(word), word)]
