"""Mutants: a module with one condition inverted, moved by one at its border, or deleted."""

import ast
import copy
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
AT_THE_BORDER: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}


class Mutant(NamedTuple):
    """A module with one condition changed. what: the change, in words."""

    module: str
    line: int
    what: str
    source: str


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Yield every mutant of a module."""
    module, tree = file.name, ast.parse(file.read_text("utf-8"))
    for place, node in enumerate(ast.walk(tree)):
        for what, change in changes_of(node):
            mutated = copy.deepcopy(tree)
            target = next(each for number, each in enumerate(ast.walk(mutated)) if number == place)
            before = ast.unparse(target)
            change(target)
            after = ast.unparse(target)
            line = getattr(node, "lineno", 0)
            yield Mutant(
                module, line, f"{what}: {before}  ->  {after}", ast.unparse(ast.fix_missing_locations(mutated))
            )


def changes_of(node: ast.AST) -> Iterator[tuple[str, "Change"]]:
    """Yield the ways to change a node. An assertion states what holds anyhow, and is left alone."""
    if isinstance(node, ast.Compare):
        for place, each in enumerate(node.ops):
            for table in (OPPOSITE, AT_THE_BORDER):
                if type(each) in table:
                    yield "compare", Change("ops", place, table[type(each)]())
    if isinstance(node, ast.BoolOp):
        yield "other word", Change("op", None, ast.Or() if isinstance(node.op, ast.And) else ast.And())
        for place in range(len(node.values)):
            yield "deleted", Change("values", place, None)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not", Change("op", None, ast.Not(), doubled=True)
    if isinstance(node, ast.comprehension):
        for place in range(len(node.ifs)):
            yield "deleted filter", Change("ifs", place, None)
    if isinstance(node, ast.If):
        yield "never", Change("test", None, ast.Constant(False))


class Change(NamedTuple):
    """What is put in the place of a node's field, or of one of a list; None: it is deleted."""

    field: str
    place: int | None
    new: ast.AST | None
    doubled: bool = False

    def __call__(self, node: ast.AST) -> None:
        """Change a node."""
        if self.doubled:
            assert isinstance(node, ast.UnaryOp)
            node.operand = ast.UnaryOp(ast.Not(), node.operand)
        elif self.place is None:
            setattr(node, self.field, self.new)
        elif self.new is None:
            del getattr(node, self.field)[self.place]
        else:
            getattr(node, self.field)[self.place] = self.new
