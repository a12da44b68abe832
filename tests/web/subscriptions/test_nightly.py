"""`videre nightly` mails subscribers after everything else, and says what became of it."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from tests.web.site import TODAY

from videre.cli.app import app
from videre.cli.commands import nightly
from videre.cli.exit_codes import ExitCode
from videre.home.home import Home
from videre.web.accounts.models import User
from videre.web.config import serving
from videre.web.config.serving import mail_subscribers
from videre.web.installation import current_strategy
from videre.web.steering.actions.initiatives import set_status
from videre.web.steering.actions.loading import load_strategy
from videre.web.steering.codes import Status
from videre.web.steering.models import Initiative
from videre.web.subscriptions.actions import subscribe
from videre.web.subscriptions.events import Event


@pytest.mark.parametrize(
    ("mailed", "is_refused", "said"),
    [
        (None, False, "Nobody can subscribe yet: the site has not been served."),
        ((3, 0), False, "3 mails were sent."),
        ((2, 1), True, "2 mails were sent; 1 were not taken by the mail server, and are tried again tomorrow."),
    ],
)
def test_the_step_says_what_became_of_the_mails(
    home: Home, monkeypatch: pytest.MonkeyPatch, mailed: tuple[int, int] | None, is_refused: bool, said: str
) -> None:
    monkeypatch.setattr(nightly, "mail_subscribers", lambda _home: mailed)
    done = nightly.mail(home)
    assert (done.name, done.said, done.is_refused) == ("mailing", said, is_refused)


def test_mailing_is_the_last_step_of_the_night(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("VIDERE_DATABASE_URL", raising=False)  # the home has no casework database
    monkeypatch.setattr(nightly, "mail_subscribers", lambda _home: (1, 1))
    code = app(["nightly", "--home", str(home.paths.root), "--format", "json"], result_action="return_value")
    steps = json.loads(capsys.readouterr().out)
    assert [step["name"] for step in steps][-1] == "mailing"
    assert code in (ExitCode.REFUSED, ExitCode.HOME_NEEDS_ATTENTION)


def test_a_home_whose_site_was_never_served_has_nobody_to_mail(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VIDERE_DATABASE_URL", raising=False)
    assert mail_subscribers(home) is None


def test_the_mails_of_a_night_are_those_of_the_sites_subscribers(
    home: Home, db: None, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_strategy(strategy=current_strategy(), by="test")
    row = Initiative.objects.get(number="5.3a")
    set_status(initiative=row, status=Status.ON_TRACK, day=TODAY - timedelta(days=200), by="test")
    subscribe(user=alice, address="alice@example.org", language="da", events=[Event.STATUS_STALE], by="alice")
    monkeypatch.setattr(serving, "open_site", lambda _home: None)  # the tests' own site is open already
    home.paths.casework.touch()
    assert mail_subscribers(home) == (1, 0)
    assert len(mail.outbox) == 1
    assert mail_subscribers(home) == (0, 0)
