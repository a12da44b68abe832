"""Every table that agrees with what is told, one by one: where there are few, somebody can weigh each of them."""

from collections.abc import Iterator
from typing import Final

from videre.disclosure.attacking import Told

MOST_TABLES: Final = 400  # of one group; where there are more, each is no more than one of many
UNBOUNDED: Final = 10_000  # persons in a cell that nothing bounds


def tables_of(told: Told, most: int) -> Iterator[tuple[int, ...]]:
    """Yield tables that agree with what is told, each once, no more than `most` of them."""
    left = [most]
    yield from fill(told, [0] * told.n_cells, [UNBOUNDED] * told.n_cells, left)


def fill(told: Told, lows: list[int], highs: list[int], left: list[int]) -> Iterator[tuple[int, ...]]:
    """Yield the tables between two bounds of each cell, by trying every value of the cell with fewest, and so on."""
    if left[0] <= 0 or not tighten(told, lows, highs):
        return
    open_cells = [cell for cell in range(told.n_cells) if lows[cell] < highs[cell]]
    if not open_cells:
        left[0] -= 1
        yield tuple(lows)
        return
    cell = min(open_cells, key=lambda each: highs[each] - lows[each])
    for value in range(lows[cell], highs[cell] + 1):
        fixed_lows, fixed_highs = list(lows), list(highs)
        fixed_lows[cell] = fixed_highs[cell] = value
        yield from fill(told, fixed_lows, fixed_highs, left)


def tighten(told: Told, lows: list[int], highs: list[int]) -> bool:
    """Bring the bounds of the cells together as far as each told sum by itself does; False when there is no table."""
    is_tighter = True
    while is_tighter:
        is_tighter = False
        for terms, (low, high) in told.numbers:
            least = sum(factor * (lows if factor > 0 else highs)[cell] for cell, factor in terms)
            most = sum(factor * (highs if factor > 0 else lows)[cell] for cell, factor in terms)
            if least > high or most < low:
                return False
            for cell, factor in terms:
                width = abs(factor) * (highs[cell] - lows[cell])
                room_up, room_down = (high - least) // abs(factor), (most - low) // abs(factor)
                if width > min(high - least, most - low):
                    rising, falling = (room_up, room_down) if factor > 0 else (room_down, room_up)
                    new_low, new_high = max(lows[cell], highs[cell] - falling), min(highs[cell], lows[cell] + rising)
                    if (new_low, new_high) != (lows[cell], highs[cell]):
                        lows[cell], highs[cell], is_tighter = new_low, new_high, True
                        break  # the sums of this number changed
            if is_tighter:
                break
    return True
