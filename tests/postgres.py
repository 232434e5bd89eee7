"""A real PostgreSQL server for the tests: a private socket, run as nobody, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OPTIONS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def find_binaries() -> Path | None:
    """Return the newest folder that holds the server's programs, or ``None``."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _version(path: Path) -> int:
    return int(path.parts[-3]) if path.parts[-3].isdigit() else 0


@contextmanager
def server(binaries: Path) -> Iterator[str]:
    """Run a server and yield the address of its maintenance database.

    PostgreSQL refuses root, so as root it runs as nobody in a folder that nobody owns.
    """
    folder = Path(tempfile.mkdtemp(prefix="guide-pg-", dir="/tmp"))
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)

    def run(*command: str) -> None:
        subprocess.run(
            command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL, timeout=60
        )

    data = str(folder / "data")
    run(str(binaries / "initdb"), "-D", data, "-U", "guide", "-A", "trust", "-E", "UTF8", "-N")
    control = str(binaries / "pg_ctl")
    log = str(folder / "log")
    run(control, "-D", data, "-w", "-l", log, "-o", f"{OPTIONS} -k {folder}", "start")
    try:
        yield f"postgresql+psycopg://guide@/postgres?host={folder}"
    finally:
        run(control, "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
