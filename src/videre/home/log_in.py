"""How people log in through a provider of OpenID Connect: settings of `oidc` and `citizens` in `settings.yaml`."""

from pydantic import Field

from videre.definitions.files import Strict


class Client(Strict):
    """This site as a provider knows it.

    issuer: as the provider writes it, e.g. https://login.example.dk. client_id: what the provider calls this site.
    """

    issuer: str
    client_id: str
    title: str = "Kommunens login"
    scope: str = "openid profile"


class OpenIdConnect(Client):
    """The provider of a municipality's users, and what its claims mean here.

    The secret lies in `keys/oidc.secret` or VIDERE_OIDC_SECRET.
    roles: what a value of `roles_claim` gives here, e.g. {KOM-VIDERE-VEJLEDER: guidance_counsellor}; the first that a
    user has counts. Whoever has none of them is not let in.
    """

    name_claim: str = "name"
    user_name_claim: str = "preferred_username"
    unit_claim: str = "unit"
    roles_claim: str = "roles"
    roles: dict[str, str] = Field(min_length=1)


class Citizens(Client):
    """The provider of MitID for young people and parents: a broker, since MitID itself answers brokers only.

    The secret lies in `keys/citizens.secret` or VIDERE_CITIZENS_SECRET.
    number_claim: the claim that bears the CPR number. level_claim: the claim that says how strong the log-in was, and
    levels: which of its values are strong enough; whoever logged in more weakly is not let in.
    """

    title: str = "MitID"
    scope: str = "openid"
    number_claim: str = "dk.cpr"
    level_claim: str = "acr"
    levels: tuple[str, ...] = Field(min_length=1)
