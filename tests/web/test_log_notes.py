"""Notes: what is signed can be read by whoever has the key, and nothing else passes for it."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from videre.web.audit.notes import Checkpoint, NoteReader, NotSigned, Signer, Statement

SEED = bytes(range(32))
SIGNER = Signer("videre/165", SEED)
AT = datetime(2026, 11, 29, 8, 0, 0, 123456, tzinfo=UTC)
CHECKPOINT = Checkpoint("videre/165", 7, b"r" * 32, AT, 9, b"n" * 32)
STATEMENT = Statement("videre/165", 3, 5, AT, "age")


def test_what_was_signed_is_read_back() -> None:
    assert Checkpoint.read(SIGNER.reader.read(SIGNER.sign(CHECKPOINT.text()))) == CHECKPOINT
    assert Statement.read(SIGNER.reader.read(SIGNER.sign(STATEMENT.text()))) == STATEMENT


def test_a_note_looks_as_the_witnesses_of_other_logs_read_it() -> None:
    origin, size, root, at, last, numbers, empty, signature, end = SIGNER.sign(CHECKPOINT.text()).split("\n")
    assert (origin, size, empty, end) == ("videre/165", "7", "", "")
    assert (root, at, last, numbers) == (
        "cnJycnJycnJycnJycnJycnJycnJycnJycnJycnJycnI=",
        "at 2026-11-29T08:00:00.123456+00:00",
        "last 9",
        "numbers bm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm4=",
    )
    assert signature.startswith("— videre/165 ")


def test_the_public_key_travels_as_a_line() -> None:
    reader = NoteReader.told(SIGNER.reader.verifier_line() + "\n")
    assert reader.read(SIGNER.sign(CHECKPOINT.text())) == CHECKPOINT.text()


@given(st.data())
def test_no_note_with_another_letter_passes(data: st.DataObject) -> None:
    note = SIGNER.sign(CHECKPOINT.text())
    place = data.draw(st.integers(0, len(note) - 1))
    letter = data.draw(st.characters(exclude_categories=["Cs"], exclude_characters=note[place]))
    changed = note[:place] + letter + note[place + 1 :]
    with pytest.raises(NotSigned):
        SIGNER.reader.read(changed)


@pytest.mark.parametrize("note", ["", "\n", "\n\n", "a\n\nb\n", "a\n\n— videre/165 !!\n", "a\n\n— videre/165 AAAA\n"])
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(NotSigned):
        SIGNER.reader.read(note)


def test_another_key_and_another_home_are_refused() -> None:
    other = Signer("videre/165", Ed25519PrivateKey.generate().private_bytes_raw())
    neighbour = Signer("videre/101", SEED)
    for signer in (other, neighbour):
        with pytest.raises(NotSigned):
            SIGNER.reader.read(signer.sign(CHECKPOINT.text()))


def test_a_statement_does_not_pass_for_a_checkpoint() -> None:
    with pytest.raises(NotSigned):
        Checkpoint.read(STATEMENT.text())
    with pytest.raises(NotSigned):
        Statement.read(CHECKPOINT.text())


@pytest.mark.parametrize("line", ["", "a+b", "videre/165+00000000+AAAA", "a+b+c"])
def test_what_is_no_public_key_is_refused(line: str) -> None:
    with pytest.raises(NotSigned):
        NoteReader.told(line)


@pytest.mark.parametrize("text", ["no end of line", "an empty\n\nline\n"])
def test_a_text_that_could_be_read_in_two_ways_is_not_signed(text: str) -> None:
    with pytest.raises(ValueError, match="lines of text"):
        SIGNER.sign(text)
