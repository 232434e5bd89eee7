"""The seed's key figures (key_figures.tsv), from thousands to whole units of their currency."""

from collections import defaultdict
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from guide.domain.key_figures import MONEY_FIGURES, KeyFigure
from guide.domain.money import whole_units
from guide.domain.report_terms import Absence, FigureOrigin, Scope
from guide.domain.reports import FigureSet, FigureValue, Period
from guide.domain.seed import SeedProblem
from guide.ingest.seed.tables import rows

_UNITS = {"kDKK": ("DKK", 1000), "kEUR": ("EUR", 1000), "DKK": ("DKK", 1), "EUR": ("EUR", 1)}
_COLUMNS = frozenset(["name", "year_label", "period_start", "period_end", "currency", "unit"])
_NO_REVENUE = "revenue not published or not shown"


def read_key_figures(
    path: Path, names: frozenset[str]
) -> tuple[dict[str, list[FigureSet]], list[SeedProblem]]:
    """Return the figure sets of each company by its seed name, and the rows not taken."""
    found: dict[str, list[FigureSet]] = defaultdict(list)
    problems: list[SeedProblem] = []
    seen: dict[tuple[str, str, str, str], int] = {}
    for line, row in rows(path, "\t", _COLUMNS):
        try:
            figures = _figure_set(row)
            _check(row, names, seen, line)
        except ValueError as error:
            problems.append(SeedProblem(file=path.name, line=line, reason=str(error)))
            continue
        found[row["name"]].append(figures)
    return found, problems


def _check(
    row: dict[str, str],
    names: frozenset[str],
    seen: dict[tuple[str, str, str, str], int],
    line: int,
) -> None:
    if row["name"] not in names:
        message = f"virksomheden {row['name']!r} står ikke i companies.tsv"
        raise ValueError(message)
    key = (row["name"], row["scope"], row["year_label"], row["source"])
    if key in seen:
        message = f"samme virksomhed, år, omfang og kilde står også i linje {seen[key]}"
        raise ValueError(message)
    seen[key] = line


def _figure_set(row: dict[str, str]) -> FigureSet:
    if row["unit"] not in _UNITS or _UNITS[row["unit"]][0] != row["currency"]:
        message = f"enheden {row['unit']!r} passer ikke til valutaen {row['currency']!r}"
        raise ValueError(message)
    factor = _UNITS[row["unit"]][1]
    values: dict[KeyFigure, FigureValue] = {}
    for figure in MONEY_FIGURES:
        text = row.get(figure.value, "")
        if text:
            values[figure] = whole_units(_number(text, figure.value), factor)
    if KeyFigure.REVENUE not in values and _NO_REVENUE in row["note"]:
        values[KeyFigure.REVENUE] = Absence.NOT_PUBLISHED
    if row["employees"]:
        values[KeyFigure.EMPLOYEES] = _number(row["employees"], "employees").normalize()
    return FigureSet(
        scope=Scope(row["scope"]),
        currency=row["currency"],
        label=row["year_label"],
        figures=values,
        exact=_period(row),
        origin=FigureOrigin.SEED,
        source=row["source"],
    )


def _number(text: str, column: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        message = f"{column} er {text!r} og ikke et tal"
        raise ValueError(message) from None


def _period(row: dict[str, str]) -> Period | None:
    if not row["period_start"] or not row["period_end"]:
        return None
    return Period(
        start=date.fromisoformat(row["period_start"]), end=date.fromisoformat(row["period_end"])
    )
