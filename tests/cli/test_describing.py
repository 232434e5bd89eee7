"""guide describe: a search as a list, for programs."""

import json
from pathlib import Path

from tests.cli.test_commands import run


def test_a_list_is_described_in_json(seeded_home: Path) -> None:
    """Quartiles, shares and the order by a figure stand in one object."""
    found = json.loads(run(seeded_home, "describe", "--figure", "revenue", "--json").stdout)
    spread = found["spreads"]["revenue"]
    assert spread["count"] >= 5
    assert spread["lower"] <= spread["median"] <= spread["upper"]
    assert found["ranking"]["placed"][0]["place"] == 1
    assert found["ranking"]["not_published"]
