"""Records as people read them: short titles of theories, titles of the rest, and gists."""

from collections.abc import Mapping, Sequence
from dataclasses import field

from toi.analyses.shared.format import same_letters
from toi.light_dataclass import dataclass
from toi.records.argument import Argument
from toi.records.debate import Debate
from toi.records.theory import Theory


@dataclass(frozen=True)
class Names:
    """Names of the records of a debate; an id that is not there stands for itself.

    `wholes` are the theories that are judged by a part, by its id.
    """

    theories: Mapping[str, str] = field(default_factory=dict)
    arguments: Mapping[str, str] = field(default_factory=dict)
    criteria: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    wholes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def theory(self, name: str) -> str:
        """Return the short title of a theory."""
        return self.theories.get(name, name)

    def argument(self, name: str) -> str:
        """Return the title of an argument."""
        return self.arguments.get(name, name)

    def criterion(self, name: str) -> str:
        """Return the title of a criterion."""
        return self.criteria.get(name, name)

    def cell(self, name: str) -> str:
        """Write of THEORY.CRITERION how the one fares on the other, and of what a part is one."""
        theory, _, criterion = name.rpartition(".")
        called = f"{self.theory(theory)}{_of(self.wholes.get(theory, ()))}"
        return f"{called} on {self.criterion(criterion)}"

    def number(self, kind: str, name: str) -> str:
        """Write what a weight, credence, judgement or overlap is called, by kind and path."""
        match kind:
            case "weight":
                return self.criterion(name)
            case "judgement":
                return self.cell(name)
            case "overlap":
                return self.lines.get(name, name)
            case _:
                return self.argument(name)


NO_NAMES = Names()  # under which every id stands for itself


def name_of(theory: Theory) -> str:
    """Return the short title of a theory; the title where that is but its beginning."""
    return theory.title if theory.short.endswith("...") else theory.short


def names_of(debate: Debate) -> Names:
    """Collect the names of a debate's records."""
    return Names(
        {name: name_of(theory) for name, theory in debate.theories.items()},
        {name: argument.title for name, argument in debate.arguments.items()},
        {name: criterion.title for name, criterion in debate.criteria.items()},
        {name: line.title for name, line in debate.lines.items()},
        _wholes(debate),
    )


def name_with_whole(debate: Debate, name: str) -> str:
    """Return the name of a theory; of a part, with the ids of what it is a part of."""
    return f"{name_of(debate.theories[name])}{_of(_wholes(debate).get(name, ()))}"


def _of(wholes: Sequence[str]) -> str:
    return f" (of {', '.join(wholes)})" if wholes else ""


def _wholes(debate: Debate) -> dict[str, tuple[str, ...]]:
    """Find of which theories each part is one."""
    found: dict[str, tuple[str, ...]] = {}
    for whole in debate.theories.values():
        for part in whole.parts:
            found[part.id] = (*found.get(part.id, ()), whole.id)
    return found


def gist_beyond_title(argument: Argument) -> str:
    """Return its gist; nothing where that repeats the title, as in arguments in short form."""
    return "" if same_letters(argument.gist, argument.title) else argument.gist


def in_full(argument: Argument) -> str:
    """Write its title and its gist as sentences."""
    return f"{sentence(argument.title)} {gist_beyond_title(argument)}".rstrip()


def sentence(text: str) -> str:
    """End a text as a sentence, unless it ends as one."""
    return text if text.endswith((".", "?", "!")) else f"{text}."
