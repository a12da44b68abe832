"""The steering group in a real Chromium: from a stale initiative to a decision by keyboard alone, and every page."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.test_site import NARROW, WIDE, check_everybody_can_use
from tests.web.site import PASSWORD, TODAY, make_alice

from videre.web.steering.models import AgendaItem, Meeting, StatusReport, Task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("without_codes")]

PAGES = {
    "initiatives": ("/indsatser", "Indsatser"),
    "initiative": ("/indsats/5.3b", "5.3b Færre på uddannelses- og kontanthjælp"),
    "initiative-change": ("/indsats/5.3b/ret", "5.3b Færre på uddannelses- og kontanthjælp"),
    "initiative-new": ("/indsatser/ny", "Tilføj en indsats"),
    "bodies": ("/forum", "Styregruppe og fora"),
    "steering-group": ("/forum/styregruppen", "Styregruppen"),
    "youth-network": ("/forum/ungenetvaerket", "Ungenetværket"),
    "tasks": ("/opgaver", "Opgaver"),
}
MOST_PRESSES = 40  # from the log-in page to a status confirmed; a mouse needs four clicks


@pytest.fixture
def steerer(visitor: Page) -> Page:
    """Return a browser where a member of the steering group has logged in to a demonstration's site."""
    call_command("load_strategy", verbosity=0)
    make_alice("steering_group")
    visitor.get_by_label("Brugernavn").fill("alice")
    visitor.get_by_label("Adgangskode").fill(PASSWORD)
    visitor.get_by_role("button", name="Log ind").click()
    return visitor


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_steering_can_be_used_by_everybody_wide_and_narrow(
    steerer: Page, live_server: LiveServer, name: str
) -> None:
    path, heading = PAGES[name]
    for size in (WIDE, NARROW):
        steerer.set_viewport_size(size)
        steerer.goto(live_server.url + path)
        expect(steerer.get_by_role("heading", level=1)).to_have_text(heading)
        for details in steerer.locator("main details").all():
            details.locator("summary").click()
        check_everybody_can_use(steerer, f"steering-{name}")


def test_a_meeting_an_item_the_agenda_and_the_minutes_can_be_used_by_everybody(
    steerer: Page, live_server: LiveServer
) -> None:
    coming = Meeting.objects.get(day__gt=TODAY)
    closed = Meeting.objects.get(closed_on__isnull=False)
    item = coming.items.filter(initiative__isnull=False).first()
    assert item is not None
    paths = {
        "meeting": f"/moede/{coming.pk}",
        "item": f"/moede/{coming.pk}/punkt/{item.pk}",
        "agenda": f"/moede/{coming.pk}/dagsorden",
        "write-minutes": f"/moede/{coming.pk}/referat",
        "minutes": f"/moede/{closed.pk}/referat",
        "closed-meeting": f"/moede/{closed.pk}",
    }
    for name, path in paths.items():
        for size in (WIDE, NARROW):
            steerer.set_viewport_size(size)
            steerer.goto(live_server.url + path)
            check_everybody_can_use(steerer, f"steering-{name}")
    steerer.set_viewport_size(WIDE)
    steerer.emulate_media(media="print")
    steerer.goto(live_server.url + paths["agenda"])
    expect(steerer.locator(".site-header")).to_be_hidden()
    check_everybody_can_use(steerer, "steering-agenda-print")


def press_to(page: Page, wanted: str, *, most: int) -> int:
    """Press Tab until what is focused has the wanted words; return how often."""
    for pressed in range(1, most + 1):
        page.keyboard.press("Tab")
        focused = page.evaluate("(document.activeElement.innerText || document.activeElement.id || '').trim()")
        if re.search(wanted, focused):
            return pressed
    pytest.fail(f"{wanted} is not reached in {most} presses")


