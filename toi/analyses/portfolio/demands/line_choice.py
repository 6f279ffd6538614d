"""Lines in question, and how a command names them."""

import shlex
from collections.abc import Iterator, Sequence

from toi.analyses.shared.lookup import theories_called
from toi.analyses.shared.names import name_of
from toi.compile.portfolio import PortfolioLines
from toi.errors import usage
from toi.io.suggest import did_you_mean
from toi.light_dataclass import dataclass
from toi.records.debate import Debate

Names = str | Sequence[str] | None


@dataclass(frozen=True)
class LinesInQuestion:
    """The lines in question, of those of some kinds: only some, or all but some.

    Attributes
    ----------
    only, without : tuple of str
        Theories, kinds or groups; without `only`, all.
    """

    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def of(self, debate: Debate, lines: PortfolioLines) -> PortfolioLines:
        """Return the lines in question among some.

        Raises
        ------
        InputErrors
            If none is left.
        """
        kept = set(debate.members(self.only) if self.only else lines.ids)
        kept -= set(debate.members(self.without))
        pairs = [pair for pair in zip(lines.ids, lines.kinds, strict=True) if pair[0] in kept]
        if not pairs:
            raise usage("--kind, --only and --without leave no line", "nothing-to-show")
        ids, kinds = zip(*pairs, strict=True)
        return PortfolioLines(ids, kinds)

    @property
    def options(self) -> str:
        """The options by which a suggested command keeps to these lines."""
        named = (("only", self.only), ("without", self.without))
        return "".join(f" --{name} {shlex.quote(','.join(ids))}" for name, ids in named if ids)


ALL_LINES = LinesInQuestion()


def line_choice(debate: Debate, only: Names, without: Names) -> LinesInQuestion:
    """Read `--only` and `--without`: ids, titles, kinds or groups, by commas or one by one."""
    return LinesInQuestion(
        tuple(dict.fromkeys(_named(debate, only, "--only"))),
        tuple(dict.fromkeys(_named(debate, without, "--without"))),
    )


def _named(debate: Debate, names: Names, option: str) -> Iterator[str]:
    words = [names] if isinstance(names, str) else names or ()
    for word in words:
        if _called(debate, word.strip()):  # a title may hold commas
            yield find_line(debate, word, option)
            continue
        for part in filter(None, map(str.strip, word.split(","))):
            yield find_line(debate, part, option)


def _called(debate: Debate, word: str) -> list[str]:
    """Return the kind or group of that name, else the theories that it may name."""
    groups = [group for group in debate.groups if group.casefold() == word.casefold()]
    return groups or theories_called(debate, word)


def find_line(debate: Debate, word: str, option: str) -> str:
    """Return the theory, kind or group that a word names: its id, its title or a part of it."""
    found = _called(debate, word.strip())
    if len(found) == 1:
        return found[0]
    if found:
        raise usage(
            f"{option}: {word!r} may be {', '.join(found[:6])}; write one of them", "ambiguous-id"
        )
    known = [*debate.theories, *debate.groups]
    known += [title for one in debate.theories.values() for title in (one.title, name_of(one))]
    hint = did_you_mean(word, known)
    raise usage(f"{option}: no {debate.words.one}, kind or group {word!r}{hint}", "unknown-theory")
