"""The archive before the erasing, holds before both, and what the commands say."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import StringIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.db import connection, connections
from tests.homes import ALICE
from tests.web.retention.rows import Rows

from videre.home.home import Home, get_home
from videre.pipeline.erasing import erase
from videre.store.tombstones import Tombstones
from videre.web.accounts.models import User
from videre.web.agreements.actions import agree, keep_agreement
from videre.web.agreements.models import Agreement
from videre.web.audit.models import Entry
from videre.web.people.models import Address, Person, ProtectedAddress
from videre.web.people.taking import years_before
from videre.web.retention.actions import CannotBeHeld, erase_due, lift_hold, place_hold
from videre.web.retention.archiving import WrongReceipt, keep_file, receive_receipt, write_package
from videre.web.retention.erasing import CaseworkUnderRules, IsHeld, NotArchived
from videre.web.retention.models import ArchivedRecord, ArchivePackage
from videre.web.retention.queries import waiting_packages
from videre.web.retention.telling import log_is_held

pytestmark = pytest.mark.django_db
MADE, DAY = date(2010, 5, 1), date(2016, 2, 1)


@pytest.fixture
def rows(home: Home, alice: User) -> Rows:
    """Return a young person with an agreement that was kept almost six years ago."""
    made = Rows(home, alice, "Asta", ALICE)
    agreement = agree(person_id=made.person.pk, what="Skriv til skolen", party="family", due=MADE, on=MADE, by="alice")
    keep_agreement(agreement_id=agreement.pk, on=MADE, by="alice")
    return made


def receipt(package: ArchivePackage | None) -> None:
    """Note that the archive has a package."""
    assert package is not None
    receive_receipt(name=package.name, sha256=package.sha256, reference="A-1", day=DAY, by="alice")


def test_what_is_due_is_erased_when_the_archive_has_acknowledged_it_and_not_before(home: Home, rows: Rows) -> None:
    assert erase_due(day=DAY, by="test") == {}
    package = write_package(day=DAY, by="test")
    assert erase_due(day=DAY, by="test") == {}
    assert write_package(day=DAY, by="test") is None
    receipt(package)
    assert erase_due(day=DAY, by="test") == {"agreements.Agreement": 1}
    assert not Agreement.objects.exists()
    assert not ArchivedRecord.objects.exists()
    assert Entry.objects.filter(event="erased_by_rule", about="agreements.Agreement: 1").exists()


def test_what_was_changed_after_it_was_archived_is_archived_again(home: Home, rows: Rows) -> None:
    receipt(write_package(day=DAY, by="test"))
    Agreement.objects.update(what="Skriv til skolen i dag")
    assert erase_due(day=DAY, by="test") == {}
    receipt(write_package(day=DAY, by="test"))
    assert erase_due(day=DAY, by="test") == {"agreements.Agreement": 1}


def test_a_package_says_what_it_holds_and_holds_no_address(home: Home, rows: Rows) -> None:
    Address.objects.filter(person=rows.person).update(address="Hemmelig Sti 7")
    ProtectedAddress.objects.create(person=rows.person, encrypted=b"skjult", until=DAY)
    package = write_package(day=DAY, by="test")
    assert package is not None
    file = home.paths.archive / package.name
    assert (file.stat().st_mode & 0o077, home.paths.archive.stat().st_mode & 0o077) == (0, 0)
    assert hashlib.sha256(file.read_bytes()).hexdigest() == package.sha256
    with ZipFile(file) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(contents["manifest.json"])
    assert {each["name"]: each["sha256"] for each in manifest["files"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in contents.items() if name != "manifest.json"
    }
    line = json.loads(contents["agreements.Agreement.jsonl"])
    assert (line["person"], line["values"]["what"]) == (str(rows.person.pk), "Skriv til skolen")
    assert json.loads(contents["persons.jsonl"])["cpr"] == [ALICE]
    assert not any(b"Hemmelig" in content or b"skjult" in content for content in contents.values())


def test_a_receipt_of_something_else_is_refused_and_the_right_one_removes_our_copy(
    home: Home, rows: Rows, django_capture_on_commit_callbacks: object
) -> None:
    package = write_package(day=DAY, by="test")
    assert package is not None
    for name, sha256, reference in (
        ("other.zip", package.sha256, "A-1"),
        (package.name, "0" * 64, "A-1"),
        (package.name, package.sha256, " "),
    ):
        with pytest.raises(WrongReceipt):
            receive_receipt(name=name, sha256=sha256, reference=reference, day=DAY, by="alice")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        receipt(package)
    assert list(home.paths.archive.iterdir()) == []


def test_a_package_that_is_lost_is_written_again(home: Home, rows: Rows) -> None:
    first = write_package(day=DAY, by="test")
    assert first is not None
    (home.paths.archive / first.name).unlink()
    again = write_package(day=DAY, by="test")
    assert again is not None
    assert (again.n_records, list(waiting_packages())) == (1, [again])
    assert again.name == first.name.replace("-1.zip", "-2.zip"), "a number is one package's, lost or not"
    assert Entry.objects.get(event="archive_package_removed").about == first.name


def test_a_number_is_given_once_and_no_file_is_overwritten(home: Home, rows: Rows) -> None:
    names = []
    for number in range(3):
        Agreement.objects.update(what=f"Skriv {number}")
        package = write_package(day=DAY, by="test")
        assert package is not None
        names.append(package.name)
    (home.paths.archive / names[0]).unlink()
    unknown = home.paths.archive / names[0].replace("-1.zip", "-4.zip")
    unknown.write_bytes(b"of another process")
    Agreement.objects.update(what="Skriv igen")
    package = write_package(day=DAY, by="test")
    assert package is not None
    assert package.name == names[0].replace("-1.zip", "-5.zip")
    assert unknown.read_bytes() == b"of another process"
    assert f"Belongs to no package that waits; remove it when you know what it is: {unknown}" in said("retention")
    with pytest.raises(FileExistsError):
        keep_file(home.paths.archive, names[1], b"other")
    assert hashlib.sha256((home.paths.archive / names[1]).read_bytes()).hexdigest() == (
        ArchivePackage.objects.get(name=names[1]).sha256
    )
    assert not list(home.paths.archive.glob("*.unfinished"))


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_write_each_record_once(home: Home, rows: Rows) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite takes one writer at a time, and in memory no two connections; PostgreSQL is asked")

    def one(_number: int) -> ArchivePackage | None:
        try:
            return write_package(day=DAY, by="test")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert sum(package is not None for package in pool.map(one, range(8))) == 1
    assert len(list(home.paths.archive.iterdir())) == 1


@pytest.mark.parametrize("rule", ["", "agreements"])
def test_nothing_held_is_erased_until_the_hold_ends(home: Home, rows: Rows, rule: str) -> None:
    receipt(write_package(day=DAY, by="test"))
    hold = place_hold(
        person_id=rows.person.pk, rule=rule, reason="Klage", since=DAY, until=date(2017, 1, 1), by="alice"
    )
    assert erase_due(day=DAY, by="test") == {}
    with pytest.raises(IsHeld):
        CaseworkUnderRules(home).check_may_be_erased(lambda digits: digits == ALICE)
    lift_hold(hold_id=hold.pk, reason="Sagen er slut", day=DAY, by="alice")
    assert erase_due(day=DAY, by="test") == {"agreements.Agreement": 1}
    CaseworkUnderRules(home).check_may_be_erased(lambda digits: digits == ALICE)


def test_a_hold_of_a_kind_holds_everybody_and_the_log_is_held_with_whoever_is_held_as_a_whole(
    home: Home, rows: Rows
) -> None:
    receipt(write_package(day=DAY, by="test"))
    said = {"reason": "Tilsyn", "since": DAY, "until": date(2017, 1, 1), "by": "alice"}
    place_hold(person_id=None, rule="agreements", **said)  # type: ignore[arg-type]
    assert erase_due(day=DAY, by="test") == {}
    assert not log_is_held(DAY)
    place_hold(person_id=rows.person.pk, rule="", **said)  # type: ignore[arg-type]
    assert log_is_held(DAY)


@pytest.mark.parametrize(
    ("rule", "until", "reason", "is_somebody"),
    [
        ("", date(2017, 1, 1), "Klage", False),
        ("no_such_rule", date(2017, 1, 1), "Klage", True),
        ("sessions", date(2017, 1, 1), "Klage", True),
        ("agreements", DAY, "Klage", True),
        ("agreements", date(2017, 1, 1), " ", True),
    ],
)
def test_a_hold_of_nothing_without_end_or_reason_is_refused(
    home: Home, rows: Rows, rule: str, until: date, reason: str, is_somebody: bool
) -> None:
    person_id = rows.person.pk if is_somebody else None
    with pytest.raises(CannotBeHeld):
        place_hold(person_id=person_id, rule=rule, reason=reason, since=DAY, until=until, by="alice")
    with pytest.raises(CannotBeHeld):
        place_hold(person_id=uuid4(), rule="", reason="Klage", since=DAY, until=date(2017, 1, 1), by="alice")


def test_erasing_a_person_waits_for_the_archive_and_puts_up_no_tombstone(home: Home, rows: Rows) -> None:
    opened = get_home(home.paths.root)
    with pytest.raises(NotArchived, match=str(rows.person.pk)):
        erase(opened, [ALICE], lambda _home: [CaseworkUnderRules(home)])
    assert len(Tombstones(opened)) == 0
    receipt(write_package(day=DAY, person_id=rows.person.pk, by="test"))
    assert erase(opened, [ALICE], lambda _home: [CaseworkUnderRules(home)]).n_elsewhere == 1
    assert not Person.objects.exists()


def said(*command: str) -> str:
    """Return what a command prints."""
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def test_the_commands_show_change_nothing_and_do_what_they_say(home: Home, rows: Rows) -> None:
    shown = said("retention")
    assert "agreements.Agreement: 0 go, 1 wait for the archive, 0 are held" in shown
    assert said("keep_by_rules").startswith("Erased by the rules of retention: nothing. 1 records were written")
    package = ArchivePackage.objects.get()
    assert f"{package.name}, sha256 {package.sha256}" in said("retention")
    assert "stands in a package already" in said("archive")
    said("archive_receipt", package.name, "--sha256", package.sha256, "--reference", "A-1")
    said("hold", "--rule", "agreements", "--reason", "Tilsyn", "--until", "2030-01-01", "--by", "Mette")
    assert "agreements.Agreement: 0 go, 0 wait for the archive, 1 are held" in said("retention")
    hold = said("retention").partition("Held (")[2].partition(")")[0]
    said("lift_hold", hold, "--reason", "Tilsynet er slut", "--by", "Mette")
    shown = said("retention")
    assert "agreements.Agreement: 1 go, 0 wait" in shown
    assert f"agreements.Agreement {Agreement.objects.get().pk}: kept_on 2010-05-01, kept 5 years" in shown
    assert "Skriv" not in shown
    assert said("keep_by_rules") == "Erased by the rules of retention: 1 of agreements.Agreement.\n"


def test_whoever_is_born_on_1_march_has_the_age_on_1_march_in_a_leap_year_too() -> None:
    assert years_before(date(2016, 2, 29), 30) == date(1986, 2, 28)
    assert years_before(date(2016, 3, 1), 30) == date(1986, 3, 1)
