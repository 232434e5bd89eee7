"""The seed's companies (companies.tsv)."""

from pathlib import Path

from guide.domain.cvr_number import is_valid_cvr
from guide.domain.seed import SeedCompany, SeedProblem
from guide.domain.status import CompanyStatus
from guide.ingest.seed.tables import parts, rows

_STATUS = {
    "active": CompanyStatus.ACTIVE,
    "unknown": CompanyStatus.UNKNOWN,
    "": CompanyStatus.UNKNOWN,
    "merged": CompanyStatus.TAKEN_OVER,
    "ceased": CompanyStatus.CEASED,
}
_COLUMNS = frozenset(
    [
        "name",
        "aliases",
        "cvr",
        "city",
        "municipality",
        "website",
        "status",
        "status_note",
        "categories",
        "description_da",
        "keywords",
        "sources",
    ]
)


def read_companies(
    path: Path, categories: frozenset[str], municipalities: frozenset[str]
) -> tuple[list[SeedCompany], list[SeedProblem]]:
    """Read the file; a broken row becomes a problem that names it, the rest is returned."""
    companies: list[SeedCompany] = []
    problems: list[SeedProblem] = []
    names: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for line, row in rows(path, "\t", _COLUMNS):
        reason = _fault(row, names, numbers, categories, municipalities)
        if reason:
            problems.append(SeedProblem(file=path.name, line=line, reason=reason))
            continue
        names[row["name"]] = line
        if row["cvr"]:
            numbers[row["cvr"]] = line
        companies.append(_company(row, line))
    return companies, problems


def _fault(
    row: dict[str, str],
    names: dict[str, int],
    numbers: dict[str, int],
    categories: frozenset[str],
    municipalities: frozenset[str],
) -> str:
    name, cvr, place = row["name"], row["cvr"], row["municipality"]
    unknown = [slug for slug in parts(row["categories"]) if slug not in categories]
    is_address = row["website"].startswith(("https://", "http://"))
    faults = {
        "navnet mangler": not name,
        f"navnet står også i linje {names.get(name)}": name in names,
        f"CVR-nummeret {cvr} er ikke gyldigt": bool(cvr) and not is_valid_cvr(cvr),
        f"CVR-nummeret {cvr} står også i linje {numbers.get(cvr)}": cvr in numbers,
        f"ukendt status {row['status']!r}": row["status"] not in _STATUS,
        f"ukendt kategori {', '.join(unknown)}": bool(unknown),
        f"ukendt kommune {place!r}": bool(place) and place not in municipalities,
        f"hjemmesiden {row['website']!r} er ikke en adresse": bool(row["website"])
        and not is_address,
    }
    return "; ".join(text for text, is_fault in faults.items() if is_fault)


def _company(row: dict[str, str], line: int) -> SeedCompany:
    urls = [part for part in row["sources"].split() if part.startswith("https://")]
    return SeedCompany(
        name=row["name"],
        aliases=parts(row["aliases"]),
        cvr=row["cvr"] or None,
        town=row["city"],
        municipality=row["municipality"],
        website=row["website"],
        status=_STATUS[row["status"]].value,
        status_note=row["status_note"],
        categories=parts(row["categories"]),
        description=row["description_da"],
        keywords=parts(row["keywords"]),
        source_url=urls[0] if urls else "",
        line=line,
    )
