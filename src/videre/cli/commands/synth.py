"""`videre synth`: the registers of a made-up municipality."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter
from rich.progress import Progress

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import PEOPLE, say
from videre.pipeline.synthesising import MANIFEST, TRUTH, synthesise
from videre.synth.request import DEFAULT_SEED, SIZES, Request

Size = Literal["village", "municipality", "city"]


def run(
    *,
    out: Path,
    persons: int | None = None,
    seed: int = DEFAULT_SEED,
    from_year: Annotated[int, Parameter(name="--from")] = 2006,
    to_year: Annotated[int, Parameter(name="--to")] = 2016,
    size: Size = "municipality",
) -> int:
    """Write the registers of a made-up municipality, in suppliers' formats, with what is true of it beside.

    Parameters
    ----------
    out
        The folder to write to; it must be empty.
    persons
        How many people aged 0 to 40 live there on 1 January 2014; goes before --size.
    seed
        Any number; the same seed makes the same municipality, to the byte.
    from_year
        The registers begin on 1 January of this year, 2004 at the earliest.
    to_year
        The registers are known up to 31 January of this year.
    size
        village (1,500 people aged 0 to 40), municipality (Albertslund's 14,789) or city (300,000).
    """
    n_persons = SIZES[size] if persons is None else persons
    request = Request(n_persons, seed, from_year, to_year)
    with Progress(console=PEOPLE, transient=True) as bar:
        task = bar.add_task("Making people up", total=None)
        synthesise(request, out, lambda file, done, n: bar.update(task, description=file, completed=done, total=n))
    say(f"Made up {n_persons:,} people; their registers lie in {out}.")
    say(f"Deliver them in the order of {MANIFEST}. What is true of them stands in {TRUTH}.")
    return ExitCode.DONE
