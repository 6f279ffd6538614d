"""`toi rubric new`: a rubric file of one's own that scores as the one it starts from."""

import re

from toi.analyses.rubric.influence import carriers
from toi.analyses.rubric.result import RubricMade
from toi.analyses.rubric.template import Start, template
from toi.analyses.shared.session import LoadedDebate
from toi.errors import usage
from toi.io.ids import slug
from toi.io.paths import exists
from toi.io.rubric.find import UNWRITTEN, RubricFile, available
from toi.io.rubric.personal import HOME, is_shipped_name, write_own
from toi.io.rubric.resolve import ResolvedRubric, resolve_start, resolve_text
from toi.records.fields.json_forms import SLUG


def run_new(
    opened: LoadedDebate,
    name: str,
    start: str | None = None,
    full: bool = False,
    force: bool = False,
) -> RubricMade:
    """Write ./rubrics/NAME.yaml; raises `InputErrors`, with nothing written, if it cannot be."""
    path = HOME / f"{name}.yaml"
    free_name(opened, name, start, force)
    parent = resolve_start(start, opened.places, opened.debate)
    not_itself(parent, name)
    extends = parent.name if parent.layers else None
    made = Start(opened.debate, parent.rubric, name, extends, carriers(opened.debate, parent))
    text = template(made, full)
    raw = text.encode("utf-8")
    found = RubricFile(name, path, str(path))
    rubric = resolve_text(found, raw, opened.places, opened.debate)
    write_own(path, raw, force)
    return RubricMade(
        provenance=opened.provenance(rubric),
        name=name,
        file=str(path),
        extends=extends,
        lines=len(text.splitlines()),
        try_first=tuple(_tries(made, rubric)),
        notes=opened.noted(parent, rubric),
    )


def free_name(opened: LoadedDebate, name: str, start: str | None, force: bool) -> None:
    """Refuse names that are none, are taken or would not be found again."""
    if not re.fullmatch(SLUG, name):
        message = f"{name!r} is not a name: a letter a-z, then letters, digits, - or _"
        bare = name.removesuffix(".yaml").removesuffix(".yml")
        hint = f"; {slug(bare, 'mine')} would be one"
        raise usage(f"{message}{hint}; the file becomes {HOME}/NAME.yaml", "bad-id")
    if name == UNWRITTEN:
        message = f"{name!r} stands for no rubric at all; choose another name, such as mine"
        raise usage(message, "bad-id")
    if is_shipped_name(name):
        message = f"{name!r} ships with toi; give yours another name, and start from it"
        raise usage(f"{message}: toi rubric new mine --from {name}", "shipped-rubric")
    if start == name:
        raise usage(f"{name!r} cannot start from itself; give it another name", "bad-start")
    path = HOME / f"{name}.yaml"
    if exists(path) and not force:
        message = f"{path} exists; change it with toi rubric edit {name}, or --force replaces it"
        raise usage(message, "file-exists")
    holder = available(opened.places).get(name)
    nearer = holder is not None and opened.places.rubrics[0] is holder[0]
    if holder is not None and nearer and holder[0].path != HOME:
        raise usage(
            f"{holder[0].shown_as}/{holder[1].name} has that name and comes first; choose another",
            "file-exists",
        )


def not_itself(parent: ResolvedRubric, name: str) -> None:
    """Refuse to start from the very file that would be replaced, where no other was named."""
    if parent.name == name:
        message = f"{name!r} cannot start from itself; choose another name, or --from another"
        raise usage(message, "bad-start")


def _tries(made: Start, rubric: ResolvedRubric) -> list[str]:
    """Yield settings worth trying: the heaviest criterion, the argument that carries most."""
    weights = rubric.rubric.weights or made.debate.core_weights
    found = [f"{max(weights, key=lambda c: weights[c])}=40%"]
    return found + [f"{carrier.name}=0.2" for carrier in made.carriers.arguments[:1]]
