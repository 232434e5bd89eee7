"""Bytes out of plain, gzip and zip files, in pieces, with a guard against bombs."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from guide.ingest.cvr.source import SourceError

CHUNK = 1 << 20
"""Bytes read and handed on at a time."""

MAX_RATIO = 100
"""A file that grows more than this is refused, once it has given ``FREE_BYTES``."""

FREE_BYTES = 64 << 20
MAX_ENTRIES = 10_000
GZIP_MAGIC = b"\x1f\x8b"
_ZIP_MAGIC = b"PK\x03\x04"
_SUFFIXES = (".json", ".jsonl", ".ndjson")
_READABLE = (*_SUFFIXES, *(f"{suffix}.gz" for suffix in _SUFFIXES), ".zip", ".gz")


class InflateError(Exception):
    """Packed bytes that end early, are damaged, or grow without measure; the text is Danish."""


def files_below(path: Path) -> list[Path]:
    """List the readable files of a folder in a fixed order, or the file itself."""
    if not path.exists():
        raise SourceError(f"{path} findes ikke. Angiv en fil eller en mappe med CVR-dokumenter.")
    if path.is_file():
        return [path]
    found = sorted(
        item
        for item in path.rglob("*")
        if item.is_file() and not item.is_symlink() and item.name.lower().endswith(_READABLE)
    )
    if not found:
        raise SourceError(f"{path} indeholder ingen filer, der ender på {', '.join(_READABLE)}.")
    return found


def streams(path: Path) -> Iterator[Iterator[bytes]]:
    """Yield the content of each document file in ``path``: one, or a zip's entries in order."""
    with path.open("rb") as file:
        magic = file.read(4)
    if magic == _ZIP_MAGIC:
        yield from _zip_streams(path)
    elif magic.startswith(GZIP_MAGIC):
        yield inflate_gzip(_chunks(path))
    else:
        yield _chunks(path)


def inflate_gzip(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack gzip, several members too; raises ``InflateError`` on damage, early end and bombs."""
    taken = given = 0
    unpacker = zlib.decompressobj(wbits=31)
    rest = b""
    for chunk in chunks:
        taken += len(chunk)
        rest += chunk
        while rest:
            if unpacker.eof:
                if not rest.strip(b"\0"):
                    rest = b""
                    break
                unpacker = zlib.decompressobj(wbits=31)
            try:
                piece = unpacker.decompress(rest, CHUNK)
            except zlib.error as error:
                raise InflateError("Den pakkede fil er beskadiget.") from error
            rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
            given += len(piece)
            check_growth(taken, given)
            if piece:
                yield piece
    if taken and not unpacker.eof:
        raise InflateError("Den pakkede fil slutter midt i indholdet.")


def check_growth(taken: int, given: int) -> None:
    """Refuse content that grows beyond ``MAX_RATIO`` times its packed size."""
    if given > FREE_BYTES and given > taken * MAX_RATIO:
        raise InflateError(f"Filen vokser mere end {MAX_RATIO} gange ved udpakning.")


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _zip_streams(path: Path) -> Iterator[Iterator[bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [
                entry for entry in archive.infolist() if entry.filename.lower().endswith(_SUFFIXES)
            ]
            if len(entries) > MAX_ENTRIES:
                raise SourceError(f"{path} har flere end {MAX_ENTRIES} filer. Del den op.")
            if not entries:
                raise SourceError(f"{path} indeholder ingen filer med {', '.join(_SUFFIXES)}.")
            for entry in sorted(entries, key=lambda entry: entry.filename):
                yield _entry_chunks(archive, entry)
    except zipfile.BadZipFile as error:
        raise SourceError(f"{path} er en beskadiget zip-fil. Hent den igen.") from error


def _entry_chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    given = 0
    try:
        with archive.open(entry) as file:
            while chunk := file.read(CHUNK):
                given += len(chunk)
                check_growth(max(entry.compress_size, 1), given)
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise InflateError(f"{entry.filename} i zip-filen kan ikke pakkes ud.") from error
