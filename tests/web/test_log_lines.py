"""Lines of the log: what each says, that a refusal outlives its transaction, and that nothing passes for written."""

import pytest
from django.db import connection, transaction

from videre.web.audit import actions as audit
from videre.web.audit.acting import Actor, acting
from videre.web.audit.models import Entry

SOMEBODY = "0b8f6d3c-6d0e-4a53-9d0c-0d6f3b1f7a11"
LOOKED = {"event": "person_seen", "person": SOMEBODY, "purpose": "guidance", "reason": "class teacher of 9.b"}


def test_a_line_says_who_in_which_role_whom_and_why(db: None) -> None:
    with acting(Actor("alice", "guidance_counsellor", "Ungecenter")):
        audit.write(**LOOKED, by="alice")
    entry = Entry.objects.get()
    assert (entry.by, entry.role, entry.unit) == ("alice", "guidance_counsellor", "Ungecenter")
    assert (entry.person, entry.purpose, entry.reason) == (SOMEBODY, "guidance", "class teacher of 9.b")
    assert not entry.is_refusal


def test_another_name_does_not_borrow_the_role_of_who_acts(db: None) -> None:
    with acting(Actor("alice", "guidance_counsellor", "Ungecenter")):
        assert audit.write(**LOOKED, by="videre nightly").role == ""
    assert audit.write(**LOOKED, by="alice").role == ""  # nobody acts any more


def test_a_refusal_says_that_it_is_one(db: None) -> None:
    audit.write_refusal(**LOOKED, by="alice")
    assert Entry.objects.get().is_refusal


def test_a_refusal_inside_the_transaction_that_is_refused_is_a_mistake_of_ours(db: None) -> None:
    with pytest.raises(audit.RefusalInsideTransaction), transaction.atomic():
        audit.write_refusal(**LOOKED, by="alice")
    assert not Entry.objects.exists()


def test_no_two_lines_share_a_salt(db: None) -> None:
    salts = {bytes(audit.write(**LOOKED, by="alice").salt) for _ in range(20)}
    assert len(salts) == 20
    assert {len(salt) for salt in salts} == {16}


def test_a_log_that_cannot_be_written_says_so(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry RENAME TO audit_entry_gone")
    with pytest.raises(audit.LogNotWritten, match="nothing is shown"):
        audit.write(**LOOKED, by="alice")
