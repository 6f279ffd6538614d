"""Small debates written out: one criterion or more, plain numbers, a few arguments."""

from toi.compile.scoring import compile_problem
from toi.records.argument import Argument
from toi.records.debate import Debate
from toi.records.line import Line
from toi.records.rubric import Rubric
from toi.records.theory import Criterion, Theory


def criterion(name="c1", **fields):
    given = {"title": name, "short": name, "question": "?", "direction": "benefit"}
    return Criterion.model_validate({"id": name, "scale": [0, 10], **given, **fields})


def theory(name, values=None, basis="inferred", **fields):
    """A theory with a value per criterion, or with `parts`."""
    words = {"title": name, "short": name, "claim": "claim", "case": "case", "kinds": ["listed"]}
    judgements = {
        c: {"value": value, "basis": basis, "why": "because"} for c, value in (values or {}).items()
    }
    return Theory.model_validate({"id": name, **words, "judgements": judgements, **fields})


def argument(name, credence, effects=(), against=(), **fields):
    """An argument; effects are (theories, criterion, lowers or raises, force)."""
    because = {"basis": "inferred", "why": "because"}
    given = {"kind": "critique", "title": name, "gist": "gist", "speaker": "post"}
    return Argument.model_validate(
        {
            "id": name,
            **given,
            "credence": {"value": credence, **because},
            "effects": [
                {"id": f"e{i}", "on": on, "criterion": c, side: force, **because}
                for i, (on, c, side, force) in enumerate(effects)
            ],
            "against": [{"argument": a, "force": force, **because} for a, force in against],
            **fields,
        }
    )


def line(name, overlap=None):
    said = {"value": overlap, "basis": "inferred", "why": "because"}
    given = {"id": name, "title": name, "gist": "gist"}
    return Line.model_validate(given | ({} if overlap is None else {"overlap": said}))


def debate(criteria, theories, arguments=(), lines=()):
    return Debate(
        {c.id: c for c in criteria},
        {t.id: t for t in theories},
        {a.id: a for a in arguments},
        lines={one.id: one for one in lines},
    )


def rubric(**fields):
    given = {"schema": "toi/rubric/1", "id": "small", "title": "small"}
    return Rubric.model_validate({**given, "weights_sure": "exactly", **fields})


def problem(criteria, theories, arguments=(), lines=(), **fields):
    """The compiled problem, under a rubric with sure and equal weights unless it says so."""
    return compile_problem(debate(criteria, theories, arguments, lines), rubric(**fields))
