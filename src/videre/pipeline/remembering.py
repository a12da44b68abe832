"""Projections that were made before, by all that they depend on: asking again is answered without projecting again.

A municipality's five points take 1.1 s longer when the projection is made anew. Only `videre measure` remembers; what
is explained, released, frozen or counted again is always made anew, so that a recount can never agree with itself.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from videre.home.home import Home
from videre.measures.compiled import hash_of_sources
from videre.pipeline.gathering import Gathered
from videre.pipeline.reference_counts import find_reference_file
from videre.store.figure_book import FigureBook

Rows = list[dict[str, object]]


def remembered(gathered: Gathered, question: Mapping[str, object], make: Callable[[], Rows]) -> Rows:
    """Return the answer to a question: the one that was kept, where `gathered` may remember, else a new one.

    Args:
        gathered: the home, its store as known at a day, and its definitions.
        question: plain values that, with the home, decide the answer.
        make: makes the answer anew; plain values, so that JSON gives them back as they were.
    """
    if not gathered.may_remember:
        return make()
    book, key = FigureBook(gathered.home.paths.figures), key_of(gathered, question)
    kept = book.find_answer(key)
    if kept is not None:
        rows: Rows = json.loads(kept)
        return rows
    made = make()
    book.keep_answer(key, json.dumps(made, ensure_ascii=False))
    return made


def key_of(gathered: Gathered, question: Mapping[str, object]) -> str:
    """Return the name of an answer: a hash of the question and of everything else that decides it."""
    decides = {
        "question": dict(question),
        "store": [gathered.ledger.store_version(), gathered.known_at.isoformat()],
        "municipality": gathered.home.settings.municipality,
        "definitions": gathered.definitions.content_hash(),
        "methods": [hash_of_sources(), hash_of_files(sorted(Path(__file__).parent.glob("*.py")))],
        "reference": hash_of_files(reference_files(gathered.home)),
    }
    return hashlib.sha256(json.dumps(decides, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def reference_files(home: Home) -> list[Path]:
    """Return the file of reference counts that a home leans on; none where it leans on its own years."""
    file = find_reference_file(home)
    return [] if file is None else [file]


def hash_of_files(files: Sequence[Path]) -> str:
    """Return a hash of what stands in some files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
