"""Why a delivered file cannot be read: one class a reason. No value from a file ever stands in a message."""

from videre.domain.refusals import NothingTaken, Refused


class NotATable(Refused):
    """The file cannot be read as the table that it was said to be."""


class WrongEncoding(Refused):
    """The file is not written in the encoding that it was said to be in."""


class TooLarge(Refused):
    """Something in the file is larger than anything that a register needs."""


class EmptyFile(NothingTaken):
    """The file holds nothing at all."""


class HardlyAnyUsable(NothingTaken):
    """So many rows had to be set aside that the file is of another form or register than was said."""


class OnlyHeader(NothingTaken):
    """The file holds a line of column names and no row."""
