"""`videre compile`: compile the folds at installation, so that the first user need not wait."""

from videre.cli.exit_codes import ExitCode
from videre.pipeline.compiling import compile_folds


def run() -> int:
    """Compile the folds and keep them; does nothing when they are compiled already."""
    compile_folds()
    return ExitCode.DONE
