"""One comparison of two theories, asked at a terminal."""

from typing import TYPE_CHECKING

from toi.cli.terminal.dialogue import LEAVE, say, typed

if TYPE_CHECKING:
    from toi.analyses.fit.result import FitResult

SIGNS = (">", ">>", "=", "<", "<<")
_WAYS = "> the first, < the second, >> or << by far, = level; Enter to leave it at that"


def preferred(result: "FitResult") -> str | None:
    """Ask what would tell most; return the reply as a statement, None where it is to end."""
    question, names = result.question, result.provenance.names
    if question is None:
        return None
    first, second = question.first, question.second
    print()
    for mark, name in (("first ", first), ("second", second)):
        say(f"{mark} {name} {names.theory(name)}")
    while True:
        try:
            word = typed("Which is higher? (> < >> << =, Enter ends) ")
        except EOFError:
            print()
            return None
        if not word or word.casefold() in LEAVE:
            return None
        if word in SIGNS:
            return f'"{first}" {word} "{second}"'
        say(f"({_WAYS})")
