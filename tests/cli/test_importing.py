"""The import commands say what they did, and what to do when they could not."""

import json
from pathlib import Path

from tests.cli.test_commands import ROOT, run

SAMPLES = ROOT / "tests" / "samples" / "cvr"


def test_a_file_is_imported_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    """Both times the counts are told, and the second time that nothing changed."""
    assert run(tmp_path, "db", "upgrade").returncode == 0
    first = run(tmp_path, "import", "cvr", str(SAMPLES / "eksempel_2026.json"))
    assert first.stdout == (
        "3 virksomheder læst: 2 nye, 0 ændrede, 0 uændrede, 0 spørgsmål til redaktionen, "
        "0 kunne ikke læses.\n"
    )
    again = run(tmp_path, "import", "cvr", str(SAMPLES / "eksempel_2026.json"))
    assert again.stdout == "3 virksomheder læst. Intet er ændret.\n"
    shown = json.loads(run(tmp_path, "show", "98000003", "--json").stdout)
    assert shown["name"] == "Nordlys Software ApS"


def test_what_cannot_be_opened_names_the_next_step(tmp_path: Path) -> None:
    """A missing file and a missing login: one line each, no trace."""
    run(tmp_path, "db", "upgrade")
    for source, words in (("findes-ikke.json", "Angiv en fil"), ("live", "GUIDE_CVR_USER")):
        done = run(tmp_path, "import", "cvr", source)
        assert done.returncode == 1
        assert words in done.stderr
        assert "Traceback" not in done.stderr


def test_a_run_that_failed_exits_with_an_error_and_says_why(tmp_path: Path) -> None:
    """Half a file is landed as far as it goes, and told."""
    run(tmp_path, "db", "upgrade")
    half = tmp_path / "halv.json"
    half.write_bytes((SAMPLES / "eksempel_2026.json").read_bytes()[:120_000])
    done = run(tmp_path, "import", "cvr", str(half), "--json")
    assert done.returncode == 1
    assert "slutter midt" in done.stderr
    told = json.loads(done.stdout)
    assert (told["state"], told["created"]) == ("failed", 2)
