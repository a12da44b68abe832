"""Sealing, exporting, taking out: what was sealed stays provable, and nothing is sealed on top of what is not."""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests.oracles import merkle_tree
from tests.web.log import PEOPLE, SIGNER, exported_now, kinds, make_log, verified, write_lines

from videre.domain.refusals import NeedsAttention
from videre.web.audit.findings import Kind
from videre.web.audit.guards import missing_guards, take_guards
from videre.web.audit.leaves import COLUMNS, hash_entry
from videre.web.audit.models import Entry, Retirement, Seal
from videre.web.audit.notes import Checkpoint
from videre.web.audit.reading import read_lines
from videre.web.audit.retiring import TooYoung, ranges_of, take_out_old, take_out_person
from videre.web.audit.sealing import CheckpointDiffers, LogTamperedWith, export_checkpoints, seal

pytestmark = pytest.mark.django_db


def test_an_untouched_log_is_whole() -> None:
    done = verified(make_log())
    assert done.findings == ()
    assert (done.n_sealed, done.n_checkpoints) == (12 + 14 + 1 + 10 + 1 + 8, 4)
    assert done.n_unsealed == 0


def test_the_root_is_that_of_all_lines_as_the_standard_has_it() -> None:
    write_lines(23, timezone.now())
    seal(signer=SIGNER, now=timezone.now())
    leaves = [line.salt + line.content for line in read_lines(None)]
    checkpoint = Checkpoint.read(SIGNER.reader.read(Seal.objects.get().note))
    assert checkpoint.root == merkle_tree.root(leaves)
    assert (checkpoint.size, checkpoint.last_entry) == (23, Entry.objects.latest("id").id)


def test_a_line_read_as_an_object_and_as_a_row_is_the_same_leaf() -> None:
    write_lines(15, timezone.now().replace(microsecond=0))  # SQLite leaves the fraction of a whole second out
    Entry.objects.create(at=timezone.now(), event="a\tb\\n\nc\r\b\f\v", about="\\", reason="æøå\x1f\u2028", by="")
    for entry, line in zip(Entry.objects.order_by("id"), read_lines(None), strict=True):
        assert hash_entry(entry) == merkle_tree.root([line.salt + line.content])


def test_every_column_but_the_salt_is_hashed_by_name() -> None:
    assert {*COLUMNS, "salt"} == {field.column for field in Entry._meta.fields}


def test_nothing_new_makes_no_seal() -> None:
    make_log()
    assert seal(signer=SIGNER, now=timezone.now()) == []


def test_lines_after_the_last_seal_are_counted_as_not_sealed() -> None:
    exported = make_log()
    write_lines(5, timezone.now())
    assert verified(exported).n_unsealed == 5
    assert verified(exported).findings == ()


def test_many_lines_are_sealed_in_several_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("videre.web.audit.sealing.MOST_LINES", 10)
    write_lines(31, timezone.now() - timedelta(minutes=5))
    assert [made.size for made in seal(signer=SIGNER, now=timezone.now())] == [10, 20, 30, 31]
    assert kinds(exported_now()) == set()


@pytest.mark.parametrize("change", [{"size": 1}, {"last_entry": 1}, {"note": "nothing"}, {"peaks": b""}])
def test_nothing_is_sealed_on_top_of_a_seal_that_was_changed(change: dict[str, object]) -> None:
    make_log()
    take_guards(connection)
    Seal.objects.filter(pk=Seal.objects.latest("id").pk).update(**change)
    write_lines(1, timezone.now())
    with pytest.raises(LogTamperedWith, match="verify-log"):
        seal(signer=SIGNER, now=timezone.now())


# ---- taking out


def test_taking_out_leaves_nothing_of_the_lines_but_their_hashes() -> None:
    make_log()
    assert not Entry.objects.filter(person=PEOPLE[3], id__lte=Seal.objects.order_by("id")[2].last_entry).exists()
    assert Entry.objects.earliest("at").at > timezone.now() - timedelta(days=1)
    assert Seal.objects.earliest("id").size == 12


def test_lines_younger_than_thirteen_months_stay() -> None:
    make_log()
    n_lines = Entry.objects.count()
    assert take_out_old(signer=SIGNER, months=13, now=timezone.now(), by="test") == 0
    assert Entry.objects.count() == n_lines
    with pytest.raises(TooYoung):
        take_out_old(signer=SIGNER, months=12, now=timezone.now(), by="test")


def test_thirty_years_of_nights_keep_thirteen_months_and_a_whole_proof() -> None:
    begin = timezone.now() - timedelta(days=30 * 365)
    for month in range(30 * 12):
        now = begin + timedelta(days=30 * month)
        write_lines(3, now - timedelta(hours=1))
        seal(signer=SIGNER, now=now)
        take_out_old_quietly(now)
        kept = Entry.objects.order_by("id").values_list("at", flat=True)
        assert min(kept) > now - timedelta(days=31 * 14)
        assert len(kept) == 3 * min(month + 1, 14)
    assert kinds(exported_now()) == set()
    assert Seal.objects.latest("id").size == 3 * 360


