"""Names that people read in the place of a file's: whose rubric it is."""

from dataclasses import replace

from toi.analyses.compare.rubrics.result import RubricsCompared
from toi.analyses.shared.letters import columns_of
from toi.analyses.shared.result import RubricLabel

SHORT_TITLE = 24  # columns of a title that serves as a name


def called(label: RubricLabel) -> RubricLabel:
    """Return a label whose name is its title, if that is short and the rubric is a file's.

    A rubric that was asked for by its name keeps it.
    """
    is_file = "/" in label.asked or label.asked.endswith((".yaml", ".yml"))
    short = columns_of(label.title) <= SHORT_TITLE
    return replace(label, name=label.title) if is_file and short and not label.set else label


def pair_called(result: RubricsCompared) -> RubricsCompared:
    """Return a comparison of two in which each is called as people would call it."""
    one, other = result.rubrics
    return replace(result, rubrics=(called(one), called(other)))


def names_of(result: RubricsCompared) -> tuple[str, str]:
    """Return what the two are called."""
    one, other = result.rubrics
    return one.name, other.name
