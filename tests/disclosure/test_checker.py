"""The checker refuses every certificate that was touched, and imports no solver."""

import ast
from fractions import Fraction
from functools import cache
from pathlib import Path
from time import perf_counter

import pytest
from tests.disclosure.benchmark_tables import SMALLEST, benchmark_problem

import videre.disclosure.checker
from videre.disclosure.certificate import certificate_as_text, make_certificate, read_certificate
from videre.disclosure.checker import Certificate, CertificateRefused, check_certificate
from videre.disclosure.problem import Number, make_problem
from videre.disclosure.suppressing import suppress

KEY = b"a key of the tests"
TABLE = "schools8_sex_status"

pytestmark = pytest.mark.shared


@cache
def certified() -> Certificate:
    """Return the certificate of the smallest benchmark table."""
    problem = benchmark_problem(TABLE)
    return make_certificate(problem, suppress(problem, KEY, 10_000))


def published(certificate: Certificate) -> dict[str, int | Fraction]:
    """Return what a certificate tells, as it is published."""
    return {name: claim.told[0] for name, claim in certificate.numbers.items() if claim.told is not None}


def with_claim(certificate: Certificate, name: str, **fields: object) -> Certificate:
    claim = certificate.numbers[name]._replace(**fields)  # type: ignore[arg-type]
    return certificate._replace(numbers={**certificate.numbers, name: claim})


def test_a_certificate_as_made_is_accepted_and_survives_being_written() -> None:
    again = read_certificate(certificate_as_text(certified()))
    assert again == certified()
    check_certificate(again, published(again), SMALLEST)


def test_taking_any_witness_away_is_caught() -> None:
    certificate = certified()
    for place in range(len(certificate.others)):
        others = certificate.others[:place] + certificate.others[place + 1 :]
        with pytest.raises(CertificateRefused, match="No witness"):
            check_certificate(certificate._replace(others=others), published(certificate), SMALLEST)


def test_publishing_any_one_hidden_number_is_caught() -> None:
    problem = benchmark_problem(TABLE)
    truth = dict(zip((number.key for number in problem.numbers), problem.values, strict=True))
    certificate = certified()
    hidden = [name for name, claim in certificate.numbers.items() if claim.told is None]
    assert len(hidden) > 100
    for name in hidden:
        with pytest.raises(CertificateRefused, match="no certificate covers it"):
            check_certificate(certificate, {**published(certificate), name: truth[name]}, SMALLEST)
        edited = with_claim(certificate, name, told=(truth[name], truth[name]))
        with pytest.raises(CertificateRefused):
            check_certificate(edited, published(edited), SMALLEST)


def test_a_margin_that_was_forgotten_is_caught_when_it_is_published() -> None:
    problem = benchmark_problem(TABLE)
    for key in ("T,T,T", "T,0,T", "N,T,T"):
        without = make_problem(problem.counts, [number for number in problem.numbers if number.key != key])
        certificate = make_certificate(without, suppress(without, KEY, 10_000))
        value = problem.values[[number.key for number in problem.numbers].index(key)]
        with pytest.raises(CertificateRefused, match="no certificate covers it"):
            check_certificate(certificate, {**published(certificate), key: value}, SMALLEST)


def test_an_edited_number_of_persons_is_caught_in_any_cell() -> None:
    certificate = certified()
    for cell in range(len(certificate.first)):
        for count in (certificate.first[cell] + 1, -1, 0.5):
            first = (*certificate.first[:cell], count, *certificate.first[cell + 1 :])
            with pytest.raises(CertificateRefused):
                check_certificate(certificate._replace(first=first), published(certificate), SMALLEST)


def test_a_number_published_otherwise_than_certified_is_caught() -> None:
    certificate = certified()
    for name, value in published(certificate).items():
        with pytest.raises(CertificateRefused, match="another number"):
            check_certificate(certificate, {**published(certificate), name: value + 1}, SMALLEST)


def test_telling_of_fewer_persons_than_the_threshold_is_caught_unless_a_rule_allows_it() -> None:
    problem = make_problem([3, 9], [Number("few", ((0, 1),)), Number("many", ((1, 1),))])
    suppression = suppress(problem, KEY, 100)
    with pytest.raises(CertificateRefused, match="fewer than 5"):
        check_certificate(make_certificate(problem, suppression), {}, SMALLEST)
    allowed = make_certificate(problem, suppression, harmless=frozenset({"few"}))
    check_certificate(allowed, {"few": 3, "many": 9}, SMALLEST)


def test_for_every_insider_a_witness_is_left_that_he_cannot_rule_out() -> None:
    problem = benchmark_problem(TABLE, coalition=1)
    certificate = make_certificate(problem, suppress(problem, KEY, 10_000))
    check_certificate(certificate, published(certificate), SMALLEST)
    cell = next(iter(certificate.own))
    with pytest.raises(CertificateRefused, match="Somebody knows"):
        check_certificate(certificate._replace(own={**certificate.own, cell: 999}), {}, SMALLEST)


def test_one_insider_at_a_time_is_protected_from_by_several_witnesses() -> None:
    numbers = [Number("a", ((0, 1),), least=5), Number("b", ((1, 1),), least=5), Number("both", ((0, 1), (1, 1)))]
    problem = make_problem([4, 4], numbers, coalition=1)
    suppression = suppress(problem, KEY, 100)
    assert suppression.hidden == {0, 1}, "the total of eight can be told: seven and one, or one and seven"
    certificate = make_certificate(problem, suppression)
    check_certificate(certificate, {"both": 8}, SMALLEST)
    emptied = certificate._replace(first=(8, 0), others=({0: -8, 1: 8},))
    with pytest.raises(CertificateRefused, match="Somebody knows"):
        check_certificate(emptied, {"both": 8}, SMALLEST)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"form": 2}', "not json"])
def test_what_is_no_certificate_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(CertificateRefused, match="cannot be read"):
        read_certificate(text)


def test_the_checker_knows_no_solver_no_floats_and_little_else() -> None:
    source = Path(videre.disclosure.checker.__file__).read_text("utf-8")
    tree = ast.parse(source)
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert modules == {"collections.abc", "fractions", "typing", "videre.domain.refusals"}
    assert not any(isinstance(node, ast.Import) for node in ast.walk(tree))
    assert not any(isinstance(node, ast.Constant) and isinstance(node.value, float) for node in ast.walk(tree))
    assert not any(isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) for node in ast.walk(tree))
    assert len(source.splitlines()) < 160


def test_checking_a_table_of_396_cells_takes_under_50_milliseconds() -> None:
    certificate, told = certified(), published(certified())
    times = []
    for _ in range(5):
        begin = perf_counter()
        check_certificate(certificate, told, SMALLEST)
        times.append(perf_counter() - begin)
    assert min(times) < 0.050
