"""State occupation by Aalen and Johansen, in fractions and by counting persons look by look."""

from collections import Counter
from fractions import Fraction

Path = list[int | None]  # a person's state at each look; None: not seen


def occupation(paths: list[Path]) -> list[dict[int, Fraction]]:
    """Return the share in each state at each look, as far as those seen can tell."""
    begun = Counter(path[0] for path in paths if path[0] is not None)
    shares = [{state: Fraction(n, begun.total()) for state, n in begun.items()}]
    for look in range(len(paths[0]) - 1):
        steps = [(path[look], path[look + 1]) for path in paths]
        both = Counter((before, after) for before, after in steps if before is not None and after is not None)
        at_risk = Counter(dict.fromkeys(shares[-1], 0))
        for (before, _), n in both.items():
            at_risk[before] += n
        if any(share and not at_risk[state] for state, share in shares[-1].items()):
            break
        later: dict[int, Fraction] = {}
        for (before, after), n in both.items():
            later[after] = later.get(after, Fraction(0)) + shares[-1].get(before, 0) * Fraction(n, at_risk[before])
        shares.append(later)
    return shares
