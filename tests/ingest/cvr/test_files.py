"""Register files are read in every form, in flat memory, and bombs are refused."""

import gzip
import io
import json
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.ingest.cvr import cutting, inflate
from guide.ingest.cvr.cutting import cut
from guide.ingest.cvr.files import FileSource
from guide.ingest.cvr.source import (
    Document,
    ReadDocument,
    SameDocument,
    SourceError,
    UnreadDocument,
)
from tests.ingest.cvr.test_documents import SAMPLES

ENVELOPE = SAMPLES / "eksempel_2026.json"
NUMBERS = ["98000003", "98000038", "98000046"]


def hits() -> list[dict[str, Any]]:
    """The three hits of the sample envelope."""
    envelope = json.loads(ENVELOPE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = envelope["hits"]["hits"]
    return found


def compact(value: object) -> str:
    """Write JSON as the service does, without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read(path: Path, after: str = "") -> list[Document]:
    """Read all documents of a path."""
    return list(FileSource(path).by_branch([], after))


def numbers(documents: list[Document]) -> list[str]:
    """The CVR numbers of what was read; every failure shows as its reason."""
    return [d.company.cvr if isinstance(d, ReadDocument) else d.reason for d in documents]


FORMS = {
    "envelope, indented": lambda: ENVELOPE.read_text(encoding="utf-8"),
    "envelope, one line": lambda: compact(json.loads(ENVELOPE.read_text(encoding="utf-8"))),
    "hits as lines": lambda: "\n".join(compact(hit) for hit in hits()) + "\n",
    "sources as lines": lambda: "\n".join(compact(hit["_source"]) for hit in hits()),
    "bare companies as lines": lambda: "\n".join(
        compact(hit["_source"]["Vrvirksomhed"]) for hit in hits()
    ),
    "list": lambda: compact([hit["_source"] for hit in hits()]),
    "list, indented": lambda: json.dumps([hit["_source"] for hit in hits()], indent=1),
    "pages as lines": lambda: "\n".join(
        compact({"took": 1, "hits": {"total": 3, "hits": page}})
        for page in (hits()[:2], hits()[2:], [])
    ),
    "documents one after another, indented": lambda: "\n".join(
        json.dumps(hit["_source"], indent=1) for hit in hits()
    ),
    "pages one after another, indented": lambda: "\n".join(
        json.dumps({"hits": {"total": 3, "hits": page}, "aggregations": {"a": "}]"}}, indent=2)
        for page in (hits()[:1], hits()[1:])
    ),
    "with a byte order mark": lambda: "\ufeff" + "\n".join(compact(h) for h in hits()),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_companies(form: str, tmp_path: Path) -> None:
    """Lines, lists, documents and envelopes, indented or not."""
    path = tmp_path / "cvr.json"
    path.write_text(FORMS[form](), encoding="utf-8")
    assert numbers(read(path)) == NUMBERS


def test_gzip_is_told_by_its_bytes_and_members_are_joined(tmp_path: Path) -> None:
    """A name says nothing; two packed files after one another are one stream."""
    lines = [compact(hit).encode() + b"\n" for hit in hits()]
    path = tmp_path / "uden-endelse"
    path.write_bytes(gzip.compress(lines[0]) + gzip.compress(lines[1] + lines[2]) + b"\0\0")
    assert numbers(read(path)) == NUMBERS


def test_a_zip_gives_its_json_files_in_order_and_leaves_the_rest(tmp_path: Path) -> None:
    """Other files in the archive are not documents."""
    path = tmp_path / "cvr.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b.jsonl", "\n".join(compact(hit) for hit in hits()[1:]))
        archive.writestr("a.json", compact(hits()[0]))
        archive.writestr("LÆSMIG.txt", "ikke et dokument")
    assert numbers(read(path)) == NUMBERS


def test_a_folder_is_read_file_by_file_in_order(tmp_path: Path) -> None:
    """Plain, packed and nested files; hidden purposes are left alone."""
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "a.json").write_text(compact(hits()[0]), encoding="utf-8")
    (tmp_path / "2.jsonl.gz").write_bytes(gzip.compress(compact(hits()[1]).encode()))
    (tmp_path / "3.ndjson").write_text(compact(hits()[2]), encoding="utf-8")
    (tmp_path / "noter.txt").write_text("nej", encoding="utf-8")
    assert numbers(read(tmp_path)) == NUMBERS


def test_reading_goes_on_from_a_mark(tmp_path: Path) -> None:
    """After a stop nothing is read twice and nothing is passed over."""
    path = tmp_path / "cvr.jsonl"
    path.write_text(FORMS["hits as lines"](), encoding="utf-8")
    documents = read(path)
    for index, document in enumerate(documents):
        assert numbers(read(path, document.position)) == NUMBERS[index + 1 :]


def test_a_bad_line_is_a_dead_letter_and_the_run_goes_on(tmp_path: Path) -> None:
    """Its bytes are kept, the lines around it are read."""
    first, second, third = (compact(hit) for hit in hits())
    path = tmp_path / "cvr.jsonl"
    path.write_text(f"{first}\n{second[:500]}\n\n{third}\n", encoding="utf-8")
    documents = read(path)
    assert numbers(documents)[::2] == [NUMBERS[0], NUMBERS[2]]
    bad = documents[1]
    assert isinstance(bad, UnreadDocument)
    assert bad.raw == second[:500].encode()
    assert "ikke JSON" in bad.reason
    assert not bad.ends_source


def test_a_bad_first_line_does_not_hide_the_rest(tmp_path: Path) -> None:
    """The form is told from the first good line."""
    path = tmp_path / "cvr.jsonl"
    path.write_bytes(b"\xff\xfe{}\n" + compact(hits()[0]).encode() + b"\n")
    documents = read(path)
    assert "UTF-8" in numbers(documents)[0]
    assert numbers(documents)[1] == NUMBERS[0]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<html><body>401</body></html>", "ikke JSON-dokumenter"),
        ('{"hits":{"total":1,"hits":[{"_source":', "slutter midt"),
        ('{"hits":{"total":1,"hits":[{"_source":{] og mere tekst bagefter', "ikke JSON"),
        ("[" * 100_000, "for dybt"),
        ('[{"a": ' + "1" * 6000 + "}]", "for langt tal"),
    ],
)
def test_a_stream_that_cannot_be_cut_says_why(text: str, reason: str, tmp_path: Path) -> None:
    """What followed is not read, and that is told too."""
    path = tmp_path / "cvr.json"
    path.write_text(text, encoding="utf-8")
    (document,) = read(path)
    assert isinstance(document, UnreadDocument)
    assert reason in document.reason
    assert document.ends_source


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"Vrvirksomhed": {"cvrNummer": 98000003, "navne": "x"}}, "navne: ventede en liste"),
        ({"Vrvirksomhed": {"navne": []}}, "cvrNummer"),
        ({"Vrvirksomhed": None}, "ikke en virksomhed"),
        ({"fejl": "?"}, "ikke en virksomhed"),
        ({"error": {"type": "x"}, "status": 500}, "ikke en virksomhed"),
        (7, "ikke en virksomhed"),
        (None, "ikke en virksomhed"),
    ],
)
def test_a_value_that_is_no_company_is_a_dead_letter(
    value: object, reason: str, tmp_path: Path
) -> None:
    """Inside a good list a bad item costs only itself."""
    path = tmp_path / "cvr.json"
    path.write_text(compact([value, hits()[0]]), encoding="utf-8")
    documents = read(path)
    assert isinstance(documents[0], UnreadDocument)
    assert reason in documents[0].reason
    assert numbers(documents)[1] == NUMBERS[0]


def test_people_and_contact_data_are_in_no_dead_letter(tmp_path: Path) -> None:
    """They leave a bad company; a document about a person leaves nothing."""
    person = {"navne": [{"navn": "Opdigtet Person"}]}
    company = hits()[0]["_source"]["Vrvirksomhed"]
    company |= {"navne": 1, "deltagerRelation": [{"deltager": person}]}
    company["virksomhedMetadata"]["nyesteKontaktoplysninger"] = ["70000001"]
    path = tmp_path / "cvr.json"
    path.write_text(compact([{"Vrvirksomhed": company}, {"Vrdeltagerperson": person}]))
    letters = [d for d in read(path) if isinstance(d, UnreadDocument)]
    assert len(letters) == 2
    kept = b"".join(letter.raw for letter in letters)
    for private in (b"Opdigtet", b"70000001", b"kontakt@"):
        assert private not in kept
    assert letters[0].cvr == "98000003"
    assert b"98000003" in letters[0].raw


def test_a_packed_file_that_ends_early_keeps_what_came_and_says_so(tmp_path: Path) -> None:
    """A half download is not taken for the whole register."""
    path = tmp_path / "cvr.jsonl.gz"
    packed = gzip.compress("\n".join(compact(hit) for hit in hits() * 3).encode())
    path.write_bytes(packed[:-9])
    documents = read(path)
    assert numbers(documents)[: len(NUMBERS)] == NUMBERS
    last = documents[-1]
    assert isinstance(last, UnreadDocument)
    assert last.ends_source
    assert "slutter midt" in last.reason


def test_damaged_packed_bytes_are_told(tmp_path: Path) -> None:
    """Flipped bytes are damage, not an end."""
    path = tmp_path / "cvr.gz"
    packed = bytearray(gzip.compress(compact(hits()[0]).encode()))
    packed[20:40] = b"\xff" * 20
    path.write_bytes(bytes(packed))
    last = read(path)[-1]
    assert isinstance(last, UnreadDocument)
    assert "beskadiget" in last.reason


def test_a_gzip_bomb_is_refused_in_bounded_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousandfold growth is stopped long before its end."""
    monkeypatch.setattr(inflate, "FREE_BYTES", 4 << 20)
    path = tmp_path / "bombe.gz"
    with gzip.open(path, "wb") as file:
        for _ in range(64):
            file.write(b" " * (1 << 20))
    tracemalloc.start()
    last = read(path)[-1]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(last, UnreadDocument)
    assert "vokser" in last.reason
    assert peak < 40 << 20


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The growth is counted on what comes out, not on what the archive says of itself."""
    monkeypatch.setattr(inflate, "FREE_BYTES", 4 << 20)
    path = tmp_path / "bombe.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", b" " * (32 << 20))
    last = read(path)[-1]
    assert isinstance(last, UnreadDocument)
    assert "vokser" in last.reason


def test_a_line_without_end_is_refused_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document has a greatest length."""
    monkeypatch.setattr(cutting, "MAX_DOCUMENT", 1 << 21)
    line = compact(hits()[0])
    path = tmp_path / "cvr.jsonl"
    path.write_text(f"{line}\n{'x' * (5 << 20)}\n{line}\n", encoding="utf-8")
    told = numbers(read(path))
    assert [told[0], told[-1]] == [NUMBERS[0]] * 2
    assert [reason for reason in told if "længere end" in reason]


@pytest.mark.parametrize("name", ["mangler.json", "tom"])
def test_a_path_with_nothing_to_read_is_an_error_that_names_the_next_step(
    name: str, tmp_path: Path
) -> None:
    """A wrong path is not an empty register."""
    (tmp_path / "tom").mkdir()
    with pytest.raises(SourceError, match=r"Angiv|ender på"):
        FileSource(tmp_path / name).survey([])


@pytest.mark.parametrize("content", [b"PK\x03\x04 ikke en zip", b""])
def test_a_broken_zip_is_an_error_and_an_empty_file_has_no_documents(
    content: bytes, tmp_path: Path
) -> None:
    """The one can only be fetched again, the other is empty."""
    path = tmp_path / "cvr.zip"
    path.write_bytes(content)
    if content:
        with pytest.raises(SourceError, match="beskadiget"):
            read(path)
    else:
        assert read(path) == []


def test_a_zip_without_documents_is_an_error(tmp_path: Path) -> None:
    """Nothing to read is told, not passed over."""
    path = tmp_path / "cvr.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("noter.txt", "nej")
    with pytest.raises(SourceError, match="ingen filer"):
        read(path)


def test_an_encrypted_or_lying_zip_entry_is_a_dead_letter(tmp_path: Path) -> None:
    """A wrong checksum ends that file with a reason."""
    path = tmp_path / "cvr.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.json", compact(hits()[0]))
    path.write_bytes(path.read_bytes().replace(b"Nordlys Data", b"Nordlys Dato"))
    last = read(path)[-1]
    assert isinstance(last, UnreadDocument)
    assert "kan ikke pakkes ud" in last.reason


