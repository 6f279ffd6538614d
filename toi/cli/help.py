"""`toi help`: the help of commands, and the guides, which ship with the package."""

from typing import Annotated, Any

import typer

from toi.cli.shell import completion
from toi.cli.shell.guides import guide_text, guides


def help_(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="COMMAND|GUIDE|WORD",
            help="A command, as score or rubric set; a guide; or a word of the screens.",
            autocompletion=completion.help_words,
        ),
    ] = None,
    guide: Annotated[
        bool, typer.Option("--guide", help="The guide, where a command is called so too.")
    ] = False,
) -> None:
    """Help on a command or a word, or a guide to read.

    \b
    Examples:
      toi help
      toi help rubric set
      toi help tutorial
      toi help tier
      toi help portfolio --guide
    """
    words = words or []
    found = None if guide else _command(context, words)
    if found is None:
        print(guide_text(words), end="")
        return
    print(found.command.get_help(found).rstrip())
    if not words:
        print(f"\nGuides, to be read by toi help NAME:\n{_listed(guides())}", end="")
    elif words[-1] in guides():
        print(f"\nThere is a guide too: toi help {words[-1]} --guide")


def _command(context: typer.Context, words: list[str]) -> Any:
    """Find the command that words name, in the context that its help needs."""
    found: Any = context.find_root()
    for word in words:
        child = getattr(found.command, "commands", {}).get(word.lower())
        if child is None:
            return None
        found = type(found)(child, info_name=child.name, parent=found)
    return found


def _listed(titles: dict[str, str]) -> str:
    width = max(map(len, titles)) + 2
    return "".join(f"  {name:{width}}{title}\n" for name, title in titles.items())
