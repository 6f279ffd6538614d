"""A command for people: its help has no types and ranges, and no value is dropped unsaid."""

import re
from typing import Any

from typer.core import TyperCommand

from toi.cli.shell.repeated import refuse_repeated

TYPE = re.compile(r" <[^>]*>$")  # what typer appends to the name of an argument
EXTRAS = re.compile(r"\s*\[([^\[\]]*)\]$")  # and to the text of an option
FOR_PROGRAMS = re.compile(r"required|.*x[<>].*|.*[<>]=?x.*")  # as x>=1, 30<=x<=1200


class Command(TyperCommand):
    """A command whose help shows metavars alone, and that takes an option's value once."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse what was typed; typer would take the last of several values without a word."""
        words = list(args)
        rest = super().parse_args(ctx, args)
        if not ctx.resilient_parsing:  # as of the Tab key
            refuse_repeated(self, ctx, words)
        return rest

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the words of the usage line."""
        return ["[OPTIONS]", *[_usage(p) for p in self.get_params(ctx) if _is_argument(p)]]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments and the options."""
        for title, arguments in (("Arguments", True), ("Options", False)):
            params = [p for p in self.get_params(ctx) if _is_argument(p) is arguments]
            records = [param.get_help_record(ctx) for param in params]
            shown = [_for_people(*record) for record in records if record is not None]
            if shown:
                with formatter.section(title):
                    formatter.write_dl(shown)


def _is_argument(param: Any) -> bool:
    return bool(param.param_type_name == "argument")


def _usage(argument: Any) -> str:
    """Return an argument as the usage line has it: NAME, [NAME], NAME..., [NAME]..."""
    name = argument.metavar or argument.name.upper()
    name = name if argument.required else f"[{name}]"
    return name if argument.nargs == 1 else f"{name}..."


def _for_people(name: str, text: str) -> tuple[str, str]:
    """Return name and text of an argument or option without what only programs need."""
    extras = EXTRAS.search(text)
    if extras is not None:
        kept = [part for part in extras[1].split("; ") if not FOR_PROGRAMS.fullmatch(part)]
        text = text[: extras.start()] + (f" ({'; '.join(kept)})" if kept else "")
    return TYPE.sub("", name), text
