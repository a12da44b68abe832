"""publiccode.yml is valid by the publiccode.yml standard 0.x (https://yml.publiccode.tools/schema.core.html).

The models below are the standard's core schema as far as the file uses it: mandatory keys, closed vocabularies,
lengths. A key that they do not know is an error.
"""

from typing import Annotated, Literal

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationError
from tests.architecture.tracked import ROOT

TEXT = (ROOT / "publiccode.yml").read_text("utf-8")
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Description(Closed):
    localisedName: str | None = None  # noqa: N815 - the standard's own key, like those below
    shortDescription: Annotated[str, Field(max_length=150)]  # noqa: N815
    longDescription: Annotated[str, Field(min_length=150, max_length=10_000)]  # noqa: N815
    features: Annotated[list[str], Field(min_length=1)]


class Audience(Closed):
    countries: list[Annotated[str, Field(pattern=r"^[a-z]{2}$")]]
    scope: list[Literal["education", "employment", "local-authorities", "society", "welfare", "research", "healthcare"]]


class Legal(Closed):
    license: str


class NoMaintenance(Closed):
    type: Literal["none"]


class Contact(Closed):
    name: str
    email: str | None = None
    affiliation: str | None = None


class Maintenance(Closed):
    type: Literal["internal", "community"]
    contacts: Annotated[list[Contact], Field(min_length=1)]


class Localisation(Closed):
    localisationReady: bool  # noqa: N815
    availableLanguages: Annotated[list[Language], Field(min_length=1)]  # noqa: N815


class Dependency(Closed):
    name: str
    versionMin: str | None = None  # noqa: N815
    optional: bool | None = None


class Dependencies(Closed):
    open: list[Dependency]


class PublicCode(Closed):
    publiccodeYmlVersion: Annotated[str, Field(pattern=r"^0(\.\d+){0,2}$")]  # noqa: N815
    name: str
    url: Annotated[HttpUrl, Field(strict=False)]
    platforms: Annotated[list[str], Field(min_length=1)]
    categories: list[Literal["data-analytics", "business-intelligence", "predictive-analysis", "data-visualization"]]
    developmentStatus: Literal["concept", "development", "beta", "stable", "obsolete"]  # noqa: N815
    softwareType: Literal["standalone/web", "standalone/backend", "standalone/other"]  # noqa: N815
    intendedAudience: Audience  # noqa: N815
    description: Annotated[dict[Language, Description], Field(min_length=1)]
    legal: Legal
    maintenance: NoMaintenance | Maintenance
    localisation: Localisation
    dependsOn: Dependencies  # noqa: N815


def test_it_is_valid_by_the_standard() -> None:
    public_code = PublicCode.model_validate(yaml.safe_load(TEXT))
    assert set(public_code.description) == set(public_code.localisation.availableLanguages) == {"da", "en"}


@pytest.mark.parametrize(
    ("given", "instead"),
    [
        ("platforms: [web, linux]\n", ""),
        ("developmentStatus: development", "developmentStatus: finished"),
        ("type: none", "type: community"),
        ("localisationReady: true", "localisationReady: yes please"),
        ("license: MPL-2.0", "licence: MPL-2.0"),
    ],
)
def test_a_file_that_breaks_the_standard_is_found(given: str, instead: str) -> None:
    assert given in TEXT
    with pytest.raises(ValidationError):
        PublicCode.model_validate(yaml.safe_load(TEXT.replace(given, instead)))
