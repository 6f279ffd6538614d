"""Lay out the pages of the documentation for mkdocs: `make docs` runs it.

    python tools/site.py FOLDER

The pages are those of docs/, with README.md as the first and CONTRIBUTING.md among them. Only
links are changed, to where the pages lie in the site.
"""

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"(\]\()(?!\w+:)([^)#]*)")
# mkdocs makes the same page of README.md and index.md.
MOVED = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "docs/README.md": "documentation.md",
}
BESIDE = ("CITATION.cff", "LICENSE")


def place(file: str) -> str:
    """Return where a file of the repository lies in the site."""
    return MOVED.get(file, file.removeprefix("docs/"))


def moved(text: str, folder: str) -> str:
    """Return a page of a folder of the repository with links that hold in the site."""

    def follow(link: re.Match[str]) -> str:
        if not link[2]:  # a heading of the same page
            return link[0]
        target = (ROOT / folder / link[2]).resolve().relative_to(ROOT)
        return link[1] + place(target.as_posix())

    return LINK.sub(follow, text)


def lay_out(site: Path) -> None:
    """Copy all pages and pictures into a folder, which is emptied first."""
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(ROOT / "docs", site)
    (site / "README.md").unlink()
    for page in ("README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in _pages())):
        text = (ROOT / page).read_text(encoding="utf-8")
        folder = "docs" if page.startswith("docs/") else "."
        (site / place(page)).write_text(moved(text, folder), encoding="utf-8")
    for file in BESIDE:
        shutil.copy(ROOT / file, site)


def _pages() -> list[Path]:
    return sorted((ROOT / "docs").glob("*.md"))


if __name__ == "__main__":
    lay_out(Path(sys.argv[1]))
