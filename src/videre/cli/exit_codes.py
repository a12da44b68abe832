"""What the number says with which `videre` ends. docs/reference/exit-codes.md is generated from this table."""

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes, the same for every command."""

    DONE = 0
    REFUSED = 1
    WRONG_CALL = 2
    SOME_SET_ASIDE = 3
    NOTHING_TAKEN = 4
    HOME_NEEDS_ATTENTION = 5


MEANINGS = {
    ExitCode.DONE: "Done.",
    ExitCode.REFUSED: "Refused, with the reason and what to do.",
    ExitCode.WRONG_CALL: "The command or its arguments are not understood.",
    ExitCode.SOME_SET_ASIDE: (
        "Done, but rows were set aside, or wait to be mended, or a published table lacks some, or a delivery is late."
    ),
    ExitCode.NOTHING_TAKEN: "Nothing could be taken: no row of the delivery was usable.",
    ExitCode.HOME_NEEDS_ATTENTION: "The home or the installation needs attention; `videre doctor` says what.",
}
