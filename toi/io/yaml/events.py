"""The events of YAML text, by the parser of ruamel.yaml."""

from collections.abc import Iterator
from functools import cache
from typing import Any


def events(text: str) -> Iterator[Any]:
    """Yield the parser's events; its errors are those of `ruamel.yaml.error` and `.reader`."""
    found: Iterator[Any] = _parser()(typ="safe").parse(text)
    return found


@cache
def _parser() -> Any:
    from ruamel.yaml import YAML

    class Parser(YAML):
        """One that does not look for plug-ins on the disk each time, of which there are none."""

        def official_plug_ins(self) -> list[str]:
            return []

    return Parser
