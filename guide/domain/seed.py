"""What ``data/`` brings: the weakest layer, keyed by the name in its file."""

from dataclasses import dataclass

from guide.domain.places import Municipality


@dataclass(frozen=True, kw_only=True, slots=True)
class SeedCompany:
    """A row of companies.tsv as it stands; ``municipality`` is a name, empty when not told."""

    name: str
    aliases: tuple[str, ...]
    cvr: str | None
    town: str
    municipality: str
    website: str
    status: str
    status_note: str
    categories: tuple[str, ...]
    description: str
    keywords: tuple[str, ...]
    source_url: str
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SeedProblem:
    """A row that could not be taken, and why; the rest is loaded."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, linje {self.line}: {self.reason}"


def municipality_of_town(
    town: str, towns: dict[str, frozenset[str]], municipalities: dict[str, Municipality]
) -> str | None:
    """Return the municipality a town lies in, only where that is beyond doubt.

    A town that a municipality is named after lies in it (so it is in every row of the seed that
    tells both). Else the postal town must lie in one municipality alone; a city whose postcodes
    carry a district ("Aarhus C", "Aarhus N") is taken by its name when all its districts do.
    ``towns`` maps postal towns to municipality codes.
    """
    namesake = [code for code, place in municipalities.items() if place.name == town]
    if namesake:
        return namesake[0]
    codes = towns.get(town)
    if codes is None:
        districts = [found for name, found in towns.items() if name.startswith(f"{town} ")]
        codes = frozenset().union(*districts)
    return next(iter(codes)) if len(codes) == 1 and codes <= municipalities.keys() else None
