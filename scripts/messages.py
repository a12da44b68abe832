"""Gathers the texts that people see into the catalogues of the apps of `videre.web`, and compiles these.

Texts are English in the source and Danish in `locale/da/LC_MESSAGES/django.po`. Run `scripts/messages` after changing
a text, write the Danish beside what is new, and run it again. Django's own makemessages needs GNU gettext; this needs
Babel alone, so a test can hold the catalogues against the source.
"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "src" / "videre" / "web"
LANGUAGE = "da"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "gettext_noop": None,
}


ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # the same text is the same file, whenever it is gathered


def new_catalogue() -> Catalog:
    """Return an empty catalogue."""
    return Catalog(
        locale=LANGUAGE,
        project="Videre",
        version="1",
        header_comment="# Danish texts of Videre. Gathered by scripts/messages; the Danish is written here.",
        creation_date=ANY_DAY,
        revision_date=ANY_DAY,
        last_translator="Videre",
        language_team="Videre",
        msgid_bugs_address="SECURITY.md",
        charset="utf-8",
        fuzzy=False,
    )


def apps() -> list[Path]:
    """Return the folders of the apps that have texts."""
    return sorted(path.parent for path in WEB.glob("*/locale"))


def po_path(app: Path) -> Path:
    """Return the catalogue of an app."""
    return app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def read_catalogue(app: Path) -> Catalog:
    """Return the catalogue of an app; an empty one where it has none yet."""
    path = po_path(app)
    if not path.exists():
        return new_catalogue()
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def texts_of(app: Path) -> Catalog:
    """Return every text of an app's source, without translation."""
    catalogue = new_catalogue()
    for path in sorted([*app.rglob("*.py"), *app.rglob("*.html")]):
        place = path.relative_to(ROOT).as_posix()
        for _, text, comments, context in texts_of_file(path):
            catalogue.add(text, locations=[(place, None)], auto_comments=comments, context=context)
    return catalogue


def texts_of_file(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    """Yield (line, text, comments, context) of a file; templates are read as Django reads them."""
    source = path.read_text("utf-8")
    if path.suffix == ".html":
        if not settings.configured:
            settings.configure()
        from django.utils.translation.template import templatize  # noqa: PLC0415 - it reads the settings when loaded

        source = templatize(source)
    yield from extract("python", io.BytesIO(source.encode()), KEYWORDS)


def compiled(catalogue: Catalog) -> bytes:
    """Return a catalogue in the form that programs read."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def gather(app: Path) -> Catalog:
    """Return the texts of an app's source, with the Danish that its catalogue has for them."""
    kept, gathered = read_catalogue(app), texts_of(app)
    for message in gathered:
        known = kept.get(message.id, message.context) if message.id else None
        if known is not None:
            message.string = known.string
    return gathered


def is_translated(message: Message) -> bool:
    """Return whether a text has its Danish, in every number."""
    return bool(message.string) and all(message.string)


def main() -> None:
    """Bring every catalogue up to date and say what has no Danish yet."""
    for app in apps():
        catalogue, path = gather(app), po_path(app)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, sort_output=True, include_lineno=False)
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        missing = [message.id for message in catalogue if message.id and not is_translated(message)]
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} texts, without Danish: {missing or 'none'}")


if __name__ == "__main__":
    main()