def take_out_old_quietly(now: object) -> None:
    """Take out what is old as the night does, without the line that tells of it: its time is the clock's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("videre.web.audit.retiring.write", lambda **_said: None)
        take_out_old(signer=SIGNER, months=13, now=now, by="test")  # type: ignore[arg-type]


def test_taking_out_one_person_leaves_the_others() -> None:
    now = timezone.now()
    write_lines(30, now - timedelta(minutes=5))
    before = set(Entry.objects.exclude(person=PEOPLE[1]).values_list("id", flat=True))
    n_lines = take_out_person(person=PEOPLE[1], signer=SIGNER, now=now, by="test")
    assert n_lines > 3
    assert before < set(Entry.objects.values_list("id", flat=True))
    assert PEOPLE[1] not in str(list(Entry.objects.values()))
    assert kinds(exported_now()) == set()


@given(st.sets(st.integers(1, 60)))
def test_ranges_are_the_numbers_and_as_few_as_can_be(ids: set[int]) -> None:
    ranges = list(ranges_of(sorted(ids)))
    assert {each for first, last in ranges for each in range(first, last + 1)} == ids
    assert all(last + 1 < first for (_, last), (first, _) in pairwise(ranges))


def test_a_line_that_was_taken_out_too_early_is_found() -> None:
    write_lines(5, timezone.now())
    seal(signer=SIGNER, now=timezone.now())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("videre.web.audit.retiring.LEAST_MONTHS", -1)
        take_out_old(signer=SIGNER, months=-1, now=timezone.now(), by="test")
    assert not Entry.objects.filter(event="person_seen").exists()
    assert kinds(exported_now()) == {Kind.TAKEN_OUT_TOO_EARLY}


# ---- the database itself


def refuses(sql: str) -> bool:
    """Return whether the database refuses a statement because the log is append-only."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


@pytest.mark.parametrize("table", ["audit_entry", "audit_seal", "audit_retirement"])
def test_the_database_refuses_to_change_and_to_remove(table: str) -> None:
    make_log()
    column = "note" if table != "audit_entry" else "event"
    assert refuses(f"UPDATE {table} SET {column} = 'x'")  # noqa: S608
    assert refuses(f"DELETE FROM {table} WHERE id = (SELECT max(id) FROM {table})")  # noqa: S608
    assert refuses(f"DELETE FROM {table}")  # noqa: S608
    if connection.vendor == "postgresql":
        assert refuses(f"TRUNCATE {table}")
    else:
        assert refuses(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")  # noqa: S608


def test_the_database_lets_a_line_go_that_a_statement_covers_and_no_other() -> None:
    write_lines(4, timezone.now())
    first = Entry.objects.earliest("id").id
    Retirement.objects.create(at=timezone.now(), first_entry=first, last_entry=first + 1, note="")
    assert refuses("DELETE FROM audit_entry")
    assert not refuses(f"DELETE FROM audit_entry WHERE id <= {first + 1}")  # noqa: S608
    assert Entry.objects.count() == 2


def test_triggers_that_are_gone_are_told_of() -> None:
    exported = make_log()
    assert missing_guards(connection) == []
    take_guards(connection)
    assert "audit_entry_keeps_changed" in missing_guards(connection)
    assert {finding.kind for finding in verified(exported).findings} == {Kind.UNGUARDED}


# ---- exporting


def test_each_checkpoint_is_exported_once_and_read_only(tmp_path: Path) -> None:
    make_log()
    assert export_checkpoints(signer=SIGNER, folder=tmp_path) == 4
    assert export_checkpoints(signer=SIGNER, folder=tmp_path) == 0
    files = sorted(tmp_path.iterdir())
    assert files[0].name == "videre-165-000000000012.checkpoint"
    assert {path.stat().st_mode & 0o777 for path in files} == {0o444}
    assert [path.read_text("utf-8") for path in files] == [note for _, note in exported_now()]


def test_a_log_that_was_written_anew_is_not_exported_over_the_old(tmp_path: Path) -> None:
    make_log()
    export_checkpoints(signer=SIGNER, folder=tmp_path)
    take_guards(connection)
    last = Seal.objects.latest("id")
    Entry.objects.filter(id=last.last_entry).update(event="nothing_happened")
    last.delete()
    seal(signer=SIGNER, now=timezone.now())
    with pytest.raises(CheckpointDiffers, match="another checkpoint"):
        export_checkpoints(signer=SIGNER, folder=tmp_path)


def test_a_folder_that_is_not_there_is_said_and_the_seal_stays(tmp_path: Path) -> None:
    make_log()
    with pytest.raises(NeedsAttention, match="log_checkpoints"):
        export_checkpoints(signer=SIGNER, folder=tmp_path / "not mounted")
    assert Seal.objects.count() == 4
