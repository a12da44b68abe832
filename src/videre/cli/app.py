"""The list of commands. Each is named by an import string, so that `videre measure` never loads Django."""

import sys
from keyword import iskeyword

from cyclopts import App
from rich.console import Console

from videre import __version__
from videre.cli.exit_codes import ExitCode
from videre.cli.refusals import refusal_of
from videre.home.room import refusing_a_full_disk

COMMANDS = {
    "demo": "Everything, from nothing to a running site, with made-up people.",
    "init": "Make a home: settings, keys and folders.",
    "synth": "Write the registers of a made-up municipality.",
    "import": "Take in what suppliers deliver.",
    "fetch": "Fetch open data from public sources.",
    "check": "Find what is wrong in the registers, and which deliveries are late.",
    "receive": "Receive events that are delivered once only, and acknowledge each.",
    "measure": "Compute the measurement points.",
    "compare": "Compare official figures, place by place.",
    "ledger": "Show who joined and who left a count, and why.",
    "project": "Where a cohort is heading, how sure that is, and why.",
    "explain": "Show everything behind one figure.",
    "freeze": "Close a month, so that what was said of it stays said.",
    "revisions": "Show which frozen figures come out otherwise, and by which delivery.",
    "release": "Protect and release the tables of the catalogue.",
    "attack": "Try to learn from what is published what nobody should.",
    "report": "Write the half-year report.",
    "serve": "Serve the site.",
    "manage": "Run a management command on the site, e.g. make_user.",
    "nightly": "Do what is to be done each night.",
    "doctor": "Say whether the home is well, and what to do where it is not.",
    "backup": "Back the home up into one file, without its keys.",
    "restore": "Restore a backup, without those who have been erased since.",
    "erase": "Remove persons for good.",
    "compile": "Compile the folds, so that the first user need not wait.",
}

app = App(name="videre", version=__version__, help="Runs a municipality's youth strategy: registers in, figures out.")


def module_of(command: str) -> str:
    """Return the module of a command; one that is a word of Python (import) has an underscore behind it."""
    return f"videre.cli.commands.{command.replace('-', '_')}{'_' if iskeyword(command) else ''}"


for _name, _help in COMMANDS.items():
    app.command(f"{module_of(_name)}:run", name=_name, help=_help)


def main() -> None:
    """Run `videre` with the arguments of the process, and end it with a documented exit code."""
    try:
        with refusing_a_full_disk():
            result = app(sys.argv[1:], result_action="return_value")
    except Exception as error:
        refusal = refusal_of(error)
        if refusal is None:
            raise
        code, sentence = refusal
        Console(stderr=True, soft_wrap=True, highlight=False).print(sentence, markup=False)
        sys.exit(code)
    sys.exit(int(result) if isinstance(result, int) else ExitCode.DONE)
