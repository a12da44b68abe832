"""Telling again: of what was hidden, as much is told as the witnesses, or new ones, allow."""

from collections.abc import Sequence

from videre.disclosure.meeting import Meeting
from videre.disclosure.problem import Problem
from videre.disclosure.searching import Budget, OutOfBudget, Search
from videre.disclosure.witnessing import Need, Witness, disbelievers, is_met


def tell_again(
    problem: Problem,
    needs: Sequence[Need],
    witnesses: Sequence[Witness],
    costs: Sequence[float],
    budget: Budget,
) -> list[Witness]:
    """Return witnesses that still meet every need and change as few numbers as was found possible.

    First witnesses that are not needed are dropped. Then each number that is hidden only to protect others, the dearest
    first, is held still while the needs that rested on it look for another witness among what is hidden anyway. When
    the budget for that is used up, the witnesses found so far are the answer: they are as good a proof.
    """
    kept = fewest(problem, needs, witnesses)
    hidden = hidden_by(problem, kept)
    spare = [witness for witness in witnesses if witness.visible <= hidden and witness not in kept]
    is_fewest = True
    search = Search(problem, costs, budget, set(range(len(problem.numbers))) - hidden, must_hide(problem))
    for place in sorted(hidden - must_hide(problem), key=lambda each: (-costs[each], each)):
        search.fix(place)
        dropped = [witness for witness in kept if place in witness.visible]
        if not dropped:
            continue
        staying = [witness for witness in kept if place not in witness.visible]
        spare_now = [witness for witness in spare if place not in witness.visible]
        resting = [need for need in needs if any(is_met(problem, need, witness) for witness in dropped)]
        try:
            found = Meeting(problem, resting, search, staying + spare_now).meet_all()
        except OutOfBudget:
            break
        if found is None:
            search.unfix(place)
            continue
        kept, spare, is_fewest = staying + spare_now + found, [], False
    return kept if is_fewest else fewest(problem, needs, kept)


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
    left: dict[int, frozenset[int] | None] = {
        n: None for n, need in enumerate(needs) if disbelievers(problem, need, witnesses) == frozenset()
    }
    chosen: list[Witness] = []
    while left:
        best, most_worth, helped = -1, 0.0, []
        for w, witness in enumerate(witnesses):
            helps = [n for n in meets[w] if n in left and is_nearer(left[n], witness.rules_out)]
            worth = len(helps) / (0.1 + len(witness.visible - hidden))
            if worth > most_worth:
                best, most_worth, helped = w, worth, helps
        chosen.append(witnesses[best])
        hidden |= witnesses[best].visible
        for n in helped:
            before = left[n]
            after = witnesses[best].rules_out if before is None else before & witnesses[best].rules_out
            if after:
                left[n] = after
            else:
                del left[n]
    return chosen


def is_nearer(left: frozenset[int] | None, rules_out: frozenset[int]) -> bool:
    """Return whether a witness convinces somebody more of those who are left."""
    return left is None or not left <= rules_out


def without_spare(problem: Problem, needs: Sequence[Need], witnesses: Sequence[Witness]) -> list[Witness]:
    """Return the witnesses without any that all needs are met without, the last first: what is left is all needed.

    So a certificate from which a witness is taken away is never by chance as good as before.
    """
    meets = [[n for n, need in enumerate(needs) if is_met(problem, need, witness)] for witness in witnesses]
    of_need: dict[int, list[int]] = {}
    for w, own in enumerate(meets):
        for n in own:
            of_need.setdefault(n, []).append(w)
    kept = list(range(len(witnesses)))
    for w in reversed(range(len(witnesses))):
        left = [[other for other in of_need[n] if other != w] for n in meets[w]]
        if all(others and not frozenset.intersection(*(witnesses[o].rules_out for o in others)) for others in left):
            kept.remove(w)
            for n in meets[w]:
                of_need[n].remove(w)
    return [witnesses[w] for w in kept]
