"""Pages that are kept: nothing stale is shown, nothing of a reader is kept, and a kept page is not made again."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from time import sleep

import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from pytest_django import Settings
from tests.web.site import TODAY
from tests.web.tables import SCHOOLS

from videre.disclosure.released import Released
from videre.home.home import Home
from videre.web.access.actions import join_unit
from videre.web.accounts.models import User
from videre.web.figures import keeping
from videre.web.insight import views

PAGE = "/maalepunkt/benefits"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the pages that are made from here on."""
    pages: list[str] = []
    make_page = views.make_page

    def noted(asked):  # type: ignore[no-untyped-def]
        pages.append(asked.measure.name)
        return make_page(asked)

    monkeypatch.setattr(views, "make_page", noted)
    return pages


def change(home: Home, table: str, was: str, becomes: str) -> None:
    """Write a table again with another number, as a new release does: the file is replaced."""
    path = home.paths.released / f"{table}.json"
    text = path.read_text("utf-8")
    assert was in text
    fresh = path.with_suffix(".unfinished")
    fresh.write_text(text.replace(was, becomes), "utf-8")
    fresh.replace(path)


def test_a_page_is_made_once_and_is_the_same_to_the_letter(
    reader: Client, tables: list[Released], made: list[str]
) -> None:
    first = reader.get(PAGE).content
    assert without_token(reader.get(PAGE).content) == without_token(first)
    assert made == ["benefits"]


def without_token(content: bytes) -> list[str]:
    return [line for line in content.decode().splitlines() if "csrfmiddlewaretoken" not in line]


def test_a_new_release_is_shown_at_once(reader: Client, home: Home, tables: list[Released], made: list[str]) -> None:
    newest = json.loads((home.paths.released / "benefits.json").read_text("utf-8"))["rows"][-1]
    reader.get(PAGE)
    assert ">7.331<" not in reader.get(PAGE).content.decode()
    change(home, "benefits", f'"value": {newest["value"]}', '"value": 7331.0')
    assert "7.331" in reader.get(PAGE).content.decode()
    assert made == ["benefits", "benefits"]


def test_another_table_of_the_same_release_makes_the_page_anew(
    reader: Client, home: Home, tables: list[Released], made: list[str]
) -> None:
    """The page shows official figures and breakdowns too: any file that is another may change it."""
    reader.get(PAGE)
    path = home.paths.released / "exam.json"
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1))
    reader.get(PAGE)
    assert made == ["benefits", "benefits"]


def test_each_language_day_and_choice_has_its_own(
    reader: Client, home: Home, tables: list[Released], made: list[str], settings: Settings
) -> None:
    danish = reader.get(PAGE).content.decode()
    reader.cookies["sprog"] = "en"
    english = reader.get(PAGE).content.decode()
    assert "Hvor tallene kommer fra" in danish
    assert "Hvor tallene kommer fra" not in english
    settings.VIDERE_HOME = Home(home.paths, home.settings.model_copy(update={"today": date(2017, 3, 1)}))
    reader.get(PAGE)
    assert made == ["benefits"] * 3


def test_nothing_of_a_reader_is_kept(reader: Client, tables: list[Released], made: list[str]) -> None:
    assert "Alice Analytiker" in reader.get(PAGE).content.decode()
    other = Client()
    other.force_login(User.objects.create(user_name="bob", display_name="Bob Byrådsmedlem", role="council_reader"))
    page = other.get(PAGE).content.decode()
    assert made == ["benefits"]
    assert "Bob Byrådsmedlem" in page
    assert "Alice" not in page
    assert not any("Alice" in part or "csrf" in part for kept in keeping._kept.values() for part in kept)


def test_whoever_may_not_see_a_page_is_not_shown_a_kept_one(
    reader: Client, client: Client, tables: list[Released]
) -> None:
    reader.get(PAGE)
    nobody = Client()
    assert nobody.get(PAGE).status_code == 302


def test_a_wrong_choice_is_not_kept_and_not_found_each_time(reader: Client, tables: list[Released]) -> None:
    for _ in range(2):
        assert reader.get("/maalepunkt/completion?horisont=never").status_code == 404


def test_no_more_than_so_many_are_kept(reader: Client, tables: list[Released], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_KEPT", 3)
    for n in range(5):
        reader.get(f"{PAGE}?x={n}")
    assert len(keeping._kept) == 3


def test_why_a_figure_moved_is_shown_as_soon_as_it_is_known(
    reader: Client, home: Home, tables: list[Released], made: list[str]
) -> None:
    """Reasons are told after the tables are released, so a page that was asked for between must not stay."""
    reader.get(PAGE)
    home.paths.reasons.mkdir(parents=True, exist_ok=True)
    path = home.paths.reasons / "exam.json"
    reasons = {
        "measure": "exam",
        "earlier": "2014",
        "later": "2015",
        "raised": [],
        "lowered": [],
        "as_known_at": "2016",
    }
    path.write_text(json.dumps(reasons), "utf-8")
    reader.get(PAGE)
    reader.get(PAGE)
    assert made == ["benefits", "benefits"]


@pytest.mark.parametrize("method", ["0.1.0-abcdef12-34567890", "0.1.0-abcdef12-99999999"])
def test_another_store_or_method_version_makes_every_page_anew(
    reader: Client, home: Home, tables: list[Released], made: list[str], method: str
) -> None:
    reader.get(PAGE)
    path = home.paths.released / "benefits.json"
    was = path.stat()
    text = path.read_text("utf-8").replace('"store_version": "17"', '"store_version": "18"')
    path.write_text(text.replace("0.1.0-abcdef12-34567890", method), "utf-8")
    assert path.stat().st_size == was.st_size  # nothing but the time tells these two apart
    reader.get(PAGE)
    assert made == ["benefits", "benefits"]


def test_the_overview_is_kept_without_what_is_the_readers_own(
    reader: Client, alice: User, home: Home, tables: list[Released], monkeypatch: pytest.MonkeyPatch
) -> None:
    cards: list[int] = []
    make_card = views.make_card
    monkeypatch.setattr(views, "make_card", lambda *asked: cards.append(1) or make_card(*asked))
    join_unit(user=alice, unit=f"school:{SCHOOLS[0]}", since=TODAY, by="test")
    assert f"skole/{SCHOOLS[0]}" in reader.get("/").text
    other = Client()
    other.force_login(User.objects.create(user_name="bob", display_name="Bob Byrådsmedlem", role="council_reader"))
    page = other.get("/").text
    assert len(cards) == 5
    assert "skole/" not in page
    assert "<h1" in page
    assert "Alice" not in page
    assert not any("skole/" in part for kept in keeping._kept.values() for part in kept)


def test_of_many_who_ask_at_once_one_makes_the_page(
    home: Home, tables: list[Released], db: None, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "render", lambda _request, _frame, context: context["kept"].content)
    begun = Barrier(8)
    made: list[int] = []

    def make() -> dict[str, str]:
        made.append(1)
        sleep(0.05)
        return {}

    def ask(_n: int) -> str:
        begun.wait()
        return str(keeping.render_kept(rf.get("/at-once"), "figures/bare.html", make))

    with ThreadPoolExecutor(8) as pool:
        pages = set(pool.map(ask, range(8)))
    assert (len(made), len(pages)) == (1, 1)
    assert not keeping._making


def test_a_page_that_cannot_be_made_holds_up_nobody(home: Home, db: None, rf: RequestFactory) -> None:
    def fail() -> dict[str, str]:
        raise Http404

    for _ in range(2):
        with pytest.raises(Http404):
            keeping.render_kept(rf.get("/none"), "figures/bare.html", fail)
    assert not keeping._making
