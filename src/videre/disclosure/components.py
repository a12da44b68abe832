"""Taking a problem apart: numbers that share nothing but what is told already can be made safe one by one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from videre.disclosure.problem import Number, Problem, cells_of, make_part
from videre.disclosure.witnessing import NoCertificate, list_needs

FAR: Final = 10  # persons between a sum and its bound, from which on the bound ties nothing together


def components_of(problem: Problem) -> Iterator[tuple[Problem, list[int]]]:
    """Yield the parts of a problem that hold a sensitive number or one hidden before, each with the cells that its own
    stand for.

    A number of one cell that is told in any case is a constant, and ties nothing together. Parts without anything to
    hide are left out: all of them is told.

    Raises:
        NoCertificate: a sensitive number is such a constant.
    """
    still = constants_of(problem)
    for need in list_needs(problem):
        number = problem.numbers[need.place]
        if all(cell in still for cell, _ in number.terms):
            raise NoCertificate(f"{number.key} follows from what is told in any case.")
    for own in linked(problem, still, lambda _place: True):
        if has_something_to_hide(problem, own):
            places = sorted({*own, *constants_in(problem, own, still)})
            yield make_part(problem, places), cells_of(problem, places)


def blocks_of(problem: Problem) -> Iterator[tuple[Problem, list[int]]]:
    """Yield parts of a problem that hang together closely, each with the cells that its own stand for.

    What ties them to others is only that some sum stays above or below another, and is far from it. A witness of a
    block, with everything else as it truly is, is a witness of the whole problem.
    """
    still = constants_of(problem)
    blocks = list(linked(problem, still, lambda place: not is_loose(problem, place)))
    if len(blocks) < 2:
        return
    for own in blocks:
        if not has_something_to_hide(problem, own):
            continue
        moving = {cell for place in own for cell, _ in problem.numbers[place].terms if cell not in still}
        touching = sorted({place for cell in moving for place, _ in problem.members[cell]})
        cells = cells_of(problem, touching)
        part = make_part(problem, touching)
        outside = [at for at, cell in enumerate(cells) if cell not in moving]
        fixed = [Number(f"outside {at}", ((at, 1),), was_told=True) for at in outside]
        yield replace(part, numbers=(*part.numbers, *fixed)), cells


def is_loose(problem: Problem, place: int) -> bool:
    """Return whether a number is only known to lie between bounds, and is far from both."""
    told, value = problem.numbers[place].told, problem.values[place]
    return told is not None and min(value - told[0], told[1] - value) >= FAR


def has_something_to_hide(problem: Problem, places: Iterable[int]) -> bool:
    """Return whether some of these numbers is sensitive, or was hidden before."""
    return any(problem.numbers[place].is_sensitive or problem.numbers[place].was_hidden for place in places)


def linked(problem: Problem, still: Mapping[int, int], links: Callable[[int], bool]) -> Iterator[list[int]]:
    """Yield sets of numbers that share cells which may differ from the truth, by way of the numbers that link."""
    parent = list(range(len(problem.counts)))

    def root(cell: int) -> int:
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    moving_of = [[cell for cell, _ in number.terms if cell not in still] for number in problem.numbers]
    for place, moving in enumerate(moving_of):
        for cell in moving[1:] if links(place) else ():
            parent[root(cell)] = root(moving[0])
    places: dict[int, list[int]] = defaultdict(list)
    for place, moving in enumerate(moving_of):
        if moving and links(place):
            places[root(moving[0])].append(place)
    yield from places.values()


def constants_of(problem: Problem) -> dict[int, int]:
    """Return the cells that cannot differ from the truth, with the place of the number that says so.

    A number of one cell that is told in any case; and the last cell of an exact sum whose others are constants.
    """
    exact = [
        place for place, n in enumerate(problem.numbers) if n.was_told and (n.told is None or n.told[0] == n.told[1])
    ]
    still: dict[int, int] = {}
    found = True
    while found:
        found = False
        for place in exact:
            moving = [cell for cell, _ in problem.numbers[place].terms if cell not in still]
            if len(moving) == 1:
                still[moving[0]] = place
                found = True
    return still


def constants_in(problem: Problem, places: Iterable[int], still: Mapping[int, int]) -> set[int]:
    """Return the numbers that say of each constant of some numbers that it is one."""
    said: set[int] = set()
    asked = [cell for place in places for cell, _ in problem.numbers[place].terms]
    while asked:
        place = still.get(asked.pop())
        if place is not None and place not in said:
            said.add(place)
            asked += [cell for cell, _ in problem.numbers[place].terms]
    return said
