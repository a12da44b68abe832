"""The settings of a home: `settings.yaml`, every key documented in docs/reference/settings.md."""

from datetime import date
from pathlib import Path

from pydantic import Field

from videre.definitions.files import Strict, read_definition
from videre.home.log_in import Citizens, OpenIdConnect, Saml


class Settings(Strict):
    """What a municipality decides about its home.

    The description of each field is the manual: docs/reference/settings.md is generated from it.
    """

    municipality: int = Field(description="Statistics Denmark's number of the municipality, e.g. 165.")
    municipality_name: str = Field(description="The municipality's name, as pages and reports write it.")
    strategy: str = Field(
        default="albertslund-2014-2017",
        description="Which strategy is followed: the name of a file in definitions/strategies/.",
    )
    today: date | None = Field(
        default=None,
        description="The day that counts as today. Left out, the clock decides; set in a demonstration, so that it "
        "shows the same every day.",
    )
    smallest_count: int = Field(
        default=5, ge=3, description="The smallest number of persons that may be shown to others. Never under 3."
    )
    is_demo: bool = Field(
        default=False,
        description="Whether this is a demonstration with made-up people: only then are there users with known "
        "passwords, and only on a loopback address.",
    )
    site_hosts: tuple[str, ...] = Field(
        default=(),
        description="The host names under which the site is reached through a proxy with TLS, e.g. "
        "[videre.albertslund.dk]. The machine's own loopback address always works.",
    )
    database_url: str | None = Field(
        default=None,
        description="The casework database, e.g. postgresql://videre@localhost/videre. Left out, SQLite in the home. "
        "The environment variable VIDERE_DATABASE_URL goes before it.",
    )
    tombstones_copy: str | None = Field(
        default=None,
        description="A second place for the list of the erased, e.g. /mnt/keys/tombstones.json: written before every "
        "erasure and read beside the home's own, so that the list survives the loss of this machine.",
    )
    smtp_host: str | None = Field(
        default=None,
        description="The mail server of subscriptions, e.g. mail.albertslund.dk:587. Left out, mails are written to "
        "the folder `mail` of the home and sent to nobody. Its password stands in VIDERE_SMTP_PASSWORD.",
    )
    smtp_user: str | None = Field(default=None, description="The user name at the mail server, where it wants one.")
    smtp_tls: bool = Field(default=True, description="Whether the mail server is spoken to over TLS (STARTTLS).")
    mail_from: str = Field(default="videre@localhost", description="The address that mails come from.")
    keep_files_months: int = Field(
        default=0,
        ge=0,
        description="How many months delivered files are kept after their import; `videre nightly` then removes them, "
        "and what was read from them stays in the store. 0 keeps them until somebody is erased from them.",
    )
    oidc: OpenIdConnect | None = Field(
        default=None,
        description="The municipality's provider of OpenID Connect, through which users log in, and what its claims "
        "mean here: docs/how-to/log-in-through-a-provider.md.",
    )
    saml: Saml | None = Field(
        default=None,
        description="The provider of SAML through which users log in, and what its roles and limits mean here: "
        "docs/how-to/log-in-through-a-provider.md.",
    )
    citizens: Citizens | None = Field(
        default=None,
        description="The provider of MitID for young people and parents, and what its claims are called: "
        "docs/how-to/open-the-door.md.",
    )
    site_address: str = Field(
        default="",
        description="Where the site is reached, e.g. https://videre.albertslund.dk, for the link of the daily mail.",
    )
    second_factor: bool = Field(
        default=True,
        description="Whether local users who may open persons, decide or steer show a code from an app when they log "
        "in. Only a demonstration can leave it out.",
    )
    log_checkpoints: str | None = Field(
        default=None,
        description="Where checkpoints of the site's log are exported: a folder that another party holds, e.g. a share "
        "of the data-protection officer's at /mnt/dpo/videre. Each is written once and never changed.",
    )
    keep_log_months: int = Field(
        default=13,
        ge=13,
        description="How many months lines of the site's log are kept. Never under 13: what was looked at in a year is "
        "controlled once a year.",
    )


def read_settings(path: Path) -> Settings:
    """Return the settings of a home; raises InvalidDefinition naming each field that is wrong."""
    return read_definition(path, Settings)
