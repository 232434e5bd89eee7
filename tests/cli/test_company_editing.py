"""guide editor override … history: deciding about a company's fields at the keyboard."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.test_commands import run


@pytest.fixture
def home(seeded_home: Path, tmp_path: Path) -> Path:
    """A copy of the whole seed."""
    copy = tmp_path / "home"
    shutil.copytree(seeded_home, copy, symlinks=True)
    return copy


def test_a_field_is_decided_shown_in_the_history_and_undone(home: Path) -> None:
    """Override, history, undo, restore."""
    decided = ("editor", "override", "3shape", "town", "Opdigtstrup", "--reason", "Prøve")
    (revision,) = json.loads(run(home, *decided, "--json").stdout)["revisions"]
    newest = json.loads(run(home, "editor", "history", "3shape", "--json").stdout)[0]
    assert (newest["field"], newest["value"], newest["override"]) == ("town", "Opdigtstrup", True)
    undone = json.loads(run(home, "editor", "undo", str(revision), "--json").stdout)
    assert undone == {"undone": 1}
    again = run(
        home, "editor", "restore", "3shape", str(newest["version"]), "--reason", "Alligevel"
    )
    assert "Fortryd inden 30 sekunder" in again.stdout
    assert (
        json.loads(run(home, "editor", "history", "3shape", "--json").stdout)[0]["superseded_at"]
        is None
    )


def test_a_wrong_value_is_told_in_one_line(home: Path) -> None:
    """Without a trace of code."""
    wrong = run(home, "editor", "override", "3shape", "categories", "x", "--reason", "Prøve")
    assert (wrong.returncode, "'x' findes ikke" in wrong.stderr) == (1, True)
    unknown = run(home, "editor", "listing", "findesikke", "excluded", "--reason", "Prøve")
    assert "guide search" in unknown.stderr


def test_two_companies_are_merged_and_taken_apart(home: Path) -> None:
    """A question that nobody asked is not answered."""
    merging = ("editor", "merge", "3shape", "despec-denmark", "--reason", "Prøve")
    (revision,) = json.loads(run(home, *merging, "--json").stdout)["revisions"]
    assert run(home, "editor", "unmerge", str(revision)).stdout == "Skilt ad igen.\n"
    assert json.loads(run(home, "editor", "tasks", "--json").stdout) == []
    missing = run(home, "editor", "answer", "99", "--yes", "--reason", "Prøve")
    assert "guide editor tasks" in missing.stderr
