"""Read Argdown: entries, what is said of each, and the arrows between them.

Argdown is read as hostile input: one pass, no recursion; what is wrong is collected.
"""

import re

from toi.errors import Problem
from toi.io.argdown.argument_map import ArgumentMap, MapEntry, MapLink, shifted
from toi.io.argdown.syntax import unescaped
from toi.io.argdown.tokens import Token, Tokens
from toi.io.yaml.nodes import Mark
from toi.io.yaml.parse import CONTROL, MAX_PROBLEMS, Document, parse

MAX_BYTES = 5 * 2**20
MAX_TOKENS = 500_000  # fifty times those of a debate of 200 arguments
_BLOCK = re.compile(r"\{[ \t]*\n")
_ON_LINE = re.compile(r"(?<=on line )\d+")  # in what YAML complains of
_SKIPPED = {
    "inference": "an argument taken apart into premises and a conclusion",
    "number": "an argument taken apart into premises and a conclusion",
    "list": "a list",
}


def read_argdown(name: str, raw: bytes) -> ArgumentMap:
    """Read the bytes of a file; what is wrong is noted in the map, never raised."""
    found = ArgumentMap(name)
    if len(raw) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 2**20} MiB"
        found.problems.append(Problem(name, None, None, message, "file-too-large"))
        return found
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        message = f"byte 0x{error.object[error.start]:02x} is not UTF-8; save the file as UTF-8"
        found.add(Tokens(before).mark(len(before)), "not-utf8", message)
        return found
    tokens = Tokens(text)
    odd = CONTROL.search(text)
    if odd:
        message = f"a control character (U+{ord(odd[0]):04X})"
        found.add(tokens.mark(odd.start()), "control-character", message)
        return found
    reader = _MapReader(found, tokens)
    for number, token in enumerate(tokens):
        if len(found.problems) >= MAX_PROBLEMS:
            message = "so many problems that reading ends here"
            found.add(tokens.mark(token.at), "too-many-problems", message)
            return found
        if number >= MAX_TOKENS:
            message = f"more than {MAX_TOKENS:,} words and signs"
            found.add(tokens.mark(token.at), "too-many-values", message)
            return found
        reader.take(token)
    reader.end_block()
    return found


