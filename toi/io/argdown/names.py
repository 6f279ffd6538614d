"""Names of records in an argument map: each by its title, once."""

from collections.abc import Iterator, Mapping

from toi.io.argdown.syntax import clean_title
from toi.records.argument import Argument
from toi.records.debate import EVERYTHING, Debate
from toi.records.theory import Theory

Cell = tuple[str, str]  # a criterion, and a theory or a group of theories


class MapNames:
    """Titles of statements and arguments, by the ids of records; ids tell namesakes apart."""

    def __init__(self, debate: Debate) -> None:
        self.debate = debate
        taken: dict[str, str] = {}
        self._theories = _unique({n: t.title for n, t in debate.theories.items()}, taken)
        self._lines = _unique({n: line.title for n, line in debate.lines.items()}, taken)
        self._groups = _unique({name: name for name in debate.groups}, taken)
        self._arguments = _unique({n: a.title for n, a in debate.arguments.items()}, {})
        cells = {
            (criterion, name): f"{debate.criteria[criterion].title} of {self._of(name)}"
            for argument in debate.arguments.values()
            for criterion, name, _ in self.arrows(argument)
        }
        keys = {f"{c} of {name}": (c, name) for c, name in cells}
        titles = _unique({key: cells[cell] for key, cell in keys.items()}, taken)
        self._cells = {cell: titles[key] for key, cell in keys.items()}
        self._acted_on: dict[str, list[str]] = {}
        for criterion, name in self._cells:
            self._acted_on.setdefault(name, []).append(criterion)

    def _of(self, name: str) -> str:
        return self._theories.get(name) or self._groups[name]

    def theory(self, name: str) -> str:
        """Return what a theory is called."""
        return self._theories[name]

    def group(self, name: str) -> str:
        """Return what a kind or a group of theories is called."""
        return self._groups[name]

    def line(self, name: str) -> str:
        """Return what a line of attack is called."""
        return self._lines[name]

    def argument(self, name: str) -> str:
        """Return what an argument is called."""
        return self._arguments[name]

    def cell(self, criterion: str, name: str) -> str:
        """Return what a criterion of a theory or of a group is called."""
        return self._cells[criterion, name]

    def cells(self) -> Iterator[Cell]:
        """Yield the criteria of theories and groups on which some argument acts."""
        yield from self._cells

    def acted_on(self, name: str) -> list[str]:
        """Return the criteria of a theory or group on which some argument acts."""
        return self._acted_on.get(name, [])

    def groups(self) -> list[str]:
        """Return the groups of theories through which some argument acts."""
        return [name for name in self._acted_on if name not in self.debate.theories]

    def groups_of(self, theory: Theory) -> Iterator[str]:
        """Yield the groups of a theory through which some argument acts on it."""
        own = {EVERYTHING, *theory.kinds, *theory.groups}
        return (name for name in self.groups() if name in own)

    @staticmethod
    def arrows(argument: Argument) -> Iterator[tuple[str, str, bool]]:
        """Yield criterion and theory or group of each effect, and whether it raises; each once."""
        seen = set()
        for effect in argument.effects:
            raises = argument.source_of(effect).raises is not None
            for name in effect.on:
                arrow = (effect.criterion, name, raises)
                if arrow not in seen:
                    seen.add(arrow)
                    yield arrow


def _unique(titles: Mapping[str, str], taken: dict[str, str]) -> dict[str, str]:
    """Return titles that can stand in a map, with the id behind one that is taken already."""
    found = {}
    for name, title in titles.items():
        shown = clean_title(title)
        if shown in taken:
            shown = clean_title(f"{title} ({name})")
        n = 1
        while shown in taken:
            n += 1
            shown = clean_title(f"{title} ({name} {n})")
        taken[shown] = name
        found[name] = shown
    return found
