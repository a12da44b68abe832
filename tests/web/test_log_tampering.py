"""Whatever somebody who owns the database does to what was sealed, verifying finds it.

100,000 ways instead of these: `benchmarks/log_tampering.py`.
"""

import numpy as np
import pytest
from django.db import connection, transaction
from tests.web.log import kinds, make_log
from tests.web.tampering import WAYS, draw, raw_delete

from videre.web.audit.findings import Kind
from videre.web.audit.guards import take_guards
from videre.web.audit.models import Entry, Retirement, Seal

N_EACH = 40
N_MIXED = 1500


@pytest.fixture
def exported(db: None) -> list[tuple[str, str]]:
    """Return what another party holds of a log whose triggers have been taken away."""
    exported = make_log()
    take_guards(connection)
    return exported


@pytest.mark.parametrize("way", {way.__name__: way for way in WAYS}.values(), ids=lambda way: way.__name__)
def test_every_way_of_tampering_is_found(exported: list[tuple[str, str]], way: object) -> None:
    rng = np.random.default_rng(6)
    n_changed = 0
    for _ in range(N_EACH):
        point = transaction.savepoint()
        changed = way(rng)  # type: ignore[operator]
        n_changed += changed
        assert bool(kinds(exported)) is changed
        transaction.savepoint_rollback(point)
        transaction.savepoint_commit(point)  # else savepoints pile up, and each is slower than the one before
    assert n_changed > N_EACH / 2
    assert kinds(exported) == set()


def test_mixtures_of_tampering_are_found(exported: list[tuple[str, str]]) -> None:
    rng = np.random.default_rng(962)
    undetected = []
    for i in range(N_MIXED):
        point = transaction.savepoint()
        done = draw(rng)
        if done and not kinds(exported):
            undetected.append((i, done))
        transaction.savepoint_rollback(point)
        transaction.savepoint_commit(point)  # else savepoints pile up, and each is slower than the one before
    assert undetected == []


def test_a_copy_of_a_statement_is_found(exported: list[tuple[str, str]]) -> None:
    """It says nothing that is not so; still somebody has written it there. Found by 100,000 mixtures, once."""
    real = Retirement.objects.all()[0]
    Retirement.objects.create(at=real.at, first_entry=real.first_entry, last_entry=real.last_entry, note=real.note)
    assert kinds(exported) == {Kind.STATEMENT_CHANGED}


def test_without_the_other_party_a_tail_that_was_cut_is_not_found(exported: list[tuple[str, str]]) -> None:
    last = Seal.objects.latest("id")
    before = Seal.objects.order_by("-id")[1].last_entry
    raw_delete("audit_seal", [last.pk])
    raw_delete("audit_entry", list(Entry.objects.filter(id__gt=before).values_list("id", flat=True)))
    assert kinds([]) == set()  # which is why checkpoints are exported
    assert kinds(exported) == {Kind.TAIL_CUT}


def test_a_line_of_another_kind_of_value_is_found_and_nothing_breaks(exported: list[tuple[str, str]]) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL holds every column to its type")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET salt = 'a text' WHERE id = (SELECT max(id) FROM audit_entry)")
        cursor.execute("UPDATE audit_entry SET at = 'never' WHERE id = (SELECT min(id) FROM audit_entry)")
    assert Kind.EDITED in kinds(exported)
