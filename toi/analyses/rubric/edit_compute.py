"""`toi rubric edit`: what the editor is given, and what becomes of it."""

from toi.analyses.rubric.changes import changes_between
from toi.analyses.rubric.effect_compute import shift
from toi.analyses.rubric.result import RubricEdited
from toi.analyses.rubric.set_compute import copy_notes
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import LoadedDebate
from toi.errors import InputErrors
from toi.io.rubric.personal import Target, target
from toi.io.rubric.resolve import ResolvedRubric, resolve_text
from toi.light_dataclass import dataclass


@dataclass(frozen=True)
class Draft:
    """A rubric that is being edited; `before` is None where it was broken already."""

    opened: LoadedDebate
    target: Target
    before: ResolvedRubric | None
    line: int | None  # where it is broken
    shown: tuple[str, ...]  # the theories to rank

    def line_of(self, error: InputErrors) -> int | None:
        """Return the first line of the file that is wrong."""
        return _first_line(error, self.target)


def _first_line(error: InputErrors, file: Target) -> int | None:
    lines = [p.line for p in error.problems if p.file == file.found.shown_as and p.line]
    return min(lines, default=None)


def start(opened: LoadedDebate, asked: str, kinds: str | None = None) -> Draft:
    """Read the rubric; a broken one may be edited too, from its first mistake."""
    file = target(asked, opened.places)
    shown = opened.debate.shown(find_kinds(opened.debate, kinds))
    try:
        before = resolve_text(file.found, file.raw, opened.places, opened.debate)
    except InputErrors as error:
        return Draft(opened, file, None, _first_line(error, file), shown)
    return Draft(opened, file, before, None, shown)


def finish(draft: Draft, raw: bytes) -> RubricEdited:
    """Check the new text and write it; raises `InputErrors`, with nothing written, if wrong."""
    opened, file, before = draft.opened, draft.target, draft.before
    after = resolve_text(file.found, raw, opened.places, opened.debate)
    result = RubricEdited(
        provenance=opened.provenance(after),
        name=file.found.name,
        file=str(file.path),
        copied_from=file.copied_from,
        written=True,
        changes=tuple(changes_between(before.layers, after.layers, opened.debate))
        if before
        else (),
        ranking=shift(opened.debate, before, after, draft.shown) if before else None,
        notes=(*opened.noted(after), *copy_notes(file, True, opened)),
    )
    file.write(raw)
    return result
