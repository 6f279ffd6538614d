"""The guides that ship with the package, for `toi help`."""

import re
from collections.abc import Iterable, Sequence
from shlex import quote
from textwrap import fill

from toi.errors import usage

MOST = 3  # guides that are named for a word
WIDTH = 80
GLOSSARY = "glossary"
PLURALS = {"ies": "y", "xes": "x", "ria": "rion", "s": ""}
FOR_MAKERS = ("architecture", "decisions", "divergences", "python", "validation")
_ENTRY = re.compile(r"^- .*(?:\n  .*)*", re.M)
_LINK = re.compile(r"\[[^\]]*\]\(([a-z-]+)\.md[^)]*\)")
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
    """Return the text of a guide without the remarks of those who keep it, or of a word.

    Raises
    ------
    InputErrors
        If nothing is called so.
    """
    from toi.io.suggest import did_you_mean, listed

    name = " ".join(words).lower().removeprefix("docs/").removesuffix(".md")
    known = guides()
    if name in known:
        return REMARK.sub("", _text(name))
    entries = glossary_entries(name)
    if entries:
        more = [f"toi help {one}" for one in dict.fromkeys((*_spoken_of(name, known), GLOSSARY))]
        return "\n\n".join([*map(_laid_out, entries), f"More: {' | '.join(more)}"]) + "\n"
    told = [f"toi help {one}" for one in _spoken_of(name, known)]
    spoken = f"; read of it in {listed(told)}" if told else ""
    asked = " ".join(words)
    hint = _shown_elsewhere(asked) or did_you_mean(name, known) or spoken
    hint = hint or "; `toi help` shows all"
    raise usage(f"no command, guide or word is called {asked!r}{hint}", "unknown-help")


def _shown_elsewhere(word: str) -> str | None:
    """Name the command that shows the record, tag or rubric that is called so; None of no such.

    Whatever is wrong with the records at hand, who asks for help is not told.
    """
    import toi
    from toi.analyses.shared.lookup import find_record, is_called
    from toi.errors import InputErrors
    from toi.io.debate.called import record_of_id
    from toi.io.rubric.find import available

    try:
        loaded = toi.load()
        if is_called(loaded.debate, word):
            kind, found = find_record(loaded.debate, word)
            what, _ = record_of_id(found, loaded.debate) or (f"one of the {kind}", found)
            return f"; {_it_is(word, what, found)}: toi show {quote(found)}"
        if word in available(loaded.places):
            return f"; it is a rubric: toi rubric show {quote(word)}"
    except InputErrors:
        pass
    return None


def _it_is(word: str, what: str, found: str) -> str:
    """Say what a word names: its kind, and its id where the word is another."""
    return f"it is {what}" if word == found else f"it is {what} ({found})"


def glossary_entries(word: str) -> list[str]:
    """Return the entries of the glossary on a word: those headed by it, else those that have it."""
    wanted = _singular(word)
    entries = [" ".join(found.split()) for found in _ENTRY.findall(_text(GLOSSARY))]
    terms = [(entry, _terms(entry.partition("**:")[0])) for entry in entries]
    headed = [entry for entry, heads in terms if wanted in heads]
    within = [entry for entry in entries if wanted in _terms(entry)]
    parts = [entry for entry, heads in terms if any(wanted in head.split() for head in heads)]
    return headed or within or parts


def _terms(text: str) -> list[str]:
    """Return the words that a text has in bold or as code, each by itself, in the singular."""
    marked = re.findall(r"\*\*([^*]+)(?:\*\*|$)|`([^`]+)`", text)
    return [_singular(term) for pair in marked for term in re.split(",| and ", "".join(pair))]


def _singular(word: str) -> str:
    one = word.strip().casefold().replace("_", " ").replace("-", " ")
    ending = next((end for end in PLURALS if one.endswith(end)), "")
    return one.removesuffix(ending) + PLURALS.get(ending, "")


def _laid_out(entry: str) -> str:
    """Write an entry without marks, and the command for the page that a link leads to."""
    plain = _LINK.sub(r"(toi help \1)", entry.removeprefix("- ")).replace("**", "")
    return fill(plain, WIDTH, subsequent_indent="  ", break_on_hyphens=False)


def _spoken_of(word: str, known: Iterable[str]) -> list[str]:
    """Name the guides that have a heading, an entry or a key of a word, those for users first."""
    wanted = re.compile(rf"\b{re.escape(word.removesuffix('s'))}s?\b", re.I)
    users = sorted(known, key=lambda name: name in FOR_MAKERS)
    found = [name for name in users if any(map(wanted.search, _HEAD.findall(_text(name))))]
    return found[:MOST] if word else []


def _text(name: str) -> str:
    from toi.io.debate.folders import bundled

    return (bundled("docs").path / f"{name}.md").read_text(encoding="utf-8")
