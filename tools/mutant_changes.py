"""Mutants: each a module with one change, and the change itself."""

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from equal_mutants import EQUAL

HERE = Path(__file__).resolve().parent.parent
CODE = HERE / "toi"
ENGINE = CODE / "engine"
OTHER_OPERATOR: dict[type, type] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
SAID_ALREADY = (ast.Compare, ast.UnaryOp)  # whose own change turns the condition round


@dataclass(frozen=True, eq=False)
class Mutant:
    """A module with one change, which is made only in the fork where it is tried."""

    path: Path
    function: str
    line: int
    source: str
    before: str
    after: str
    nth: int  # of those alike in its line, from 1
    tree: ast.Module
    place: tuple[ast.AST, str, int | None]
    other: ast.AST

    @property
    def chapter(self) -> str:
        """Return the folder with the tests of its module."""
        return "/".join(("tests", *self.path.relative_to(CODE).parts[:-1][:2]))

    @property
    def module(self) -> str:
        """Return the name by which it is asked for."""
        return name_of(self.path)

    @property
    def is_equal(self) -> bool:
        """Tell whether it was found to make no difference."""
        return not self.names.isdisjoint(EQUAL.get((self.module, self.source), {}))

    @property
    def names(self) -> set[str]:
        """Return what it may be called among those that make no difference."""
        return {self.change, f"{self.change} ({self.nth})"}

    @property
    def change(self) -> str:
        """Say what is exchanged for what."""
        return f"{self.before}  ->  {self.after}"

    def __str__(self) -> str:
        nth = f" ({self.nth})" if self.nth > 1 else ""
        return f"{self.path.relative_to(HERE)}:{self.line}: {self.change}{nth}"


def name_of(path: Path) -> str:
    """Name a module as in `scoring/lines`, outside of the engine as in `analyses/portfolio/why`."""
    folder = ENGINE if path.is_relative_to(ENGINE) else CODE
    return path.relative_to(folder).with_suffix("").as_posix()


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield each other node that may stand in the place of one."""
    other = copy.deepcopy(node)
    match other:
        case ast.BinOp() | ast.AugAssign() | ast.BoolOp() if type(other.op) in OTHER_OPERATOR:
            other.op = OTHER_OPERATOR[type(other.op)]()
            yield other
        case ast.Compare() if type(other.ops[0]) in OTHER_OPERATOR:
            other.ops[0] = OTHER_OPERATOR[type(other.ops[0])]()
            yield other
        case ast.UnaryOp():
            yield other.operand
        case ast.Constant(value=bool()):
            yield ast.Constant(not other.value)
        case ast.Constant(value=int() | float()):
            yield ast.Constant(other.value + 1)
        case ast.If() | ast.IfExp() if not isinstance(other.test, SAID_ALREADY):
            other.test = ast.UnaryOp(ast.Not(), other.test)
            yield other


def places(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Yield where the nodes that run below one stand: parent, field, index."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "args", "decorator_list") and not isinstance(
            node, ast.Call
        ):
            continue  # defaults are no code of the function
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.keyword) and child.arg == "strict":
                continue  # of `zip`: a check that does not fail in what is right
            if isinstance(child, ast.AST) and not isinstance(child, ast.Assert):
                yield node, field, index
                yield from places(child)


def put(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    """Put a node into a place."""
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def shown(node: ast.AST) -> str:
    """Show a node in a line."""
    code = ast.unparse(ast.fix_missing_locations(node)).splitlines()
    return code[0]


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield each mutant of the functions of a module."""
    text = path.read_text()
    tree, lines = ast.parse(text), text.splitlines()
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    bodies = chain([("", tree.body)], ((f"{one.name}.", one.body) for one in classes))
    functions = [
        (within + node.name, node)
        for within, body in bodies
        for node in body
        if isinstance(node, ast.FunctionDef)
    ]
    alike: Counter[tuple[int, str, str]] = Counter()
    for name, function in functions:
        for parent, field, index in list(places(function)):
            value = getattr(parent, field)
            node = value if index is None else value[index]
            for other in changes(node):
                place = parent, field, index
                line = getattr(node, "lineno", function.lineno)
                source = lines[line - 1].strip()
                before, after = shown(node), shown(other)
                alike[line, before, after] += 1
                nth, new = alike[line, before, after], ast.copy_location(other, node)
                yield Mutant(path, name, line, source, before, after, nth, tree, place, new)
