"""Reading a report's page as a browser does: its elements, and the text in them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "input", "link", "img"}
OPEN_ENDED = {"td": {"td", "th", "tr"}, "th": {"td", "th", "tr"}, "tr": {"tr"}, "li": {"li"}}
OPEN_ENDED |= {"dt": {"dt", "dd"}, "dd": {"dt", "dd"}}


@dataclass
class Element:
    """An element with what is in it."""

    name: str
    attributes: dict = field(default_factory=dict)
    parts: list = field(default_factory=list)

    @property
    def text(self):
        """All text in it, with single spaces."""
        found = "".join(part if isinstance(part, str) else f" {part.text} " for part in self.parts)
        return " ".join(found.split())

    def all(self, *names):
        """Every element below it with one of these names, in order."""
        for part in self.parts:
            if isinstance(part, Element):
                if part.name in names or not names:
                    yield part
                yield from part.all(*names)

    def first(self, name, **attributes):
        """The first element below it with a name and attributes."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return next(e for e in self.all(name) if wanted.items() <= e.attributes.items())


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.stack = [Element("page")]

    def handle_starttag(self, name, attributes):
        while self.stack[-1].name in OPEN_ENDED and name in OPEN_ENDED[self.stack[-1].name]:
            self.stack.pop()
        element = Element(name, dict(attributes))
        self.stack[-1].parts.append(element)
        if name not in VOID:
            self.stack.append(element)

    def handle_startendtag(self, name, attributes):
        self.stack[-1].parts.append(Element(name, dict(attributes)))

    def handle_endtag(self, name):
        while self.stack[-1].name != name:
            assert self.stack.pop().name in OPEN_ENDED, f"</{name}> closes nothing"
        self.stack.pop()

    def handle_data(self, text):
        self.stack[-1].parts.append(text)


def read(page):
    """Read a page; what is opened must be closed."""
    reader = _Reader()
    reader.feed(page)
    assert [element.name for element in reader.stack] == ["page"]
    return reader.stack[0]


def rows(table):
    """The rows of a table's body as texts; words across it are left out."""
    for row in table.first("tbody").all("tr"):
        if "band" not in row.attributes.get("class", ""):
            yield [cell.text for cell in row.all("th", "td")]
