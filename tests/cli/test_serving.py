"""The real server with two workers: what they counted is written when they are told to stop."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from guide.bootstrap import build
from guide.catalogue import visits
from guide.domain.danish_time import danish_day
from guide.outside.clock import SystemClock
from tests.conftest import ROOT, FixedClock, demo_settings
from tests.small import SLUG, company_id_of, small_guide

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _get(address: str) -> int:
    request = urllib.request.Request(address, headers=BROWSER)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return int(answer.status)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _attempt in range(300):
        assert server.poll() is None, "the server ended"
        try:
            _get(address)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not answer")


def test_what_workers_counted_is_written_when_they_stop(tmp_path: Path, clock: FixedClock) -> None:
    """Nine readings shared by two processes, none of which lived for a minute."""
    home, port = tmp_path / "home", _free_port()
    with small_guide(home, clock):
        pass
    environment = {
        **os.environ,
        "GUIDE_ENV": "demo",
        "GUIDE_HOME": str(home),
        "HOME": str(tmp_path),
    }
    environment |= {"GUIDE_SECRET_KEY": "x" * 40, "GUIDE_DATA": str(ROOT / "data")}
    command = [sys.executable, "-m", "guide", "serve", "--port", str(port), "--workers", "2"]
    with subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(f"http://127.0.0.1:{port}/livez", server)
            for _reader in range(9):
                assert _get(f"http://127.0.0.1:{port}/virksomhed/{SLUG}") == 200
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=40)
    guide = build(demo_settings(home))
    with guide.database.reading() as work:
        today = danish_day(SystemClock().now())
        told = visits.of_company(work, company_id_of(guide), today)
    guide.close()
    assert sum(week.views or 0 for week in told.weeks) == 9
