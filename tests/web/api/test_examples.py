"""The curl lines and the Python example of /api and docs/api.md, run against a real server."""

import json
import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from guide.web.api.examples import CURL, PYTHON, SITE
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


@pytest.fixture
def address(site: Flask) -> Iterator[str]:
    """A server on a free port of this machine."""
    server = make_server("127.0.0.1", 0, site, threaded=True)
    site.config["TRUSTED_HOSTS"] = None
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("title", "line"), CURL, ids=[title for title, _ in CURL])
def test_a_curl_line_answers(address: str, title: str, line: str) -> None:
    """As it stands in the docs, the line gets JSON and no problem."""
    assert line in PAGE
    words = shlex.split(line.replace(SITE, address))
    answer = subprocess.run([*words, "-s", "-f"], capture_output=True, check=True, timeout=30)
    assert "status" not in json.loads(answer.stdout) or "companies" in line


def test_the_python_example_reads_to_the_end(address: str, client: FlaskClient) -> None:
    """It prints as many companies as the search counts."""
    assert PYTHON in PAGE
    run = subprocess.run(
        [sys.executable, "-c", PYTHON.replace(SITE, address)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    total = client.get("/api/v1/search?category=erp").json["total"]
    assert len(run.stdout.splitlines()) == total


def test_the_page_shows_every_address_and_example(client: FlaskClient) -> None:
    """/api and the docs name every address of the document."""
    page = unescape(client.get("/api").text)
    for path in client.get("/api/v1/openapi.json").json["paths"]:
        shown = path.replace("{", "<").replace("}", ">")
        assert f"/api/v1{shown}" in page
        assert f"/api/v1{shown}" in PAGE
    for _title, line in CURL:
        assert line in page
