"""The manual page of the settings, made from the settings' own model."""

from datetime import date
from typing import Any, Final

from videre.home.log_in import Citizens, OpenIdConnect, Saml
from videre.home.settings import Settings

FORMS: Final[dict[Any, str]] = {
    int: "whole number",
    str: "text",
    bool: "`true` or `false`",
    str | None: "text",
    date | None: "date",
    tuple[str, ...]: "list of texts",
    OpenIdConnect | None: "keys and values",
    Saml | None: "keys and values",
    Citizens | None: "keys and values",
}
DEFAULTS: Final = {"None": "nothing", "()": "nothing", "False": "`false`", "True": "`true`"}

HEAD = """# Indstillinger · Settings

<!-- Made from src/videre/home/settings.py by scripts/manual: edit that file, not this one. -->

`settings.yaml` in the home. A key that is not listed here is refused, with its name. A change is read by the next
command, and by the site when it is started again.

| key | form | when left out | what it decides |
| --- | --- | --- | --- |
"""

TAIL = """
## Environment variables

| variable | what it decides |
| --- | --- |
| `VIDERE_HOME` | Where the home is, when a command is not told with `--home`. Else `./videre-home`. |
| `VIDERE_DATABASE_URL` | The casework database; goes before `database_url`, and keeps a password out of it. |
| `VIDERE_SMTP_PASSWORD` | The password at the mail server of `smtp_host`. |
| `VIDERE_JOBINDSATS_KEY`, `VIDERE_UDDANNELSESSTATISTIK_KEY` | Keys to open data; go before the files in `keys/`. |
| `VIDERE_OIDC_SECRET` | The secret shared with the provider of OpenID Connect; goes before `keys/oidc.secret`. |
| `VIDERE_SAML_KEY` | This site's key and certificate for SAML, PEM; goes before `keys/saml.secret`. |
| `VIDERE_CITIZENS_SECRET` | The secret shared with the provider of MitID; goes before `keys/citizens.secret`. |
| `VIDERE_TEST_DOOR` | For tests: a server on this machine, `http://127.0.0.1:PORT`, asked instead of a source. |
"""


def list_pages() -> dict[str, str]:
    """Return the page of the settings, by its path from the root of the repository."""
    return {"docs/reference/settings.md": HEAD + "".join(map(row_of, Settings.model_fields)) + TAIL}


def row_of(key: str) -> str:
    """Return one setting as a row of the table."""
    field = Settings.model_fields[key]
    default = "must be given" if field.is_required() else DEFAULTS.get(str(field.default), f"`{field.default}`")
    return f"| `{key}` | {FORMS[field.annotation]} | {default} | {field.description} |\n"
