"""The README as a package index shows it, where links into the repository lead nowhere.

Pages are named by the command that shows them, pictures are left out. Hatchling calls this when
it builds; see `tool.hatch.metadata.hooks.custom` in pyproject.toml.
"""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

PICTURE = re.compile(r"^!\[[^\]]*\]\((?!https?:)[^)]*\)\n+", re.M)
GUIDE = re.compile(r"\[([^\]]*)\]\(docs/(?!README)([\w-]+)\.md(?:#[^)]*)?\)")
OTHER = re.compile(r"\[([^\]]*)\]\((?!https?:)[^)]*\)")


def index_page(readme: str) -> str:
    """Return the README without links into the repository."""

    def named(link: re.Match[str]) -> str:
        command = f"`toi help {link[2]}`"
        return command if link[1].startswith("docs/") else f"{link[1]} ({command})"

    return OTHER.sub(r"\1", GUIDE.sub(named, PICTURE.sub("", readme)))


class IndexPage(MetadataHookInterface):
    """Gives the package its long description."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the readme of the project."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": index_page(text)}
