"""Whatever is asked, a friendly page with the right status answers, never a trace."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from guide.bootstrap import Guide, build
from guide.config import Settings
from guide.web import create_app

STRANGE = (
    ("/virksomhed/findes-ikke", 404),
    ("/virksomhed/../../etc/passwd", 404),
    ("/virksomhed/findes-ikke/noegletal.csv", 404),
    ("/virksomhed/despec-denmark/kort.vcf", 404),
    ("/kategori/findes-ikke", 404),
    ("/region/findes-ikke", 404),
    ("/kommune/findes-ikke", 404),
    ("/stoerrelse/7", 404),
    ("/a-aa/1234", 404),
    ("/a-aa/%E2%98%83", 404),
    ("/cvr/12345678", 404),
    ("/cvr/abc", 404),
    ("/sitemap-virksomheder-0.xml", 404),
    ("/sitemap-virksomheder-99999999999999999999.xml", 404),
    ("/kategori/erp?side=999999", 404),
    ("/kategori/erp?side=0", 404),
    ("/kategori/erp?side=-1", 404),
    ("/kategori/erp?side=abc", 404),
    ("/kategori/erp?side=" + "9" * 400, 404),
    ("/kategori/erp?side=²", 404),
    ("/kategori/erp?sorter=nej", 200),
    ("/soeg?side=999999", 404),
    ("/soeg?side=0", 404),
    ("/soeg?side=1e3", 404),
    ("/soeg?side=" + "9" * 400, 404),
    ("/soeg?region=mars&kategori=%00&status=x&stoerrelse=-1", 200),
    ("/soeg?" + "&".join(f"kommune={number}" for number in range(500)), 200),
    ("/soeg?q=" + "a" * 10_000, 200),
    ("/soeg?q=" + "%28" * 3_000, 200),
    ("/soeg?q=%22" * 40, 200),
    ("/soeg?q=*o*+????*+[a+TO+z]", 200),
    ("/soeg?q=%00%01%1f%7f", 200),
    ("/soeg?q=%", 200),
    ("/soeg?q=%e6%f8%e5", 200),
    ("/soeg?q=%C3", 200),
    ("/soeg?q=erp&q=crm&side=1&side=2&sorter=navn&sorter=x", 200),
    ("/soeg?q=%F0%9F%92%A9&ord=1", 200),
    ("/soeg/antal?q=" + "%00" * 500, 200),
    ("/forslag", 200),
    ("/forslag?q=" + "x" * 10_000, 200),
    ("/forslag?q=%00%ff", 200),
    ("/en/findes-ikke", 404),
    ("/%00", 404),
    ("/%ff%fe", 404),
    ("/soeg/", 404),
)


@pytest.fixture
def site(guide: Guide) -> Flask:
    """The whole site over the seed."""
    return create_app(guide)


@pytest.mark.parametrize(("path", "status"), STRANGE, ids=lambda part: str(part)[:40])
def test_strange_addresses_get_a_friendly_answer(site: Flask, path: str, status: int) -> None:
    """The status is right and the page speaks Danish (or answers as JSON), without a trace."""
    answer = site.test_client().get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    if answer.mimetype == "text/html":
        assert 'id="main"' in answer.text


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_here_can_be_written_to(client: FlaskClient, method: str) -> None:
    """Public addresses only answer questions."""
    answer = getattr(client, method)("/soeg")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_of_a_repeated_word_field_the_first_counts(client: FlaskClient) -> None:
    """One box, one text."""
    assert 'name="q" value="erp"' in client.get("/soeg?q=erp&q=crm").text


def test_a_long_search_is_cut_and_says_so(client: FlaskClient) -> None:
    """Only the first 200 characters are used, and the page tells."""
    assert "kun de første 200 tegn" in client.get("/soeg?q=" + "hosting+" * 1000).text


def test_without_an_index_the_site_answers_from_the_database(guide: Guide) -> None:
    """Names are still found, facets are not counted, and the reader is told."""
    current = guide.settings.index / "current"
    current.unlink()
    guide.reader.open_newest()
    for file in sorted(guide.settings.index.rglob("*")):
        if file.is_file():
            file.write_bytes(b"")
    broken = create_app(_again(guide)).test_client()
    answer = broken.get("/soeg?q=despec")
    assert answer.status_code == 200
    assert "Søgningen er begrænset" in answer.text
    assert "Despec Denmark A/S" in answer.text
    assert broken.get("/forslag?q=desp").json == {"suggestions": []}


def test_without_a_database_every_page_is_a_friendly_503(guide: Guide, tmp_path: Path) -> None:
    """The error page itself needs nothing from the database."""
    empty = guide.settings.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'no.db'}"})
    site = create_app(_again(guide, empty)).test_client()
    for path in ("/", "/soeg?q=erp", "/virksomhed/despec-denmark", "/om"):
        answer = site.get(path)
        assert answer.status_code == 503
        assert "Guiden har travlt" in answer.text
        assert answer.headers["Retry-After"] == "5"
    assert site.get("/findes-ikke").status_code == 404


def _again(guide: Guide, settings: Settings | None = None) -> Guide:
    """Plug the same guide together anew, as another process would."""
    return build(settings or guide.settings, guide.clock)
