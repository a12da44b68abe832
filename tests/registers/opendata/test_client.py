"""The client against a server that misbehaves: each odd reply is named for what it is, and nothing is made up."""

import io
import time
from collections.abc import Iterator

import pytest
from tests.registers.opendata.asking import client_at
from tests.registers.opendata.server import SECRET, Reply, Request, Source, as_json, serving, zipped

from videre.domain.refusals import Refused
from videre.registers.opendata.client import (
    AskedWrongly,
    KeyRefused,
    NoAnswer,
    NotThere,
    Patience,
    Question,
    SentElsewhere,
    SourceBusy,
    TooLarge,
)
from videre.registers.opendata.contents import OddAnswer, json_of, text_of

ASKED = Question("/v1/data", body={"table": "FOLK1A"})
FINE = as_json({"said": "æøå"})


@pytest.fixture
def source() -> Iterator[Source]:
    with serving(lambda _request: FINE) as started:
        yield started


def ask(
    source: Source, *, patience: Patience | None = None, slept: list[float] | None = None, most: int = 10**6
) -> bytes:
    """Return what a client has in hand after asking."""
    into = io.BytesIO()
    client_at(source, patience, slept).ask(ASKED, into, most)
    return into.getvalue()


def test_a_question_is_sent_as_json_with_the_key_in_its_header_and_nowhere_else(source: Source) -> None:
    assert json_of(ask(source), "x") == {"said": "æøå"}
    (request,) = source.asked
    assert (request.method, request.path, request.body) == ("POST", "/v1/data", {"table": "FOLK1A"})
    assert request.headers["authorization"] == f"Bearer {SECRET}"
    assert request.headers["host"] == f"127.0.0.1:{source.port}"
    assert SECRET not in request.path + str(request.parameters) + str(request.body)


def test_a_packed_answer_is_unpacked(source: Source) -> None:
    source.first = [zipped(FINE.body)]
    assert ask(source) == FINE.body


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_source_is_asked_again_after_a_while(source: Source, status: int) -> None:
    slept: list[float] = []
    source.first = [Reply(status=status), Reply(status=status)]
    assert ask(source, slept=slept) == FINE.body
    assert slept == [1, 3]


def test_a_source_that_says_how_long_it_wants_to_be_left_alone_is_left_alone_so_long(source: Source) -> None:
    slept: list[float] = []
    source.first = [Reply(status=429, headers={"Retry-After": "17"})]
    assert ask(source, slept=slept) == FINE.body
    assert slept == [17]


def test_retry_after_may_be_a_date_and_is_held_against_the_answers_own_date(source: Source) -> None:
    slept: list[float] = []
    dates = {"Date": "Tue, 01 Sep 2015 10:00:00 GMT", "Retry-After": "Tue, 01 Sep 2015 10:00:40 GMT"}
    source.first = [Reply(status=503, headers=dates)]
    ask(source, slept=slept)
    assert slept == [40]


def test_a_source_that_wants_to_be_left_alone_for_an_hour_is_told_to_the_user_at_once(source: Source) -> None:
    slept: list[float] = []
    source.first = [Reply(status=429, headers={"Retry-After": "3600"})]
    with pytest.raises(SourceBusy, match=r"HTTP 429.*Try again later"):
        ask(source, slept=slept)
    assert slept == []


def test_a_source_that_stays_out_of_order_is_given_up_after_four_attempts(source: Source) -> None:
    source.first = [Reply(status=500)] * 9
    with pytest.raises(SourceBusy):
        ask(source)
    assert len(source.asked) == 4


def test_half_an_answer_is_asked_for_again_and_never_kept(source: Source) -> None:
    source.first = [Reply(FINE.body[:6], length=len(FINE.body))]
    assert ask(source) == FINE.body
    source.first = [Reply(FINE.body[:6], length=len(FINE.body))] * 4
    with pytest.raises(NoAnswer, match="Nothing of it was kept"):
        ask(source)


def test_an_answer_longer_than_it_says_is_cut_and_then_no_json(source: Source) -> None:
    source.first = [Reply(FINE.body, length=7)]
    with pytest.raises(OddAnswer, match="breaks off"):
        json_of(ask(source), "x")


