"""Words between bash and completion: bash breaks them at `=` and `:`, and escapes nothing."""

import os
import re
import shlex
from collections.abc import MutableMapping

ASKED = "_TOI_COMPLETE"  # set by the scripts of the shells: complete_bash, complete_zsh, ...
BEFORE = "_TOI_COMPLETE_BEFORE"  # what bash took off the word that is being completed


def split_for_bash(environment: MutableMapping[str, str]) -> None:
    """Mend the words that bash gives, which it breaks at `=` and `:`.

    Of ``--set directness=4`` bash makes three words and replaces the last of them only. The
    first two are taken out, and remembered for those who offer the last.
    """
    if environment.get(ASKED) != "complete_bash":
        return
    try:
        words = shlex.split(environment["COMP_WORDS"])
        at = int(environment["COMP_CWORD"])
    except (KeyError, ValueError):  # a quote that is still open
        return
    words += [""] * (at + 1 - len(words))
    if words[at] in ("=", ":"):  # the cursor stands right behind it
        words.insert(at + 1, "")
        at += 1
    start = at
    while start >= 2 and words[start - 1] in ("=", ":") and not words[start - 2].startswith("--"):
        start -= 2
    environment[BEFORE] = "".join(words[start:at])
    if start == at and words[at - 1] == "=":  # --option=VALUE
        start -= 1
    environment["COMP_WORDS"] = shlex.join([*words[:start], words[at]])
    environment["COMP_CWORD"] = str(start)


def quoted(word: str) -> str:
    """Escape a word for bash; the other shells do so themselves."""
    if os.environ.get(ASKED) != "complete_bash":
        return word
    return re.sub(r"([^\w@%+=:,./-])", r"\\\1", word)
