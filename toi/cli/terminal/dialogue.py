"""Questions and replies at a terminal; every answer is kept as it comes."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from toi.analyses.shared.letters import visible
from toi.errors import InputErrors, usage

if TYPE_CHECKING:
    from toi.analyses.elicit.question import Question
    from toi.analyses.elicit.scene import Scene
    from toi.analyses.elicit.session import Session

BACK = ("back", "undo", "b")
LEAVE = ("quit", "exit", "q")
HELP = ("?", "help")
MOST_WRONG = 5  # replies in a row that no question takes, after which it stops asking
GREETING = """\
A few questions, some three minutes: first what you value, then the arguments that matter most
for your own ranking. What the records believe is not shown until you are done. back takes the
last answer back; Ctrl-C stops, and keeps your answers for later."""


def goes_on(file: Path) -> bool:
    """Ask whether to go on with answers that were kept."""
    for _ in range(MOST_WRONG):
        try:
            word = typed(f"{file} holds answers from before. Go on with them? [Y/n] ")
        except EOFError:
            raise KeyboardInterrupt from None
        if word.casefold() in ("", "y", "yes", "n", "no"):
            return word.casefold() in ("", "y", "yes")
        say("Type y to go on, or n to begin anew.")
    raise usage(
        f"{MOST_WRONG} replies that are neither y nor n; nothing was changed: --resume goes on "
        "with those answers, --restart begins anew",
        "bad-answer",
    )


def hold(scene: "Scene", session: "Session") -> "Session | None":
    """Ask until nothing is left to ask; return None if somebody leaves before that."""
    from toi.analyses.elicit.compute import keep
    from toi.analyses.elicit.questions import next_question
    from toi.analyses.layout.page import stdout_page

    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - a line can then be edited as it is typed
    print(stdout_page().fill(GREETING.replace("\n", " ")))
    try:
        while (question := next_question(scene, session)) is not None:
            answered = _answered(scene, session, question)
            if answered.answers != session.answers:
                keep(scene, answered)
            session = answered
    except (KeyboardInterrupt, EOFError):
        print()
        return None
    return session


def _answered(scene: "Scene", session: "Session", question: "Question") -> "Session":
    """Ask one question until the reply can be read or goes back; return the session after it.

    Raises
    ------
    EOFError
        If the reply is to leave, or too many in a row cannot be read.
    """
    from toi.analyses.elicit.screen import question_screen
    from toi.analyses.elicit.session import replied, undone
    from toi.analyses.layout.page import stdout_page

    words = question.words(scene, session.answers)
    screen = "\n" + question_screen(words, stdout_page())
    print(visible(screen), end="")
    wrong = 0
    while wrong < MOST_WRONG:
        text = typed("> ")
        word = text.casefold()
        if word in LEAVE:
            raise EOFError
        if word in BACK:
            before = undone(session)
            if before is not None:
                return before
            say("This is the first question.")
        elif word in HELP:
            print(visible(screen), end="")
            say(words.help or "back takes the last answer back; quit keeps what is answered.")
        else:
            try:
                return replied(scene, session, question, text)
            except InputErrors as error:
                wrong += 1
                say(f"{error.problems[0].message}.")
                say(f"({words.expects})")
    say(f"{MOST_WRONG} replies in a row could not be read.")
    raise EOFError


def say(text: str) -> None:
    """Print a remark between two prompts."""
    from toi.analyses.layout.page import stdout_page

    print(visible(stdout_page().fill(f"  {text}", "  ")))


def typed(prompt: str) -> str:
    """Read a line; what is not text becomes a reply that no question takes."""
    try:
        return input(prompt).strip()
    except UnicodeDecodeError:
        return "\ufffd"