@pytest.mark.parametrize(
    "broken",
    [b"this is not gzip", zipped(b"x" * 9999).body[:-9], zipped(b"x" * 9999).body[:12]],
    ids=["no", "end", "head"],
)
def test_a_broken_packing_is_no_answer(source: Source, broken: bytes) -> None:
    source.first = [Reply(broken, headers={"Content-Encoding": "gzip"})] * 4
    with pytest.raises(NoAnswer):
        ask(source)


def test_a_packing_that_was_not_asked_for_is_no_answer(source: Source) -> None:
    source.first = [Reply(b"...", headers={"Content-Encoding": "br"})] * 4
    with pytest.raises(NoAnswer, match="not asked for"):
        ask(source)


def test_a_huge_answer_is_given_up_before_it_fills_the_memory(source: Source) -> None:
    source.first = [zipped(b"0" * 50_000_000)]
    with pytest.raises(TooLarge, match="Ask for less"):
        ask(source, most=2**20)
    assert len(source.asked) == 1


def test_an_endless_answer_that_drips_is_given_up_when_its_time_is_up(source: Source) -> None:
    def drip() -> Iterator[bytes]:
        for _ in range(200):
            time.sleep(0.05)
            yield b" "

    source.first = [Reply(slowly=drip)] * 2
    began = time.perf_counter()
    with pytest.raises(NoAnswer, match=r"too long|timed out"):
        ask(source, patience=Patience(waits=(0,), step=5, whole=0.4))
    assert time.perf_counter() - began < 5


def test_a_source_that_says_nothing_is_given_up_after_one_step(source: Source) -> None:
    def silence() -> Iterator[bytes]:
        time.sleep(3)
        yield b""

    source.first = [Reply(slowly=silence)]
    with pytest.raises(NoAnswer):
        ask(source, patience=Patience(waits=(), step=0.2))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_never_followed(source: Source, status: int) -> None:
    source.first = [Reply(status=status, headers={"Location": f"{source.address}/elsewhere"})]
    with pytest.raises(SentElsewhere, match="never followed"):
        ask(source)
    assert source.paths() == ["/v1/data"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [(401, KeyRefused), (403, KeyRefused), (404, NotThere), (410, NotThere), (400, AskedWrongly), (418, AskedWrongly)],
)
def test_each_refusal_of_a_source_has_its_own_name_and_is_not_asked_again(
    source: Source, status: int, expected: type[Refused]
) -> None:
    source.first = [as_json({"message": "Table\u0000 X\nnot found"}, status=status)]
    with pytest.raises(expected) as refused:
        ask(source)
    assert len(source.asked) == 1
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500])
def test_the_key_is_in_no_error_even_if_the_source_repeats_it(source: Source, status: int) -> None:
    def echo(request: Request) -> Reply:
        return as_json({"message": f"wrong key {request.headers['authorization']}"}, status=status)

    source.answer = echo
    with pytest.raises(Refused) as refused:
        ask(source)
    assert SECRET not in str(refused.value)
    assert SECRET not in repr(refused.value.__dict__) + repr(client_at(source))
    assert refused.value.__cause__ is None


def test_nobody_at_the_door_says_what_to_do(source: Source) -> None:
    client = client_at(source)
    with serving(lambda _request: FINE) as gone:
        client = client_at(gone)
    with pytest.raises(NoAnswer, match="another machine"):
        client.ask(ASKED, io.BytesIO())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "nothing"),
        (b"\xef\xbb\xbf  \n", "nothing"),
        (b"<!DOCTYPE html><title>Vedligehold</title>", "web page"),
        (b"\n<HTML>", "web page"),
        (b"PK\x03\x04....", "another kind of file"),
        ('{"navn": "Ærø"}'.encode("latin-1"), "another encoding"),
    ],
)
def test_what_is_no_text_of_data_is_named_for_what_it_is(content: bytes, words: str) -> None:
    with pytest.raises(OddAnswer, match=words):
        text_of(content, "the source")


@pytest.mark.parametrize("content", [b'{"value": [1, 2', b'{"value": NaN}', b'{"value": Infinity}', b"[" * 100_000])
def test_json_that_breaks_off_or_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(OddAnswer, match="breaks off or cannot be read"):
        json_of(content, "the source")


def test_a_byte_order_mark_is_no_part_of_what_is_said() -> None:
    assert json_of(b"\xef\xbb\xbf[1]", "the source") == [1]
