"""Arrows of a map sorted by the arguments that they come from, in ids of records."""

from collections.abc import Iterable, Iterator, Mapping

from toi.io.argdown.argument_map import ArgumentMap, MapLink
from toi.io.argdown.arrows import DrawnArrows
from toi.io.argdown.notes import MapNotes
from toi.io.argdown.roles import Roles
from toi.io.debate.titles import NameBook
from toi.io.suggest import nearest
from toi.light_dataclass import dataclass
from toi.records.theory import Criterion, Theory

Cell = tuple[str, str]  # a criterion, and a theory or a group of theories


@dataclass(eq=False)
class MapIds:
    """The ids that entries of a map have as records, by the identity of the entry.

    Attributes
    ----------
    arguments : mapping
        Of arguments, and of statements that are read as such.
    targets : mapping
        Of theories, and the names of groups.
    """

    arguments: Mapping[int, str]
    targets: Mapping[int, str]
    lines: Mapping[int, str]
    cells: Mapping[int, Cell]


def cells_of(
    found: ArgumentMap,
    roles: Roles,
    criteria: Mapping[str, Criterion],
    theories: Mapping[str, Theory],
) -> dict[int, Cell]:
    """Find criterion and theory of statements such as `[Directness of Auditing]`."""
    book = NameBook(criteria, theories)
    named = [name for theory in theories.values() for name in (theory.title, theory.short)]
    cells: dict[int, Cell] = {}
    for entry in roles.cells:
        pairs = list(splits(entry.title, book))
        if "criterion" in entry.data and "on" in entry.data:
            pairs = [(str(entry.data["criterion"]), str(entry.data["on"]))]
        for left, right in pairs:
            on, of = book.find("criterion", left), book.find("theory", right)
            if len(on) == 1 and len(of) == 1:
                cells[id(entry)] = (on[0], of[0])
                break
        else:
            hint = hint_of_cell(entry.title, criteria, named)
            message = f"{entry.title!r} is not a criterion of a theory that is there{hint}"
            found.add(entry.mark, "argdown-statement", message)
            cells[id(entry)] = ("", "")
    return cells


def splits(title: str, book: NameBook) -> Iterator[tuple[str, str]]:
    """Yield criterion and theory as a title such as `Risk of loss of A` may name them."""
    parts = title.split(" of ")
    for n in range(1, len(parts)):
        left, right = " of ".join(parts[:n]), " of ".join(parts[n:])
        if book.find("criterion", left):
            yield left, right


def hint_of_cell(title: str, criteria: Mapping[str, Criterion], named: Iterable[str]) -> str:
    """Suggest the nearest criterion of the nearest theory or group, whether or not it is drawn."""
    parts, named = title.split(" of "), list(named)
    for n in range(1, len(parts)):
        left = nearest(" of ".join(parts[:n]), (one.title for one in criteria.values()))
        right = nearest(" of ".join(parts[n:]), named)
        if left is not None and right is not None:
            return f"; did you mean {f'{left} of {right}'!r}?"
    return ""


def drawn_by_arguments(
    found: ArgumentMap, ids: MapIds, criteria: Mapping[str, Criterion], notes: MapNotes
) -> dict[int, DrawnArrows]:
    """Sort the arrows by the arguments that they come from; note those that come from none."""
    drawn = {number: DrawnArrows() for number in ids.arguments}
    statements = {*ids.targets, *ids.lines, *ids.cells}
    for link in found.links:
        mine = drawn.get(id(link.source))
        if mine is not None:
            _from_argument(found, link, mine, ids, criteria, notes)
        elif id(link.source) not in statements or id(link.target) not in statements:
            notes.left_out("an arrow from a statement to an argument", link.mark)
        elif link.sign == "x":
            notes.left_out("a contradiction", link.mark)
    return drawn


def _from_argument(
    found: ArgumentMap,
    link: MapLink,
    mine: DrawnArrows,
    ids: MapIds,
    criteria: Mapping[str, Criterion],
    notes: MapNotes,
) -> None:
    """Put an arrow where it belongs: on a criterion, a line or an argument."""
    target = id(link.target)
    if target in ids.cells and link.sign in "+-":
        mine.arrows.append((*ids.cells[target], link.sign == "+"))
    elif target in ids.lines and link.sign == "+":
        mine.lines.append(ids.lines[target])
    elif target in ids.arguments and link.sign in "-_":
        mine.answers.append(ids.arguments[target])
    elif target in ids.targets and link.sign in "+-":
        if len(criteria) == 1:
            [only] = criteria.values()
            raises = (link.sign == "+") != (only.direction == "cost")
            mine.arrows.append((only.id, ids.targets[target], raises))
        else:
            _ask_criterion(found, link, criteria)
    elif link.sign == "+":
        notes.left_out("an argument that supports another", link.mark)
    elif link.sign == "_":
        notes.left_out("an undercut of a statement", link.mark)
    else:
        notes.left_out("an arrow of this sort", link.mark)


def _ask_criterion(found: ArgumentMap, link: MapLink, criteria: Mapping[str, Criterion]) -> None:
    first = next(iter(criteria.values()), None)
    example = f"[{first.title if first else 'Criterion'} of {link.target.title}]"
    message = (
        f"an argument bears on a criterion of {link.target.title!r}: write an arrow to "
        f"{example}, or to another criterion"
    )
    found.add(link.mark, "argdown-criterion", message)
