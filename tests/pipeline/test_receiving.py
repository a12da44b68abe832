"""Events that are delivered once only: safe on disk before they are acknowledged, whatever happens and whenever."""

import io
import json
import os
import random  # noqa: TID251 - when to kill; the seed is written down
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from tests.homes import ALICE, BOB, CHARLIE, TODAY, content_hash, deliver, new_home, stored

from videre.cli.app import app
from videre.cli.exit_codes import ExitCode
from videre.domain.refusals import Refused
from videre.home.home import Home, HomeIsBusy, writing
from videre.pipeline.receiving import NotAnEvent, NotForEvents, import_received, inbox_of, receive

MAPPING = "ungedatabasen-notifications"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path / "home")


def event(number: int, cpr: str = ALICE, **more: object) -> str:
    """Return an event with the register's own fields."""
    said = {"event_id": f"H{number}", "cpr": cpr, "event": "interrupted", "date": "2015-11-20", "institution": "280051"}
    return json.dumps({**said, **more})


def theirs(number: int, **more: object) -> str:
    """Return an event as Ungedatabasen writes it."""
    said = {"haendelse_nummer": f"U{number}", "cpr_nummer": BOB, "haendelse": "AFBRUDT", "dato": "2015-11-20"}
    return json.dumps({**said, "institutionsnummer": "280051", **more})


def n_events(home: Home) -> int:
    """Return how many events the store has."""
    rows = stored(home, "notifications")
    assert rows["event_id"].is_unique().all()
    return len(rows)


def test_an_event_is_kept_then_imported_and_the_inbox_is_empty_again(home: Home) -> None:
    receive(home, [event(1), event(2, BOB)], received=date(2015, 11, 21))
    assert n_events(home) == 0
    done = import_received(home)
    assert sum(result.accepted for result in done.results) == n_events(home) == 2
    assert set(stored(home, "notifications")["reported"]) == {date(2015, 11, 21)}
    assert inbox_of(home).list_closed() == []
    assert not list((home.paths.inbox / "notifications").glob("*.jsonl"))


def test_the_same_event_twice_changes_nothing(home: Home) -> None:
    receive(home, [event(1), event(1)], received=date(2016, 1, 15))
    import_received(home)
    before = stored(home, "notifications")
    for day in (date(2016, 1, 15), TODAY):
        receive(home, [event(1)], received=day)
        import_received(home)
    assert stored(home, "notifications").equals(before)


def test_a_supplier_s_own_form_is_read_by_its_mapping(home: Home) -> None:
    receive(home, [theirs(1), theirs(2, aarsag="Ej mødt", modtaget="2015-11-25")], received=TODAY, mapping=MAPPING)
    assert import_received(home).waiting == ()
    rows = stored(home, "notifications").sort("reported")
    assert list(rows["reported"]) == [date(2015, 11, 25), TODAY]
    assert list(rows["reason"]) == ["Ej mødt", None]
    assert set(rows["event"]) == {"interrupted"}


def test_an_event_with_an_unknown_field_waits_and_does_not_keep_the_others_waiting(home: Home) -> None:
    receive(home, [theirs(1), theirs(2, nyt_felt="x"), theirs(3)], received=TODAY, mapping=MAPPING)
    for _ in range(2):  # it goes on waiting, and nothing is taken twice
        done = import_received(home)
        assert [waiting.n_events for waiting in done.waiting] == [1]
        assert "nyt_felt" in done.waiting[0].refusal
        assert n_events(home) == 2
    folder = home.paths.definitions / "mappings"
    folder.mkdir(parents=True)
    shipped = Path("src/videre/definitions/mappings") / f"{MAPPING}.yaml"
    (folder / f"{MAPPING}.yaml").write_text(shipped.read_text("utf-8") + "ignore: [nyt_felt]\n", "utf-8")
    assert import_received(home).waiting == ()
    assert n_events(home) == 3
    assert inbox_of(home).list_closed() == []


def test_an_event_that_cannot_be_used_is_set_aside_like_any_row(home: Home) -> None:
    receive(home, [event(1), event(2, event="moved")], received=TODAY)
    (result,) = import_received(home).results
    assert (result.accepted, result.set_aside) == (1, 1)
    assert list(result.problems["rule"]) == ["unknown_code"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", "1", '"x"', '{"a": {"b": 1}}', '{"a": [1]}', '{"a": 1.5}', '{"a": "x\\u0000"}', "[" * 70_000,
     json.dumps({"a": "x" * 70_000}), json.dumps({str(n): n for n in range(61)})],
    ids=range(13),
)  # fmt: skip
def test_what_is_no_event_is_refused_with_the_others_of_its_batch_and_without_being_shown(
    home: Home, text: str
) -> None:
    with pytest.raises(NotAnEvent, match="Event 2") as refused:
        receive(home, [event(1), text], received=TODAY)
    assert ALICE not in str(refused.value)
    assert import_received(home).results == ()


def test_a_mapping_of_another_register_is_refused_before_anything_is_kept(home: Home) -> None:
    with pytest.raises(NotForEvents, match="not one of notifications"):
        receive(home, [event(1)], received=TODAY, mapping="job-centre-benefits")
    with pytest.raises(Refused):
        receive(home, [event(1)], received=TODAY, mapping="nowhere")
    assert not home.paths.inbox.exists()


def test_no_sender_waits_for_an_import_that_is_going_on(home: Home) -> None:
    with writing(home):
        receive(home, [event(1)], received=TODAY)
        with pytest.raises(HomeIsBusy):
            import_received(home)
    import_received(home)
    assert n_events(home) == 1


