"""A real provider of SAML on this machine: npm's samlify, with a key of tests."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.hazmat.primitives import serialization
from tests.web.provider import running
from tests.web.saml_answers import keys

PROVIDER = Path(__file__).resolve().parents[2] / "scripts" / "saml_provider"


class Provider(NamedTuple):
    """A provider that runs."""

    issuer: str

    def answer(self, address: str, name: str) -> dict[str, str]:
        """Return the form that the provider's page sends when somebody logs in there."""
        with urllib.request.urlopen(f"{address}&as={name}") as page:  # noqa: S310 - on loopback
            found = re.search(r'name="SAMLResponse" value="([^"]+)"', page.read().decode())
        assert found is not None
        return {"SAMLResponse": found[1]}

    def refuses(self, address: str, name: str) -> bool:
        """Return whether the provider turns a question away."""
        try:
            self.answer(address, name)
        except urllib.error.HTTPError as refusal:
            return refusal.code == 403
        return False


@contextmanager
def provider_for(folder: Path, site: bytes, accounts: Mapping[str, Any]) -> Iterator[Provider]:
    """Let a provider run that knows a site by its metadata, and some accounts."""
    key, certificate = keys(0)
    text = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(text)
    (folder / "certificate.pem").write_text(certificate)
    (folder / "site.xml").write_bytes(site)
    (folder / "accounts.json").write_text(json.dumps(accounts))
    with running(PROVIDER, "samlify", str(folder)) as issuer:
        yield Provider(issuer)
