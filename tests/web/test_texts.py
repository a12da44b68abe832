"""Every text that people see is there in Danish, and what programs read is what the catalogues say."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from scripts.messages import apps, gather, is_translated, po_path, read_catalogue, texts_of_file

APPS = apps()
NAMES = [app.name for app in APPS]
VARIABLE = re.compile(r"%\([a-z_]+\)[sd]")


def test_apps_with_texts_are_looked_at() -> None:
    assert {"accounts", "config", "insight"} <= set(NAMES)


@pytest.mark.parametrize("app", APPS, ids=NAMES)
def test_the_catalogue_holds_the_texts_of_the_source_and_no_others(app: Path) -> None:
    assert said_by(read_catalogue(app)).keys() == said_by(gather(app)).keys(), "run scripts/messages"


@pytest.mark.parametrize("app", APPS, ids=NAMES)
def test_every_text_has_its_danish_with_the_same_variables(app: Path) -> None:
    for message in read_catalogue(app):
        if message.id:
            assert is_translated(message), f"no Danish for {message.id!r}: write it in {po_path(app)}"
            wanted = message.id if isinstance(message.id, str) else message.id[1]
            for text in [message.string] if isinstance(message.string, str) else message.string:
                assert set(VARIABLE.findall(text)) == set(VARIABLE.findall(wanted)), message.id


def test_a_text_has_one_danish_in_all_apps() -> None:
    """Django reads all catalogues as one: of two that differ, one app would show the other's word."""
    said: dict[tuple[object, str], dict[str, str]] = {}
    for app in APPS:
        for message in read_catalogue(app):
            if message.id:
                one, danish = forms(message.id)[0], forms(message.string)[0]
                said.setdefault((message.context, one), {}).setdefault(danish, app.name)
    assert {text: apps for text, apps in said.items() if len(apps) > 1} == {}


def said_by(catalogue: Catalog) -> dict[object, tuple[str, ...]]:
    """Return the Danish of each text, in every number."""
    return {(context_of(m), forms(m.id)): forms(m.string) for m in catalogue if m.id}


def context_of(message: Message) -> str | None:
    """Return what a text is about, where two texts are the same word; Babel leaves it as bytes in .mo files."""
    context: object = message.context
    return context.decode("utf-8") if isinstance(context, bytes) else message.context


def forms(text: object) -> tuple[str, ...]:
    """Return a text in its numbers: one, or singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]


@pytest.mark.parametrize("app", APPS, ids=NAMES)
def test_what_programs_read_is_what_the_catalogue_says(app: Path) -> None:
    read = read_mo(io.BytesIO(po_path(app).with_suffix(".mo").read_bytes()))
    assert said_by(read) == said_by(read_catalogue(app)), "run scripts/messages"


@pytest.mark.parametrize(
    "path",
    [path for app in APPS for path in app.rglob("*.html") if path.name not in {"500.html", "503.html"}],
    ids=lambda path: path.name,
)
def test_a_template_says_nothing_that_is_not_translated(path: Path) -> None:
    source = re.sub(
        r"\{% (block)?translate.*?%\}(.*?\{% endblocktranslate %\})?", "", path.read_text("utf-8"), flags=re.DOTALL
    )
    source = re.sub(r"<(svg|script|style)\b.*?</\1>|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", source, flags=re.DOTALL)
    assert (
        re.findall(r"[A-Za-zÆØÅæøå]{2,}", source.replace("Videre", "").replace("Dansk", "").replace("English", ""))
        == []
    )


def test_the_search_finds_texts_in_templates_and_in_python(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("{% load i18n %}{% translate 'One' %}", "utf-8")
    (tmp_path / "b.py").write_text("from django.utils.translation import gettext as _\n_('Two')", "utf-8")
    found = [text for name in ("a.html", "b.py") for _, text, _, _ in texts_of_file(tmp_path / name)]
    assert found == ["One", "Two"]
