"""The guides that ship with the package, for `toi help`."""

import re
from collections.abc import Iterable, Sequence

from toi.errors import usage

MOST = 3  # guides that are named for a word
_HEAD = re.compile(r"^#+ .*|^- \*\*[^*]*|^\| `[^`]*", re.M)
REMARK = re.compile(r"<!--.*?-->\n?", re.S)


def guides() -> dict[str, str]:
    """Return the titles of the guides by name."""
    from toi.io.debate.folders import bundled

    pages = bundled("docs").path.iterdir()
    files = sorted(page.name for page in pages if page.name.endswith(".md"))
    names = [file.removesuffix(".md") for file in files if file != "README.md"]
    return {name: _text(name).partition("\n")[0].removeprefix("# ") for name in names}


def guide_text(words: Sequence[str]) -> str:
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
        hint = did_you_mean(name, known) or _spoken_of(name, known) or "; `toi help` shows all"
        raise usage(f"no command or guide is called {name!r}{hint}", "unknown-help")
    return REMARK.sub("", _text(name))


def _spoken_of(word: str, known: Iterable[str]) -> str:
    """Name the guides that have a heading, an entry or a key of a word; nothing if none has."""
    wanted = re.compile(rf"\b{re.escape(word.removesuffix('s'))}s?\b", re.I)
    found = [name for name in known if any(map(wanted.search, _HEAD.findall(_text(name))))]
    told = " and ".join(f"toi help {name}" for name in found[:MOST])
    return f"; of that tell {told}" if found and word else ""


def _text(name: str) -> str:
    from toi.io.debate.folders import bundled

    return (bundled("docs").path / f"{name}.md").read_text(encoding="utf-8")
