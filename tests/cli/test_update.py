"""The night from the command line, on a real register file."""

import json
import shutil
from pathlib import Path

from tests.cli.test_commands import run

SAMPLE = Path(__file__).parents[1] / "samples" / "cvr" / "eksempel_2026.json"
STEPS = ("--only", "register", "--only", "nøgletal", "--only", "indeks", "--only", "kontrol")


def test_a_night_brings_the_register_into_guide_and_index(
    seeded_home: Path, tmp_path: Path
) -> None:
    """A second night changes nothing, and index and database agree after both."""
    home = tmp_path / "home"
    shutil.copytree(seeded_home, home, symlinks=True)
    first = json.loads(run(home, "update", "--register", str(SAMPLE), *STEPS, "--json").stdout)
    assert [step["succeeded"] for step in first["steps"]] == [True] * 4
    assert "0 nye" not in first["steps"][0]["told"]
    second = json.loads(run(home, "update", "--register", str(SAMPLE), *STEPS, "--json").stdout)
    assert "0 nye, 0 ændrede" in second["steps"][0]["told"]
    assert json.loads(run(home, "index", "verify", "--json").stdout)["equal"]


def test_a_failed_step_is_told_and_ends_the_night(seeded_home: Path, tmp_path: Path) -> None:
    """Exit 1, the step and the reason; what follows is not run."""
    home = tmp_path / "home"
    shutil.copytree(seeded_home, home, symlinks=True)
    done = run(home, "update", "--register", str(tmp_path / "findes-ikke.json"), *STEPS, "--json")
    assert done.returncode == 1
    (step,) = json.loads(done.stdout)["steps"]
    assert not step["succeeded"]
    assert "findes-ikke.json" in step["told"]


def test_an_unknown_step_names_the_known_ones(seeded_home: Path) -> None:
    """The next step is in the error."""
    done = run(seeded_home, "update", "--only", "månen")
    assert done.returncode != 0
    assert "register, regnskaber" in done.stderr
