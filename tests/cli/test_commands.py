"""The guide command as people and programs call it, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command and return what it wrote."""
    settings = {"GUIDE_ENV": "demo", "GUIDE_HOME": str(home), "GUIDE_DATA": str(ROOT / "data")}
    return subprocess.run(
        [sys.executable, "-m", "guide", *arguments],
        cwd=ROOT,
        env={**os.environ, **settings, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_search_answers_in_the_promised_shape(seeded_home: Path) -> None:
    """One JSON object with total, hits, facets and relaxed; each hit with its reasons."""
    found = json.loads(run(seeded_home, "search", "despec", "--json").stdout)
    assert {"total", "hits", "facets", "relaxed"} <= found.keys()
    assert found["hits"][0].keys() == {"name", "cvr", "slug", "score", "why"}
    assert found["hits"][0]["name"] == "Despec Denmark A/S"


@pytest.mark.parametrize("words", ["printer tilbehør", "forbrugsstoffer", "despec"])
def test_despec_is_found_by_what_it_does_and_by_name(seeded_home: Path, words: str) -> None:
    """The company of the box is among the first ten."""
    found = json.loads(run(seeded_home, "search", words, "--json").stdout)
    assert "Despec Denmark A/S" in [hit["name"] for hit in found["hits"][:10]]


def test_a_file_of_queries_gives_a_line_for_each(seeded_home: Path, tmp_path: Path) -> None:
    """Three lines in, three objects out, in order, an empty line too."""
    file = tmp_path / "queries.txt"
    file.write_text("despec\n\nkmd\n", encoding="utf-8")
    lines = run(seeded_home, "search", "--queries", str(file), "--json").stdout.splitlines()
    assert len(lines) == 3
    assert json.loads(lines[2])["hits"][0]["name"].startswith("KMD")


def test_filters_narrow_and_equal_the_facet(seeded_home: Path) -> None:
    """As many hits as the facet promised."""
    whole = json.loads(run(seeded_home, "search", "", "--json").stdout)
    count = whole["facets"]["category"]["erp"]
    narrow = json.loads(run(seeded_home, "search", "", "--filter", "category=erp", "--json").stdout)
    assert narrow["total"] == count


def test_show_tells_a_company_by_number_and_by_slug(seeded_home: Path) -> None:
    """Both spellings lead to the same company."""
    by_number = run(seeded_home, "show", "DK-25 55 34 89", "--json").stdout
    assert json.loads(by_number)["name"] == "3Shape A/S"
    assert run(seeded_home, "show", "3shape", "--json").stdout == by_number


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("show", "findes-ikke"), "er ikke i guiden"),
        (("search", "x", "--filter", "farve=rød"), "felterne er"),
    ],
)
def test_an_error_is_one_clear_line_and_a_non_zero_exit(
    seeded_home: Path, arguments: tuple[str, ...], line: str
) -> None:
    """No trace, and the next step is named."""
    done = run(seeded_home, *arguments)
    assert done.returncode != 0
    assert line in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_without_schema_names_the_next_step(tmp_path: Path) -> None:
    """The command says what to run first."""
    done = run(tmp_path / "empty", "search", "x")
    assert done.returncode == 1
    assert "guide db upgrade" in done.stderr


def test_every_wrong_setting_is_listed_at_once(tmp_path: Path) -> None:
    """Two faults, two lines."""
    done = run(tmp_path, "db", "upgrade", GUIDE_ENV="live", GUIDE_SITE_URL="guide.dk")
    assert done.returncode == 1
    assert "GUIDE_ENV" in done.stderr
    assert "GUIDE_SITE_URL" in done.stderr


def test_outside_demo_serving_needs_a_secret(tmp_path: Path) -> None:
    """No default secret: the error says how to make one."""
    done = run(tmp_path, "serve", GUIDE_ENV="prod")
    assert done.returncode == 1
    assert "GUIDE_SECRET_KEY" in done.stderr


def test_the_demo_is_made_from_nothing_and_kept_the_second_time(tmp_path: Path) -> None:
    """The first run builds, the second finds everything done."""
    home = tmp_path / "home"
    first = run(home, "demo", "--no-serve")
    assert "491 virksomheder indlæst." in first.stdout
    second = run(home, "demo", "--no-serve")
    assert (second.returncode, second.stdout) == (0, "")
    assert json.loads(run(home, "index", "verify", "--json").stdout)["equal"]
