import gzip
import io
import struct
import zipfile

import pytest

from guide.ingest.reports import unpack as unpacking
from guide.ingest.reports.refusal import Refusal, ReportRefusedError
from guide.ingest.reports.unpack import unpack

PAGE = b"<html>xbrl</html>"
MB = 1024 * 1024


def package(*entries):
    """A zip of names and contents."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def refusal(data):
    """Why these bytes are not unpacked."""
    with pytest.raises(ReportRefusedError) as caught:
        unpack(data)
    assert str(caught.value).endswith(".")
    return caught.value.refusal


def test_bytes_that_are_not_packed_are_the_document():
    """Nothing is done to them."""
    assert unpack(PAGE) == PAGE


def test_gzip_is_known_by_its_first_two_bytes():
    """The publication service sends it without a header that says so."""
    assert unpack(gzip.compress(PAGE, mtime=0)) == PAGE


def test_a_package_holds_one_report_among_its_schemas():
    """An ESEF package keeps the page in its folder of reports."""
    entries = [
        ("x-2024/META-INF/reports.xml", "<a/>"),
        ("x-2024/x.xsd", "<b/>"),
        ("x-2024/x_lab-da.xml", "<c/>"),
        ("x-2024/reports/x-2024-da.xhtml", PAGE),
    ]
    assert unpack(package(*entries)) == PAGE


def test_a_zip_of_a_single_document_will_do():
    """No folder of reports is needed when there is nothing to choose between."""
    assert unpack(package(("aarsrapport.xml", PAGE))) == PAGE


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Refusal.EMPTY),
        (gzip.compress(PAGE, mtime=0)[:-9], Refusal.DAMAGED),
        (b"\x1f\x8b\x08\x00 nonsense", Refusal.DAMAGED),
        (b"PK\x03\x04 nonsense", Refusal.DAMAGED),
        (gzip.compress(gzip.compress(PAGE, mtime=0), mtime=0), Refusal.BOMB),
        (package(("reports/a.xhtml", gzip.compress(PAGE, mtime=0))), Refusal.BOMB),
        (package(("a.xsd", PAGE)), Refusal.NOT_XBRL),
        (package(("reports/da.xhtml", PAGE), ("reports/en.xhtml", PAGE)), Refusal.SEVERAL_REPORTS),
        (package(*[(f"{n}.txt", b"x") for n in range(101)]), Refusal.BOMB),
    ],
)
def test_what_cannot_be_one_document_is_refused(data, why):
    """Each kind of damage has its own word."""
    assert refusal(data) is why


def test_a_bomb_is_let_go_long_before_it_has_grown():
    """Three hundred megabytes of nothing in a third of one."""
    nothing = bytes(MB)
    file = io.BytesIO()
    with gzip.GzipFile(fileobj=file, mode="wb") as packed:
        for _ in range(300):
            packed.write(nothing)
    assert refusal(file.getvalue()) is Refusal.BOMB


def test_a_zip_bomb_is_measured_and_not_believed():
    """The size that an entry claims is not what counts."""
    data = package(("reports/a.xhtml", bytes(64 * MB)))
    entry = data.index(b"PK\x01\x02")
    lying = data[: entry + 24] + struct.pack("<I", 10) + data[entry + 28 :]
    assert refusal(data) is Refusal.BOMB
    assert refusal(lying) in (Refusal.BOMB, Refusal.DAMAGED)


def test_sizes_have_ceilings(monkeypatch):
    """A document, and a packed file, may be so large and no larger."""
    monkeypatch.setattr(unpacking, "MAX_BYTES", 10)
    assert refusal(PAGE) is Refusal.TOO_LARGE
    assert refusal(gzip.compress(PAGE, mtime=0)) is Refusal.TOO_LARGE
    monkeypatch.setattr(unpacking, "MAX_PACKED_BYTES", 10)
    assert refusal(gzip.compress(PAGE, mtime=0)) is Refusal.TOO_LARGE
    assert refusal(package(("a.xml", PAGE))) is Refusal.TOO_LARGE


def test_an_encrypted_entry_is_refused():
    """Nobody has the password."""
    data = bytearray(package(("a.xml", PAGE)))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert refusal(bytes(data)) is Refusal.DAMAGED
