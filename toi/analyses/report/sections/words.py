"""Words of the debate that a newcomer may not know, explained where they first appear."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from toi.analyses.report.html import Markup, tag, together
from toi.analyses.report.sections.parts import Section

LONG = ("theories", "arguments")  # whose words are wanted while they are read
_TAGS = re.compile(r"<[^>]*>")


def with_words(sections: Iterable[Section], meanings: Mapping[str, str]) -> Iterator[Section]:
    """Explain each term in the first section that uses it.

    A section begins with what it has to say, and has them at its end; long ones to look
    things up in have them below their heading.
    """
    left = dict(meanings)
    for section in sections:
        shown = f"{section.title} {_plain(section.body)}"
        here = {term: left.pop(term) for term in tuple(left) if _appears(term, shown)}
        parts = [section.body, explained(here)] if here else [section.body]
        yield replace(section, body=together(parts[::-1] if section.id in LONG else parts))


def explained(meanings: Mapping[str, str]) -> Markup:
    """Write terms with their meanings, as a list; nothing where there are none."""
    if not meanings:
        return Markup()
    lines = (tag("div", tag("dt", term), tag("dd", said)) for term, said in meanings.items())
    return tag("dl", *lines, class_="words")


def _appears(term: str, shown: str) -> bool:
    """Tell whether a text uses a term: in any case, hyphened or not, one or many."""
    pattern = r"[\s-]+".join(map(_one_or_many, term.split()))
    return re.search(rf"\b{pattern}\b", shown, re.IGNORECASE) is not None


def _one_or_many(word: str) -> str:
    if word.endswith("y"):
        return f"{re.escape(word[:-1])}(?:y|ies)"
    return f"{re.escape(word)}(?:s|es)?"


def _plain(body: Markup) -> str:
    return html.unescape(_TAGS.sub(" ", body))