def test_documents_can_be_asked_for_by_number_and_by_load_time(tmp_path: Path) -> None:
    """A file answers the same questions as the service."""
    source = FileSource(ENVELOPE)
    assert numbers(list(source.by_cvr(["98000046"]))) == ["98000046"]
    later = datetime(2026, 11, 21, tzinfo=UTC)
    assert numbers(list(source.changed_since(later, []))) == []
    assert numbers(list(source.changed_since(datetime(2026, 11, 20, tzinfo=UTC), []))) == NUMBERS
    assert source.name.startswith("fil: ")


def endless(document: bytes, count: int) -> Iterator[bytes]:
    """A search envelope that is never whole in memory."""
    yield b'{"took":1,"hits":{"total":1,"hits":['
    for index in range(count):
        yield (b"," if index else b"") + document
    yield b"]}}"


def test_a_long_envelope_is_cut_in_flat_memory() -> None:
    """Two thousand documents of 33 KB need the memory of a few."""
    document = compact(hits()[0]).encode()
    tracemalloc.start()
    count = sum(1 for piece in cut(endless(document, 2000)) if piece.value)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2000
    assert peak < 30 << 20


@given(st.integers(1, 400), st.sampled_from(sorted(FORMS)))
def test_where_the_pieces_are_cut_does_not_matter(size: int, form: str) -> None:
    """Any chunk size, also in the midst of a letter, gives the same documents."""
    data = FORMS[form]().encode()[:4000]
    whole = [piece.value for piece in cut(iter([data]))]
    stream = io.BytesIO(data)
    split = [piece.value for piece in cut(iter(lambda: stream.read(size), b""))]
    assert split == whole


