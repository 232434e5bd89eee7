"""From the bytes of a download to the bytes of one document, however it was packed.

The publication service sends gzip without saying so; ESEF reports come in a zip. What unpacks to
much more than it was, or to more than a report can be, is refused before it takes up memory.
"""

import io
import zipfile
import zlib

from guide.ingest.reports.refusal import Refusal, ReportRefusedError

MAX_BYTES = 80 * 1024 * 1024
"""The largest inline report that is read; the service itself takes up to 75 MB."""

MAX_PACKED_BYTES = 40 * 1024 * 1024
MAX_RATIO = 100
MAX_ENTRIES = 100
_RATIO_FROM = 4 * 1024 * 1024
_CHUNK = 1024 * 1024
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_ZIP_ENTRY = b"PK\x01\x02"
_REPORT_SUFFIXES = (".xhtml", ".html", ".htm", ".xbrl", ".xml")


def unpack(data: bytes) -> bytes:
    """Return the document inside ``data``, or ``data`` itself; raises ``ReportRefusedError``."""
    if not data:
        raise ReportRefusedError(Refusal.EMPTY, "Dokumentet er tomt.")
    if data.startswith(_GZIP):
        document = _gunzip(data)
    elif data.startswith(_ZIP):
        document = _unzip(data)
    else:
        document = data
        _check_size(len(document))
    if document.startswith((_GZIP, _ZIP)):
        raise ReportRefusedError(Refusal.BOMB, "Dokumentet er pakket flere gange.")
    return document


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise ReportRefusedError(
            Refusal.TOO_LARGE, f"Dokumentet fylder over {MAX_BYTES // 1024 // 1024} MB."
        )


def _check_growth(packed: int, unpacked: int) -> None:
    _check_size(unpacked)
    if unpacked > _RATIO_FROM and unpacked > packed * MAX_RATIO:
        raise ReportRefusedError(
            Refusal.BOMB, f"Dokumentet vokser over {MAX_RATIO} gange, når det pakkes ud."
        )


def _check_packed(data: bytes) -> None:
    if len(data) > MAX_PACKED_BYTES:
        raise ReportRefusedError(
            Refusal.TOO_LARGE, f"Filen fylder over {MAX_PACKED_BYTES // 1024 // 1024} MB."
        )


def _gunzip(data: bytes) -> bytes:
    _check_packed(data)
    pieces: list[bytes] = []
    size = 0
    unpacker = zlib.decompressobj(wbits=31)
    try:
        piece = unpacker.decompress(data, _CHUNK)
        while piece:
            size += len(piece)
            _check_growth(len(data), size)
            pieces.append(piece)
            piece = unpacker.decompress(unpacker.unconsumed_tail, _CHUNK)
    except zlib.error as error:
        raise ReportRefusedError(Refusal.DAMAGED, "Den pakkede fil er beskadiget.") from error
    if not unpacker.eof:
        raise ReportRefusedError(Refusal.DAMAGED, "Den pakkede fil slutter midt i indholdet.")
    return b"".join(pieces)


def _unzip(data: bytes) -> bytes:
    _check_packed(data)
    if data.count(_ZIP_ENTRY) > MAX_ENTRIES:
        raise ReportRefusedError(Refusal.BOMB, f"Zip-filen har over {MAX_ENTRIES} filer.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read_entry(archive, _report_entry(archive), len(data))
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise ReportRefusedError(Refusal.DAMAGED, "Zip-filen kan ikke pakkes ud.") from error


def _report_entry(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """Find the one report in a package; ESEF packages keep it in a folder named reports."""
    found = [e for e in archive.infolist() if e.filename.lower().endswith(_REPORT_SUFFIXES)]
    in_reports = [e for e in found if "/reports/" in f"/{e.filename.lower()}"]
    found = in_reports or [e for e in found if "meta-inf/" not in e.filename.lower()]
    if not found:
        raise ReportRefusedError(Refusal.NOT_XBRL, "Zip-filen indeholder ingen rapport.")
    if len(found) > 1:
        raise ReportRefusedError(Refusal.SEVERAL_REPORTS, "Zip-filen indeholder flere rapporter.")
    return found[0]


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, packed: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    with archive.open(entry) as file:
        while piece := file.read(_CHUNK):
            size += len(piece)
            _check_growth(packed, size)
            pieces.append(piece)
    return b"".join(pieces)
