"""Small random debates and rubrics, through the same models as files."""

from functools import cache

from hypothesis import strategies as st

from tests import small
from toi.records.argument import Argument
from toi.records.debate import Debate
from toi.records.rubric import Rubric
from toi.records.theory import Criterion, Theory

CRITERIA = ("c1", "c2", "c3")
LINES = ("l1", "l2")

# Made once: to make a strategy, and to look whether it makes sense, takes longer than a draw.
ARGUMENTS = st.sampled_from((3, 2, 4, 5, 1, 3, 2, 4, 5, 0))  # none is seldom of interest
FORCES = st.sampled_from(("point", "pert", "uniform"))
VALUES = st.sampled_from(("point", "pert", "triangular", "mixture"))
BEARS = st.sampled_from((True, True, False))
DIRECTIONS = st.sampled_from(("benefit", "cost"))
SPEAKERS = st.sampled_from(("post", "reader"))
TAGS = st.sampled_from(((), ("x",), ("y",)))
SURE = st.sampled_from(("exactly", "roughly", "order", "unknown"))
BELIEFS = st.sampled_from((0, 0.3, 1, {"settled": 0.6}, [0.2, 0.8], {"trust": 2.5}))


@cache
def unit(low=0.0, high=1.0):
    """A number with four decimals; the ends come up more often than others."""
    return st.integers(round(1e4 * low), round(1e4 * high)).map(lambda n: n / 1e4)


def law(draw, family, scale=1.0):
    """A number, or a distribution of a family."""
    if family == "point":
        return scale * draw(unit())
    low, mode, high = sorted(scale * draw(unit()) for _ in range(3))
    match family:
        case "uniform":
            return {"uniform": [low, high]}
        case "mixture":
            return {"mixture": [[2, {"uniform": [low, high]}], [1, mode]]}
        case _:
            return {family: [low, mode, high]}


def force(draw):
    return law(draw, draw(FORCES))


def judgement(draw):
    value = law(draw, draw(VALUES), 10)
    return {"value": value, "basis": "inferred", "why": "because", "bears": draw(BEARS)}


@st.composite
def debates(draw, conditions=True, parts=True, both_ways=True, signs=("lowers", "raises")):
    """Two or three criteria, two to four theories (one may be a whole), up to five arguments.

    Arguments may stand in two lines or be instances of one another, and theories may have
    been examined less than wholly, with all others for peers.
    """
    names = CRITERIA[: draw(st.integers(2, 3))]
    criteria = [
        Criterion(
            id=name,
            title=name,
            short=name,
            question="?",
            direction=draw(DIRECTIONS),
            scale=[0, 10],
        )
        for name in names
    ]
    leaves = [f"T{i}" for i in range(1, draw(st.integers(2, 4)) + 1)]
    theories = [
        {"id": t, "kinds": ["listed"], "judgements": {c: judgement(draw) for c in names}}
        for t in leaves
    ]
    for theory in theories:
        if draw(st.booleans()):
            theory["scrutiny"] = {"value": draw(unit()), "why": "because"}
            theory["peers"] = ["listed"]
    if parts and draw(st.booleans()):
        share = draw(unit(0.1, 0.9))
        whole = [{"id": "T1", "share": share}, {"id": "T2", "share": 1 - share}]
        theories.append({"id": "W", "kinds": ["listed"], "parts": whole})
    if conditions and draw(st.booleans()):
        others = [t["id"] for t in theories if t["id"] not in ("T1", "W")]
        theories[0]["conditional_on"] = {"on": others, "share": draw(unit()), "why": "because"}
    return Debate(
        {c.id: c for c in criteria},
        {t["id"]: _theory(t) for t in theories},
        {a.id: a for a in draw(_arguments(names, leaves, both_ways, signs))},
        lines={name: small.line(name, draw(st.none() | unit())) for name in LINES},
    )


def _theory(fields):
    words = {"title": fields["id"], "short": fields["id"], "claim": "claim", "case": "case"}
    return Theory.model_validate({**words, **fields})


@st.composite
def _arguments(draw, names, leaves, both_ways, signs):
    found = []
    for i in range(draw(ARGUMENTS)):
        cells = st.tuples(st.sampled_from(leaves), st.sampled_from(names))
        hit = draw(st.lists(cells, min_size=1, max_size=3, unique=True))
        effects = [
            {
                "id": f"e{k}",
                "on": [t],
                "criterion": c,
                draw(st.sampled_from(signs)): force(draw),
                "basis": "inferred",
                "why": "because",
            }
            for k, (t, c) in enumerate(hit)
        ]
        answered = (
            draw(st.lists(st.sampled_from(found), unique_by=lambda a: a.id, max_size=2))
            if found
            else []
        )
        against = [
            {"argument": a.id, "force": force(draw), "basis": "inferred", "why": "because"}
            for a in answered
        ]
        if against and not both_ways:
            effects = []  # so that no argument reaches a cell by two ways
        found.append(
            Argument.model_validate(
                {
                    "id": f"a{i}",
                    "kind": "critique",
                    "title": f"a{i}",
                    "gist": "gist",
                    "speaker": draw(SPEAKERS),
                    "tags": draw(TAGS),
                    "credence": {"value": draw(unit()), "basis": "inferred", "why": "because"},
                    "effects": effects,
                    "against": against,
                    "line": draw(st.sampled_from([None, *LINES])),
                    "instance_of": draw(st.sampled_from([None, *(a.id for a in found)])),
                    "spares": draw(st.sampled_from([{}, {leaves[0]: "another matter"}])),
                }
            )
        )
    return found


@st.composite
def rubrics(draw, debate, value_functions=True, gates=True, scrutiny=True, not_bearing=True):
    """A rubric for a debate: weights not all zero, some credences settled."""
    names = list(debate.criteria)
    weights = {name: draw(st.integers(0, 5)) for name in names}
    weights[names[0]] += 1
    fields = {
        "schema": "toi/rubric/1",
        "id": "drawn",
        "title": "drawn",
        "weights": weights,
        "weights_sure": draw(SURE),
    }
    said = {}
    for name in debate.arguments:
        if draw(st.booleans()):
            said[name] = draw(BELIEFS)
    fields["credences"] = {"arguments": said}
    if value_functions and draw(st.booleans()):
        fields["value_functions"] = {names[0]: [[0, 0], [4, 0.8], [10, 1]]}
    if gates and draw(st.booleans()):
        fields["gates"] = [{f"{names[-1]} > 8": "exclude"}]
    if scrutiny and draw(st.booleans()):
        fields["scrutiny"] = "adjusted"
    if not_bearing and draw(st.booleans()):
        fields["not_bearing"] = "left-out"
    fields["overlap"] = {"default": draw(unit()), "lines": {LINES[0]: draw(unit())}}
    return Rubric.model_validate(fields)


BY_RUBRIC = ("value_functions", "gates", "scrutiny", "not_bearing")


@st.composite
def problems(draw, **options):
    """A debate with a rubric."""
    chosen = {name: options.pop(name) for name in BY_RUBRIC if name in options}
    debate = draw(debates(**options))
    return debate, draw(rubrics(debate, **chosen))


def shuffled(records, random):
    """Return the same mapping with its keys in another order."""
    names = list(records)
    random.shuffle(names)
    return {name: records[name] for name in names}


def reordered(debate, random):
    """Return the same debate with its records in another order."""
    records = (debate.criteria, debate.theories, debate.arguments, debate.lines)
    criteria, theories, arguments, lines = (shuffled(some, random) for some in records)
    return Debate(criteria, theories, arguments, lines=lines)