@given(st.binary(max_size=300))
def test_no_bytes_break_the_cutter(data: bytes) -> None:
    """Every stream ends in documents or reasons."""
    for piece in cut(iter([data])):
        assert piece.reason or piece.value is not None or piece.text.strip() == "null"


def test_a_document_that_says_the_same_is_not_read_again(tmp_path: Path) -> None:
    """Its fingerprint is enough; load time and participants do not count, everything else does."""
    path = tmp_path / "cvr.json"
    docs = [hit["_source"] for hit in hits()]
    path.write_text(compact(docs), encoding="utf-8")
    first = [d for d in read(path) if isinstance(d, ReadDocument)]
    known = {d.company.cvr: d.fingerprint for d in first}
    docs[0]["Vrvirksomhed"]["sidstIndlaest"] = "2026-11-24T03:00:00.000+01:00"
    docs[1]["Vrvirksomhed"]["deltagerRelation"] = [{"deltager": {}}]
    docs[2]["Vrvirksomhed"]["erstMaanedsbeskaeftigelse"][0]["antalAnsatte"] = 1
    path.write_text(json.dumps(docs, indent=2), encoding="utf-8")
    again = list(FileSource(path).by_branch([], known=known))
    assert [type(d) for d in again] == [SameDocument, SameDocument, ReadDocument]
    assert isinstance(again[0], SameDocument)
    assert again[0].loaded_at == datetime(2026, 11, 24, 2, tzinfo=UTC)
    assert numbers(list(FileSource(path).by_cvr(NUMBERS[2:], known))) == [NUMBERS[2]]
    later = datetime(2026, 11, 22, tzinfo=UTC)
    assert len(list(FileSource(path).changed_since(later, [], known=known))) == 1
