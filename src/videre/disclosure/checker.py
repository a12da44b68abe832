"""The checker: does a certificate prove that the numbers told betray nobody? Whole numbers only, and no solver.

A certificate says which numbers are told, which are hidden, and which of the hidden are sensitive; and it holds other
tables of persons, the witnesses. Whoever reads the numbers told cannot rule a witness out, whatever he computes, if it
agrees with every one of them. So if each sensitive number is harmless in some witness, nobody can know that it is not.
Whoever is counted himself knows that his own cell is not empty, and can rule out a witness in which it is. So for each
sensitive number and everybody there is a witness that he cannot rule out.
This page is all that has to be believed. It does not know how the certificate was made, and does not need to.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from videre.domain.refusals import NeedsAttention


class CertificateRefused(NeedsAttention):
    """A certificate does not prove what it must: something was edited, forgotten, or published that it hides."""


Reached = list[tuple[int, frozenset[int]]]  # a number in each witness, and the cells that the witness empties


class Claim(NamedTuple):
    """A number of a certificate: the sum of `terms` (cell, factor).

    told: (low, high) of what is told of it, the same twice for an exact number; None when it is hidden.
    least, most: where it is sensitive, what it must be at least, or at most, in some witness to be harmless.
    """

    terms: Sequence[tuple[int, int]]
    told: tuple[int, int] | None
    least: int | None
    most: int | None


class Certificate(NamedTuple):
    """What is told, and the witnesses.

    numbers: every number by its name. own: cell to how many persons whoever is in it knows to be there.
    first: one witness, whole, as persons in each cell. others: further witnesses, as how they differ from the first.
    harmless: names of small numbers that a rule allows to be told (how many there are of a sex or an age).
    together: of how many cells persons may put together what they know.
    """

    numbers: Mapping[str, Claim]
    harmless: frozenset[str]
    own: Mapping[int, int]
    first: Sequence[int]
    others: Sequence[Mapping[int, int]]
    together: int = 1


def check_certificate(certificate: Certificate, published: Mapping[str, int | Fraction], smallest: int) -> None:
    """Raise CertificateRefused unless the certificate proves the published numbers safe.

    Args:
        certificate: what to check.
        published: every number that is out, by its name, as it was published.
        smallest: no number of persons above 0 and under this is told, save where the certificate calls it harmless.
    """
    check_published(certificate, published)
    reached = check_witnesses(certificate)
    for name, claim in certificate.numbers.items():
        check_claim(name, claim, reached.get(name, []), certificate.together)
        if is_small(claim, smallest) and name not in certificate.harmless:
            raise CertificateRefused(f"{name} tells of fewer than {smallest} persons.")


def check_witnesses(certificate: Certificate) -> dict[str, Reached]:
    """Return what witnesses show of each sensitive number; raises CertificateRefused for one that disagrees."""
    if not certificate.first:
        return {}  # nothing is sensitive, so there is no witness
    sums = check_first(certificate)
    emptied = frozenset(cell for cell, least in certificate.own.items() if certificate.first[cell] < least)
    sensitive = [name for name, claim in certificate.numbers.items() if (claim.least, claim.most) != (None, None)]
    reached: dict[str, Reached] = {name: [(sums[name], emptied)] for name in sensitive}
    members: dict[int, list[tuple[str, int]]] = {}
    for name, claim in certificate.numbers.items():
        for cell, factor in claim.terms:
            members.setdefault(cell, []).append((name, factor))
    for moves in certificate.others:
        changes: dict[str, int] = {}
        for cell, move in moves.items():
            check_cell(certificate.first[cell] + move)
            for name, factor in members.get(cell, ()):
                changes[name] = changes.get(name, 0) + factor * move
        low = {c for c, move in moves.items() if certificate.first[c] + move < certificate.own.get(c, 0)}
        emptied_now = frozenset(low) | (emptied - moves.keys())
        for name, change in changes.items():
            check_told(certificate, name, sums[name] + change)
        for name in sensitive:
            reached[name].append((sums[name] + changes.get(name, 0), emptied_now))
    return reached


def check_published(certificate: Certificate, published: Mapping[str, int | Fraction]) -> None:
    """Raise CertificateRefused for a number that is out and that the certificate does not tell, or tells otherwise."""
    for name, value in published.items():
        told = certificate.numbers[name].told if name in certificate.numbers else None
        if told is None:
            raise CertificateRefused(f"{name} is published, and no certificate covers it.")
        if not told[0] <= value <= told[1]:
            raise CertificateRefused(f"{name} is published as another number than the certificate proves safe.")


def check_first(certificate: Certificate) -> dict[str, int]:
    """Return every number in the first witness; raises CertificateRefused where it disagrees with what is told."""
    for count in certificate.first:
        check_cell(count)
    sums: dict[str, int] = {}
    for name, claim in certificate.numbers.items():
        sums[name] = sum(factor * certificate.first[cell] for cell, factor in claim.terms)
        check_told(certificate, name, sums[name])
    return sums


def check_cell(count: int) -> None:
    """Raise CertificateRefused for a cell of a witness with a number of persons that cannot be."""
    if type(count) is not int or count < 0:
        raise CertificateRefused("A witness has a cell with a number of persons that cannot be.")


def check_told(certificate: Certificate, name: str, value: int) -> None:
    """Raise CertificateRefused when a witness disagrees with a number told."""
    told = certificate.numbers[name].told
    if told is not None and not told[0] <= value <= told[1]:
        raise CertificateRefused(f"A witness disagrees with {name}, which is told: it could be ruled out.")


def check_claim(name: str, claim: Claim, reached: Reached, together: int) -> None:
    """Raise CertificateRefused for a sensitive number that is told, or that somebody can know not to be harmless."""
    for limit, sign, word in ((claim.least, 1, "more"), (claim.most, -1, "less")):
        if limit is not None:
            if claim.told is not None:
                raise CertificateRefused(f"{name} is sensitive, and is told.")
            emptied = [cells for value, cells in reached if sign * value >= sign * limit]
            if not emptied:
                raise CertificateRefused(f"No witness has {name} at {limit} or {word}.")
            if can_rule_out(emptied, together):
                raise CertificateRefused(f"Somebody knows that no witness with {name} at {limit} or {word} is true.")


def can_rule_out(emptied: Sequence[frozenset[int]], together: int) -> bool:
    """Return whether persons of so many cells can together rule out every witness, by the cells that each empties."""
    fewest: frozenset[int] = min(emptied, key=len, default=frozenset())
    left = (([cells for cells in emptied if cell not in cells], together - 1) for cell in fewest)
    return not emptied or (together > 0 and any(can_rule_out(*each) for each in left))


def is_small(claim: Claim, smallest: int) -> bool:
    """Return whether what is told says that there are some persons, and fewer than the smallest number."""
    return claim.told is not None and claim.told[0] > 0 and claim.told[1] < smallest
