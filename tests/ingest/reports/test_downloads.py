import gzip

import pytest
from werkzeug import Response

from guide.ingest.reports import downloads
from guide.ingest.reports.downloads import DocumentFetcher, DownloadError
from guide.ingest.reports.reader import read_report
from tests.ingest.reports.invented_reports import CVR, YEAR, ordinary


@pytest.fixture
def waits():
    """The pauses that were asked for."""
    return []


@pytest.fixture
def fetcher(httpserver, waits):
    """A fetcher of the local server that does not really wait."""
    fetcher = DocumentFetcher(httpserver.url_for("").rstrip("/"), sleep=waits.append)
    yield fetcher
    fetcher.close()


def test_a_document_comes_as_it_is_sent_and_is_read(httpserver, fetcher):
    """Gzip bytes without a header that says so."""
    packed = gzip.compress(ordinary().plain())
    httpserver.expect_request("/a.xml").respond_with_data(packed, content_type="application/xml")
    data = fetcher.fetch(httpserver.url_for("/a.xml"))
    assert data == packed
    assert read_report(data, expected_cvr=CVR).period == YEAR


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/a.xml",
        "http://virk.dk.example.com/a.xml",
        "http://notvirk.dk/a.xml",
        "http://user@regnskaber.virk.dk/a.xml",
        "http://regnskaber.virk.dk:8080/a.xml",
        "http://127.0.0.1/a.xml",
        "ftp://regnskaber.virk.dk/a.xml",
        "file:///etc/passwd",
        "http://[::1/a.xml",
        "//regnskaber.virk.dk/a.xml",
        "",
    ],
)
def test_only_the_services_own_hosts_are_asked(url):
    """No address of anybody else's is ever opened."""
    with pytest.raises(DownloadError, match="hentes ikke") as caught:
        DocumentFetcher().fetch(url)
    assert not caught.value.later


def test_a_mirror_takes_the_place_of_the_service(fetcher):
    """And of the service alone."""
    with pytest.raises(DownloadError, match="hentes ikke"):
        fetcher.fetch("http://regnskaber.virk.dk/a.xml")


def test_a_redirect_is_not_followed(httpserver, fetcher):
    """It could lead anywhere."""
    httpserver.expect_request("/a.xml").respond_with_data(
        status=302, headers={"Location": httpserver.url_for("/b.xml")}
    )
    with pytest.raises(DownloadError, match="302"):
        fetcher.fetch(httpserver.url_for("/a.xml"))


@pytest.mark.parametrize("status", [403, 404, 410])
def test_a_document_that_is_not_there_is_not_asked_for_again(httpserver, fetcher, waits, status):
    """The reason names the answer."""
    httpserver.expect_request("/a.xml").respond_with_data(status=status)
    with pytest.raises(DownloadError, match=str(status)) as caught:
        fetcher.fetch(httpserver.url_for("/a.xml"))
    assert (caught.value.later, waits) == (False, [])


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_service_is_asked_again_as_it_wishes(httpserver, fetcher, waits, status):
    """Retry-After goes before the usual pause."""
    busy = httpserver.expect_ordered_request("/a.xml")
    busy.respond_with_data(status=status, headers={"Retry-After": "9"})
    httpserver.expect_ordered_request("/a.xml").respond_with_data(b"x")
    assert fetcher.fetch(httpserver.url_for("/a.xml")) == b"x"
    assert waits == [9.0]


def test_a_service_that_stays_busy_is_left_until_tomorrow(httpserver, fetcher, waits):
    """Three pauses and no more."""
    httpserver.expect_request("/a.xml").respond_with_data(status=503)
    with pytest.raises(DownloadError, match="i morgen") as caught:
        fetcher.fetch(httpserver.url_for("/a.xml"))
    assert caught.value.later
    assert waits == [5.0, 15.0, 60.0]


def test_half_a_body_is_a_broken_line(httpserver, fetcher, waits):
    """It is asked for again and never read as the whole."""

    def half(_request):
        return Response(iter([b"<xbrl>"]), headers={"Content-Length": "1000"})

    httpserver.expect_request("/a.xml").respond_with_handler(half)
    with pytest.raises(DownloadError, match="svigtede"):
        fetcher.fetch(httpserver.url_for("/a.xml"))
    assert len(waits) == 3


def test_a_closed_port_is_a_broken_line(waits):
    """Nobody answers."""
    with pytest.raises(DownloadError, match="svigtede"):
        DocumentFetcher("http://127.0.0.1:9", sleep=waits.append).fetch("http://127.0.0.1:9/a")


def test_a_body_without_end_is_let_go(httpserver, fetcher, monkeypatch):
    """The ceiling is on what came and not on what was promised."""
    monkeypatch.setattr(downloads, "MAX_BYTES", 1000)
    httpserver.expect_request("/a.xml").respond_with_data(b"x" * 500_000)
    with pytest.raises(DownloadError, match="fylder over") as caught:
        fetcher.fetch(httpserver.url_for("/a.xml"))
    assert not caught.value.later
