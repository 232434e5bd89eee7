"""Colours have contrast in light and dark, and what is sent stays within its budget."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.web.rendering import WEB

STATIC = WEB / "static"
SHEETS = [STATIC / "vendor" / "pico" / "pico.css", *sorted((STATIC / "css").glob("*.css"))]
TEXT_PAIRS = [
    *((ink, paper) for ink in ("ink", "muted", "link", "link-hover", "copper", "good", "bad")
      for paper in ("paper", "sheet", "tint")),
    ("ink", "mark"),
    ("on-link", "link"),
    ("on-link", "link-hover"),
    ("on-copper", "copper"),
    ("on-band", "band"),
    ("paper", "ink"),
]  # fmt: skip
SHAPE_PAIRS = [("edge", "paper"), ("edge", "sheet"), ("edge", "tint"), ("copper", "paper")]


def _tokens() -> dict[str, tuple[str, str]]:
    css = (STATIC / "css" / "tokens.css").read_text()
    pattern = r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)"
    return {name: (light, dark) for name, light, dark in re.findall(pattern, css)}


def _luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _size(paths: list[Path]) -> int:
    return sum(len(gzip.compress(path.read_bytes())) for path in paths)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), TEXT_PAIRS)
def test_text_can_be_read(ink: str, paper: str, scheme: int) -> None:
    """Text stands 4.5 to 1 against what is behind it (WCAG 1.4.3)."""
    tokens = _tokens()
    assert _contrast(tokens[ink][scheme], tokens[paper][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "paper"), SHAPE_PAIRS)
def test_edges_can_be_seen(shape: str, paper: str, scheme: int) -> None:
    """Edges of controls and focus rings stand 3 to 1 (WCAG 1.4.11)."""
    tokens = _tokens()
    assert _contrast(tokens[shape][scheme], tokens[paper][scheme]) >= 3


def test_stylesheets_stay_within_sixteen_kilobytes() -> None:
    """All stylesheets of a page together, gzipped."""
    assert _size(SHEETS) <= 16_000


def test_scripts_stay_within_fifteen_kilobytes() -> None:
    """All modules together, gzipped, although a page loads only what it needs."""
    assert _size(sorted((STATIC / "js").glob("*.js"))) <= 15_000


def test_nothing_is_fetched_from_elsewhere() -> None:
    """Stylesheets and modules name no other host and load no inline style."""
    for path in [*SHEETS, *(STATIC / "js").glob("*.js")]:
        text = path.read_text(encoding="utf-8-sig").replace("http://www.w3.org/2000/svg", "")
        text = re.sub(r"/\*!.*?\*/", "", text, flags=re.DOTALL)
        assert not re.search(r"https?:|@import|\.style\b|innerHTML", text), path.name


def test_every_class_in_the_templates_has_a_style() -> None:
    """A class nobody styles is a slip; those that only scripts or states use are listed."""
    css = "".join(path.read_text(encoding="utf-8-sig") for path in SHEETS)
    styled = set(re.findall(r"\.([a-z][a-z0-9-]*)", css))
    for path in (WEB / "templates").rglob("*.html"):
        markup = re.sub(r"\{[%{#].*?[%}#]\}", " ", path.read_text())
        used = {name for text in re.findall(r'class="([^"]*)"', markup) for name in text.split()}
        assert {name for name in used if not name.endswith("-")} <= styled, path.name


def test_vendored_files_are_those_the_manifest_names() -> None:
    """Every vendored stylesheet or module has a licence and the recorded checksum."""
    vendor = STATIC / "vendor"
    named: dict[str, str] = {}
    for entry in json.loads((vendor / "manifest.json").read_text()):
        assert (vendor / entry["licence_file"]).is_file()
        named |= entry["files"]
    present = {
        path.relative_to(vendor).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for suffix in ("css", "js")
        for path in vendor.rglob(f"*.{suffix}")
    }
    assert present == named
