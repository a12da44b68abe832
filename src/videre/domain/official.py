"""Official figures: what somebody else has published. They stand beside ours and are never mixed with them."""

from typing import NamedTuple


class OfficialFigure(NamedTuple):
    """One published figure.

    indicator: what it measures, by the strategy's name for it. cohort: the year or month that it is about, as ISO text.
    horizon: how far ahead it looks, "" when it does not. group: the people it is about, "" for all, e.g. `sex=K`.
    published: the year of publication, so that figures of two vintages are never drawn as one curve.
    """

    indicator: str
    cohort: str
    horizon: str
    area: str
    group: str
    value: float
    published: int
    source: str
