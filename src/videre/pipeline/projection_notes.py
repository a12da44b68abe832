"""What stands beside a projected share, in words: what counts since when, how it is without STU, what it leans on."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from videre.definitions.files import Text
from videre.domain.days import EDUCATION_YEAR_STARTS_MONTH
from videre.domain.education import EducationKind
from videre.pipeline.projecting import Projection, Setting

ABOUT = (
    "behaviour", "reference", "reference_da", "reference_file", "raw_value", "is_corrected", "without",
    "reference_value", "differs_from_reference", "unobserved", "se_estimation", "se_drift", "sd_chance",
    "drift_widened", "is_covered", "n_cohorts_tested",
)  # fmt: skip


class CountedKind(NamedTuple):
    """A kind of education that a count counts: from when to when it is a youth education, and whether it is on a day.

    since, until: ISO dates, None where there is no such day.
    """

    level: str
    kind: str
    title: Text
    is_counted: bool
    since: str | None
    until: str | None


def list_counted_kinds(setting: Setting, count: str, year: int) -> list[CountedKind]:
    """Return the kinds of a count, with their days as the state file and the list of kinds say."""
    file, day = setting.counted.space.file, date(year, EDUCATION_YEAR_STARTS_MONTH, 1)
    about = file.counts[count]
    found = []
    for level in (*about.levels, *about.first_completed):
        name = file.levels[level].kind
        if name is None:
            continue
        kind = setting.kinds.get(EducationKind[name])
        valid = kind.counts_as_youth_education
        since, until = (None, None) if valid == "never" else (valid.since, valid.until)
        days = [each.isoformat() if each is not None else None for each in (since, until)]
        found.append(CountedKind(level, name, kind.name, kind.counts_on(day), *days))
    return found


def about_of(projection: Projection) -> dict[str, Any]:
    """Return what a figure of a projection bears about it, as plain values."""
    told = projection.as_dict()
    return {name: told[name] for name in ABOUT}


def notes_of(value: float, about: Mapping[str, Any]) -> list[Text]:
    """Return what is to be said beside a projected share, from what its figure bears; nothing of another figure."""
    if "behaviour" not in about:
        return []
    notes = [leans_on(about), corrected(value, about)]
    if about["reference_value"] is not None:
        notes.append(against_reference(value, about))
    if about["drift_widened"] > 1 or not about["is_covered"]:
        notes.append(widened(about))
    return [*notes, *(without(value, level, share) for level, share in about["without"].items())]


def leans_on(about: Mapping[str, Any]) -> Text:
    """Return whose behaviour a share is by."""
    file = f" ({about['reference_file']})" if about["reference_file"] else ""
    return Text(
        da=f"Adfærden er fra {about['behaviour']} og læner sig op ad: {about['reference_da']}{file}.",
        en=f"The behaviour is that of {about['behaviour']}, leaning on: {about['reference']}{file}.",
    )


def corrected(value: float, about: Mapping[str, Any]) -> Text:
    """Return what the correction for late reports made of a share."""
    if not about["is_corrected"]:
        return Text(
            da="Ikke rettet for sene indberetninger: for få tidligere år er kendt.",
            en="Not corrected for late reports: too few earlier years are known.",
        )
    raw = about["raw_value"]
    return Text(
        da=f"Rettet for sene indberetninger: {percent(raw, 'da')} før, {percent(value, 'da')} efter.",
        en=f"Corrected for late reports: {percent(raw, 'en')} before, {percent(value, 'en')} after.",
    )


def widened(about: Mapping[str, Any]) -> Text:
    """Return how the drift of a share was widened."""
    n, factor = about["n_cohorts_tested"], about["drift_widened"]
    if about["is_covered"]:
        da = "så meget, som det, der skete med tidligere årgange, gør sandsynligt"
        en = "as much as what happened to earlier cohorts makes likely"
    else:
        da, en = (
            "så langt det går; tilbageprøvningen dækker stadig ikke",
            "as far as it goes; its back-test still fails",
        )
    return Text(
        da=f"Skred i adfærden er gjort {f'{factor:g}'.replace('.', ',')} gange så usikkert, {da} ({n} årgange).",
        en=f"Drift of behaviour is widened {factor:g} times, {en} ({n} cohorts).",
    )


def against_reference(value: float, about: Mapping[str, Any]) -> Text:
    """Return how a share stands against that of the same cohort with the reference's behaviour."""
    their = about["reference_value"]
    said = {
        language: f"{points(value - their, language)} {unit}" for language, unit in (("da", "point"), ("en", "points"))
    }
    if about["differs_from_reference"]:
        da, en = "mere, end så få unge kan være af tilfælde", "more than estimation from so few explains"
    else:
        da, en = "ikke mere, end så få unge kan være af tilfælde", "no more than estimation from so few explains"
    return Text(
        da=f"Med adfærden i {about['reference_da']} var det {percent(their, 'da')}; forskellen er {said['da']}, {da}.",
        en=f"By the behaviour of {about['reference']} it would be {percent(their, 'en')}; the difference is "
        f"{said['en']}, {en}.",
    )


def without(value: float, level: str, share: float) -> Text:
    """Return how a share moves without a level that others do not count."""
    return Text(
        da=f"Uden {level}: {percent(share, 'da')}, {points(share - value, 'da')} point.",
        en=f"Without {level}: {percent(share, 'en')}, {points(share - value, 'en')} points.",
    )


def percent(share: float, language: str) -> str:
    """Return a share in per cent with one decimal."""
    return f"{with_mark(share * 100, language)} %"


def points(share: float, language: str) -> str:
    """Return a difference of shares in points with its sign."""
    return ("+" if share > 0 else "") + with_mark(share * 100, language)


def with_mark(number: float, language: str) -> str:
    """Return a number with one decimal, and no minus before nought."""
    said = f"{number:.1f}"
    said = "0.0" if said == "-0.0" else said
    return said.replace(".", ",").replace("-", "−") if language == "da" else said
