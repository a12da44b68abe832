"""What is done with the log of the home that is served: sealing and exporting, and taking out the old."""

from pathlib import Path

from django.utils import timezone

from videre.web.audit.findings import Verified
from videre.web.audit.home_log import current_signer, exported_to
from videre.web.audit.retiring import take_out_old
from videre.web.audit.sealing import LogTamperedWith, export_checkpoints, seal
from videre.web.audit.verifying import in_turn, verify
from videre.web.installation import current_home


def seal_and_export() -> str:
    """Seal what is new, export the checkpoints, and say what was done; raises LogTamperedWith or CheckpointDiffers."""
    signer = current_signer()
    made = seal(signer=signer, now=timezone.now())
    n_lines = sum(len(bytes(each.leaves)) // 32 for each in made)
    folder = exported_to()
    if folder is None:
        return f"{n_lines} lines were sealed; no checkpoint was exported, since log_checkpoints names no folder."
    n_exported = export_checkpoints(signer=signer, folder=folder)
    return f"{n_lines} lines were sealed; {n_exported} checkpoints were exported."


def retire(*, by: str) -> str:
    """Take out the lines that are older than they are kept, and return what was done."""
    months = current_home().settings.keep_log_months
    n_lines = take_out_old(signer=current_signer(), months=months, now=timezone.now(), by=by)
    return f"{n_lines} lines of the log older than {months} months were taken out."


def verify_all() -> str:
    """Verify the log beside what is exported, and say how much was compared; raises LogTamperedWith."""
    folder = exported_to()
    done = verify(current_signer().reader, read_exported(folder) if folder else [], in_turn)
    check_whole(done)
    return f"{done.n_sealed} sealed lines are as they were sealed."


def check_whole(done: Verified) -> None:
    """Raise LogTamperedWith when a verification found anything."""
    if done.findings:
        raise LogTamperedWith(
            f"The log is not as it was sealed: {len(done.findings)} findings. Leave everything as it is, tell the "
            "data-protection officer, and see them with `videre manage verify-log`."
        )


def read_exported(folder: Path) -> list[tuple[str, str]]:
    """Return the checkpoints in a folder of the other party: the name of each file, and the note."""
    return [(path.name, path.read_text("utf-8")) for path in sorted(folder.glob("*.checkpoint"))]