class _MapReader:
    """Puts tokens together: an entry at a time, and the entries above it by their indents."""

    def __init__(self, found: ArgumentMap, tokens: Tokens) -> None:
        self.found = found
        self.tokens = tokens
        self.above: list[tuple[int, MapEntry]] = []  # indents, and entries that arrows may lead to
        self.entry: MapEntry | None = None  # which is being read
        self.arrow: tuple[Token, MapEntry | None] | None = None  # that waits for its entry
        self.words: list[str] = []
        self.tags: list[str] = []
        self.defining = False
        self.full = False  # whether data was read, behind which no text stands
        self.passing = ""  # what is left out, up to the next empty line

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.kind == "empty":
            self.end_block()
        elif self.passing:
            pass
        elif token.kind == "front":
            self._front(token)
        elif token.kind in _SKIPPED and (token.kind != "list" or self.entry is None):
            self._pass_by(token)
        elif token.kind == "heading":
            self.end_block()
            self.passing = "heading"
        elif token.kind == "relation":
            self._relation(token)
        elif token.kind in ("define", "name"):
            self._title(token)
        elif token.kind == "data":
            self._data(token)
        elif token.kind == "tag":
            self._tag(token)
        else:
            self._text(token)

    def end_block(self) -> None:
        """End an entry, and all that its arrows belong to."""
        self._end_entry()
        if self.arrow is not None:
            token = self.arrow[0]
            mark = self.tokens.mark(token.at + token.indent)
            self.found.add(mark, "argdown-arrow", "an arrow that leads to nothing")
        self.above, self.arrow, self.passing = [], None, ""

    def _end_entry(self) -> None:
        entry, text = self.entry, unescaped(" ".join("".join(self.words).split()))
        if entry is not None:
            if self.defining and text:
                if entry.text is not None and entry.text != text:
                    message = f"{entry.title!r} is given another text above"
                    self.found.add(self.at, "argdown-twice", message)
                entry.text = text
            elif self.defining and entry.text is None:
                entry.text = ""
            entry.tags += [tag for tag in self.tags if tag not in entry.tags]
        self.entry, self.words, self.tags = None, [], []
        self.defining = self.full = False

    def _pass_by(self, token: Token) -> None:
        self._end_entry()
        self.found.skipped.append((self.tokens.mark(token.at), _SKIPPED[token.kind]))
        self.passing = token.kind

    def _relation(self, token: Token) -> None:
        self._end_entry()
        mark = self.tokens.mark(token.at + token.indent)
        while self.above and self.above[-1][0] >= token.indent:
            self.above.pop()
        if not self.above:
            message = "an arrow without a statement or an argument above it, less far in"
            self.found.add(mark, "argdown-arrow", message)
        self.arrow = (token, self.above[-1][1] if self.above else None)

    def _title(self, token: Token) -> None:
        mark = self.tokens.mark(token.at)
        if self.entry is not None or "".join(self.words).strip():
            message = (
                f"{token.word.rstrip(':')} begins in the middle of another entry; an empty line "
                "goes before it, or @ if it is only mentioned"
            )
            self.found.add(mark, "argdown-title", message)
            return
        word = token.word.removesuffix(":")
        kind, title = ("statement" if word[0] == "[" else "argument"), word[1:-1].strip()
        entries = self.found.statements if kind == "statement" else self.found.arguments
        self.defining = token.kind == "define"
        known = entries.get(title)
        if known is None:
            known = entries[title] = MapEntry(kind, title, mark)  # type: ignore[arg-type]
        elif self.defining and known.text is None:
            known.mark = mark
        self._begin(known, mark)

    def _begin(self, entry: MapEntry, mark: Mark) -> None:
        """Begin an entry; the arrow that waits for it leads to or from it."""
        self.entry, self.at = entry, mark
        if self.arrow is None:
            self.above.append((-1, entry))
            return
        token, other = self.arrow
        self.arrow = None
        self.above.append((token.indent, entry))
        if other is None:
            return
        sign = token.word.strip()
        outwards = sign[-1] == ">" and sign != "><"
        ends = (other, entry) if outwards else (entry, other)
        kind = "x" if sign == "><" else sign.strip("<>")
        self.found.links.append(MapLink(*ends, kind, self.tokens.mark(token.at + token.indent)))

    def _tag(self, token: Token) -> None:
        if self.entry is None or self.full:
            self._text(Token("text", f"#{token.word}", token.at))
        else:
            self.tags.append(token.word)

    def _text(self, token: Token) -> None:
        if token.kind == "newline" or not token.word.strip():
            self.words.append(" ")
            return
        if token.word[0] == "{":
            message = "a brace that is never closed; if it is text, write \\{"
            self.found.add(self.tokens.mark(token.at), "argdown-brace", message)
            return
        if self.full:
            message = "text behind the data of an entry; it goes before it"
            self.found.add(self.tokens.mark(token.at), "argdown-text", message)
            self.full = False
            return
        if self.entry is None:
            mark = self.tokens.mark(token.at)
            title = f"Untitled {mark.line}"
            self.defining = True
            self._begin(
                self.found.statements.setdefault(title, MapEntry("statement", title, mark)), mark
            )
        elif not self.defining:
            message = f"text behind {self.entry.title!r}; a colon goes between a title and its text"
            self.found.add(self.tokens.mark(token.at), "argdown-text", message)
            self.defining = True
        self.words.append(token.word)

    def _data(self, token: Token) -> None:
        entry = self.entry
        if entry is None:
            message = "data in braces without a statement or an argument before it"
            self.found.add(self.tokens.mark(token.at), "argdown-data", message)
            return
        mark, document = self._parsed(token)
        self.full = True
        if not isinstance(document.data, dict):
            if not document.problems:
                self.found.add(mark, "not-a-mapping", "braces hold `key: value`")
        elif entry.document is not None:
            self.found.add(mark, "argdown-twice", f"{entry.title!r} has data above already")
        else:
            entry.document, entry.data, entry.start = document, document.data, mark

    def _parsed(self, token: Token) -> tuple[Mark, Document]:
        """Read the YAML of data; the braces of a block do not belong to it."""
        block = _BLOCK.match(token.word)
        piece = token.word[block.end() : token.word.rindex("}")] if block else token.word
        mark = self.tokens.mark(token.at + (block.end() if block else 0))
        document = parse(self.found.name, piece.encode())
        self._note(document, mark)
        return mark, document

    def _front(self, token: Token) -> None:
        inner = token.word.rstrip().strip("=")
        mark = self.tokens.mark(token.at + token.word.index(inner) if inner else token.at)
        if not inner.strip():
            return
        document = parse(self.found.name, inner.encode())
        self._note(document, mark)
        if isinstance(document.data, dict):
            self.found.front, self.found.front_document = document.data, document
            self.found.front_start = mark
        elif not document.problems:
            self.found.add(mark, "not-a-mapping", "the head of the file must be `key: value`")

    def _note(self, document: Document, start: Mark) -> None:
        for problem in document.problems:
            place = shifted(Mark(problem.line or 1, problem.column or 1), start)
            message = _ON_LINE.sub(lambda n: str(int(n[0]) + start.line - 1), problem.message)
            self.found.add(place, problem.code, message)
