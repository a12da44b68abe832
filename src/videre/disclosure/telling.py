"""Telling again: of what was hidden, as much is told as the witnesses, or new ones, allow."""

from collections.abc import Sequence

from videre.disclosure.problem import Problem
from videre.disclosure.searching import Budget, Search
from videre.disclosure.witnessing import Need, Witness, is_met, make_witness


def tell_again(
    problem: Problem,
    needs: Sequence[Need],
    witnesses: Sequence[Witness],
    costs: Sequence[float],
    budget: Budget,
) -> list[Witness]:
    """Return witnesses that still meet every need and change as few numbers as was found possible.

    First witnesses that are not needed are dropped. Then each number that is hidden only to protect others, the dearest
    first, is held still while the needs that rested on it look for another witness among what is hidden anyway.
    """
    kept = fewest(problem, needs, witnesses)
    hidden = hidden_by(problem, kept)
    pool = [witness for witness in witnesses if witness.visible <= hidden]
    search = Search(problem, costs, budget, set(range(len(problem.numbers))) - hidden, must_hide(problem))
    for place in sorted(hidden - must_hide(problem), key=lambda each: (-costs[each], each)):
        search.fix(place)
        if any(place in witness.visible for witness in kept):
            still = [witness for witness in pool if place not in witness.visible]
            found, all_met = find_more(problem, needs, still, search)
            if not all_met:
                search.unfix(place)
                pool += found
                continue
            kept = fewest(problem, needs, still + found)
            pool = still + found
    return kept


def find_more(
    problem: Problem, needs: Sequence[Need], witnesses: list[Witness], search: Search
) -> tuple[list[Witness], bool]:
    """Return further witnesses for needs that the given ones do not meet, and whether all needs are met then."""
    found: list[Witness] = []
    for need in needs:
        if any(is_met(problem, need, witness) for witness in witnesses + found):
            continue
        moves = search.find(need.place, least=need.least, most=need.most, is_hard=False)
        if moves is None:
            return found, False
        found.append(make_witness(problem, moves))
    return found, True


def must_hide(problem: Problem) -> set[int]:
    """Return the numbers that are hidden whatever witnesses say: sensitive ones, and what was hidden before."""
    return {place for place, number in enumerate(problem.numbers) if number.is_sensitive or number.was_hidden}


def hidden_by(problem: Problem, witnesses: Sequence[Witness]) -> set[int]:
    """Return the numbers that are hidden with these witnesses."""
    return must_hide(problem).union(*(witness.visible for witness in witnesses))


def fewest(problem: Problem, needs: Sequence[Need], witnesses: Sequence[Witness]) -> list[Witness]:
    """Return some of the witnesses that meet every need: each time the one that meets most for what it newly hides."""
    meets = [frozenset(n for n, need in enumerate(needs) if is_met(problem, need, each)) for each in witnesses]
    hidden = must_hide(problem)
    unmet = set(range(len(needs)))
    left = list(range(len(witnesses)))
    chosen: list[Witness] = []
    while unmet:
        worth = [len(meets[w] & unmet) / (0.1 + len(witnesses[w].visible - hidden)) for w in left]
        best = left[max(range(len(left)), key=lambda at: (worth[at], -at))]
        chosen.append(witnesses[best])
        hidden |= witnesses[best].visible
        unmet -= meets[best]
        left = [w for w in left if meets[w] & unmet]
    return chosen
