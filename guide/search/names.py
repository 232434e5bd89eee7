"""The names of categories and places that go with a generation."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from guide.search.port import CategoryName, PlaceKind, PlaceName

NAMES_FILE = "names.json"


@dataclass(frozen=True, slots=True)
class Names:
    """What plain-language filters and suggestions know beside the companies."""

    categories: tuple[CategoryName, ...]
    places: tuple[PlaceName, ...]


def write_names(
    folder: Path, categories: Iterable[CategoryName], places: Iterable[PlaceName]
) -> None:
    """Write the names into a folder that is being built."""
    data = {
        "categories": [asdict(category) for category in categories],
        "places": [
            {**asdict(place), "municipalities": sorted(place.municipalities)} for place in places
        ],
    }
    (folder / NAMES_FILE).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def read_names(folder: Path) -> Names:
    """Read the names that go with a generation."""
    data = json.loads((folder / NAMES_FILE).read_text(encoding="utf-8"))
    return Names(
        categories=tuple(
            CategoryName(**{**category, "keywords": tuple(category["keywords"])})
            for category in data["categories"]
        ),
        places=tuple(
            PlaceName(
                name=place["name"],
                kind=PlaceKind(place["kind"]),
                municipalities=frozenset(place["municipalities"]),
                point=None if place["point"] is None else (place["point"][0], place["point"][1]),
            )
            for place in data["places"]
        ),
    )
