"""How people log in through a provider: settings of `oidc`, `saml` and `citizens` in `settings.yaml`."""

from typing import Literal

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


class Saml(Strict):
    """The provider of SAML, e.g. Fælleskommunal Adgangsstyring, and what its user-system roles mean here.

    issuer: the provider's own name (entity id). sign_on: where browsers are sent to log in (HTTP-Redirect).
    entity_id: what the provider calls this site. The provider's certificates stand in `saml-provider.pem` in the home;
    the site's own key and certificate in `keys/saml.secret` (both PEM, mode 600).
    authority: the municipality's CVR number; privileges of another's are refused.
    roles: what a user-system role gives here; of several the first counts.
    units: which unit here an organisation's UUID is. A role limited to a unit that is not named here is refused.
    subject: the KLE number of the work done here, e.g. 17.21; a role limited to other subjects gives nothing.
    """

    issuer: str
    sign_on: str
    entity_id: str
    authority: str = Field(pattern=r"^\d{8}$")
    title: str = "Fælleskommunal adgangsstyring"
    least_level: Literal["Low", "Substantial", "High"] = "Substantial"
    subject: str = Field(default="", pattern=r"^(\d{2}(\.\d{2}(\.\d{2})?)?)?$")
    user_name_attribute: str = "https://data.gov.dk/model/core/eid/professional/uuid/persistent"
    name_attribute: str = "https://data.gov.dk/model/core/eid/fullName"
    unit_attribute: str = "https://data.gov.dk/model/core/eid/professional/orgName"
    roles: dict[str, str] = Field(min_length=1)
    units: dict[str, str] = Field(default_factory=dict)
