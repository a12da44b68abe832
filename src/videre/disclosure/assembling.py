"""Assembling a released table from entries of the release ledger, where alone numbers of persons become one."""

from collections.abc import Mapping, Sequence

from videre.disclosure.entry import Entry
from videre.disclosure.released import Released, make_released
from videre.domain.figures import Provenance
from videre.domain.refusals import Refused


class NothingToRelease(Refused):
    """A table without figures was to be released."""


def assemble_table(
    name: str,
    measure: str,
    entries: Sequence[Entry],
    provenance: Provenance,
    rule: Mapping[str, str],
    coarser_text: Mapping[str, str],
    revised_text: Mapping[str, str],
    merged_text: Mapping[str, str] | None = None,
) -> Released:
    """Return a table as the ledger says that it was published, period by period.

    Args:
        name: of the table. measure: that it is of. entries: the newest of each period, examined.
        provenance: of the newest figures. rule: what protects persons, by language.
        coarser_text: what is said beside it when some periods were given up.
        revised_text: what is said when some were published anew; {periods} are those, with the day.
        merged_text: what is said of years that are told as one; None or nothing where none are.

    Raises:
        NothingToRelease: no entry has the table.
    """
    own = [entry for entry in entries if entry.rows.get(name)]
    if not own:
        raise NothingToRelease(f"The table {name} has no figures: no period of it has been delivered yet.")
    rows = [row for entry in own for row in entry.rows[name]]
    coarser = tuple(entry.period for entry in own if name in entry.certified.given_up)
    revised = {entry.period: entry.revised_on for entry in own if entry.edition > 1}
    periods = ", ".join(f"{period} ({day})" for period, day in revised.items())
    said = {
        language: " ".join(
            [
                text,
                *([coarser_text[language]] if coarser else []),
                *([merged_text[language]] if merged_text else []),
                *([revised_text[language].replace("{periods}", periods)] if revised else []),
            ]
        )
        for language, text in rule.items()
    }
    return make_released(
        name=name,
        measure=measure,
        dimensions=tuple(sorted({dimension for row in rows for dimension in row.breakdown})),
        rows=rows,
        rule=said,
        certificates={entry.period: entry.identity for entry in own},
        coarser=coarser,
        revised=revised,
        **provenance._asdict(),
    )
