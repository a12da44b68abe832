"""Why a figure moved, as what may leave the house: reasons in order of weight, without a single number.

A number beside a reason could be subtracted from the others and from the figure itself. So none is told: only which
reasons moved the figure most, of those that are as large as the smallest count.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from videre.disclosure.released import NotReleased

MOST_TOLD: Final = 2  # reasons on each side: a third is rarely told apart from the fourth

_ONLY_THIS_ROOM_MAKES_THESE: Final = object()


class Reason(NamedTuple):
    """One reason as computed: inside the wall only.

    text: what it is, by language. effect_persons: by how many persons it raised (above zero) or lowered the figure; of
    a share, by how many of its denominator. n_persons: how many persons it is about; None for a part of a projection,
    which is about no one in particular.
    """

    text: Mapping[str, str]
    effect_persons: float
    n_persons: int | None


@dataclass(frozen=True, slots=True)
class ReleasedReasons:
    """Why a measure's headline moved, from one period to another.

    raised, lowered: what moved it up and down, the weightiest first, each by language.
    as_known_at: what the registers had said by then.
    """

    measure: str
    earlier: str
    later: str
    raised: tuple[Mapping[str, str], ...]
    lowered: tuple[Mapping[str, str], ...]
    as_known_at: str
    token: object

    def __post_init__(self) -> None:
        """Refuse reasons that this room did not release."""
        if self.token is not _ONLY_THIS_ROOM_MAKES_THESE:
            raise NotReleased("Only videre.disclosure releases reasons: ask videre.pipeline.telling_why for them.")

    def as_json(self) -> str:
        """Return the reasons as JSON text, the form in which a home keeps them."""
        fields = {name: getattr(self, name) for name in self.__slots__ if name != "token"}
        return json.dumps(fields, ensure_ascii=False, indent=1, default=dict)


def release_reasons(
    *, measure: str, earlier: str, later: str, reasons: Sequence[Reason], smallest_count: int, as_known_at: str
) -> ReleasedReasons:
    """Return the weightiest reasons on each side, without numbers.

    A reason is left out when it is about fewer persons than `smallest_count`, or moved the figure by less than so many.
    """
    told = [
        reason
        for reason in reasons
        if abs(reason.effect_persons) >= smallest_count
        and (reason.n_persons is None or reason.n_persons >= smallest_count)
    ]
    by_weight = sorted(told, key=lambda reason: (-abs(reason.effect_persons), reason.text["en"]))
    return ReleasedReasons(
        measure=measure,
        earlier=earlier,
        later=later,
        raised=tuple(dict(each.text) for each in by_weight if each.effect_persons > 0)[:MOST_TOLD],
        lowered=tuple(dict(each.text) for each in by_weight if each.effect_persons < 0)[:MOST_TOLD],
        as_known_at=as_known_at,
        token=_ONLY_THIS_ROOM_MAKES_THESE,
    )


def read_reasons(text: str) -> ReleasedReasons:
    """Return reasons that this room released before, from the JSON in which they were kept."""
    fields: dict[str, Any] = json.loads(text)
    raised, lowered = tuple(fields.pop("raised")), tuple(fields.pop("lowered"))
    return ReleasedReasons(**fields, raised=raised, lowered=lowered, token=_ONLY_THIS_ROOM_MAKES_THESE)
