"""HTML of the report: what is no `Markup` is escaped, so text of records and rubrics stays text."""

import base64
import hashlib
import html
import re
from collections.abc import Iterable

from toi.analyses.layout.page import unpainted
from toi.analyses.shared.format import GLUE
from toi.analyses.shared.letters import visible

_VOID = frozenset({"meta", "br", "input"})
_OPEN_ENDED = frozenset(
    {"td", "th", "tr", "li", "dt", "dd"}
)  # HTML needs no end tags of these; a page has many
_PLAIN = re.compile(r"[\w#-]+", re.ASCII)  # values of attributes that need no quotes
_PER_CENT = re.compile(r"(?<=\d) %")  # no line begins with the sign
_WEB = re.compile(r"https?://[^\s\x00-\x1f]+", re.I)


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


Child = str | None
Attribute = str | int | float | bool | None


def text(value: str) -> Markup:
    """Write plain text so that it shows as it is; letters that turn or hide text by number."""
    if isinstance(value, Markup):
        return value
    plain = visible(unpainted(value)).replace(GLUE, "\u00a0")
    plain = _PER_CENT.sub("\u00a0%", plain)
    return Markup(html.escape(plain))


def tag(name: str, /, *children: Child, **attributes: Attribute) -> Markup:
    """Write an element.

    Parameters
    ----------
    *children : str or None
        Plain text is escaped, `Markup` is not; None is left out.
    **attributes
        ``class_`` is class, ``data_x`` data-x; True stands without a value, False and None
        are left out.
    """
    start = f"<{name}{''.join(_attribute(*pair) for pair in attributes.items())}>"
    if name in _VOID and not children:
        return Markup(start)
    end = "" if name in _OPEN_ENDED else f"</{name}>"
    return Markup(f"{start}{together(children)}{end}")


def together(parts: Iterable[Child]) -> Markup:
    """Put parts one after another."""
    return Markup("".join(text(part) for part in parts if part is not None))


def paragraphs(*texts: str | None) -> Markup:
    """Write each text as a paragraph; None is left out."""
    return together(tag("p", one) for one in texts if one)


def bullets(items: Iterable[str], **attributes: Attribute) -> Markup:
    """Write a list; nothing where there is no item."""
    found = [tag("li", item) for item in items]
    return tag("ul", *found, **attributes) if found else Markup()


def web_link(label: str, url: str | None) -> Markup:
    """Link a label to a page of the web; any other address is only told."""
    if url is None:
        return text(label)
    if not _WEB.fullmatch(url):
        return text(f"{label} ({url})")
    return tag("a", label, href=visible(url))


def inner_link(label: str, target: str, **attributes: Attribute) -> Markup:
    """Link a label to a place in the page."""
    return tag("a", label, href=f"#{target}", **attributes)


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    if _PLAIN.fullmatch(shown):
        return f" {name}={shown}"
    return f' {name}="{html.escape(visible(shown))}"'


def page_head(title: str, style: str, script: str, *directives: str) -> Markup:
    """Return the head of a page, by which a browser takes only this style and script.

    Parameters
    ----------
    script : str
        None where it is empty.
    directives : str
        Of its content security policy, what else it may take.
    """
    scripts = f"'{_digest(script)}'" if script else "'none'"
    own = ("default-src 'none'", f"style-src '{_digest(style)}'", f"script-src {scripts}")
    policy = "; ".join([*own, *directives, "base-uri 'none'", "form-action 'none'"])
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        Markup(f'\n<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", title),
        tag("style", Markup(style)),
    )


def _digest(content: str) -> str:
    raw = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(raw).decode('ascii')}"
