"""Certificates: a suppression as the checker reads it, and as text that a home keeps."""

import json
from typing import Any, Final

from videre.disclosure.checker import Certificate, CertificateRefused, Claim
from videre.disclosure.problem import Problem
from videre.disclosure.suppressing import Suppression

FORM: Final = 1


def make_certificate(problem: Problem, suppression: Suppression, harmless: frozenset[str] = frozenset()) -> Certificate:
    """Return the certificate of a suppression. It holds witnesses, never the truth.

    Args:
        problem: what was to be told. suppression: what is hidden of it, and why that is enough.
        harmless: names of small numbers that a rule allows to be told.
    """
    numbers: dict[str, Claim] = {}
    for place, (number, value) in enumerate(zip(problem.numbers, problem.values, strict=True)):
        told = None if place in suppression.hidden else number.told or (value, value)
        least = number.least if number.least is not None and value < number.least else None
        most = number.most if number.most is not None and value > number.most else None
        numbers[number.key] = Claim(number.terms, told, least, most)
    numbers.update({name: numbers[same] for name, same in problem.same_as.items()})
    own = {cell: least for cell, least in enumerate(problem.own) if least}
    if not suppression.witnesses:
        return Certificate(numbers, harmless, own, (), (), problem.together)
    first, *rest = (witness.moves for witness in suppression.witnesses)
    whole = tuple(count + first.get(cell, 0) for cell, count in enumerate(problem.counts))
    others = []
    for moves in rest:
        differs = {cell: moves.get(cell, 0) - first.get(cell, 0) for cell in sorted({*moves, *first})}
        others.append({cell: move for cell, move in differs.items() if move})
    return Certificate(numbers, harmless, own, whole, tuple(others), problem.together)


def certificate_as_text(certificate: Certificate) -> str:
    """Return a certificate as JSON text; `read_certificate` gives it back."""
    return json.dumps(
        {
            "form": FORM,
            "numbers": {
                name: [claim.told, claim.least, claim.most, [part for term in claim.terms for part in term]]
                for name, claim in certificate.numbers.items()
            },
            "harmless": sorted(certificate.harmless),
            "own": list(certificate.own.items()),
            "first": list(certificate.first),
            "others": [list(moves.items()) for moves in certificate.others],
            "together": certificate.together,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def read_certificate(text: str) -> Certificate:
    """Return a certificate from its text; raises CertificateRefused when the text is none."""
    try:
        fields: Any = json.loads(text)
        fields = {FORM: fields}[fields["form"]]  # another form is no certificate of this program
        return Certificate(
            {
                name: Claim(
                    tuple(zip(flat[::2], flat[1::2], strict=True)), None if told is None else tuple(told), least, most
                )
                for name, (told, least, most, flat) in fields["numbers"].items()
            },
            frozenset(fields["harmless"]),
            dict(map(tuple, fields["own"])),
            tuple(fields["first"]),
            tuple(dict(map(tuple, moves)) for moves in fields["others"]),
            fields.get("together", 1),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise CertificateRefused(
            "A certificate cannot be read: it was edited, or written by another program."
        ) from error
