"""Reading definition files: YAML, checked against a model, with the file's name in every error."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from videre.domain.refusals import NeedsAttention, Refused

SHIPPED = Path(__file__).parent


class Strict(BaseModel):
    """A definition: immutable, and a key that nobody knows is an error rather than a silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Strict):
    """A text for people, in Danish and English."""

    da: str
    en: str


class InvalidDefinition(NeedsAttention):
    """A definition file does not say what its model asks for."""


class NoSuchDefinition(Refused):
    """A definition was asked for that is in no file."""


AnyModel = TypeVar("AnyModel", bound=BaseModel)


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader, in C where it is to be had (10 times as fast), refusing a key that is given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's own signature
        """Return a mapping; raises when a key stands in it twice, since YAML would silently keep the last."""
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(None, None, f"{key.value!r} is given twice", key.start_mark)
                seen.add(key.value)
        return dict(super().construct_mapping(node, deep=deep))


def read_yaml(path: Path) -> Any:
    """Return what a YAML file says; raises InvalidDefinition with the file's name and line."""
    try:
        return Loader(path.read_text("utf-8")).get_single_data()
    except yaml.YAMLError as error:
        raise InvalidDefinition(f"{path}: this is not readable as YAML: {error}") from error


def read_definition(path: Path, model: type[AnyModel]) -> AnyModel:
    """Return a definition file as its model; raises InvalidDefinition naming the file and each field that is wrong."""
    try:
        return model.model_validate(read_yaml(path))
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
        raise InvalidDefinition(f"{path}: {wrong}") from error
