"""Only tests of the site meet a database: `./check` runs those folders, and no other, on PostgreSQL too."""

import re

from tests.architecture.tracked import ROOT, tracked_texts

MEETS_A_DATABASE = re.compile(
    r"django_db|transactional_db|live_server|def test_\w+\([^)]*\b(?:db|client|admin_client)\b"
)


def test_what_meets_a_database_lies_where_postgresql_is_tried() -> None:
    command = next(line for line in (ROOT / "check").read_text("utf-8").splitlines() if "VIDERE_DATABASE_URL=" in line)
    tried = tuple(f"{word}/" for word in command.split() if word.startswith("tests/"))
    assert tried
    meeting = {
        path for path, text in tracked_texts().items() if path.startswith("tests/") and MEETS_A_DATABASE.search(text)
    }
    assert len(meeting) >= 30
    assert {path for path in meeting if not path.startswith(tried)} <= {"tests/architecture/test_databases.py"}
