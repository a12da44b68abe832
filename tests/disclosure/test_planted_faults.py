"""Faults planted in releases of random tables are caught every time: by the checker, whatever the table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from videre.disclosure.certificate import make_certificate
from videre.disclosure.checker import Certificate, CertificateRefused, check_certificate
from videre.disclosure.problem import Problem, make_problem, numbers_of_table
from videre.disclosure.suppressing import suppress
from videre.disclosure.witnessing import NoCertificate

KEY, SMALLEST, NODES = b"a key of the tests", 5, 20_000


@st.composite
def tables(draw: st.DrawFn) -> Problem:
    """Return a table with margins and a district between school and all, and a rule that protects from one or two."""
    schools, statuses = [f"s{n}" for n in range(draw(st.integers(2, 5)))], ["a", "b", "c"][: draw(st.integers(2, 3))]
    labels = [{"school": school, "status": status} for school in schools for status in statuses]
    counts = draw(st.lists(st.integers(0, 14), min_size=len(labels), max_size=len(labels)))
    sums = {"school": {"T": schools, "district": schools[:2]}, "status": {"T": statuses}}
    return sensitive(counts, draw(st.integers(1, 2)), numbers_of_table(labels, sums))


def sensitive(counts: list[int], coalition: int, numbers: list) -> Problem:  # type: ignore[type-arg]
    safe = []
    for number in numbers:
        is_small = 0 < sum(counts[cell] for cell, _ in number.terms) < SMALLEST
        safe.append(number._replace(least=SMALLEST) if is_small else number)
    return make_problem(counts, safe, coalition=coalition)


def certified(problem: Problem) -> tuple[Certificate, dict[str, int]] | None:
    """Return a certificate with what it tells, as published; None where nothing can be told."""
    try:
        certificate = make_certificate(problem, suppress(problem, KEY, NODES))
    except NoCertificate:
        return None
    return certificate, {name: claim.told[0] for name, claim in certificate.numbers.items() if claim.told is not None}


@settings(max_examples=60, deadline=None)
@given(tables())
def test_a_witness_removed_a_hidden_number_published_and_a_margin_forgotten_are_caught(problem: Problem) -> None:
    made = certified(problem)
    if made is None:
        return
    certificate, told = made
    check_certificate(certificate, told, SMALLEST)
    truth = dict(zip((number.key for number in problem.numbers), problem.values, strict=True))
    truth |= {name: truth[same] for name, same in problem.same_as.items()}
    for place in range(len(certificate.others)):
        others = certificate.others[:place] + certificate.others[place + 1 :]
        with pytest.raises(CertificateRefused):
            check_certificate(certificate._replace(others=others), told, SMALLEST)
    for name, claim in certificate.numbers.items():
        if claim.told is None:
            published = {**told, name: truth[name]}
            with pytest.raises(CertificateRefused, match="no certificate covers it"):
                check_certificate(certificate, published, SMALLEST)
            numbers = {**certificate.numbers, name: claim._replace(told=(truth[name], truth[name]))}
            with pytest.raises(CertificateRefused):
                check_certificate(certificate._replace(numbers=numbers), published, SMALLEST)
        numbers = {key: each for key, each in certificate.numbers.items() if key != name}
        with pytest.raises(CertificateRefused, match="no certificate covers it"):
            check_certificate(certificate._replace(numbers=numbers), {**told, name: truth[name]}, SMALLEST)


@settings(max_examples=25, deadline=None)
@given(tables(), st.data())
def test_a_margin_that_was_left_out_when_the_table_was_made_safe_is_caught(
    problem: Problem, data: st.DataObject
) -> None:
    forgotten = data.draw(st.sampled_from([number.key for number in problem.numbers if len(number.terms) > 1]))
    value = problem.values[[number.key for number in problem.numbers].index(forgotten)]
    left = [number for number in problem.numbers if number.key != forgotten]
    made = certified(make_problem(problem.counts, left, coalition=problem.together))
    if made is not None:
        with pytest.raises(CertificateRefused, match="no certificate covers it"):
            check_certificate(made[0], {**made[1], forgotten: value}, SMALLEST)
