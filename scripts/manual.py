"""Every generated page of the manual. `scripts/manual` writes them; tests/architecture/test_manual.py finds drift.

A room that makes pages adds its function to PAGES: it returns the text of each page by its path from the root.
"""

from collections.abc import Callable
from pathlib import Path

from videre.cli.manual import list_pages as list_command_pages
from videre.definitions.access_manual import list_pages as list_access_pages
from videre.definitions.catalogue import Definitions
from videre.definitions.disclosure_manual import list_pages as list_disclosure_pages
from videre.definitions.followup_manual import list_pages as list_followup_pages
from videre.definitions.manual import list_pages as list_definition_pages
from videre.definitions.plans_manual import list_pages as list_plan_pages
from videre.definitions.retention_manual import list_pages as list_retention_pages
from videre.definitions.states_manual import list_pages as list_state_pages
from videre.home.manual import list_pages as list_settings_pages
from videre.registers.manual import list_pages as list_register_pages
from videre.registers.opendata.manual import list_pages as list_open_data_pages
from videre.registers.quality.manual import list_pages as list_rule_pages
from videre.registers.record_manual import list_pages as list_record_pages

ROOT = Path(__file__).resolve().parents[1]

PAGES: tuple[Callable[[], dict[str, str]], ...] = (
    lambda: list_definition_pages(Definitions()),
    lambda: list_state_pages(Definitions()),
    lambda: list_followup_pages(Definitions()),
    lambda: list_access_pages(Definitions()),
    lambda: list_plan_pages(Definitions()),
    lambda: list_retention_pages(Definitions()),
    lambda: list_record_pages(Definitions()),
    lambda: list_disclosure_pages(Definitions()),
    list_register_pages,
    lambda: list_open_data_pages(Definitions()),
    lambda: list_rule_pages(Definitions()),
    list_settings_pages,
    list_command_pages,
)


def list_pages() -> dict[str, str]:
    """Return the text of every generated page, by its path from the root."""
    return {path: text for pages in PAGES for path, text in pages().items()}


if __name__ == "__main__":
    for path, text in list_pages().items():
        file = ROOT / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        print(path)
