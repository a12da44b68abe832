"""Meeting needs: for each sensitive number, witnesses of which everybody must leave at least one standing.

Whoever is counted knows that he himself is there. He can rule out a witness in which his own cell is empty, and no
other for that reason. So one witness that keeps somebody in every cell is enough; and where that would hide more than
need be, several, each of which keeps the cells that the others empty. Where two may talk together, it is one.
"""

from collections.abc import Sequence
from typing import Final

from videre.disclosure.problem import Problem
from videre.disclosure.searching import Search
from videre.disclosure.witnessing import Need, NotAWitness, Witness, disbelievers, is_met, make_witness

CHEAP: Final = (
    8.0  # what a witness that everybody can believe may hide before a cheaper one is looked for: less than a total
)
MUCH_LESS: Final = 0.5  # a witness for some is taken where it costs less than this: another is needed for the rest


class Meeting:
    """The needs of a problem with the witnesses that they have so far.

    Args:
        problem: what is to be told. needs: of its sensitive numbers.
        search: finds witnesses.
        witnesses: known ones, that may be rested on.
    """

    def __init__(
        self, problem: Problem, needs: Sequence[Need], search: Search, witnesses: Sequence[Witness] = ()
    ) -> None:
        self._problem = problem
        self._search = search
        self._occupied = frozenset(cell for cell, least in enumerate(problem.own) if least)
        self._left = {need: disbelievers(problem, need, witnesses) for need in needs}
        self._found: list[Witness] = []
        self.without: list[Need] = []  # the needs for which no witness was found
        for need in list(self._left):
            self._drop_if_met(need)

    def meet_what_can_be(self, *, is_hard: bool = False) -> list[Witness]:
        """Return further witnesses; `without` then names the needs that have none. What they change is hidden.

        Args:
            is_hard: False tries linear programs only. True stops at the first need without a witness.

        Raises:
            OutOfBudget, NotAWitness.
        """
        while self._left:
            need = next(iter(self._left))
            witness = self._find(need, is_hard=is_hard)
            if witness is None:
                self.without.append(need)
                del self._left[need]
                if is_hard:
                    break
                continue
            self._take(need, witness)
            for place in witness.visible:
                self._search.free(place)
        return self._found

    def meet_all(self) -> list[Witness] | None:
        """Return further witnesses, by linear programs only, with which every need is met; None when one has none.

        Raises:
            OutOfBudget, NotAWitness.
        """
        while self._left:
            need = next(iter(self._left))
            witness = self._find(need, is_hard=False)
            if witness is None:
                return None
            self._take(need, witness)
        return self._found

    def _find(self, need: Need, *, is_hard: bool) -> Witness | None:
        """Return the cheaper of a witness that everybody can believe, and one that those can who are left."""
        if self._problem.together > 1:  # of two witnesses that empty a cell each, two can rule out both
            return self._find_with(need, self._occupied, is_hard=is_hard)
        must_believe = self._left[need] or frozenset()
        everybody = self._find_with(need, self._occupied, is_hard=False)
        if everybody is not None and self._search.costs_of(everybody.visible) <= CHEAP:
            return everybody
        some = self._find_with(need, must_believe, is_hard=is_hard)
        if some is None or everybody is None:
            return some or everybody
        is_cheaper = self._search.costs_of(some.visible) < MUCH_LESS * self._search.costs_of(everybody.visible)
        return some if is_cheaper else everybody

    def _find_with(self, need: Need, floors: frozenset[int], *, is_hard: bool) -> Witness | None:
        moves = self._search.find(need.place, least=need.least, most=need.most, floors=floors, is_hard=is_hard)
        return None if moves is None else make_witness(self._problem, moves)

    def _take(self, asked: Need, witness: Witness) -> None:
        if not is_met(self._problem, asked, witness):
            raise NotAWitness("The solver's answer does not meet the need.")
        self._found.append(witness)
        for need, left in list(self._left.items()):
            if is_met(self._problem, need, witness):
                self._left[need] = witness.rules_out if left is None else left & witness.rules_out
                self._drop_if_met(need)

    def _drop_if_met(self, need: Need) -> None:
        if self._left[need] == frozenset():
            del self._left[need]
            self._search.settle(need.place)
