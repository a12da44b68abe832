"""Why a figure moved, in one sentence: of released reasons, or of the parts of a released breakdown."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final, Self

from pydantic import model_validator

from videre.definitions.files import Strict, Text, read_definition
from videre.disclosure.reasons import ReleasedReasons
from videre.disclosure.released import Released, ReleasedFigure
from videre.domain.movements import LedgerCode
from videre.domain.noise import smallest_change_of_value
from videre.reports.headlines import Followed
from videre.reports.sentences import lowered
from videre.reports.wording import Wording

TEXTS: Final = Path(__file__).parent / "reasons.yaml"
GROUPS: Final = {"exam": "group"}  # measures whose parts stand in a breakdown of their own
LACKING: Final = frozenset({"no_tests", "some_missing", "below_pass"})  # those of the exam that the figure counts
MOST_PARTS: Final = 2


class ReasonWords(Strict):
    """The words of the ledger's codes inside a sentence, and the sentences."""

    codes: dict[str, Text]
    sentences: dict[str, Text]

    @model_validator(mode="after")
    def has_every_code(self) -> Self:
        """Refuse words that lack a code of the ledger, or have one that there is not."""
        wanted = {code.name.lower() for code in LedgerCode if code}
        if set(self.codes) != wanted:
            raise ValueError(f"codes: these are missing or unknown: {sorted(wanted ^ set(self.codes))}")
        return self


@cache
def reason_words() -> ReasonWords:
    """Return the words; read once."""
    return read_definition(TEXTS, ReasonWords)


def why_it_moved(followed: Followed, reasons: ReleasedReasons | None, wording: Wording) -> str:
    """Return in one sentence what moved a point's figure; nothing where that is not known.

    Args:
        followed: the point. reasons: what was released of its ledger or decomposition, or None.
        wording: the reader's words.
    """
    if reasons is not None:
        return sentence_of_reasons(reasons, wording)
    rows = two_newest(followed)
    if rows is None:
        return ""
    return sentence_of_parts(followed, *rows, wording)


def sentence_of_reasons(reasons: ReleasedReasons, wording: Wording) -> str:
    """Return released reasons as a sentence, with the periods that they lie between."""
    words = {
        side: joined([each[wording.language] for each in getattr(reasons, side)], wording)
        for side in ("raised", "lowered")
    }
    return between(reasons.earlier, reasons.later, sentence(words["raised"], words["lowered"], wording), wording)


def two_newest(followed: Followed) -> tuple[ReleasedFigure, ReleasedFigure] | None:
    """Return a point's newest shown figure and the one before it; None where there are not two."""
    known = [row for row in followed.known(followed.half) if row.value is not None]
    return (known[-2], known[-1]) if len(known) > 1 else None


def sentence_of_parts(followed: Followed, before: ReleasedFigure, now: ReleasedFigure, wording: Wording) -> str:
    """Return which parts of the figure grew and shrank most from one cohort to the next, from released tables alone.

    A part whose share changed by less than the smallest change that is more than noise is left out.
    """
    changes = changes_of_parts(followed, before, now)
    grown = [wording_of_part(part, wording) for part, change in changes if change > 0][:MOST_PARTS]
    shrunk = [wording_of_part(part, wording) for part, change in reversed(changes) if change < 0][:MOST_PARTS]
    said = [
        say(key, wording, name=joined(names, wording)) for key, names in (("more", grown), ("fewer", shrunk)) if names
    ]
    text = "; ".join(said)
    text = f"{text[:1].upper()}{text[1:]}." if text else say("none", wording)
    return between(before.period, now.period, text, wording)


def changes_of_parts(
    followed: Followed, before: ReleasedFigure, now: ReleasedFigure
) -> list[tuple[ReleasedFigure, float]]:
    """Return the parts whose share changed by more than noise, those that grew most first."""
    found = []
    for part, earlier in pairs_of_parts(followed, before, now):
        if part.value is None or earlier.value is None:
            continue
        noise = smallest_change_of_value(part.unit, part.numerator, part.denominator) or 0.0
        change = part.value - earlier.value
        if abs(change) >= noise and change:
            found.append((part, change))
    return sorted(found, key=lambda pair: -pair[1])


def pairs_of_parts(
    followed: Followed, before: ReleasedFigure, now: ReleasedFigure
) -> list[tuple[ReleasedFigure, ReleasedFigure]]:
    """Return each part of the newest figure with the same part of the one before: groups of the exam, or kinds."""
    dimension = GROUPS.get(followed.measure.name, "")
    table: Released | None = followed.parts.get(dimension) if dimension else followed.total
    if table is None:
        return []
    if dimension:
        parts = [row for row in table.rows if row.period == now.period and row.breakdown[dimension] in LACKING]
    elif "kind" in now.breakdown:
        rest = {key: value for key, value in now.breakdown.items() if key != "kind"}
        parts = [
            row
            for row in table.rows
            if row.period == now.period and {**row.breakdown, "kind": ""} == {**rest, "kind": ""}
        ]
    else:
        parts = []
    pairs = ((row, table.find_row(before.period, row.breakdown)) for row in parts)
    return [(row, earlier) for row, earlier in pairs if earlier is not None]


def wording_of_part(row: ReleasedFigure, wording: Wording) -> str:
    """Return what a part is called inside a sentence."""
    name = next(name for name in ("kind", "group") if name in row.breakdown)
    return lowered(wording.value_name(name, row.breakdown[name]))


def sentence(raised: str, lowered_by: str, wording: Wording) -> str:
    """Return what raised and what lowered a figure; or that nothing large enough did."""
    key = "both" if raised and lowered_by else "raised" if raised else "lowered" if lowered_by else "none"
    return say(key, wording, raised=raised, lowered=lowered_by)


def between(earlier: str, later: str, text: str, wording: Wording) -> str:
    """Return a sentence with the periods that it is about."""
    periods = [wording.period(period) for period in (earlier, later)]
    return say("between", wording, earlier=periods[0][:1].upper() + periods[0][1:], later=periods[1], sentence=text)


def joined(names: Sequence[str], wording: Wording) -> str:
    """Return one or two names."""
    if len(names) < 2:
        return "".join(names)
    return say("and", wording, first=", ".join(names[:-1]), second=names[-1])


def say(key: str, wording: Wording, **values: str) -> str:
    """Return a sentence with values put in."""
    return wording.told(reason_words().sentences[key]).format(**values)
