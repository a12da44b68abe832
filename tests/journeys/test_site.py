"""Whole paths through the site in a real Chromium: content first, then that everybody can use it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import SCREENSHOTS
from tests.web.site import PASSWORD, make_alice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}  # 1280 pixels at 400 % zoom, and the smallest phone
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

PAGES = {
    "overview": ("/", "Albertslund Kommunes ungestrategi 2014-2017"),
    "completion": ("/maalepunkt/completion", "Fuldfører en ungdomsuddannelse"),
    "completion-sex": ("/maalepunkt/completion/fordelt/sex?horisont=before+25", "Fuldfører en ungdomsuddannelse"),
    "benefits": ("/maalepunkt/benefits", "Unge på kontanthjælp og uddannelseshjælp"),
    "benefits-age": ("/maalepunkt/benefits/fordelt/age_group", "Unge på kontanthjælp og uddannelseshjælp"),
    "youth": ("/maalepunkt/youth_15_17", "De 15-17-årige i uddannelse eller arbejde"),
    "youth-class": ("/maalepunkt/youth_15_17/fordelt/class", "De 15-17-årige i uddannelse eller arbejde"),
    "youth-school": ("/maalepunkt/youth_15_17/fordelt/school", "De 15-17-årige i uddannelse eller arbejde"),
    "exam": ("/maalepunkt/exam", "Uden folkeskolens afgangsprøve"),
    "exam-group": ("/maalepunkt/exam/fordelt/group", "Uden folkeskolens afgangsprøve"),
    "exam-months": ("/maalepunkt/exam/fordelt/months", "Uden folkeskolens afgangsprøve"),
    "exam-school": ("/maalepunkt/exam/fordelt/school", "Uden folkeskolens afgangsprøve"),
    "pathways": ("/maalepunkt/pathways", "Vejen gennem ungdomsuddannelserne"),
    "flows": ("/maalepunkt/flows", "En årgangs strøm gennem uddannelserne"),
    "alternatives": ("/maalepunkt/alternatives", "Forløb til dem, der ikke fuldfører en ungdomsuddannelse"),
    "intake": ("/maalepunkt/intake", "Tilgang til og fuldførelse af hver uddannelse år for år"),
    "after-class": (
        "/maalepunkt/after_completing/fordelt/class",
        "I ordinært arbejde et og to år efter fuldført uddannelse",
    ),
    "given-back-unit": ("/maalepunkt/given_back/fordelt/unit", "Hvordan det går dem, vi har sendt videre"),
    "pathways-sex": ("/maalepunkt/pathways/fordelt/sex?maaneder=27", "Vejen gennem ungdomsuddannelserne"),
}


def check_everybody_can_use(page: Page, name: str) -> None:
    """Assert that axe finds nothing and nothing is wider than the window, and take a picture of the page."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True)
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_used_by_everybody_wide_and_narrow(reader: Page, live_server: LiveServer, name: str) -> None:
    path, heading = PAGES[name]
    for size in (WIDE, NARROW):
        reader.set_viewport_size(size)
        reader.goto(live_server.url + path)
        expect(reader.get_by_role("heading", level=1)).to_have_text(heading)
        expect(reader.locator("svg[role=img]").first).to_be_visible()
        check_everybody_can_use(reader, name)


def test_the_projection_can_be_used_by_everybody_with_all_its_tables_open(
    reader: Page, live_server: LiveServer
) -> None:
    for size in (WIDE, NARROW):
        reader.set_viewport_size(size)
        reader.goto(live_server.url + "/maalepunkt/completion?definition=a_youth_education&horisont=before+25")
        reader.get_by_role("link", name="Ramte det rigtigt før?").click()
        expect(reader.get_by_role("heading", name="Ramte det rigtigt før?")).to_be_in_viewport()
        summaries = reader.locator("details.folded summary")
        for place in range(summaries.count()):
            summaries.nth(place).focus()
            reader.keyboard.press("Enter")
        expect(reader.get_by_role("table", name=re.compile("Alle fremskrivninger"))).to_be_visible()
        expect(reader.get_by_text("25 år er aldrig efterprøvet")).to_be_visible()
        check_everybody_can_use(reader, "completion-open")


def test_the_log_in_page_can_be_used_by_everybody_and_says_what_is_wrong(visitor: Page) -> None:
    make_alice()
    for size in (WIDE, NARROW):
        visitor.set_viewport_size(size)
        check_everybody_can_use(visitor, "log-in")
    visitor.get_by_label("Brugernavn").fill("alice")
    visitor.get_by_label("Adgangskode").fill("not the password")
    visitor.get_by_role("button", name="Log ind").click()
    expect(visitor.get_by_role("alert")).to_contain_text("ikke rigtig")
    check_everybody_can_use(visitor, "log-in-refused")


def test_alice_goes_from_the_overview_to_what_lies_behind_a_figure(reader: Page) -> None:
    expect(reader.get_by_role("heading", name="Alle er i gang, eller på vej")).to_be_visible()
    card = reader.get_by_role("article", name=re.compile("Alle 15-17-årige er i gang"))
    expect(card).to_contain_text("af 1.140")
    card.get_by_role("link").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("De 15-17-årige i uddannelse eller arbejde")
    choices = reader.get_by_role("navigation", name="Fordel på")
    choices.get_by_role("link", name="Status").click()
    expect(reader.get_by_role("columnheader", name="Uden for plan")).to_be_visible()
    expect(reader).to_have_url(re.compile("/maalepunkt/youth_15_17/fordelt/class$"))
    expect(choices.get_by_role("link", name="Status")).to_be_focused()  # the part that was changed keeps the place
    reader.reload()
    expect(reader.get_by_role("columnheader", name="Uden for plan")).to_be_visible()
    reader.go_back()
    expect(reader.get_by_role("columnheader", name="Hvis alle ukendte talte med")).to_be_visible()


