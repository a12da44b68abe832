"""`videre receive`: events that are delivered once only, each acknowledged when it is safe on disk."""

import json
import sys
from pathlib import Path

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import say
from videre.domain.refusals import Refused
from videre.home.home import Home, find_home_root, get_home, today
from videre.pipeline.receiving import import_received, receive


def run(*, mapping: str | None = None, then_import: bool = False, home: Path | None = None) -> int:
    """Receive notifications from institutions, a JSON object a line on standard input.

    For each line an answer is printed at once: persisted or refused. Acknowledge an event to its sender when its answer
    is persisted, and never before. An event that comes again is the same event.

    Parameters
    ----------
    mapping
        The supplier's form: the name of a file in definitions/mappings/. Left out, the fields are the register's own.
    then_import
        Import what waits in the inbox when standard input ends.
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    """
    opened = get_home(find_home_root(home))
    n_refused = 0 if sys.stdin.isatty() else answer_lines(opened, mapping)
    code = ExitCode.SOME_SET_ASIDE if n_refused else ExitCode.DONE
    return max(code, take_in(opened)) if then_import else code


def answer_lines(home: Home, mapping: str | None) -> int:
    """Answer each line of standard input, and return how many were refused."""
    n_refused = 0
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        answer: dict[str, object] = {"line": number}
        try:
            receive(home, [line], received=today(home), mapping=mapping)
            answer["outcome"] = "persisted"
        except Refused as refusal:
            n_refused += 1
            answer |= {"outcome": "refused", "reason": str(refusal)}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return n_refused


def take_in(home: Home) -> ExitCode:
    """Import what waits, and say what became of it."""
    done = import_received(home)
    for result in done.results:
        say(f"{result.accepted:,} events taken, {result.ignored:,} known already, {result.set_aside:,} set aside.")
    for waiting in done.waiting:
        say(f"{waiting.n_events:,} events wait in the inbox: {waiting.refusal}")
    if done.n_torn:
        say(f"{done.n_torn:,} lines were never acknowledged, since writing them was broken off.")
    is_some_left = done.waiting or any(result.set_aside for result in done.results)
    return ExitCode.SOME_SET_ASIDE if is_some_left else ExitCode.DONE
