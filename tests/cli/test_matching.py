"""guide match and guide mention: a text from a file or a pipe, and an editor's answer."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.cli.test_commands import ROOT, run


def test_a_file_and_a_pipe_give_the_same_mentions(seeded_home: Path, tmp_path: Path) -> None:
    """One JSON object with the promised keys."""
    text = "Konsulenthuset Columbus og KMD's direktør er enige."
    file = tmp_path / "article.txt"
    file.write_text(text, encoding="utf-8")
    from_file = run(seeded_home, "match", str(file), "--json").stdout
    piped = subprocess.run(
        [sys.executable, "-m", "guide", "match", "-", "--json"],
        cwd=ROOT,
        env={"GUIDE_ENV": "demo", "GUIDE_HOME": str(seeded_home), "GUIDE_DATA": str(ROOT / "data")},
        input=text.encode(),
        capture_output=True,
        timeout=120,
        check=True,
    )
    assert piped.stdout.decode() == from_file
    found = json.loads(from_file)
    assert [one["surface"] for one in found["mentions"]] == ["Columbus", "KMD's"]


def test_an_answer_from_the_command_line_holds(seeded_home: Path, tmp_path: Path) -> None:
    """A no is remembered for the next text."""
    home = tmp_path / "home"
    shutil.copytree(seeded_home, home, symlinks=True)
    file = tmp_path / "article.txt"
    file.write_text("Konsulenthuset Columbus er enigt.", encoding="utf-8")
    assert json.loads(run(home, "match", str(file), "--json").stdout)["mentions"]
    run(home, "mention", "answer", "Columbus", "columbus", "--no", "--actor", "editor:1")
    assert json.loads(run(home, "match", str(file), "--json").stdout)["mentions"] == []
