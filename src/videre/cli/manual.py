"""The manual's pages of the command line, made from the commands themselves."""

from videre.cli.app import app
from videre.cli.exit_codes import MEANINGS

MADE_FROM = "<!-- Made from src/videre/cli/ by scripts/manual: edit the commands, not this page. -->\n"

COMMANDS_HEAD = f"""# Kommandoer · Commands

{MADE_FROM}
Every command, with its options. `videre COMMAND --help` says the same at the terminal. With which number each ends
stands in [exit-codes.md](exit-codes.md).

"""

EXIT_CODES_HEAD = f"""# Afslutningskoder · Exit codes

{MADE_FROM}
The number with which `videre` ends, the same for every command.

| code | name | meaning |
| ---: | --- | --- |
"""


def list_pages() -> dict[str, str]:
    """Return the pages of the commands and the exit codes, by their path from the root of the repository."""
    codes = "".join(f"| {code.value} | `{code.name.lower()}` | {meaning} |\n" for code, meaning in MEANINGS.items())
    return {
        "docs/reference/commands.md": COMMANDS_HEAD + commands_without_title(),
        "docs/reference/exit-codes.md": EXIT_CODES_HEAD + codes,
    }


def commands_without_title() -> str:
    """Return what every command says of itself, from the first command on."""
    said: str = app.generate_docs(output_format="markdown")
    return said[said.index("\n## ") + 1 :].rstrip("\n") + "\n"
