"""guide import reports and guide figures, as people and programs call them."""

import json
import shutil
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from guide.ingest.reports.publications import CANARY
from tests.cli.test_commands import run
from tests.ingest.reports.invented_reports import ordinary
from tests.ingest.reports.publication_server import PublicationServer, document, hit

SYSTEMATIC = "78834412"


@pytest.fixture
def home(seeded_home: Path, tmp_path: Path) -> Path:
    """A copy of the whole seed."""
    home = tmp_path / "home"
    shutil.copytree(seeded_home, home, symlinks=True)
    return home


def test_reports_are_fetched_read_and_told_of(home: Path, httpserver: HTTPServer) -> None:
    """From the index to the company, and the second time there is nothing new."""
    service = PublicationServer(httpserver)
    url = httpserver.url_for("").rstrip("/")
    one = document("a") | {"dokumentUrl": f"{url}/a.xml"}
    service.hits = [hit(CANARY, "canary"), hit(SYSTEMATIC, "a", documents=[one])]
    service.files["/a.xml"] = ordinary(cvr=SYSTEMATIC).plain()
    environment = {"GUIDE_REPORTS_URL": url, "GUIDE_REPORTS_MIRROR": url}
    first = run(home, "import", "reports", "--json", **environment)
    assert first.returncode == 0, first.stderr
    told = json.loads(first.stdout)
    assert (told["state"], told["read"], told["companies"]) == ("done", 1, 1)
    again = run(home, "import", "reports", **environment)
    assert again.stdout.startswith("1 offentliggørelser, 0 nye: 0 læst")


def test_an_index_without_the_canary_is_told_of(home: Path, httpserver: HTTPServer) -> None:
    """One line on the error stream, and an exit that programs notice."""
    PublicationServer(httpserver)
    url = httpserver.url_for("").rstrip("/")
    done = run(home, "import", "reports", GUIDE_REPORTS_URL=url)
    assert done.returncode == 1
    assert done.stderr.startswith("guide: Regnskabsindekset finder ikke")


def test_ratios_are_recomputed_and_explained(home: Path) -> None:
    """The first time all of them, the second time none."""
    first = json.loads(run(home, "figures", "recompute", "--json").stdout)
    assert first["companies"] == 91
    assert first["causes"]["first"] == len(first["changes"])
    assert {"company", "year", "scope", "ratio", "cause", "text"} == first["changes"][0].keys()
    again = run(home, "figures", "recompute")
    assert again.stdout == "91 virksomheder beregnet. Intet er ændret.\n"


def test_an_editor_says_that_two_years_are_the_same(home: Path, httpserver: HTTPServer) -> None:
    """And is told which years there are when it cannot be so."""
    service = PublicationServer(httpserver)
    url = httpserver.url_for("").rstrip("/")
    one = document("a") | {"dokumentUrl": f"{url}/a.xml"}
    service.hits = [hit(CANARY, "canary"), hit(SYSTEMATIC, "a", documents=[one])]
    service.files["/a.xml"] = ordinary(cvr=SYSTEMATIC).plain()
    run(home, "import", "reports", GUIDE_REPORTS_URL=url, GUIDE_REPORTS_MIRROR=url)
    done = run(home, "figures", "same", "systematic", "2023", "--actor", "redaktør")
    assert done.stdout == "2023 er regnskabsåret 2023-01-01 – 2023-12-31.\n", done.stderr
    back = run(home, "figures", "same", "systematic", "2023", "--other", "--actor", "redaktør")
    assert back.stdout == "2023 står igen for sig.\n"
    refused = run(home, "figures", "same", "systematic", "2013", "--actor", "redaktør")
    assert refused.returncode == 1
    assert "grunddata har ikke året" in refused.stderr
    nobody = run(home, "figures", "same", "ingen", "2023", "--actor", "redaktør")
    assert "ingen virksomhed har adressen" in nobody.stderr
