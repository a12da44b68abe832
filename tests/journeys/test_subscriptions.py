"""Asking for mails, in a real Chromium."""

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.test_site import NARROW, WIDE, check_everybody_can_use

from videre.web.subscriptions.models import Subscription

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("without_codes")]


def test_somebody_asks_for_mails_and_sees_that_it_is_saved(reader: Page) -> None:
    reader.get_by_role("link", name="Mails").click()
    for size in (WIDE, NARROW):
        reader.set_viewport_size(size)
        check_everybody_can_use(reader, "subscription")
    reader.set_viewport_size(WIDE)
    reader.get_by_label("En indsats’ status er ikke bekræftet i tide").check()
    reader.get_by_role("button", name="Gem").click()
    expect(reader.get_by_text("Skriv, hvor mailene skal sendes hen.")).to_be_visible()
    check_everybody_can_use(reader, "subscription-refused")
    reader.get_by_label("Mailadresse").fill("alice@example.org")
    reader.get_by_role("button", name="Gem").click()
    expect(reader.get_by_role("status")).to_contain_text("Gemt. Den første mail kommer i nat")
    check_everybody_can_use(reader, "subscription-saved")
    assert Subscription.objects.get().events == ["status_stale"]
