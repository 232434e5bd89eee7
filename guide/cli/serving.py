"""guide serve and guide demo: the site, for real and on show."""

import atexit
import os
import shutil
import threading
from typing import Any

import click
from gunicorn.app.base import BaseApplication
from werkzeug.serving import make_server

from guide.bootstrap import Guide, build
from guide.catalogue import migrations
from guide.cli.indexing import run_worker
from guide.cli.running import progress_bar
from guide.config import Environment, Settings, load_settings, require_secret
from guide.usecases.prepare import index_if_needed, seed_if_new, upgrade_schema
from guide.web import create_app


class _Gunicorn(BaseApplication):  # type: ignore[misc]
    """Gunicorn run from here, so that there is one command and one configuration."""

    def __init__(self, settings: Settings, options: dict[str, Any]) -> None:
        self._settings, self._options = settings, options
        super().__init__()

    def load_config(self) -> None:
        for key, value in self._options.items():
            self.cfg.set(key, value)

    def load(self) -> Any:
        """Build the site inside each worker: connections must not cross a fork."""
        guide = build(self._settings)
        atexit.register(guide.close)
        guide.follow_index(threading.Event())
        return create_app(guide)


@click.command()
@click.option("--host", default="127.0.0.1", help="Adressen, der lyttes på.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="Porten.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, help="Antal processer.")
def serve(host: str, port: int, workers: int) -> None:
    """Vis sitet med gunicorn; kør desuden én: guide worker."""
    settings = load_settings()
    require_secret(settings)
    guide = build(settings)
    ready = migrations.is_current(guide.database)
    guide.close()
    if not ready:
        message = "databasen har ikke det nyeste skema; kør først: guide db upgrade"
        raise click.ClickException(message)
    options = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "worker_class": "gthread",
        "threads": 8,
        "graceful_timeout": 30,
        "accesslog": None,
    }
    _Gunicorn(settings, options).run()


@click.command()
@click.option("--host", default="localhost", help="Adressen, der lyttes på.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="Porten.")
@click.option("--reset", is_flag=True, help="Begynd forfra: slet alt i GUIDE_HOME.")
@click.option("--no-serve", is_flag=True, help="Gør klar, men vis ikke sitet.")
def demo(host: str, port: int, reset: bool, no_serve: bool) -> None:
    """Byg guiden fra data-mappen, og vis den; anden gang beholdes det, der er skrevet ind."""
    os.environ["GUIDE_ENV"] = Environment.DEMO.value
    os.environ.setdefault("GUIDE_SITE_URL", f"http://{host}:{port}")
    settings = load_settings()
    if reset and settings.home.exists():
        _empty(settings)
    guide = build(settings)
    try:
        _prepare(guide)
        if not no_serve:
            _show(guide, host, port)
    finally:
        guide.close()


def _empty(settings: Settings) -> None:
    """Remove the guide's own state and nothing else that may lie in the folder."""
    for name in ("guide.db", "guide.db-wal", "guide.db-shm"):
        (settings.home / name).unlink(missing_ok=True)
    for folder in (settings.index, settings.mail_folder):
        shutil.rmtree(folder, ignore_errors=True)


def _prepare(guide: Guide) -> None:
    now = guide.clock.now()
    upgrade_schema(guide.database)
    with progress_bar() as progress:
        report = seed_if_new(guide.database, guide.settings.data, guide.policy, now, progress)
    if report is not None:
        for problem in report.problems:
            click.echo(f"guide: {problem}", err=True)
        click.echo(f"{report.companies} virksomheder indlæst.")
    if index_if_needed(guide.database, guide.reader, guide.open_writer, guide.policy, now):
        click.echo("Søgeindekset er bygget.")


def _show(guide: Guide, host: str, port: int) -> None:
    """Serve with a worker thread beside it, until interrupted."""
    stop = threading.Event()
    worker = threading.Thread(target=run_worker, args=(guide, stop), daemon=True)
    server = make_server(host, port, create_app(guide), threaded=True)
    worker.start()
    guide.follow_index(stop)
    click.echo(f"Guiden vises på http://{host}:{port} – stop med Ctrl-C.")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("Stoppet.")
    finally:
        stop.set()
        worker.join(timeout=5)
        server.server_close()
