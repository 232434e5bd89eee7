"""What the README promises is what the project runs."""

from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_ci_runs_exactly_the_test_command_of_the_readme() -> None:
    """The line that ends .ci/run stands in the README to the letter."""
    command = (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().splitlines()[-1]
    assert command.endswith("pytest -n 2")
    assert f"\n{command}\n" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_file_the_readme_links_to_is_there() -> None:
    """No link of the README is dead."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = [part.split(")", 1)[0] for part in text.split("](")[1:]]
    assert [t for t in targets if not t.startswith("http") and not (ROOT / t).exists()] == []
