"""Where the parameters lie, and months in them."""

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator

from videre.domain.days import month_from_iso

FOLDER = Path(__file__).parent / "parameters"
ALWAYS, NEVER = -(10**6), 10**6  # months before and after every calendar that is asked for


def month_number(value: object) -> object:
    """Read `2015-08` as a month number; anything else is left for the model to refuse."""
    return month_from_iso(value) if isinstance(value, str) else value


Month = Annotated[int, BeforeValidator(month_number)]