def test_a_line_that_was_torn_is_told_and_the_next_one_is_whole(home: Home) -> None:
    receive(home, [event(1)], received=TODAY)
    path = home.paths.inbox / "notifications" / "open.jsonl"
    whole = path.read_bytes()
    for length in range(1, len(whole) - 1):
        path.write_bytes(whole + whole[:length])
        receive(home, [event(2, BOB)], received=TODAY)
        lines = path.read_bytes().split(b"\n")
        assert lines[0] + b"\n" == whole
        assert b"H2" in lines[2]
    assert import_received(home).n_torn == 1
    assert n_events(home) == 2


def test_the_inbox_can_be_read_by_its_owner_only(home: Home) -> None:
    receive(home, [event(1)], received=TODAY)
    assert (home.paths.inbox / "notifications").stat().st_mode & 0o077 == 0
    assert (home.paths.inbox / "notifications" / "open.jsonl").stat().st_mode & 0o077 == 0


SERVICE = """
import sys
from datetime import date
from pathlib import Path
from videre.home.home import get_home
from videre.pipeline.receiving import receive
home = get_home(Path(sys.argv[1]))
print("ready", flush=True)
for line in sys.stdin:
    receive(home, [line], received=date(2016, 2, 1))
    print(line.split('"')[3], flush=True)
"""


def start(home: Home) -> subprocess.Popen[str]:
    """Start a process that receives a line and acknowledges it by its number."""
    process = subprocess.Popen(
        [sys.executable, "-c", SERVICE, str(home.paths.root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.parametrize("seed", range(2))
def test_killed_at_any_instant_every_acknowledged_event_is_imported_once(home: Home, seed: int) -> None:
    when = random.Random(seed)  # noqa: S311 - no secret
    waiting = {f"H{n}": event(n, (ALICE, BOB, CHARLIE)[n % 3]) for n in range(300)}
    acknowledged: set[str] = set()
    for turn in range(4):
        process = start(home)
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write("".join(line + "\n" for line in waiting.values()))
            process.stdin.flush()
        except BrokenPipeError:
            pass
        must_be_heard = turn == 3 and not acknowledged  # on a busy machine nothing may have been said in 30 ms
        heard = process.stdout.readline() if must_be_heard else ""
        time.sleep(when.uniform(0.001, 0.03))
        os.kill(process.pid, signal.SIGKILL)
        said = (heard + process.stdout.read()).split("\n")[:-1]  # an acknowledgement without its end was not heard
        process.wait()
        process.stdin.close()
        process.stdout.close()
        acknowledged |= set(said)
        waiting = {number: line for number, line in waiting.items() if number not in acknowledged}
        if when.random() < 0.5:
            import_received(home)
    import_received(home)
    assert len(acknowledged) > 0
    assert n_events(home) >= len(acknowledged)
    receive(home, list(waiting.values()), received=TODAY)  # what was not acknowledged is sent again
    import_received(home)
    assert n_events(home) == 300
    undisturbed = new_home(home.paths.root.parent / "undisturbed")
    receive(undisturbed, [event(n, (ALICE, BOB, CHARLIE)[n % 3]) for n in range(300)], received=TODAY)
    import_received(undisturbed)
    columns = [name for name in stored(home, "notifications").columns if name != "sequence"]
    assert (
        stored(home, "notifications")
        .select(columns)
        .sort(columns)
        .equals(stored(undisturbed, "notifications").select(columns).sort(columns))
    )


DYING = """
import os, signal, sys
from pathlib import Path
from videre.home.home import get_home
from videre.pipeline import receiving
from videre.store.inbox import Inbox
def die(*args, **more):
    os.kill(os.getpid(), signal.SIGKILL)
where = sys.argv[2]
real = {"close": Inbox.close, "import": receiving.import_delivery, "remove": Inbox.remove}[where.split("-")[1]]
def dies(*args, **more):
    if where.startswith("after"):
        real(*args, **more)
    die()
if "import" in where:
    receiving.import_delivery = dies
else:
    setattr(Inbox, where.split("-")[1], dies)
receiving.import_received(get_home(Path(sys.argv[1])))
"""


@pytest.mark.parametrize(
    "where", ["before-close", "after-close", "before-import", "after-import", "before-remove", "after-remove"]
)
def test_an_import_killed_at_each_step_is_finished_by_the_next(home: Home, where: str) -> None:
    undisturbed = new_home(home.paths.root.parent / "undisturbed")
    for each in (home, undisturbed):
        receive(each, [event(1), event(2, BOB)], received=TODAY)
    ended = subprocess.run([sys.executable, "-c", DYING, str(home.paths.root), where], check=False, capture_output=True)
    assert ended.returncode == -9, ended.stderr.decode()
    import_received(home)
    import_received(undisturbed)
    assert content_hash(home) == content_hash(undisturbed)
    assert inbox_of(home).list_closed() == []


def test_as_typed_each_line_is_answered_and_then_imported(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    deliver(home, "institutions", [INSTITUTION], reported=date(2015, 1, 1))
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{event(1)}\n\nnonsense\n{event(1)}\n"))
    code = app(["receive", "--then-import", "--home", str(home.paths.root)], result_action="return_value")
    printed = capsys.readouterr()
    answers = [json.loads(line) for line in printed.out.splitlines()]
    assert [(answer["line"], answer["outcome"]) for answer in answers] == [
        (1, "persisted"),
        (3, "refused"),
        (4, "persisted"),
    ]
    assert code == ExitCode.SOME_SET_ASIDE
    assert "1 events taken" in printed.err
    assert ALICE not in printed.out + printed.err
    assert n_events(home) == 1


INSTITUTION = {
    "institution": 280051,
    "name": "Erhvervsskolen",
    "kind": "vocational_school",
    "municipality": 165,
    "valid_from": "2000-01-01",
}
