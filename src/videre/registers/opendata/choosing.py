"""Which of a source's codes are asked for: those that a definition names, while they still mean what it says."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from videre.definitions.files import Strict
from videre.definitions.opendata import Area, Axis, Places, Time
from videre.domain.refusals import Refused
from videre.registers.opendata.periods import find_period

MOST_LISTED: Final = 20


class ChangedNames(Refused):
    """A source calls something else than the definition says, or has something more or less."""


class AskedAxis(Strict):
    """One axis of a table as it was asked for.

    name: the source's own name. title: what the source calls it for people.
    codes: each code that was asked for, with its text; of places, with the name that `official_figures` writes.
    """

    name: str
    title: str
    codes: dict[str, str]


def choose_codes(axis: Axis, known: Mapping[str, str], where: str, definition: str) -> dict[str, str]:
    """Return the wanted codes of an axis with their texts.

    Args:
        axis: what the definition wants.
        known: what the source has: code to text.
        where: the table and the axis, for the refusal.
        definition: the name of the file that says what is wanted.

    Raises:
        ChangedNames: a code is not there, or its text is another.
    """
    for code in axis.codes:
        if code not in known:
            raise ChangedNames(f"{where} has no code {code!r}. It has: {listed(known)}. {mend(definition)}")
        if not is_same_text(known[code], axis.text(code)):
            raise ChangedNames(
                f"{where} calls the code {code!r} “{known[code]}”; the definition says “{axis.text(code)}”. "
                f"{mend(definition)}"
            )
    return {code: axis.text(code) for code in axis.codes}


def choose_texts(axis: Axis, known: Mapping[str, str], where: str, definition: str) -> dict[str, str]:
    """Return the source's codes of the wanted texts, for a source whose codes are its own affair.

    Raises:
        ChangedNames: a text is not there.
    """
    by_text = {plain(text): code for code, text in known.items()}
    missing = [code for code in axis.codes if plain(axis.text(code)) not in by_text]
    if missing:
        raise ChangedNames(f"{where} has no {listed(missing)}. It has: {listed(known.values())}. {mend(definition)}")
    return {by_text[plain(axis.text(code))]: code for code in axis.codes}


def choose_places(area: Area, places: Places, known: Mapping[str, str], where: str) -> dict[str, str]:
    """Return the source's codes of the places that are compared, each with the name that `official_figures` writes.

    Raises:
        ChangedNames: a place is not there, or has another number than Statistics Denmark's.
    """
    wanted = {plain(text) for text in area.country}
    country = next((code for code, text in known.items() if plain(text) in wanted), None)
    if country is None:
        raise ChangedNames(
            f"{where} has none of {listed(area.country)}. Say under `area: country` what it calls the country."
        )
    chosen = {country: places.country}
    for number, name in places.municipalities.items():
        codes = [code for code, text in known.items() if is_same_text(text, name)]
        code = next((code for code in codes if not code.isdecimal() or int(code) == number), None)
        if code is None:
            what = f"gives {name} the number {codes[0]}" if codes else f"has no {name}"
            raise ChangedNames(
                f"{where} {what}. Mend its number or its name in definitions/places/{places.name}.yaml: {number}, "
                f"{name}."
            )
        chosen[code] = name
    return chosen


def choose_periods(time: Time, known: Sequence[str], where: str, definition: str) -> tuple[str, ...]:
    """Return the periods to ask for, oldest first; raises ChangedNames when none has the form that is expected."""
    periods = sorted((period, text) for text in known if (period := find_period(text, time.form)) is not None)
    if not periods:
        raise ChangedNames(
            f"{where} has no period of the form {time.form}. It has: {listed(known)}. {mend(definition)}"
        )
    return tuple(text for _, text in (periods if time.newest is None else periods[-time.newest :]))


def is_same_text(one: str, other: str) -> bool:
    """Return whether two texts say the same to a reader: case and spaces apart."""
    return plain(one) == plain(other)


def plain(text: str) -> str:
    """Return a text in the form in which texts are compared."""
    return " ".join(text.split()).casefold()


def listed(names: Iterable[str]) -> str:
    """Return names for a refusal, the first of many."""
    every = list(names)
    more = f" and {len(every) - MOST_LISTED} more" if len(every) > MOST_LISTED else ""
    return ", ".join(f"“{name}”" for name in every[:MOST_LISTED]) + more


def mend(definition: str) -> str:
    """Return what to do about a source that has changed, by the name of the definition that does not fit any more."""
    return (
        "Nothing was kept. Look what the source means by it now; then lay a changed copy of "
        f"definitions/opendata/{definition}.yaml in the home over the shipped one."
    )
