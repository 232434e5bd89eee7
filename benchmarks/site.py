"""How fast the site answers: python -m benchmarks.site HOME [SECONDS].

HOME is what `guide demo --no-serve` made. Starts, one after the other on 127.0.0.1, the guide on
two workers, a bare Flask "hello" on two workers, and Datasette over the same database where it
can be imported (DATASETTE_PATH names a folder it was installed in). Asks each address from two
threads over kept connections for SECONDS and prints requests a second, the 95th percentile in
milliseconds, and the ratio to the bare Flask of the same run. "Cached" sends the ETag, as a
proxy or a browser that asks again does, and gets 304.
"""

import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

PORT = 18600
THREADS = 2
HELLO = """
from flask import Flask

app = Flask(__name__)


@app.get("/")
def hello():
    return "hello"
"""
GUIDE = {
    "front page": "/",
    "search": "/soeg?q=erp",
    "profile": "/virksomhed/columbus",
    "box": "/embed/box",
    "API search": "/api/v1/search?q=erp",
}
DATASETTE = {
    "table": "/guide/company?_size=20",
    "table, words": "/guide/company?name__contains=erp&_size=20",
    "row": "/guide/company/85",
}


@contextmanager
def serving(command: list[str], address: str, **environment: str) -> Iterator[None]:
    """Run a server until it is no longer asked; its first answer is waited for."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            try:
                ask(http.client.HTTPConnection("127.0.0.1", PORT, timeout=30), address, {})
                break
            except OSError:
                time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def ask(
    connection: http.client.HTTPConnection, address: str, headers: Mapping[str, str]
) -> tuple[int, str]:
    """Ask once and read the whole answer; return its status and tag."""
    connection.request("GET", address, headers={"Host": f"localhost:{PORT}", **headers})
    answer = connection.getresponse()
    answer.read()
    return answer.status, answer.getheader("ETag") or ""


def measure(address: str, seconds: float, *, cached: bool = False) -> tuple[float, float, int]:
    """Return requests a second, the 95th percentile in milliseconds, and the status."""
    first = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    status, tag = ask(first, address, {})
    headers = {"If-None-Match": tag} if cached and tag else {}
    times: list[float] = []
    statuses: set[int] = set()

    def loop() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            started = time.monotonic()
            statuses.add(ask(connection, address, headers)[0])
            times.append(time.monotonic() - started)

    threads = [threading.Thread(target=loop) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(times) / seconds, quantiles(times, n=20)[-1] * 1000, max(statuses or {status})


def report(name: str, measured: tuple[float, float, int], hello: float) -> None:
    """Print one line."""
    rate, slowest, status = measured
    print(f"{name:28} {rate:8.0f}/s  p95 {slowest:7.1f} ms  {rate / hello:6.3f} × hello  {status}")


def main(home: Path, seconds: float) -> None:
    """Measure all servers in one run."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "hello.py").write_text(HELLO, encoding="utf-8")
        gunicorn = [sys.executable, "-m", "gunicorn", "-w", "2", "-k", "gthread", "--threads", "8"]
        bind = ["-b", f"127.0.0.1:{PORT}", "--chdir", folder, "hello:app"]
        with serving([*gunicorn, *bind], "/"):
            bare = measure("/", seconds)
    hello = bare[0]
    report("bare Flask hello", bare, hello)
    guide = [sys.executable, "-m", "guide", "serve", "--port", str(PORT), "--workers", "2"]
    settings = {
        "GUIDE_ENV": "demo",
        "GUIDE_HOME": str(home),
        "GUIDE_SITE_URL": f"http://localhost:{PORT}",
    }
    with serving(guide, "/livez", **settings):
        for name, address in GUIDE.items():
            report(name, measure(address, seconds), hello)
            if not address.startswith("/api"):
                report(f"{name}, cached", measure(address, seconds, cached=True), hello)
    _datasette(home, seconds, hello)


def _datasette(home: Path, seconds: float, hello: float) -> None:
    path = os.environ.get("DATASETTE_PATH", "")
    environment = {"PYTHONPATH": path} if path else {}
    known = subprocess.run(
        [sys.executable, "-c", "import datasette"],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    if known.returncode:
        print("Datasette is not installed: uv pip install --target FOLDER datasette")
        return
    command = [sys.executable, "-m", "datasette", "serve", str(home / "guide.db")]
    with serving([*command, "-p", str(PORT)], "/-/versions.json", **environment):
        for name, address in DATASETTE.items():
            report(f"Datasette {name}", measure(address, seconds), hello)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 5.0)
