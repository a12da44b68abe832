"""Printing for people and for programs: sentences and progress on the error stream, results on the output stream."""

import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Literal

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

PEOPLE = Console(stderr=True, soft_wrap=True, highlight=False)

Row = Mapping[str, object]


def say(sentence: str) -> None:
    """Say a sentence to the person at the terminal; never part of a result that a program reads."""
    PEOPLE.print(sentence, markup=False)


def print_json(rows: Sequence[Row]) -> None:
    """Print a list of objects as JSON: the stable form for programs."""
    sys.stdout.write(json.dumps(list(rows), ensure_ascii=False, indent=1, default=str) + "\n")


def print_object(row: Row) -> None:
    """Print one object as JSON: the stable form for programs."""
    sys.stdout.write(json.dumps(row, ensure_ascii=False, indent=1, default=str) + "\n")


def print_csv(rows: Sequence[Row]) -> None:
    """Print rows as CSV below a line of all their names; an object in a cell is JSON. Nothing without rows."""
    if rows:
        names = list(dict.fromkeys(name for row in rows for name in row))
        writer = csv.DictWriter(sys.stdout, fieldnames=names, lineterminator="\n")
        writer.writeheader()
        writer.writerows([{name: cell(value) for name, value in row.items()} for row in rows])


def print_lines(lines: Sequence[str]) -> None:
    """Print lines of a result."""
    sys.stdout.write("\n".join(lines) + "\n")


def print_table(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Print some columns of rows as a table for people."""
    table = Table(box=None, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(shown(row[column]) for column in columns))
    Console(highlight=False, width=None if sys.stdout.isatty() else 200).print(table, markup=False)


def print_rows(rows: Sequence[Row], columns: Sequence[str], form: Literal["table", "json", "csv"]) -> None:
    """Print rows whole as JSON or CSV for programs, or some of their columns as a table for people."""
    if form == "json":
        print_json(rows)
    elif form == "csv":
        print_csv(rows)
    else:
        print_table(rows, columns)


def cell(value: object) -> object:
    """Return a value as it stands in a CSV cell: objects and lists as JSON."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list | tuple) else value


def shown(value: object) -> str:
    """Return a value as people read it in a table."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}" if value != int(value) else str(int(value))
    if isinstance(value, dict):
        return ", ".join(f"{key}={part}" for key, part in value.items())
    return str(value)


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on the terminal while something long runs; gives a function that takes (done, of how many)."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=PEOPLE, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