def test_from_a_stale_initiative_to_a_decision_with_the_keyboard_alone(visitor: Page) -> None:
    call_command("load_strategy", verbosity=0)
    make_alice("steering_group")
    visitor.get_by_label("Brugernavn").focus()
    visitor.keyboard.type("alice")
    visitor.keyboard.press("Tab")
    visitor.keyboard.type(PASSWORD)
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", name="Målepunkterne")).to_be_visible()
    presses = press_to(visitor, "^Indsatser$", most=10)
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", name="Venter på en status")).to_be_visible()
    n_said = StatusReport.objects.count()
    presses += press_to(visitor, "^Gå til indholdet$", most=2)
    visitor.keyboard.press("Enter")
    presses += press_to(visitor, "^Uændret$", most=4)
    visitor.keyboard.press("Enter")
    expect(visitor).to_have_url(re.compile("/indsatser#waiting$"))
    assert StatusReport.objects.count() == n_said + 1
    assert presses < MOST_PRESSES
    press_to(visitor, "^5.1g ", most=3)  # the place is kept: the next that waits is at hand
    visitor.screenshot(path="test-output/screenshots/steering-journey-confirmed.png")

    press_to_start(visitor)
    press_to(visitor, "^Styregruppe$", most=10)
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", name="Styregruppe og fora")).to_be_visible()
    press_to(visitor, "^Styregruppen$", most=20)
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", name="Møder")).to_be_visible()
    press_to(visitor, "^10. marts 2016$", most=14)
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", name="Dagsorden")).to_be_visible()
    press_to(visitor, "^Tag det med, der er kommet til siden$", most=60)
    visitor.keyboard.press("Enter")
    expect(visitor).to_have_url(re.compile("#agenda$"))
    stale = AgendaItem.objects.filter(meeting__day__gt=TODAY, kind="stale").first()
    assert stale is not None
    assert stale.initiative is not None
    press_to_start(visitor)
    press_to(visitor, f"^{stale.initiative.number} ", most=60)
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_text("skulle være bekræftet senest")).to_be_visible()
    write_a_decision(visitor)
    expect(visitor.locator("main .kicker")).to_contain_text("Punkt")
    task = Task.objects.get(title="Find en ansvarlig")
    assert task.item is not None
    assert task.item.decision == "Vi giver den til Ungecenter."
    assert task.owner == "Projektlederen"
    said = StatusReport.objects.order_by("-id").first()
    assert said is not None
    assert said.status == "on_track"
    visitor.screenshot(path="test-output/screenshots/steering-journey-next-item.png")


def write_a_decision(page: Page) -> None:
    """Fill in the form of an item with the keyboard: decision, status, task, owner, day; and go on to the next."""
    press_to(page, "^id_decision$", most=16)
    page.keyboard.type("Vi giver den til Ungecenter.")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Find en ansvarlig")
    page.keyboard.press("Tab")
    page.keyboard.type("Projektlederen")
    page.keyboard.press("Tab")
    page.locator("#id_due").press_sequentially("04012016")  # the browser of the test writes days as month, day, year
    press_to(page, "^Gem og gå til det næste$", most=6)
    page.keyboard.press("Enter")


def press_to_start(page: Page) -> None:
    """Begin again at the top of the page, as a reload does."""
    page.evaluate("history.replaceState(null, '', location.pathname)")
    page.reload()


def test_steering_works_without_scripts(live_server: LiveServer, steerer: Page) -> None:
    browser = steerer.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, storage_state=steerer.context.storage_state())
    page = context.new_page()
    page.goto(live_server.url + "/indsatser")
    n_waiting = page.locator(".waiting > li").count()
    page.get_by_role("button", name="Uændret").first.click()
    expect(page.locator(".waiting > li")).to_have_count(n_waiting - 1)
    context.close()


@pytest.mark.parametrize("media", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}])
def test_the_list_holds_in_other_ways_of_seeing(steerer: Page, live_server: LiveServer, media: dict[str, str]) -> None:
    steerer.emulate_media(**media)  # type: ignore[arg-type]
    steerer.goto(live_server.url + "/indsatser")
    expect(steerer.get_by_text("ikke bekræftet siden").first).to_be_visible()
    check_everybody_can_use(steerer, f"steering-initiatives-{'-'.join(media)}")


def test_steering_is_there_in_english(steerer: Page, live_server: LiveServer) -> None:
    steerer.goto(live_server.url + "/indsats/5.3b")
    steerer.get_by_role("button", name="English").click()
    expect(steerer.get_by_role("heading", level=1)).to_have_text("5.3b Fewer on benefits")
    expect(steerer.get_by_role("heading", name="What it should move")).to_be_visible()
    check_everybody_can_use(steerer, "steering-initiative-english")
    steerer.goto(live_server.url + "/forum/styregruppen")
    expect(steerer.get_by_role("heading", level=1)).to_have_text("The steering group")
