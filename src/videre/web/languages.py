"""Danish first, English second: which of them a reader has chosen, and texts of definitions in it."""

from typing import Final, Literal

from django.utils.translation import get_language

from videre.definitions.files import Text

DANISH: Final = "da"
ENGLISH: Final = "en"


def current_language() -> str:
    """Return the reader's language, `da` or `en`."""
    return ENGLISH if (get_language() or DANISH).startswith(ENGLISH) else DANISH


def chosen_language() -> Literal["da", "en"]:
    """Return the reader's language as reports and files take it."""
    return "en" if current_language() == ENGLISH else "da"


def told(text: Text) -> str:
    """Return a text of a definition in the reader's language."""
    return text.en if current_language() == ENGLISH else text.da
