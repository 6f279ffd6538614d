"""`toi help`: the help of commands, and the guides, which ship with the package."""

import re
from typing import Annotated

import typer

from toi.cli import completion
from toi.errors import usage

REMARK = re.compile(r"<!--.*?-->\n?", re.S)


def help_(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="COMMAND|GUIDE",
            help="A command, as score or rubric set; or a guide.",
            autocompletion=completion.help_words,
        ),
    ] = None,
    guide: Annotated[
        bool, typer.Option("--guide", help="The guide, where a command is called so too.")
    ] = False,
) -> None:
    """Help on a command, or a guide to read.

    \b
    Examples:
      toi help
      toi help rubric set
      toi help tutorial
      toi help portfolio --guide
    """
    words = words or []
    found = None if guide else _command(context.find_root(), words)
    if found is None:
        print(guide_text(words), end="")
        return
    print(found.command.get_help(found).rstrip())
    if not words:
        print(f"\nGuides, to be read by toi help NAME:\n{_listed(guides())}", end="")
    elif words[-1] in guides():
        print(f"\nThere is a guide too: toi help {words[-1]} --guide")


def _command(root: typer.Context, words: list[str]) -> typer.Context | None:
    """Find the command that words name, in the context that its help needs."""
    context = root
    for word in words:
        child = getattr(context.command, "commands", {}).get(word)
        if child is None:
            return None
        context = type(root)(child, info_name=word, parent=context)
    return context


def guides() -> dict[str, str]:
    """Return the titles of the guides by name."""
    from toi.io.debate.folders import bundled

    pages = bundled("docs").path.iterdir()
    files = sorted(page.name for page in pages if page.name.endswith(".md"))
    names = [file.removesuffix(".md") for file in files if file != "README.md"]
    return {name: _text(name).partition("\n")[0].removeprefix("# ") for name in names}


def guide_text(words: list[str]) -> str:
    """Return the text of a guide without the remarks of those who keep it.

    Raises
    ------
    InputErrors
        If nothing is called so.
    """
    from toi.io.suggest import did_you_mean

    name = " ".join(words).lower().removeprefix("docs/").removesuffix(".md")
    known = guides()
    if name not in known:
        hint = did_you_mean(name, known) or "; `toi help` shows all"
        raise usage(f"no command or guide is called {name!r}{hint}", "unknown-help")
    return REMARK.sub("", _text(name))


def _text(name: str) -> str:
    from toi.io.debate.folders import bundled

    return (bundled("docs").path / f"{name}.md").read_text(encoding="utf-8")


def _listed(titles: dict[str, str]) -> str:
    width = max(map(len, titles)) + 2
    return "".join(f"  {name:{width}}{title}\n" for name, title in titles.items())
