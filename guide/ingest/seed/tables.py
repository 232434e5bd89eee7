"""Rows of a table file with their line numbers, whatever its delimiter."""

import csv
from collections.abc import Iterator
from pathlib import Path


class SeedFileError(Exception):
    """A seed file is missing or is not the table it should be; says which and what to do."""


def rows(
    path: Path, delimiter: str, required: frozenset[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number, row) with stripped cells; raise ``SeedFileError`` for a wrong file."""
    if not path.is_file():
        message = f"{path} mangler; hent filen fra projektets data-mappe"
        raise SeedFileError(message)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL)
        missing = required - set(reader.fieldnames or ())
        if missing:
            message = f"{path} mangler kolonnerne {', '.join(sorted(missing))}"
            raise SeedFileError(message)
        for row in reader:
            yield reader.line_num, {k: (v or "").strip() for k, v in row.items() if k is not None}


def parts(cell: str) -> tuple[str, ...]:
    """Split a cell at its semicolons, dropping empty parts and repetitions."""
    return tuple(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))
