"""How a municipality's users log in through its own provider: settings of `oidc` in `settings.yaml`."""

from pydantic import Field

from videre.definitions.files import Strict


class OpenIdConnect(Strict):
    """A provider of OpenID Connect, and what its claims mean here.

    issuer: as the provider writes it, e.g. https://login.example.dk. client_id: what the provider calls this site; the
    secret lies in `keys/oidc.secret` or VIDERE_OIDC_SECRET.
    roles: what a value of `roles_claim` gives here, e.g. {KOM-VIDERE-VEJLEDER: guidance_counsellor}; the first that a
    user has counts. Whoever has none of them is not let in.
    """

    issuer: str
    client_id: str
    title: str = "Kommunens login"
    scope: str = "openid profile"
    name_claim: str = "name"
    user_name_claim: str = "preferred_username"
    unit_claim: str = "unit"
    roles_claim: str = "roles"
    roles: dict[str, str] = Field(min_length=1)
