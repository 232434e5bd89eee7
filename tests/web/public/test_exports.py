"""Any search as a file: the same companies, no formulas, no contact that may not leave."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import companies, facts
from guide.domain.facts import Fact, Field, Layer
from guide.usecases.index_companies import rebuild_index
from guide.usecases.refresh_company import refresh_company
from guide.web import create_app
from tests.conftest import NOW

TRAPS = ("=1+1", "+1", "-1", "@SUM(1)", "\tx", "\rx")


def rows_of(client: FlaskClient, query: str) -> list[dict[str, str]]:
    """Read a CSV file as a spreadsheet would."""
    answer = client.get(f"/soeg.csv?{query}")
    assert answer.status_code == 200
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(answer.data.decode("utf-8-sig"), newline="")))


def test_a_file_holds_the_whole_result(client: FlaskClient) -> None:
    """CSV, Excel and JSON lines hold as many companies as the search counts."""
    total = client.get("/api/v1/search?category=erp&limit=1").json["total"]
    assert len(rows_of(client, "kategori=erp")) == total
    lines = client.get("/soeg.jsonl?kategori=erp").text.splitlines()
    assert len([json.loads(line) for line in lines]) == total
    book = ZipFile(BytesIO(client.get("/soeg.xlsx?kategori=erp").data))
    assert book.read("xl/worksheets/sheet1.xml").count(b"<row ") == total + 1


def test_files_follow_the_words_and_the_order(client: FlaskClient) -> None:
    """The first line is the first hit."""
    assert rows_of(client, "q=columbus")[0]["navn"] == "Columbus A/S"


def test_numbers_are_numbers_and_unknown_is_empty(client: FlaskClient) -> None:
    """Kroner stand bare, and what is not told is neither zero nor a word."""
    row = rows_of(client, "q=columbus")[0]
    assert int(row["omsætning i kr."]) > 0
    assert row["ansatte"] == row["telefon"] == ""


@pytest.mark.parametrize("trap", TRAPS, ids=[repr(trap) for trap in TRAPS])
def test_a_formula_in_a_name_stays_text(guide: Guide, trap: str) -> None:
    """A name that a spreadsheet would compute is shown with an apostrophe before it."""
    with guide.database.writing() as work:
        known = companies.find_by_slug(work, "columbus")
        assert known is not None
        named = Fact(
            field=Field.DESCRIPTION,
            layer=Layer.EDITOR,
            value="en tekst",
            source="seed",
            recorded_at=NOW,
        )
        name = Fact(
            field=Field.NAME,
            layer=Layer.EDITOR,
            value=trap,
            source="seed",
            recorded_at=NOW,
            override=True,
            reason="prøve",
        )
        facts.record(work, known.id, [named, name])
        refresh_company(work, known.id, guide.policy, NOW)
        work.commit()
    rebuild_index(guide.database, guide.open_writer(), guide.policy, NOW)
    guide.reader.open_newest()
    client = create_app(guide).test_client()
    names = [row["navn"] for row in rows_of(client, "")]
    assert f"'{trap}" in names
    assert trap not in names
    book = ZipFile(BytesIO(client.get("/soeg.xlsx").data))
    assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_files_are_few(client: FlaskClient) -> None:
    """The seventh file of an hour, of whatever kind, is refused with the time to wait."""
    for kind in ("csv", "xlsx", "jsonl", "csv", "xlsx"):
        assert client.get(f"/soeg.{kind}?q=columbus").status_code == 200
    assert client.get("/soeg.csv?q=columbus").headers["RateLimit-Remaining"] == "0"
    answer = client.get("/soeg.jsonl?q=columbus")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
