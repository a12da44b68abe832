"""What can be wrong with the log, and what a verification found."""

from enum import StrEnum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """What was found. UNGUARDED alone is no tampering that was proved: it is the door standing open."""

    EDITED = "edited"
    REMOVED = "removed"
    INSERTED = "inserted"
    BACKDATED = "backdated"
    NOT_TAKEN_OUT = "not_taken_out"
    TAKEN_OUT_TOO_EARLY = "taken_out_too_early"
    SEAL_CHANGED = "seal_changed"
    STATEMENT_CHANGED = "statement_changed"
    FORKED = "forked"
    TAIL_CUT = "tail_cut"
    EXPORT_UNREADABLE = "export_unreadable"
    UNGUARDED = "unguarded"


MEANS: dict[Kind, Promise] = {
    Kind.EDITED: _("is not as it was sealed"),
    Kind.REMOVED: _("was sealed, and is not there; nobody signed that it was taken out"),
    Kind.INSERTED: _("was not sealed with its neighbours: it came afterwards"),
    Kind.BACKDATED: _("bears a time outside the batch in which it was sealed"),
    Kind.NOT_TAKEN_OUT: _("is said to be taken out, and is there"),
    Kind.TAKEN_OUT_TOO_EARLY: _("was taken out by age before it was 13 months old"),
    Kind.SEAL_CHANGED: _("is a seal that is not as it was signed, or not in its order"),
    Kind.STATEMENT_CHANGED: _("is a statement of lines taken out that is not as it was signed"),
    Kind.FORKED: _("is an exported checkpoint that the log does not have: the log was rewritten"),
    Kind.TAIL_CUT: _("is an exported checkpoint beyond the end of the log: its tail was cut"),
    Kind.EXPORT_UNREADABLE: _("is an exported checkpoint that does not bear the signature"),
    Kind.UNGUARDED: _("is a trigger that should guard the log, and is not there"),
}


class Finding(NamedTuple):
    """One thing that was found, and where: the number of a line, the size at a seal, a file."""

    kind: Kind
    where: str

    def __str__(self) -> str:
        return f"{self.where}: {MEANS[self.kind]} ({self.kind})"


class Verified(NamedTuple):
    """What was read and what was found.

    n_sealed: lines under seals, those taken out by right included. n_unsealed: lines after the last seal, which nothing
    vouches for yet. n_checkpoints: those of the other party that were compared.
    """

    n_sealed: int
    n_unsealed: int
    n_checkpoints: int
    findings: tuple[Finding, ...]

    def as_values(self) -> dict[str, object]:
        """Return it as plain values, for programs."""
        findings = [{"kind": finding.kind.value, "where": finding.where} for finding in self.findings]
        return {**self._asdict(), "findings": findings}
