"""Text files of ill will: rows, quotation marks and names without end, lying encodings, other kinds of file."""

from collections.abc import Iterable

from tests.homes import ALICE, BOB
from tests.hostile.files import CANARY, NAMES, hostile, repeated

CSV_NAMES = ";".join(NAMES) + "\n"
CSV_ROW = f"{ALICE};kontanthjaelp;2014-01-01;2014-06-30\n"


@hostile()
def nothing_at_all() -> bytes:
    return b""


@hostile()
def blanks_alone() -> Iterable[bytes]:
    return repeated("", " \n", 80)


@hostile()
def nothing_bytes_alone() -> Iterable[bytes]:
    return repeated("", "\0" * 64, 80)


@hostile()
def nothing_bytes_among_rows() -> bytes:
    return f"{CSV_NAMES}{CSV_ROW}{CANARY}\0;\0\n".encode()


@hostile()
def one_row_without_end() -> Iterable[bytes]:
    return repeated(CSV_NAMES, "x", 100)


@hostile()
def names_without_end() -> Iterable[bytes]:
    return repeated("cpr;benefit;", "k", 100)


@hostile()
def delimiters_without_end() -> Iterable[bytes]:
    return repeated("cpr", ";", 100)


@hostile()
def quotation_mark_that_never_closes() -> Iterable[bytes]:
    return repeated(f'{CSV_NAMES}"{ALICE}', ";kontanthjaelp;2014-01-01\n", 60)


@hostile()
def quotation_mark_before_the_names() -> Iterable[bytes]:
    return repeated('"' + CSV_NAMES, CSV_ROW, 60)


@hostile()
def quotation_mark_open_at_the_end() -> bytes:
    return f'{CSV_NAMES}{CSV_ROW}{BOB};"{CANARY};2014-01-01;2014-06-30\n'.encode()


@hostile()
def csv_of_16384_columns() -> bytes:
    return (";".join(f"k{place}" for place in range(2**14)) + "\n" + CSV_ROW).encode()


@hostile()
def line_ends_of_three_kinds() -> bytes:
    return f"{CSV_NAMES}{CSV_ROW}{BOB};kontanthjaelp;2014-01-01;2014-06-30\r{CSV_ROW}".encode()


@hostile()
def windows_1252_that_says_nothing() -> bytes:
    return f"{CSV_NAMES}{ALICE};kontanthjælp;2014-01-01;2014-06-30\n".encode("windows-1252")


@hostile()
def utf_16_that_nobody_announced() -> bytes:
    return (CSV_NAMES + CSV_ROW).encode("utf-16-le")


@hostile()
def utf_32() -> bytes:
    return (CSV_NAMES + CSV_ROW).encode("utf-32")


@hostile(mapping="wide")
def utf_16_that_ends_in_the_middle() -> bytes:
    return (CSV_NAMES + CSV_ROW).encode("utf-16")[:-1]


@hostile()
def letters_written_longer_than_they_are() -> bytes:
    return (CSV_NAMES + ALICE).encode() + b"\xc0\xbb\xed\xa0\x80;2014-01-01;2014-06-30\n"


@hostile()
def compressed_csv() -> bytes:
    return b"\x1f\x8b\x08\0\0\0\0\0\0\3" + b"\0" * 100


@hostile()
def pdf() -> bytes:
    return b"%PDF-1.7\n" + CANARY.encode()


@hostile()
def web_page() -> bytes:
    return b"<!DOCTYPE html><html><script>alert(1)</script>"


@hostile()
def program() -> bytes:
    return b"\x7fELF\x02\x01\x01" + b"\0" * 60_000


@hostile()
def days_out_of_range() -> bytes:
    days = ("0000-00-00", "9999-12-31", "2014-02-30", "99999999999-01-01", "-2014-01-01")
    return (CSV_NAMES + "".join(f"{ALICE};kontanthjaelp;{day};2014-06-30\n" for day in days)).encode()


@hostile()
def number_of_a_million_digits() -> bytes:
    return f"{CSV_NAMES}{'9' * 1_000_000};kontanthjaelp;2014-01-01;2014-06-30\n".encode()


@hostile()
def value_that_turns_the_writing_round() -> bytes:
    return f"{CSV_NAMES}{ALICE};\u202e{CANARY};2014-01-01;2014-06-30\n".encode()


@hostile()
def value_that_a_spreadsheet_would_run() -> bytes:
    return f"{CSV_NAMES}{ALICE};=cmd|' /C calc'!A0;2014-01-01;2014-06-30\n".encode()


@hostile()
def the_same_name_twice() -> bytes:
    return f"cpr;benefit;start;start\n{CSV_ROW}".encode()


@hostile()
def names_that_are_rows() -> bytes:
    return (CSV_ROW * 2).replace("kontanthjaelp", CANARY).encode()


@hostile()
def ten_million_rows_of_rubbish() -> Iterable[bytes]:
    return repeated(CSV_NAMES, "x;\n", 30)


@hostile()
def rubbish_with_every_rule_broken() -> Iterable[bytes]:
    return repeated(CSV_NAMES, f"{CANARY};x;y;z;u;v\n", 60)


@hostile(mapping="fixed")
def line_of_fixed_places_without_end() -> Iterable[bytes]:
    return repeated("", "x", 100)
