"""guide day: what stands in the box, and an editor's plan for it."""

import json
import shutil
from pathlib import Path

from tests.cli.test_commands import run


def test_a_day_is_planned_shown_and_left_to_its_turn_again(
    seeded_home: Path, tmp_path: Path
) -> None:
    """The plan is seen at once, and a slug that is unknown is named."""
    home = tmp_path / "home"
    shutil.copytree(seeded_home, home, symlinks=True)
    run(home, "day", "plan", "2027-01-04", "despec-denmark", "--actor", "editor:1")
    shown = json.loads(run(home, "day", "show", "--date", "2027-01-04", "--json").stdout)
    assert (shown["slug"], shown["reason"]) == ("despec-denmark", "editor")
    run(home, "day", "clear", "2027-01-04", "--actor", "editor:1")
    again = json.loads(run(home, "day", "show", "--date", "2027-01-04", "--json").stdout)
    assert again["reason"] == "not_this_year"
    unknown = run(home, "day", "plan", "2027-01-04", "findes-ikke", "--actor", "editor:1")
    assert unknown.returncode == 1
    assert "findes-ikke" in unknown.stderr
