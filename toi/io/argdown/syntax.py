"""The letters of Argdown, as both its writer and its reader know them."""

import re
from typing import Any

from toi.io.yaml.emit import flow, text_word

ENDINGS = (".argdown", ".ad")
FORMAT = "toi/argdown/1"
LONGEST_TITLE = 1000  # characters
# What would begin something else where it stands in text; `//` begins a remark, `===` a head.
_SPECIAL = re.compile(r"[\\@#*_\[\]<>{}]|/(?=[/*])|(?<=/)/|=|[:.](?=[^\s:.]+[:.])")
_ESCAPED = re.compile(r"\\(.)")
_PLAIN_TAG = re.compile(r"[A-Za-z0-9-]+")
_IN_TITLE = str.maketrans({"[": "(", "]": ")", "<": "\u2039", ">": "\u203a"})


def escaped(text: str) -> str:
    """Return text on one line, in which nothing is markup."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", " ".join(text.split()))


def unescaped(text: str) -> str:
    """Return text as it is read."""
    return _ESCAPED.sub(r"\1", text)


def clean_title(title: str) -> str:
    """Return a title without the brackets that would end it."""
    found = " ".join(title.translate(_IN_TITLE).split())[:LONGEST_TITLE]
    return f"\u2010{found[1:]}" if found.startswith("-") else found


def tag_word(tag: str) -> str:
    """Write a tag; one of more than plain letters stands in brackets."""
    return f"#{tag}" if _PLAIN_TAG.fullmatch(tag) else f"#({tag.replace(')', '')})"


def data_block(content: dict[str, Any]) -> str:
    """Write plain data as a block in braces, of YAML in which no other brace stands.

    A brace before the end would end the block; so would an empty mapping, which is left out.
    """
    return "\n".join(["{", *_mapping(content, "  "), "}"])


def front_matter(content: dict[str, Any]) -> str:
    """Write plain data as the head of a file."""
    return "\n".join(["===", *_mapping(content, ""), "==="])


def _mapping(content: dict[Any, Any], pad: str) -> list[str]:
    found = []
    for key, value in content.items():
        word = key if key == "on" else _word(key)
        if isinstance(value, dict):
            found += [f"{pad}{word}:", *_mapping(value, f"{pad}  ")] if value else []
        elif isinstance(value, list | tuple) and any(isinstance(v, dict | list) for v in value):
            found += [f"{pad}{word}:", *_items(value, f"{pad}  ")]
        else:
            found.append(f"{pad}{word}: {_word(value)}")
    return found


def _items(values: list[Any] | tuple[Any, ...], pad: str) -> list[str]:
    found = []
    for value in values:
        if not isinstance(value, dict):
            found.append(f"{pad}- {_word(value)}")
            continue
        first, *rest = _mapping(value, f"{pad}  ") or [f"{pad}  null"]
        found += [f"{pad}- {first.lstrip()}", *rest]
    return found


def _word(value: Any) -> str:
    """Write a value on one line without braces, or signs of equality that end a head."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_word, value))}]"
    if not isinstance(value, str):
        return flow(value)
    word = text_word(value)
    if any(sign in word for sign in ("{", "}", "===")):  # it stands in double quotes
        return word.replace("{", "\\u007b").replace("}", "\\u007d").replace("=", "\\u003d")
    return word
