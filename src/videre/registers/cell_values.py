"""What the cell of a spreadsheet says, as text: its stored value, never the formula behind it.

Source: ECMA-376 part 1, sections 18.3.1.4 (cells), 18.8.30 (number formats), 18.17.4.1 (dates as numbers).
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from videre.registers.package import NO_SPREADSHEET
from videre.registers.unreadable import NotATable

DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # those without a text of their own
NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
OF_DATES = re.compile("[dmyhs]", re.IGNORECASE)
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
BEFORE_1900, BEFORE_1904 = date(1899, 12, 30), date(1904, 1, 1)  # the days that are 0
NO_SUCH_DAY = 60  # 29 February 1900, which spreadsheets count
SECONDS = 86_400  # a day


def is_date_format(code: str) -> bool:
    """Return whether a number format shows a number as a date or a time."""
    return OF_DATES.search(NOT_FORMAT.sub("", code.split(";", maxsplit=1)[0])) is not None


def text_of_cell(kind: str, stored: str, strings: Sequence[str], *, is_date: bool, epoch: date) -> str:
    """Return a cell as text: dates as ISO text, whole numbers without decimals, yes and no as true and false.

    Args:
        kind: the cell's type as the file says it.
        stored: what it stores.
        strings: the workbook's shared texts.
        is_date: whether its format shows numbers as dates.
        epoch: the day that is 0.

    Raises:
        NotATable: a text that is not there, or a type or number that is none.
    """
    match kind:
        case "s":
            if not stored.isdecimal() or int(stored) >= len(strings):
                raise NotATable(NO_SPREADSHEET)
            return strings[int(stored)]
        case "n":
            return text_of_number(stored, is_date=is_date, epoch=epoch)
        case "b":
            return {"1": "true", "0": "false"}.get(stored, stored)
        case "d":
            return stored.removesuffix("Z").removesuffix("T00:00:00")
        case "str" | "inlineStr" | "e":
            return unescaped(stored)
        case _:
            raise NotATable(NO_SPREADSHEET)


def text_of_number(stored: str, *, is_date: bool, epoch: date) -> str:
    """Return a number as text; as ISO text when it is a date that there is."""
    if not is_date and stored.isdecimal():
        return stored
    try:
        number = float(stored) if stored else None
    except ValueError:
        raise NotATable(NO_SPREADSHEET) from None
    if number is None:
        return ""
    if is_date and 1 <= number < (date.max - epoch).days:
        return text_of_day(number, epoch)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def text_of_day(number: float, epoch: date) -> str:
    """Return the day, or the moment to the second, that a number says."""
    if epoch == BEFORE_1900 and number < NO_SUCH_DAY:
        number += 1
    days, seconds = divmod(round(number * SECONDS), SECONDS)
    day = (epoch + timedelta(days=days)).isoformat()
    return day if not seconds else f"{day}T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def unescaped(text: str) -> str:
    """Return a text in which signs that XML cannot hold stand as themselves."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
