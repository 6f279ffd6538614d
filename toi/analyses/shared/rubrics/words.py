"""Rubrics as people name them: a name, a file, a link, or a folder that stands for all in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from shlex import quote

from toi.analyses.shared.lookup import find_theory
from toi.analyses.shared.session import AnyRubric, LoadedDebate
from toi.errors import InputErrors, usage
from toi.io.debate.folders import is_debate
from toi.io.debate.load import KINDS
from toi.io.paths import is_dir, is_file, members
from toi.io.rubric.find import available, is_path, is_rubric, rubrics_in, untaken_notes
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


def theory_not_rubric(opened: LoadedDebate, word: str, command: str) -> str:
    """Return the id of the one theory that `word` names.

    Parameters
    ----------
    command : str
        What is run, for what to type where `word` is a rubric, or a folder of them.

    Raises
    ------
    InputErrors
        If it names no theory, or several.
    """
    try:
        return find_theory(opened.debate, word)
    except InputErrors:
        path, many = Path(word), opened.debate.words.many
        if is_file(path) and path.stem in KINDS and is_debate(path.parent):
            told = f"{word} holds records: toi {command} --data {quote(str(path.parent))}"
        elif word in available(opened.places) or (is_file(path) and is_rubric(path)):
            told = f"{word} is a rubric, none of the {many}: toi {command} --rubric {quote(word)}"
        elif word and is_debate(path):
            told = f"{word} is a folder of records: toi {command} --data {quote(word)}"
        elif word and is_dir(path) and any(map(is_rubric, members(path))):
            told = f"{word} is a folder of rubrics, none of the {many}; what these agree on, and "
            told += f"what not: toi compare {quote(word)}"
        else:
            raise
        raise usage(told, "not-a-theory") from None
