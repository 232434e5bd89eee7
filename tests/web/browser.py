"""A real Chromium looking at pages served from a folder under the site's own content policy."""

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from tests.requirements import lacking

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-test'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'"
)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start Chromium, or skip (fail when GUIDE_REQUIRE names the browser) where there is none."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        lacking("browser", "install Debian's chromium package")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


class _Handler(SimpleHTTPRequestHandler):
    answers: ClassVar[dict[str, object]] = {}
    extensions_map: ClassVar[dict[str, str]] = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".svg": "image/svg+xml",
    }

    def log_message(self, *_arguments: object) -> None:
        """Keep quiet."""

    def end_headers(self) -> None:
        """Send the policy with every answer."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def do_GET(self) -> None:
        """Answer JSON where a test has put some, else a file."""
        answer = self.answers.get(urlsplit(self.path).path)
        if answer is None:
            super().do_GET()
            return
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serve(folder: Path, answers: dict[str, object]) -> Iterator[str]:
    """Serve a folder and some JSON answers; give the address."""
    handler = type("Handler", (_Handler,), {"answers": answers})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def serve_app(app: Flask, port: int = 0) -> Iterator[str]:
    """Serve the real site on a port, or on any that is free; give the address."""
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def find_barriers(page: Page) -> list[tuple[str, list[object]]]:
    """Let axe look at the page; give each broken rule with the elements that break it."""
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": rules}).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]
