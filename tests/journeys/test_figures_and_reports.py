"""From a figure to its cause, its file and the report; what is given back to a school; open data for everybody."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.test_site import NARROW, WIDE, check_everybody_can_use
from tests.web.site import PASSWORD, TODAY
from tests.web.tables import SCHOOLS

from videre.web.access.actions import join_unit
from videre.web.accounts.models import User
from videre.web.givenback.models import Opening

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("without_codes")]


def log_in(page: Page, live_server: LiveServer, name: str, role: str, unit: str = "") -> User:
    """Log somebody in with a role, and a place in a unit, in place of whoever was."""
    user = User(user_name=name, display_name=name.capitalize(), role=role)
    user.set_password(PASSWORD)
    user.save()
    if unit:
        join_unit(user=user, unit=unit, since=TODAY, by="test")
    page.context.clear_cookies()
    page.goto(live_server.url + "/log-ind")
    page.get_by_label("Brugernavn").fill(name)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind").click()
    return user


def fetched(page: Page, link: str) -> bytes:
    """Return the file that a link gives."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).click()
    return Path(download.value.path()).read_bytes()


def test_an_analyst_goes_from_the_overview_to_the_cause_to_its_file_and_to_the_report_that_is_approved(
    reader: Page, live_server: LiveServer
) -> None:
    reader.get_by_role("article", name=re.compile("Alle 15-17-årige er i gang")).get_by_role("link").first.click()
    reader.get_by_role("link", name="Status").click()
    expect(reader.get_by_role("heading", name=re.compile("fordelt på status"))).to_be_visible()
    off_plan = reader.get_by_role("columnheader", name="Uden for plan")
    expect(off_plan).to_be_visible()
    check_everybody_can_use(reader, "cause")
    lines = list(csv.DictReader(io.StringIO(fetched(reader, "CSV").decode("utf-8-sig"), newline=""), delimiter=";"))
    assert {line["Situation"] for line in lines} >= {"Uddannelse", "Uden for planen", "Ukendt"}

    reader.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="Rapporter").click()
    check_everybody_can_use(reader, "reports-none")
    reader.get_by_label("Halvår").select_option("2015H2")
    reader.get_by_role("button", name="Lav et udkast").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Halvårsrapport, 2. halvår 2015")
    reader.get_by_role("link", name="Læs den her").click()
    expect(reader.get_by_role("heading", name="Beslutninger, der bedes om")).to_be_visible()
    expect(reader.locator("#point-3")).to_contain_text("af 1.140")
    check_everybody_can_use(reader, "report-read")
    reader.get_by_role("link", name="Tilbage til rapportens side").click()
    reader.get_by_label("Din kommentar").fill("Skriv, hvad vi gør ved dem uden for planen.")
    reader.get_by_role("button", name="Send kommentaren").click()
    expect(reader.get_by_text("Skriv, hvad vi gør ved dem uden for planen.")).to_be_visible()
    check_everybody_can_use(reader, "report-draft")
    address = reader.url

    log_in(reader, live_server, "carl", "steering_group")
    reader.goto(address)
    reader.get_by_role("button", name="Godkend for styregruppen").click()
    expect(reader.get_by_text("Intet tal i rapporten lyder anderledes nu.")).to_be_visible()
    first, again = fetched(reader, "PDF"), fetched(reader, "PDF")
    assert first == again
    assert first.startswith(b"%PDF")
    check_everybody_can_use(reader, "report-approved")


def test_a_school_head_goes_from_log_in_to_own_leavers_and_writes_a_conclusion_by_keyboard(
    visitor: Page, live_server: LiveServer
) -> None:
    hanne = log_in(visitor, live_server, "hanne", "school_head", unit=f"school:{SCHOOLS[0]}")
    assert Opening.objects.count() == 0
    own = visitor.get_by_role("region", name="Dem, I har sendt videre")
    expect(own).to_contain_text("af 104")
    for size in (WIDE, NARROW):
        visitor.set_viewport_size(size)
        check_everybody_can_use(visitor, "overview-school-head")
    visitor.set_viewport_size(WIDE)
    own.get_by_role("link", name=f"Skole {SCHOOLS[0]}").press("Enter")
    expect(visitor.get_by_role("heading", level=1)).to_have_text(f"Skole {SCHOOLS[0]}")
    expect(visitor.get_by_text("Hvordan går det dem, I har sendt videre?")).to_be_visible()
    assert Opening.objects.filter(by=hanne.user_name, sender=SCHOOLS[0]).count() == 1
    expect(visitor.locator("svg[role=img]")).to_be_visible()
    visitor.get_by_label("Hvad konkluderer I").focus()
    visitor.keyboard.type("Vi ringer til dem i november.")
    visitor.keyboard.press("Tab")
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_text("Vi ringer til dem i november.")).to_be_visible()
    check_everybody_can_use(visitor, "given-back-school")
    visitor.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="Givet tilbage").press("Enter")
    expect(visitor.get_by_role("region", name="Jeres egne")).to_contain_text(f"Skole {SCHOOLS[0]}")
    expect(visitor.get_by_role("row", name=re.compile(f"Skole {SCHOOLS[0]}"))).not_to_contain_text("ikke endnu")
    check_everybody_can_use(visitor, "given-back-list-own")
    visitor.get_by_role("link", name=f"Skole {SCHOOLS[1]}").press("Enter")
    expect(visitor.get_by_text("Hvordan går det dem, de har sendt videre?")).to_be_visible()
    expect(visitor.get_by_label("Hvad konkluderer I")).to_have_count(0)


def test_a_citizen_reads_open_data_without_logging_in(visitor: Page, live_server: LiveServer) -> None:
    visitor.goto(live_server.url + "/aabne-data")
    check_everybody_can_use(visitor, "open-data")
    visitor.get_by_role("link", name="Uden folkeskolens afgangsprøve, efter prøvens udfald").click()
    visitor.get_by_label("Periode").select_option("2014")
    visitor.get_by_role("button", name="Vis").click()
    expect(visitor.get_by_role("table")).to_contain_text("2014")
    check_everybody_can_use(visitor, "open-data-table")
    answer = visitor.request.get(live_server.url + "/api/v1/tables/exam_by_group.csv")
    assert answer.text().startswith("period,group,hidden,value")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("open-data", "/aabne-data"),
        ("open-data-table", "/aabne-data/pathways_by_sex"),
        ("given-back-list", "/givet-tilbage"),
        ("given-back-unit", "/givet-tilbage/enhed/uu"),
        ("reports", "/rapporter"),
    ],
)
def test_the_pages_hold_at_400_per_cent_and_in_english(
    reader: Page, live_server: LiveServer, name: str, path: str
) -> None:
    for size in (WIDE, NARROW):
        reader.set_viewport_size(size)
        reader.goto(live_server.url + path)
        check_everybody_can_use(reader, name)
    reader.get_by_role("button", name="English").click()
    reader.goto(live_server.url + path)
    expect(reader.locator("html")).to_have_attribute("lang", "en")
    check_everybody_can_use(reader, f"{name}-en")
