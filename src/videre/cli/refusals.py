"""With which exit code `videre` ends when it refuses: by the class that every refusal is of."""

from videre.cli.exit_codes import ExitCode
from videre.domain.refusals import NeedsAttention, NothingTaken, Refused

CODES: dict[type[Refused], ExitCode] = {  # the first that fits
    NothingTaken: ExitCode.NOTHING_TAKEN,
    NeedsAttention: ExitCode.HOME_NEEDS_ATTENTION,
    Refused: ExitCode.REFUSED,
}


def refusal_of(error: Exception) -> tuple[ExitCode, str] | None:
    """Return the exit code and the sentence for an exception that is an answer, or None for a bug."""
    for kind, code in CODES.items():
        if isinstance(error, kind):
            return code, str(error)
    return None