def test_a_choice_within_a_table_has_an_address_of_its_own(reader: Page, live_server: LiveServer) -> None:
    reader.goto(live_server.url + "/maalepunkt/completion")
    expect(reader.locator("#view")).to_contain_text("92 %")
    reader.get_by_role("link", name="Inden 25-årsdagen").click()
    expect(reader.locator("#view")).to_contain_text("83 %")
    expect(reader).to_have_url(re.compile(r"\?definition=at_least_one&horisont=before\+25$"))


def test_english_is_one_button_away_and_stays(reader: Page, live_server: LiveServer) -> None:
    reader.goto(live_server.url + "/maalepunkt/exam/fordelt/group")
    reader.get_by_role("button", name="English").click()
    expect(reader.locator("html")).to_have_attribute("lang", "en")
    expect(reader).to_have_url(re.compile("/maalepunkt/exam/fordelt/group$"))
    expect(reader.get_by_role("heading", level=1)).to_have_text("Without folkeskolens afgangsprøve")
    check_everybody_can_use(reader, "exam-group-english")
    reader.goto(live_server.url)
    expect(reader.get_by_role("heading", name="The measurement points")).to_be_visible()
    check_everybody_can_use(reader, "overview-english")
    reader.get_by_role("button", name="Dansk").click()
    expect(reader.get_by_role("heading", name="Målepunkterne")).to_be_visible()


def test_everything_can_be_reached_with_the_keyboard_alone(visitor: Page) -> None:
    make_alice()
    visitor.get_by_label("Brugernavn").focus()
    visitor.keyboard.type("alice")
    visitor.keyboard.press("Tab")
    visitor.keyboard.type(PASSWORD)
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", name="Målepunkterne")).to_be_visible()
    visitor.keyboard.press("Tab")
    expect(visitor.get_by_role("link", name="Gå til indholdet")).to_be_focused()
    visitor.keyboard.press("Enter")
    expect(visitor.locator("main")).to_be_focused()
    visitor.keyboard.press("Tab")  # the first pillar's initiatives open with the keyboard too
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_text("5.1a Stærkere samarbejde med forældrene")).to_be_visible()
    for _ in range(3 + 7):  # past the two other pillars and the first one's seven initiatives
        visitor.keyboard.press("Tab")
    expect(visitor.get_by_role("link", name=re.compile("95 % gennemfører"))).to_be_focused()
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Fuldfører en ungdomsuddannelse")
    visitor.get_by_role("link", name="Køn").focus()
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("columnheader", name="Kvinder")).to_be_visible()
    expect(visitor.get_by_role("link", name="Køn")).to_be_focused()


def test_every_focus_is_seen(reader: Page) -> None:
    seen = set()
    for _ in range(18):
        reader.keyboard.press("Tab")
        focus = reader.evaluate(
            """() => { const focused = document.activeElement, style = getComputedStyle(focused);
                       return [focused.outerHTML.slice(0, 80), style.outlineStyle, style.outlineWidth]; }"""
        )
        if focus[0].startswith("<body"):  # past the last of the page, before the browser's own
            continue
        seen.add(focus[0])
        assert focus[1] != "none", focus
        assert float(focus[2].removesuffix("px")) >= 2, focus
    assert len(seen) > 8


@pytest.mark.parametrize("media", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}, {"media": "print"}])
def test_the_overview_holds_in_other_ways_of_seeing(reader: Page, media: dict[str, str]) -> None:
    reader.emulate_media(**media)  # type: ignore[arg-type]
    reader.reload()
    expect(reader.get_by_role("heading", name="Alle er i gang, eller på vej")).to_be_visible()
    check_everybody_can_use(reader, f"overview-{'-'.join(media)}")


def test_a_page_works_without_scripts(live_server: LiveServer, reader: Page) -> None:
    state = reader.context.storage_state()
    browser = reader.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, storage_state=state)
    page = context.new_page()
    page.goto(live_server.url + "/maalepunkt/benefits")
    page.get_by_role("link", name="Alder").click()
    expect(page.get_by_role("columnheader", name="18-24 år")).to_be_visible()
    context.close()


def test_logging_out_ends_it(reader: Page, live_server: LiveServer) -> None:
    reader.get_by_role("button", name="Log ud").click()
    expect(reader.get_by_role("heading", name="Log ind")).to_be_visible()
    reader.goto(live_server.url + "/maalepunkt/exam")
    expect(reader.get_by_role("heading", name="Log ind")).to_be_visible()


def test_a_part_of_a_page_sends_whoever_is_no_longer_logged_in_to_the_log_in_page(
    reader: Page, live_server: LiveServer
) -> None:
    reader.goto(live_server.url + "/maalepunkt/benefits")
    reader.context.clear_cookies(name="sessionid")
    reader.get_by_role("link", name="Alder").click()
    expect(reader.get_by_role("heading", name="Log ind")).to_be_visible()
