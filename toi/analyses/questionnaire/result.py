"""Results of `toi rubric form` and `toi rubric collect`."""

from collections.abc import Mapping
from typing import ClassVar

from toi.analyses.shared.result import Provenance, Result
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class FormQuestion:
    """One question of a questionnaire.

    Attributes
    ----------
    key : str
        What it asks about: ``weight.`` and a criterion, or ``belief.`` and an argument.
    title : str
        The name of that.
    text : str
        The question in full, as a sheet has it.
    sides : sequence of (str, str)
        What a form shows beside it: what is said for it and against it.
    """

    key: str
    title: str
    text: str
    sides: tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class FormMade(Result):
    """A questionnaire, and the file that it was written to.

    Attributes
    ----------
    start : str or None
        The rubric that holds where nothing is answered.
    """

    provenance: Provenance
    file: str
    start: str | None
    questions: tuple[FormQuestion, ...]
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/rubric-form/1"


@dataclass(frozen=True, eq=False)
class CollectedPerson:
    """One person's answers, as the rubric that they became.

    Attributes
    ----------
    place : str or None
        File and line of the answers; None where nobody is to be known by them.
    answers : mapping
        By question: 0 to 100.
    empty : sequence of str
        The questions that were not answered, which keep what the rubric below says.
    """

    name: str
    title: str
    file: str
    place: str | None
    answers: Mapping[str, float]
    empty: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class RubricsCollected(Result):
    """Rubrics made of answers to a questionnaire.

    Attributes
    ----------
    questions : mapping
        The titles of what was asked about, by question.
    others : sequence of str
        Files in the folder that lay there before: rubrics of nobody who answered.
    """

    provenance: Provenance
    folder: str
    start: str | None
    questions: Mapping[str, str]  # titles by key
    people: tuple[CollectedPerson, ...]
    notes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    schema: ClassVar = "toi/rubric-collect/1"
